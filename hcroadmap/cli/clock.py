"""The clock: the only place that asks what day and what time it is."""

from __future__ import annotations

import os
import time
from datetime import date


def today() -> date:
    """Today, in the only place that asks."""
    return date.today()  # noqa: DTZ011  # the day on the wall is meant


def moment() -> int:
    """Now, in seconds since 1970; SOURCE_DATE_EPOCH makes it reproducible."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(fixed) if fixed.isascii() and fixed.isdigit() else int(time.time())
