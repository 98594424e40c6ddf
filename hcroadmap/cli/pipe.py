"""A reader who has seen enough, as `head` has: no reason for an error."""

from __future__ import annotations

import errno
import os


def has_read_enough(error: OSError) -> bool:
    """Did the reader close the pipe? Windows calls that an invalid argument."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


def forget_output() -> None:
    """Python would complain again about what was not written when it closes the stream at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
