"""One writer at a time, and no lock that outlives its process."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hcroadmap.write.lock import locked

HOLD = """\
import sys, time
from pathlib import Path
from hcroadmap.write.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(folder: Path, seconds: float) -> subprocess.Popen[str]:
    """A process that has the lock by now."""
    line = [sys.executable, "-c", HOLD, str(folder), str(seconds)]
    holder = subprocess.Popen(line, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    """As long as it takes."""
    holder = hold(tmp_path, 0.5)
    began = time.monotonic()
    with locked(tmp_path):
        waited = time.monotonic() - began
    holder.communicate(timeout=10)
    assert holder.returncode == 0
    assert waited > 0.3


def test_a_killed_process_leaves_no_lock(tmp_path: Path) -> None:
    """Nor a file."""
    holder = hold(tmp_path, 60)
    holder.send_signal(signal.SIGKILL)
    holder.communicate(timeout=10)
    with locked(tmp_path):
        assert list(tmp_path.iterdir()) == []


def test_a_failure_inside_gives_the_lock_back(tmp_path: Path) -> None:
    """Else the next one would wait for ever."""
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        _ = 1 // 0
    with locked(tmp_path):
        pass
