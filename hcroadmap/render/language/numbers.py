"""Numbers for programs: at most twelve significant digits, a point, no grouping, whatever the locale."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

LARGEST_FLOAT = Decimal("1.7e308")
TWELVE_DIGITS = Context(prec=12, Emin=-999_999_999, Emax=999_999_999)


def machine(value: Fraction | float) -> Decimal:
    """A number rounded once, to twelve significant digits."""
    exact = Fraction(value)
    quotient = TWELVE_DIGITS.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    return quotient.normalize(TWELVE_DIGITS)


def plain(value: Fraction | float | None) -> str:
    """The same as text without exponent; empty for nothing."""
    return "" if value is None else f"{machine(value):f}"


def json_number(value: Fraction | float | None) -> int | float | None:
    """The same as JSON wants it: a whole number or the shortest decimal."""
    if value is None:
        return None
    number = machine(value)
    whole = number == number.to_integral_value() and abs(number) < Decimal(10) ** 15
    return int(number) if whole or abs(number) > LARGEST_FLOAT else float(number)
