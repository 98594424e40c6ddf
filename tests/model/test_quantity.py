"""Values are read as policy papers write them, exactly; what could mean two things is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.quantity import (
    FORMS,
    TARGET_FORMS,
    Level,
    Relative,
    RelativeKind,
    decimals_of,
    parse_figure,
    parse_level,
    parse_number,
    parse_target,
    short,
)


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("40", "40", False),
        ("40%", "40", True),
        ("40 %", "40", True),
        ("40 procent", "40", True),
        ("40 Percent", "40", True),
        ("40 per cent", "40", True),
        ("38.6%", "38.6", True),
        ("38,6%", "38.6", True),
        ("0,385", "0.385", False),
        ("50000", "50000", False),
        ("50 000", "50000", False),
        ("50\u00a0000", "50000", False),
        ("1’250’000", "1250000", False),
        ("1 250 000,5", "1250000.5", False),
        ("-3", "-3", False),
        ("−3,5", "-3.5", False),
        ("- 3", "-3", False),
        ("+3", "3", False),
        ("3e5", "3E+5", False),
        ("4 in 10", "40", True),
        ("4 out of 10", "40", True),
        ("4 in every 10", "40", True),
        ("4 op de 10", "40", True),
        ("vier op de tien", "40", True),
        ("Drie op elke 4", "75", True),
        ("één op vier", "25", True),
        ("one in five", "20", True),
        ("7 out of ten", "70", True),
        ("4 Op De 10", "40", True),
        ("4 van de 10", "40", True),
        ("1 op 4", "25", True),
        ("0 op 4", "0", True),
        ("10 in 10", "100", True),
        ("9" * 60, "9" * 60, False),
        (" 40 ", "40", False),
    ],
)
def test_levels(text: str, value: str, percent: bool) -> None:
    """In English and in Dutch, with decimal comma or point, with digits in groups."""
    level = parse_level(text)
    assert (level.value, level.percent, level.text) == (Decimal(value), percent, text.strip())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the value is empty"),
        ("veertig", "“veertig” is not a value"),
        ("4 uit 10", "“4 uit 10” is not a value"),
        ("1.250.000", "“1.250.000” is not a value"),
        ("1_000", "“1_000” is not a value"),
        ("４０", "“４０” is not a value"),
        ("NaN", "“NaN” is not a value"),
        ("1e400", "“1e400” is not a value"),
        ("50,000", "“50,000” is ambiguous: the comma may be a decimal or a thousands mark"),
        ("1,250%", "“1,250%” is ambiguous: the comma may be a decimal or a thousands mark"),
        ("+1,250%", "“+1,250%” is ambiguous: the comma may be a decimal or a thousands mark"),
        ("5 00", "“5 00” is not a number in groups of three"),
        ("50 0000", "“50 0000” is not a number in groups of three"),
        ("12 in 10", "“12 in 10” is not a share: 12 of 10"),
        ("0 in 0", "“0 in 0” is not a share: 0 of 0"),
        ("9" * 61, f"“{'9' * 60}…” is not a value"),
        ("9" * 5000 + " in 10", f"“{'9' * 60}…” is not a value"),
        ("1 " * 500_000 + "x", f"“{'1 ' * 30}…” is not a value"),
    ],
)
def test_what_is_no_level_is_refused(text: str, message: str) -> None:
    """Nobody guesses whether 50,000 is fifty or fifty thousand; length costs no time."""
    with pytest.raises(Mistake) as mistake:
        parse_level(text)
    assert (mistake.value.code, mistake.value.message) == ("bad-value", message)
    assert mistake.value.hint


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("2x", RelativeKind.TIMES, "2"),
        ("0.5x", RelativeKind.TIMES, "0.5"),
        ("1,5 ×", RelativeKind.TIMES, "1.5"),
        ("verdubbeling", RelativeKind.TIMES, "2"),
        ("Doubling", RelativeKind.TIMES, "2"),
        ("halvering", RelativeKind.TIMES, "0.5"),
        ("halving", RelativeKind.TIMES, "0.5"),
        ("verdriedubbeling", RelativeKind.TIMES, "3"),
        ("+2 pp", RelativeKind.POINTS, "2"),
        ("+2pp", RelativeKind.POINTS, "2"),
        ("−2,5 procentpunt", RelativeKind.POINTS, "-2.5"),
        ("+2 %-punt", RelativeKind.POINTS, "2"),
        ("+1 percentage point", RelativeKind.POINTS, "1"),
        ("+10%", RelativeKind.PERCENT, "10"),
        ("- 10 procent", RelativeKind.PERCENT, "-10"),
    ],
)
def test_targets_relative_to_the_baseline(text: str, kind: RelativeKind, amount: str) -> None:
    """Times it, points added to it, or percent of it added."""
    assert parse_target(text) == Relative(kind, Decimal(amount), text)


@pytest.mark.parametrize(
    ("text", "level"), [("2x", 80), ("halving", 20), ("+2 pp", 42), ("-2 pp", 38), ("+10%", 44), ("-10%", 36)]
)
def test_a_relative_target_is_resolved_exactly(text: str, level: int) -> None:
    """From a baseline of 40."""
    target = parse_target(text)
    assert isinstance(target, Relative)
    assert target.resolve(Fraction(40)) == level


def test_a_target_may_be_a_level() -> None:
    """A percentage without a sign is a level; what is neither is told all forms."""
    assert parse_target("40%") == Level(Decimal(40), percent=True, text="40%")
    with pytest.raises(Mistake, match="“2,500x” is ambiguous") as mistake:
        parse_target("2,500x")
    assert mistake.value.hint == "write 2500 if the mark separates thousands, else 2,50."
    assert parse_target("9" * 60) == Level(Decimal("9" * 60), percent=False, text="9" * 60)
    for text in ("meer", "9" * 61):
        with pytest.raises(Mistake) as mistake:
            parse_target(text)
        assert mistake.value.hint == TARGET_FORMS
    with pytest.raises(Mistake) as mistake:
        parse_level("meer")
    assert mistake.value.hint == FORMS


@pytest.mark.parametrize(
    "text", ["1_000", "NaN", "inf", "１２", "1e400", "0x1", "1,5", "1 000", ".5", "5.", "9" * 61]
)
def test_measured_numbers_are_plain(text: str) -> None:
    """Digits, a point, an exponent of at most two digits."""
    for parse in (parse_number, parse_figure):
        with pytest.raises(Mistake) as mistake:
            parse(text)
        assert mistake.value.code == "bad-number"
    with pytest.raises(Mistake) as mistake:
        parse_figure("%")
    assert mistake.value.message == "the number is empty"


def test_a_measured_figure_may_have_a_percent_sign() -> None:
    """And nothing else."""
    assert parse_figure(" 38.50 % ") == Level(Decimal("38.50"), percent=True, text="38.50 %")
    assert parse_figure("-3e2") == Level(Decimal("-3E+2"), percent=False, text="-3e2")
    assert parse_figure("9" * 60).value == parse_number("9" * 60) == Decimal("9" * 60)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_a_number_is_read_as_it_is_written(value: Decimal) -> None:
    """Exactly, and with its decimals; with a decimal comma too."""
    text = f"{value:f}"
    assert str(parse_number(text)) == text
    assert parse_level(text.replace(".", ",")).value == value


@pytest.mark.parametrize(
    ("text", "decimals"),
    [("40", 0), ("3.10", 2), ("3e5", 0), ("3.5e1", 0), ("1 in 3", 1), ("1 in 4", 0), ("1 in 8", 1)],
)
def test_decimals_as_published(text: str, decimals: int) -> None:
    """Figures print with the digits they were typed with; at most one for a share in words."""
    assert parse_level(text).decimals == decimals


def test_decimals_of_what_is_no_number() -> None:
    """There are none."""
    assert decimals_of(Decimal("Infinity")) == 0


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("50.000", True),
        ("1.250", True),
        ("-1.250", True),
        ("1.250 %", True),
        ("50.0", False),
        ("0.385", False),
        ("1250.000", False),
        ("1.2500", False),
        ("1.250e3", False),
        ("1 250.125", False),
        ("1 in 32", False),
    ],
)
def test_a_point_that_could_mark_thousands(text: str, grouped: bool) -> None:
    """Three digits behind it, and one to three before it that do not begin with zero."""
    assert parse_level(text).looks_grouped is grouped


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(38), "38"),
        (Fraction(100, 3), "33.3333"),
        (Fraction(10**200), "1.00000e+200"),
        (Fraction(77, 2), "38.5"),
        (Fraction(1_500_000), "1500000"),
        (Fraction(-12_345_678), "-12345700"),
    ],
)
def test_a_number_in_a_message_is_short(value: Fraction, text: str) -> None:
    """However large or long it is."""
    assert short(value) == text
