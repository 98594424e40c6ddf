"""How a single value may be typed, in terms of JSON Schema, for editors.

An editor takes YAML's `2020`, `0.95` and `true` for a number and a truth value where we read the text that was
typed, so the forms allow those too. None refuses what we read, except where an editor sees nothing at all (`null`,
`~`). Some allow more, because neither a pattern nor a number can say it: days and study years that do not exist,
shares such as 5 in 4, more than 60 characters, commas that may be thousands marks (50,000), and numbers in
notations that only YAML knows (0x1F, 1_000, 1e3 for a whole number, .inf).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from hcroadmap.model import fields
from hcroadmap.model.indicator import TargetValue
from hcroadmap.model.layout import YEAR, Delimiter, WideHead
from hcroadmap.model.observation import FLAGS
from hcroadmap.model.settings import Share
from hcroadmap.model.source import Flags

Form = dict[str, Any]


class Scalar(NamedTuple):
    """What a kind of value is called, and its form."""

    name: str
    form: Form


def _typed(kinds: str, pattern: str, told: str, **more: Any) -> Form:
    """A value of some kinds; a text must match the pattern, and else an editor says what to write."""
    about = {"description": f"{told[0].upper()}{told[1:]}.", "patternErrorMessage": f"write {told}."}
    return about | {"type": [*kinds.split(), "string"], "pattern": rf"^\s*(?:{pattern})\s*$", **more}


def _any_case(*words: str) -> str:
    """A pattern for these words, in capitals or not; JSON Schema has no other way to say so."""
    return "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in words)


_COUNTED = r"[0-9]+(?:[.,][0-9]+)?"
_PERCENT = f"%|{_any_case('procent', 'percent', 'per cent')}"
_POINTS = f"%-?{_any_case('punt')}|{_any_case('pp', 'procentpunt', 'procentpunten', 'percentage point')}[Ss]?"
_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?"
_LEVEL = rf"[+−-]?\s*[0-9][0-9\s’']*(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]{{1,2}})?\s*(?:{_PERCENT})?"
_IN = _any_case("in", "out of", "of", "op de", "op", "van de")
_RATIO = rf"[0-9]+\s*(?:{_IN})\s*(?:{_any_case('every')}\s+)?[0-9]+"
_CHANGE = rf"[+−-]\s*{_COUNTED}\s*(?:{_POINTS}|{_PERCENT})"
_TIMES = rf"{_COUNTED}\s*[xX×]|{_any_case('verdubbeling', 'verdriedubbeling', 'doubling', 'halvering', 'halving')}"
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = "(?:0[1-9]|[12][0-9]|3[01])"
_PERIOD = rf"[0-9]{{4}}(?:-[Ss][12]|-[Qq][1-4]|-{_MONTH}(?:-{_DAY})?|/(?:[0-9]{{2}}|[0-9]{{4}}))?"
_UNIT = "(?:day|week|month|quarter|half-year|year)s?"
_TRUTH = _any_case("true", "yes", "ja", "false", "no", "nee")
_YEARS = {"minimum": 1, "maximum": 9999}
_LETTERS = FLAGS + FLAGS.lower()

_WORDS: Form = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_LINE = {"description": "A text on one line.", "patternErrorMessage": "write a text."} | _WORDS
_TEXT = _LINE | {
    "description": "One text, or one for each language: {en: ..., nl: ...}.",
    "type": [*_WORDS["type"], "object"],
    "minProperties": 1,
    "additionalProperties": _WORDS,
}
_ID = {
    "description": "An id of letters, digits and hyphens, such as stay-rate.",
    "patternErrorMessage": "write letters, digits and hyphens, such as stay-rate.",
    "type": ["string", "number", "boolean"],
    "pattern": "^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$",
    "minimum": 0,
}
_VALUE = _typed("number", f"{_LEVEL}|{_RATIO}", "a value: 38, 38%, 38.6%, 4 in 10 or 4 op de 10",
                examples=["38%", 1500, "4 in 10"])  # fmt: skip
_BAND = {
    "properties": {"min": {"$ref": "#/$defs/value"}, "max": {"$ref": "#/$defs/value"}},
    "required": ["min", "max"],
    "additionalProperties": False,
}
_TARGET_VALUE = _typed(
    "number object",
    f"{_LEVEL}|{_RATIO}|{_CHANGE}|{_TIMES}",
    "a value (40%, 4 in 10, 2x, doubling, +2 pp, +10%) or a band ({min: 20, max: 30})",
    examples=["40%", "2x", "+2 pp", {"min": 20, "max": 30}],
)

SCALARS: dict[Any, Scalar] = {
    fields.Id: Scalar("id", _ID),
    fields.Line: Scalar("line", _LINE),
    fields.Wording: Scalar("text", _TEXT),
    fields.Truth: Scalar("truth", _typed("boolean", _TRUTH, "true or false, yes or no", examples=[True, False])),
    fields.Whole: Scalar("whole", _typed("integer", "[0-9]{1,9}",
                                         "a whole number such as 3, of at most nine digits",
                                         minimum=0, maximum=999_999_999)),
    fields.Decimals: Scalar("decimals", _typed("integer", "0{0,8}[0-9]", "a whole number from 0 to 9",
                                               minimum=0, maximum=fields.MAX_DECIMALS)),
    fields.Number: Scalar("number", _typed("number", _NUMBER, "a number with a decimal point, such as 38.5")),
    fields.Day: Scalar("day", _typed("integer", f"[0-9]{{4}}(?:-{_MONTH}(?:-{_DAY})?)?",
                                     "a day such as 2018-10-31, or 2018-10 or 2018 for the last day of it",
                                     examples=["2018-10-31"], **_YEARS)),
    fields.PeriodField: Scalar("period", _typed(
        "integer", _PERIOD, "a period: 2015, 2015-S1, 2015-Q3, 2015-03, 2015-03-31 or 2014/15 (study year)",
        examples=[2020, "2020-Q3", "2014/15"], **_YEARS)),
    fields.DurationField: Scalar("duration", _typed("", rf"(?:[0-9]{{1,4}}\s*)?{_UNIT}",
                                                    "a duration such as 18 months, 6 weeks, 10 days or year",
                                                    examples=["18 months", "year"])),
    fields.LevelField: Scalar("value", _VALUE),
    TargetValue: Scalar("target-value", _TARGET_VALUE | _BAND),
    Share: Scalar("share", _typed("number", f"{_LEVEL}|{_RATIO}", "a share such as 0.5%",
                                  minimum=0, examples=["0.5%"])),
    Flags: Scalar("flags", _typed("null", f"[{_LETTERS}]*",
                                  "SDMX letters: P provisional, E estimated, B break, M missing, ...")),
    Delimiter: Scalar("delimiter", {"description": "What stands between two cells.",
                                    "enum": ["comma", "semicolon", "tab", ",", ";", "\t"]}),
    WideHead: Scalar("head", {"description": f"A name with {YEAR} where the year stands.", "type": "string",
                              "pattern": r"\{year\}",
                              "patternErrorMessage": f"write {YEAR} where the year stands.",
                              "examples": [f"TOTAAL{YEAR}"]}),
}  # fmt: skip
"""The form of every kind of value that our files know, by its type in the models."""
