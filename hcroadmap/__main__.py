"""`python -m hcroadmap` and the command `hcroadmap`: every way to end has its exit code (CONTRACT section 7)."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn

UNKNOWN = 3
INTERRUPTED = 130
RARELY = 50_000
"""How many more objects before cycles among them are looked for: not in a run of a moment, often in a long one."""


def main() -> NoReturn:
    """Run the command line and leave with a code of the table; never with a traceback unless asked for."""
    gc.set_threshold(RARELY)
    try:
        code = _run()
        if sys.stdout is not None:  # cron may have closed it
            sys.stdout.flush()
    except OSError as error:
        from hcroadmap.cli.pipe import forget_output, has_read_enough

        code = 0 if has_read_enough(error) else UNKNOWN
        if code:
            with contextlib.suppress(OSError):  # the message may be what cannot be written
                print(f"hcroadmap: {error.strerror or error}", file=sys.stderr)
        forget_output()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:  # a crash must read as “unknown”, not as a warning
        code = _crashed(error)
    _leave(code)


def _run() -> int:
    from hcroadmap.cli.silence import may_stay_silent

    arguments = sys.argv[1:]
    if may_stay_silent(arguments):
        return 0
    from hcroadmap.cli.run import run

    return run(arguments)


def _leave(code: int) -> NoReturn:
    """End at once: what was written is flushed, and taking the interpreter down takes longer than `check -q`."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _crashed(error: Exception) -> int:
    if os.environ.get("HCROADMAP_DEBUG"):
        import traceback

        traceback.print_exception(error)
    else:
        told = f"{type(error).__name__}: {error}".splitlines()[0]
        print(f"hcroadmap: this is our mistake, not yours ({told})", file=sys.stderr)
        print("  set HCROADMAP_DEBUG=1 to see where it happened.", file=sys.stderr)
        if "check" in sys.argv[1:]:  # a monitoring system shows no more than the first line of the output
            line = f"HCROADMAP UNKNOWN - the check itself failed ({told.replace('|', '¦')})"
            encoding = getattr(sys.stdout, "encoding", "ascii")
            print(line.encode(encoding, "replace").decode(encoding))
    return UNKNOWN


if __name__ == "__main__":
    main()
