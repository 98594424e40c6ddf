"""What real files taught: each rule of FORMATS' last part, with files of its kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hcroadmap.model.foreign_number import Mark, Written, decide_mark, parse_foreign_number


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        (".75", None, "0.75"),
        (",25 ", Mark.COMMA, "0.25"),
        ("−12,5", Mark.COMMA, "-12.5"),
        ("-.5", Mark.POINT, "-0.5"),
        ("2 450 000,75", Mark.COMMA, "2450000.75"),
        ("2\u00a0450\u202f000", Mark.POINT, "2450000"),
        ("9'876'543.2", Mark.POINT, "9876543.2"),
        ("9’876", None, "9876"),
        ("−1 234 %", None, "-1234"),
    ],
)
def test_a_number_in_any_notation(text: str, mark: Mark | None, value: str) -> None:
    """No digit before the mark, a real minus, thousands with spaces or apostrophes."""
    assert parse_foreign_number(text, mark).value == Decimal(value)


@pytest.mark.parametrize("text", ["2014 123", "12 34", "1'23", "1 234'567", "--5", "."])
def test_digits_with_gaps_are_no_number(text: str) -> None:
    """Thousands come in threes, all with one mark."""
    with pytest.raises(ValueError, match="is not a number"):
        parse_foreign_number(text, None)


def test_spaced_thousands_settle_the_mark_behind_them() -> None:
    """`1 300 000,5` is as good a proof as `1300000,5`; the earliest line is named where two contradict."""
    assert decide_mark([Written(2, "7 300 000,5")]) is Mark.COMMA
    with pytest.raises(ValueError, match="“1,5” on line 3"):
        decide_mark([Written(9, "2,5"), Written(3, "1,5"), Written(5, "7.25")])
