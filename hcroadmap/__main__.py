"""`python -m hcroadmap` and the command `hcroadmap`: every way to end has its exit code (CONTRACT section 7)."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn

UNKNOWN = 3
INTERRUPTED = 130
RARELY = 1_000_000
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

        place = error.filename or "standard output"
        code = 0 if has_read_enough(error) else _failed(f"{place}: {error.strerror or error}")
        forget_output()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:  # a crash must read as “unknown”, not as a warning
        code = _crashed(error)
    _leave(code)


def _run() -> int:
    from hcroadmap.cli.daily import run_daily

    arguments = sys.argv[1:]
    code = run_daily(arguments)
    if code is not None:
        return code
    from hcroadmap.cli.run import run

    return run(arguments)


def _leave(code: int) -> NoReturn:
    """End at once: what was written is flushed, and taking the interpreter down takes longer than `check -q`."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def _failed(told: str, said: str = "{}", hint: str = "") -> int:
    """Say what went wrong where anybody can hear it; a monitoring system shows the first line of the output."""
    safe = "".join(letter if letter.isprintable() else "?" for letter in told)
    with contextlib.suppress(OSError):
        print(f"hcroadmap: {said.format(safe)}{hint}", file=sys.stderr, flush=True)
    if "check" in sys.argv[1:]:
        with contextlib.suppress(OSError):
            line = f"HCROADMAP UNKNOWN - the check itself failed ({safe})"
            encoding = getattr(sys.stdout, "encoding", "ascii")
            print(line.replace("|", "¦").encode(encoding, "replace").decode(encoding), flush=True)
    return UNKNOWN


def _crashed(error: Exception) -> int:
    if os.environ.get("HCROADMAP_DEBUG"):
        import traceback

        traceback.print_exception(error)
        return UNKNOWN
    told = f"{type(error).__name__}: {error}".splitlines()[0]
    hint = "\n  set HCROADMAP_DEBUG=1 to see where it happened."
    return _failed(told, "this is our mistake, not yours ({})", hint)


if __name__ == "__main__":
    main()
