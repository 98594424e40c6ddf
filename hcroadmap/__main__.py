"""`hcroadmap` and `python -m hcroadmap`: every way to end has its exit code (CONTRACT section 7)."""

import contextlib
import gc
import os
import sys
import traceback
from typing import NoReturn

UNKNOWN = 3
INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line and exit with its code; a traceback appears only with HCROADMAP_DEBUG."""
    gc.set_threshold(1_000_000)  # a short run needs no search for cycles, a long one still gets some
    try:
        from hcroadmap.cli.output import forget_output, has_closed_pipe, place_of  # noqa: PLC0415  # may fail too
        from hcroadmap.cli.run import run  # noqa: PLC0415

        try:
            code = run(sys.argv[1:])
            if sys.stdout is not None:  # cron may have closed it
                sys.stdout.flush()
        except OSError as error:
            code = 0 if has_closed_pipe(error) else _fail(f"{place_of(error)}: {error.strerror or error}")
            forget_output()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except MemoryError:
        code = _fail("there is not enough memory for this")
    except Exception as error:  # a crash must read as “unknown”, not as a warning
        code = UNKNOWN
        if os.environ.get("HCROADMAP_DEBUG"):
            traceback.print_exception(error)
        else:
            hint = "\n  set HCROADMAP_DEBUG=1 to see where it happened."
            _fail(
                f"{type(error).__name__}: {error}".splitlines()[0], f"this is our mistake, not yours ({{}}){hint}"
            )
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)  # taking down the interpreter takes longer than a whole `--version`


def _fail(reason: str, sentence: str = "{}") -> int:
    """Say on stderr what went wrong; `check` also says it on stdout, where monitoring systems look."""
    safe = "".join(letter if letter.isprintable() else "?" for letter in reason)
    with contextlib.suppress(OSError):
        print(f"hcroadmap: {sentence.format(safe)}", file=sys.stderr, flush=True)
    if "check" in sys.argv[1:]:
        with contextlib.suppress(OSError):
            line = f"HCROADMAP UNKNOWN - the check itself failed ({safe})"
            encoding = getattr(sys.stdout, "encoding", "ascii")
            print(line.replace("|", "¦").encode(encoding, "replace").decode(encoding), flush=True)
    return UNKNOWN


if __name__ == "__main__":
    main()
