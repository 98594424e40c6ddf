"""Numbers for programs."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcroadmap.render.language.numbers import json_number, plain


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        (Fraction("39.1"), "39.1", 39.1),
        (Fraction(40), "40", 40), (Fraction(1, 3), "0.333333333333", 0.333333333333),
        (Fraction(0), "0", 0),
        (Fraction(-2, 3), "-0.666666666667", -0.666666666667), (Fraction("50000.0"), "50000", 50000),
        (Fraction("1e-9"), "0.000000001", 1e-9),
        (Fraction("1e20"), "100000000000000000000", 1e20), (0.1 + 0.2, "0.3", 0.3), (None, "", None),
    ],
)  # fmt: skip
def test_at_most_twelve_significant_digits(
    value: Fraction | float | None, text: str, number: float | None
) -> None:
    """A point, no grouping, no exponent in text; whole numbers are whole in JSON."""
    assert (plain(value), json_number(value)) == (text, number)
    assert isinstance(json_number(Fraction(40)), int)


@given(st.fractions() | st.integers(-(10**400), 10**400).map(Fraction))
@example(Fraction(10) ** 400)
@example(Fraction(1, 10**400))
@example(Fraction("1.8e308"))
def test_every_number_is_json(value: Fraction) -> None:
    """Never Infinity or NaN, and right to twelve digits; only the very smallest become zero."""
    number = json_number(value)
    assert number is not None
    assert json.loads(json.dumps(number, allow_nan=False)) == number
    assert abs(Fraction(number) - value) <= abs(value) / 10**11 + Fraction(1, 10**300)
    assert abs(Fraction(plain(value)) - value) <= abs(value) / 10**11
