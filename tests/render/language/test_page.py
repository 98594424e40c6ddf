"""Numbers, days and safe text on a page; numbers for programs."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcroadmap.model.text import Text
from hcroadmap.render.language.page import UNSEEN, Page, json_number, plain_number, rounded, visible
from tests.letters import in_letters_of

EN, NL = Page("en"), Page("nl")
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("36", 0, "36"), ("36", 1, "36.0"), ("0.5", 0, "1"), ("1.5", 0, "2"), ("2.5", 0, "3"), ("-0.5", 0, "−1"),
        ("-2.5", 0, "−3"), ("0.25", 1, "0.3"), ("-0.04", 1, "0.0"), ("0", 0, "0"), ("0.05", 1, "0.1"),
        ("2.675", 2, "2.68"), ("999.95", 1, "1 000.0"), ("999", 0, "999"), ("1000", 0, "1 000"),
        ("1234567", 0, "1 234 567"), ("-50000", 0, "−50 000"), ("0.001", 3, "0.001"),
    ],
)  # fmt: skip
def test_numbers_for_people(value: str, decimals: int, shown: str) -> None:
    """Rounded half away from zero, thousands in groups that hold together, a true minus sign, never minus zero."""
    assert EN.number(Fraction(value), decimals) == shown.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"), [("38.6", 1, "38,6"), ("50000", 0, "50.000"), ("-1234.5", 1, "−1.234,5")]
)
def test_numbers_for_people_in_dutch(value: str, decimals: int, shown: str) -> None:
    """A decimal comma and points between thousands."""
    assert NL.number(Fraction(value), decimals) == shown


@pytest.mark.parametrize(("value", "shown"), [("2", "+2"), ("-2", "−2"), ("0", "0"), ("0.4", "0"), ("-0.4", "0")])
def test_changes_carry_their_sign(value: str, shown: str) -> None:
    """Except nothing, which has none, also when it is only rounded to nothing."""
    assert EN.number(Fraction(value), 0, sign=True) == shown


@given(st.fractions(min_value=0, max_value=10**9), st.integers(0, 6))
def test_rounding_is_never_off_by_more_than_half_a_unit(value: Fraction, decimals: int) -> None:
    """Exactly, for any fraction; a tie goes up."""
    error = Fraction(rounded(value, decimals)) - value
    assert -Fraction(1, 2 * 10**decimals) < error <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(("page", "shown"), [(EN, "31 December 2016"), (NL, "31 december 2016")])
def test_days_in_words(page: Page, shown: str) -> None:
    """On one line, in the page's language."""
    assert page.day(date(2016, 12, 31)) == shown.replace(" ", NBSP)


def test_a_text_in_the_pages_language() -> None:
    """Else the English, else the first there is; nothing is an empty text."""
    assert EN.text(Text((("nl", "doel"), ("en", "goal")))) == "goal"
    assert NL.text(Text((("nl", "doel"), ("en", "goal")))) == "doel"
    assert EN.text(Text((("fr", "but"),))) == "but"
    assert (EN.text("plain"), EN.text(None)) == ("plain", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", r"a\x1b[31mb"), ("a\nb\tc\rd", r"a\nb\tc\rd"), ("\x9b31m", r"\x9b31m"), ("\x7f", r"\x7f"),
        ("\u202egnp.exe", r"\u202egnp.exe"), ("\u2066a\u2069", r"\u2066a\u2069"), ("\u200fa", r"\u200fa"),
        ("\ufeffa", r"\ufeffa"), ("\u2028", r"\u2028"), ("a\udc80", r"a\udc80"), ("naïef 漢字 ✓", "naïef 漢字 ✓"),
    ],
)  # fmt: skip
def test_what_a_terminal_would_obey_is_shown_as_an_escape(text: str, shown: str) -> None:
    """Control characters, line ends, direction marks and halves of characters; other letters stay."""
    assert visible(text) == shown
    assert EN.text(text) == shown


@given(st.text())
def test_no_text_reaches_a_page_with_a_control_character(text: str) -> None:
    """Of no category that a terminal acts upon."""
    assert not UNSEEN.search(visible(text))
    assert not {"Cc", "Cs"} & {unicodedata.category(character) for character in visible(text)}


RENDER = Path(__file__).parents[3] / "hcroadmap" / "render"
SOURCES = [file.read_text(encoding="utf-8") for ext in ("*.py", "*.yaml") for file in RENDER.rglob(ext)]
OURS = "".join(sorted({sign for source in SOURCES for sign in source if not sign.isascii()})) + "\u00a0Çñ"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "cp437", "latin-1"])
def test_our_own_signs_have_a_plain_form(encoding: str) -> None:
    """Every sign in the code and the wording: one for one, so that columns stay aligned, never a question mark."""
    fitted = in_letters_of(encoding, OURS)
    assert len(fitted) == len(OURS)
    assert "?" not in fitted


def test_utf_8_needs_no_plain_form() -> None:
    """Every sign stays."""
    assert in_letters_of("utf-8", OURS) == OURS


def test_a_file_has_no_width_and_no_colours() -> None:
    """The same language, UTF-8."""
    assert Page("nl", 80, colour=True, encoding="ascii").for_file() == Page("nl")


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
    assert (plain_number(value), json_number(value)) == (text, number)
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
    assert abs(Fraction(plain_number(value)) - value) <= abs(value) / 10**11
