"""One row: what its value is, and since when it is known."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.observation import Observation, parse_flags
from tests.rows import observation_of


def row(**cells: str) -> Observation:
    content: dict[str, Any] = {"indicator": "stay-rate", "period": "2014", **cells}
    return observation_of(content)


@pytest.mark.parametrize(
    ("cells", "amount", "decimals"),
    [
        ({"value": "38.50"}, Fraction(77, 2), 2),
        ({"value": "38%"}, Fraction(38), 0),
        ({"value": "0.1"}, Fraction(1, 10), 1),
        ({"numerator": "1", "denominator": "3"}, Fraction(100, 3), 1),
        ({"value": "33.3", "numerator": "1", "denominator": "3"}, Fraction(333, 10), 1),
        ({"status": "N"}, Fraction(0), 1),
        ({"status": "M"}, None, 1),
        ({"status": "NM"}, None, 1),
        ({"numerator": "1"}, None, 1),
        ({}, None, 1),
    ],
)
def test_the_amount_is_exact(cells: dict[str, str], amount: Fraction | None, decimals: int) -> None:
    """As typed; else computed from its parts; else zero when not significant; else nothing."""
    assert (row(**cells).amount, row(**cells).decimals) == (amount, decimals)


@pytest.mark.parametrize(
    ("cells", "known", "noticed"),
    [
        ({}, date(2014, 12, 31), date(2014, 12, 31)),
        ({"published": "2015-11"}, date(2015, 11, 30), date(2015, 11, 30)),
        ({"published": "2015"}, date(2015, 12, 31), date(2015, 12, 31)),
        ({"published": "2015-11-12", "recorded": "2016-01-04"}, date(2015, 11, 12), date(2016, 1, 4)),
        ({"published": "2016-11-12", "recorded": "2016-01-04"}, date(2016, 11, 12), date(2016, 11, 12)),
        ({"recorded": "2014-06-01"}, date(2014, 12, 31), date(2014, 12, 31)),
    ],
)
def test_since_when_it_is_known(cells: dict[str, str], known: date, noticed: date) -> None:
    """From its publication, else from the end of its period; new from the later of publication and record."""
    assert (row(**cells).known_on, row(**cells).noticed_on) == (known, noticed)


@pytest.mark.parametrize(("text", "flags"), [("", ""), ("a", ""), ("bp", "BP"), (" PBP ", "BP"), ("AE", "E")])
def test_letters_of_the_status(text: str, flags: str) -> None:
    """Any case, several allowed, `A` says nothing."""
    assert parse_flags(text) == flags


@pytest.mark.parametrize(("text", "letter"), [("*", "*"), ("P?", "?"), ("é", "É"), ("B P", "")])
def test_other_letters_are_refused(text: str, letter: str) -> None:
    """A footnote mark is no status."""
    with pytest.raises(Mistake) as mistake:
        parse_flags(text)
    assert mistake.value.code == "bad-status"
    assert mistake.value.message == f"“{letter}” is not a letter for the status of an observation"
