"""The clock: the only place that asks what day and what time it is."""

from __future__ import annotations

import os
import time
from datetime import date

LONGEST = 19
"""Digits from which a number of seconds is nonsense."""


def today() -> date:
    """Today, in the only place that asks."""
    return date.today()  # noqa: DTZ011  # the day on the wall is meant


def moment() -> int:
    """Now, in seconds since 1970; SOURCE_DATE_EPOCH makes it reproducible."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(fixed) if fixed.isascii() and fixed.isdigit() and len(fixed) < LONGEST else int(time.time())
