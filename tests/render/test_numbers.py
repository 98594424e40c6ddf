"""Numbers for programs."""

from __future__ import annotations

import json
from fractions import Fraction as F

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcroadmap.render.numbers import json_number, plain


@pytest.mark.parametrize(
    ("value", "text", "number"),
    [
        (F("39.1"), "39.1", 39.1), (F(40), "40", 40), (F(1, 3), "0.333333333333", 0.333333333333), (F(0), "0", 0),
        (F(-2, 3), "-0.666666666667", -0.666666666667), (F("50000.0"), "50000", 50000), (F("1e-9"), "0.000000001", 1e-9),
        (F("1e20"), "100000000000000000000", 1e20), (0.1 + 0.2, "0.3", 0.3), (None, "", None),
    ],
)  # fmt: skip
def test_at_most_twelve_significant_digits(value: F | float | None, text: str, number: float | None) -> None:
    """A point, no grouping, no exponent in text; whole numbers are whole in JSON."""
    assert (plain(value), json_number(value)) == (text, number)
    assert isinstance(json_number(F(40)), int)


@given(st.fractions() | st.integers(-(10**400), 10**400).map(F))
@example(F(10) ** 400)
@example(F(1, 10**400))
@example(F("1.8e308"))
def test_every_number_is_json(value: F) -> None:
    """Never Infinity or NaN, and right to twelve digits; only the very smallest become zero."""
    number = json_number(value)
    assert number is not None
    assert json.loads(json.dumps(number, allow_nan=False)) == number
    assert abs(F(number) - value) <= abs(value) / 10**11 + F(1, 10**300)
    assert abs(F(plain(value)) - value) <= abs(value) / 10**11
