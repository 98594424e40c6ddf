"""`python -m hcroadmap` and the command `hcroadmap`: every way to end has its exit code (CONTRACT section 7)."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

UNKNOWN = 3
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line and leave with a code of the table; never with a traceback unless asked for."""
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()  # the reader has seen enough
        code = 0
    except OSError as error:
        print(f"hcroadmap: {error.strerror or error}", file=sys.stderr)
        _forget_output()
        code = UNKNOWN
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:  # a crash must read as “unknown”, not as a warning
        code = _crashed(error)
    sys.exit(code)


def _run() -> int:
    from hcroadmap.cli.run import run

    return run(sys.argv[1:])


def _forget_output() -> None:
    """Python would complain again about what was not written when it closes the stream at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _crashed(error: Exception) -> int:
    if os.environ.get("HCROADMAP_DEBUG"):
        import traceback

        traceback.print_exception(error)
    else:
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        print(f"hcroadmap: this is our mistake, not yours ({told})", file=sys.stderr)
        print("  set HCROADMAP_DEBUG=1 to see where it happened.", file=sys.stderr)
    return UNKNOWN


if __name__ == "__main__":
    main()
