"""What was promised about one thing, in the version and the unit in force."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.indicator import Indicator
from hcroadmap.model.settings import Settings
from hcroadmap.model.text import Text, plain_text

VERSIONS = [
    {"period": "2020", "value": "40%", "agreed": "2015-11-20"},
    {"period": "2022", "value": "42%", "agreed": "2018-05-01", "reason": "later"},
]


def indicator(**fields: Any) -> Indicator:
    return Indicator.model_validate({"title": "Blijvers", **fields})


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(2015, 1, 1), "2020"),
        (date(2018, 4, 30), "2020"),
        (date(2018, 5, 1), "2022"),
        (date(2030, 1, 1), "2022"),
    ],
)
def test_the_version_in_force(day: date, period: str) -> None:
    """The newest agreed on or before the day; before the first, the first."""
    target = indicator(target=VERSIONS).target_on(day)
    assert target
    assert str(target.period) == period


def test_a_single_target_needs_no_day() -> None:
    """It holds always; no target is none."""
    target = indicator(target={"period": "2020", "value": "40%"}).target_on(date(2000, 1, 1))
    assert target
    assert str(target.period) == "2020"
    assert indicator().target_on(date(2020, 1, 1)) is None


@pytest.mark.parametrize(
    ("fields", "percent", "word"),
    [
        ({"unit": "percent"}, True, "percent"),
        ({"unit": {"nl": "procent", "en": "percent"}}, True, "percent"),
        ({"unit": "procent"}, True, "percent"),
        ({"unit": "Procent"}, True, "percent"),
        ({"unit": "Percent"}, True, "percent"),
        ({"unit": "%"}, True, "percent"),
        ({"unit": "Count"}, False, "count"),
        ({"unit": {"nl": "Index", "en": "INDEX"}}, False, "index"),
        ({"unit": "aantal"}, False, "count"),
        ({"unit": {"nl": "studenten", "en": "students"}}, False, "students"),
        ({"kind": "share"}, True, "percent"),
        ({"kind": "milestones"}, True, "percent"),
        ({}, False, ""),
    ],
)
def test_the_unit(fields: dict[str, Any], percent: bool, word: str) -> None:
    """Shares and milestones are percentages; else the word declared, in English for machines."""
    assert (indicator(**fields).is_percent, indicator(**fields).unit_word) == (percent, word)


def test_what_programs_write_is_taken_as_it_is() -> None:
    """A text that has its languages already is not read again; decimals are a small number."""
    title = Text((("en", "Stayers"), ("nl", "Blijvers")))
    assert indicator(title=title, decimals="2").title == title
    assert indicator(decimals="2").decimals == 2
    assert indicator().title == plain_text("Blijvers")


@pytest.mark.parametrize(("text", "share"), [("0.5%", "0.005"), ("0.005", "0.005"), ("0", "0")])
def test_a_share_in_the_settings(text: str, share: str) -> None:
    """With a percent sign or as a fraction, exactly."""
    assert Settings.model_validate({"stable_band": text}).stable_band == Decimal(share)


def test_a_share_below_zero_is_refused() -> None:
    """There is no such band."""
    with pytest.raises(ValueError, match="“-1%” is below zero"):
        Settings.model_validate({"stable_band": "-1%"})


def test_a_mistake_is_a_value_error() -> None:
    """So that whoever reads a text outside pydantic may treat both alike."""
    assert issubclass(Mistake, ValueError)
