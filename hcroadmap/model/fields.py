"""What our files are made of: records, and the types of their fields.

Each type says how it is read, and by which form (JSON Schema) an editor checks it.

Every YAML scalar and CSV cell arrives as the text typed. An editor, though, takes YAML's `2020`, `0.95` and
`true` for numbers and a truth value, so the forms (JSON Schema) allow those too. No form refuses what we read,
except where an editor sees nothing at all (`null`, `~`). Some allow more, as patterns cannot say it all: days and
study years that do not exist, shares such as 5 in 4, more than 60 characters, commas and points that may be
thousands marks (50,000, and 50.000 in a Dutch project), and numbers in notations that only YAML knows (0x1F,
1_000, 1e3 for a whole number, .inf).
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, GetPydanticSchema, ValidationInfo, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import core_schema
from typing_extensions import TypeAliasType

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.period import Duration, Period, parse_day, parse_duration, parse_period
from hcroadmap.model.quantity import (
    NUMBERS,
    Band,
    Level,
    Quantity,
    Relative,
    parse_change,
    parse_level,
    parse_number,
    parse_target,
)
from hcroadmap.model.text import Text, plain_text

Form = dict[str, Any]

MAX_DECIMALS = 9
MAX_TEXT = 100_000  # letters of one text: laying out millions of them takes minutes
_TRUTHS = {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nee": False}

UNREAD = "\0unread"
"""A key that no file can hold: control characters are refused, in keys also those written as an escape."""


class Record(BaseModel):
    """One mapping in a YAML file, or one row of a CSV file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    unread: SkipJsonSchema[frozenset[str]] = Field(
        default=frozenset(),
        alias="\0unread",
        repr=False,
        description="Keys that were typed but could not be read, so that no later check calls them missing.",
    )

    @model_validator(mode="wrap")
    @classmethod
    def _mended(cls, content: Any, validate: Callable[[Any], Self], info: ValidationInfo) -> Self:
        """Let whoever reads a file mend each record in it; see `hcroadmap.read.validate`."""
        mended: Self = info.context(cls, content, validate) if info.context else validate(content)
        return mended

    def lacks(self, name: str) -> bool:
        """Whether a field was left out, as opposed to typed in a way that could not be read."""
        return getattr(self, name) is None and name not in self.unread

    @classmethod
    def keys(cls) -> dict[str, str]:
        """The names of the fields by the keys under which they are typed."""
        return {field.alias or name: name for name, field in cls.model_fields.items() if name != "unread"}


def optional(description: str, default: Any = None, alias: str | None = None) -> Any:
    """A field that may be left out: then it is the default, or what the default makes where that is a type."""
    if isinstance(default, type):
        return Field(default_factory=default, alias=alias, description=description)
    return Field(default=default, alias=alias, description=description)


OneOrMany = GetPydanticSchema(
    lambda source, handler: core_schema.no_info_before_validator_function(
        lambda value: value if isinstance(value, list) else [value], handler(source)
    ),
    lambda schema, handler: {"anyOf": [(many := handler(schema))["items"], many]},
)
"""Annotation of a list that may be typed as a single value; editors allow both."""


def reader(read: Callable[[Any], Any], form: Form) -> GetPydanticSchema:
    """Annotation of a field type: how it is read, and the form for editors.

    `read` takes whatever was typed and raises a `Mistake`; pydantic carries it, as any `ValueError`, to its place.
    """
    return GetPydanticSchema(lambda *_: core_schema.no_info_plain_validator_function(read), lambda *_: form)


def reading(parse: Callable[[str], Any], form: Form) -> GetPydanticSchema:
    """Annotation of a type that is typed as a single text; pydantic refuses lists and mappings itself."""
    text = core_schema.is_instance_schema(str)
    return GetPydanticSchema(lambda *_: core_schema.no_info_after_validator_function(parse, text), lambda *_: form)


def typed(kinds: str, pattern: str, expected: str, **more: Any) -> Form:
    """The form of a value of some JSON kinds, or of a text that matches a pattern."""
    about = {"description": f"{expected[0].upper()}{expected[1:]}.", "patternErrorMessage": f"write {expected}."}
    return about | {"type": [*kinds.split(), "string"], "pattern": rf"^\s*(?:{pattern})\s*$", **more}


def any_case(*words: str) -> str:
    """A pattern for words in capitals or not; JSON Schema has no other way to say so."""
    return "|".join("".join(f"[{c.upper()}{c}]" if c.isalpha() else c for c in word) for word in words)


def kind_of(value: object) -> str:
    """The kind of a YAML value, in words."""
    if not value or (isinstance(value, str) and not value.strip()):
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "a text"


def _text(value: object) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, str) and value.strip():
        return plain_text(_short(value))
    if isinstance(value, dict) and value and all(isinstance(w, str) and w.strip() for w in value.values()):
        return Text(tuple((language, _short(wording)) for language, wording in value.items()))
    hint = "write a text, or one per language: {en: ..., nl: ...}."
    if isinstance(value, dict) and value:
        raise Mistake("wrong-shape", "found a mapping that is not one text per language", hint)
    raise Mistake("wrong-shape", f"found {kind_of(value)} where a text is expected", hint)


def _owed(value: object) -> Text | None:
    """A text that somebody has still to write may be empty."""
    return None if isinstance(value, str) and not value.strip() else _text(value)


def _short(text: str) -> str:
    if len(text) <= MAX_TEXT:
        return text.strip()
    message = f"{quoted(text)} is longer than {MAX_TEXT} letters"
    raise Mistake("too-large", message, "shorten it; look for a quote that is never closed.")


def _truth(text: str) -> bool:
    if (word := text.strip().casefold()) in _TRUTHS:
        return _TRUTHS[word]
    raise Mistake("bad-choice", f"{quoted(text)} is neither yes nor no", "write yes or no.")


def _whole(text: str) -> int:
    if re.fullmatch(r"\d{1,9}", text.strip(), re.ASCII):
        return int(text)
    if re.fullmatch(r"\d+", text.strip(), re.ASCII):
        raise Mistake("bad-number", f"{quoted(text)} is too large", "write at most nine digits.")
    raise Mistake("bad-number", f"{quoted(text)} is not a whole number", "write digits only, such as 3.")


def _decimals(text: str) -> int:
    if (number := _whole(text)) <= MAX_DECIMALS:
        return number
    raise Mistake("bad-number", f"{number} decimals are too many", f"write at most {MAX_DECIMALS}.")


def _id(text: str) -> str:
    if re.fullmatch(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", text, re.ASCII | re.IGNORECASE):
        return text
    hint = "write letters, digits and hyphens, such as stay-rate."
    raise Mistake("bad-id", f"{quoted(text)} cannot be an id", hint)


def _line(text: str) -> str:
    if text.strip():
        return _short(text)
    raise Mistake("wrong-shape", "found nothing where a text is expected", "write a text.")


def _quantity(value: object) -> Quantity:
    if isinstance(value, str):
        return parse_target(value)
    if isinstance(value, dict) and set(value) == {"min", "max"} and {*map(type, value.values())} == {str}:
        low, high = parse_level(value["min"]), parse_level(value["max"])
        if low.value < high.value:
            return Band(low, high)
        raise Mistake("bad-value", f"the band's min {low.text} is not below its max {high.text}", "swap them.")
    hint = "write a value such as 40%, or a band such as {min: 20, max: 30}."
    raise Mistake("bad-value", f"found {kind_of(value)} where a value is expected", hint)


def _size(text: str) -> Decimal:
    if (number := parse_number(text)) >= 0:
        return number
    hint = "write how far it may be off either way, such as 0.5."
    raise Mistake("bad-number", f"{quoted(text)} is below zero", hint)


def _share(text: str) -> Decimal:
    level = parse_level(text)
    if level.value < 0:
        raise Mistake("bad-value", f"{quoted(text)} is below zero", "write a share such as 0.5%.")
    return level.value / 100 if level.percent else level.value


_PERCENT = f"%|{any_case('procent', 'percent', 'per cent')}"
_LEVEL = rf"[+−-]?\s*[0-9][0-9\s’']*(?:[.,][0-9]+)?(?:[eE][+-]?[0-9]{{1,2}})?\s*(?:{_PERCENT})?"
_IN = any_case("in", "out of", "of", "op de", "op", "van de")
_COUNT = f"(?:[0-9]+|{any_case(*NUMBERS)})"
_RATIO = rf"{_COUNT}\s*(?:{_IN})\s*(?:(?:{any_case('every', 'elke')})\s+)?{_COUNT}"
LEVEL_FORM = typed("number", f"{_LEVEL}|{_RATIO}", "a value: 38, 38%, 38.6%, 38,6%, 4 in 10 or 4 op de 10")
LEVEL_FORM["examples"] = ["38%", 1500, "4 in 10"]
_SHARE = typed("number", f"{_LEVEL}|{_RATIO}", "a share such as 0.5%", minimum=0, examples=["0.5%"])
_COUNTED = r"[0-9]+(?:[.,][0-9]+)?"
_POINTS = f"%-?{any_case('punt')}|{any_case('pp', 'procentpunt', 'procentpunten', 'percentage point')}[Ss]?"
_CHANGE = rf"[+−-]\s*{_COUNTED}\s*(?:{_POINTS}|{_PERCENT})"
_SIZE_OF_CHANGE = typed(
    "number", rf"{_COUNTED}\s*(?:{_POINTS}|{_PERCENT})?", "a change such as 0.7 pp, 0.7 or 5%", examples=["0.7 pp"]
)
_TIMES = rf"{_COUNTED}\s*[xX×]|{any_case('verdubbeling', 'verdriedubbeling', 'doubling', 'halvering', 'halving')}"
_TARGET_FORM = typed(
    "number object",
    f"{_LEVEL}|{_RATIO}|{_CHANGE}|{_TIMES}",
    "a value (40%, 4 in 10, 2x, doubling, +2 pp, +10%) or a band ({min: 20, max: 30})",
    examples=["40%", "2x", "+2 pp", {"min": 20, "max": 30}],
    properties={"min": LEVEL_FORM, "max": LEVEL_FORM},
    required=["min", "max"],
    additionalProperties=False,
)

_WORDS: Form = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_LINE = {"description": "A text on one line.", "patternErrorMessage": "write a text.", **_WORDS}
_WORDING = _LINE | {
    "description": "One text, or one for each language: {en: ..., nl: ...}.",
    "type": [*_WORDS["type"], "object"],
    "minProperties": 1,
    "additionalProperties": _WORDS,
}
_OWED = {key: value for key, value in _WORDING.items() if not key.startswith("pattern")}
_ID_FORM = typed("number boolean", "", "an id of letters, digits and hyphens, such as stay-rate", minimum=0)
_ID_FORM["pattern"] = "^[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*$"
_TRUTH = typed("boolean", any_case(*_TRUTHS), "true or false, yes or no", examples=[True, False])
_DIGITS = "a whole number such as 3, of at most nine digits"
_WHOLE = typed("integer", "[0-9]{1,9}", _DIGITS, minimum=0, maximum=999_999_999)
_DECIMALS = typed("integer", "0{0,8}[0-9]", "a whole number from 0 to 9", minimum=0, maximum=MAX_DECIMALS)
_POINTED = r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?"
_NUMBER = typed("number", f"[+-]?{_POINTED}", "a number with a decimal point, such as 38.5")
_SIZE = typed("number", rf"\+?{_POINTED}", "a number that is not below zero, such as 0.5", minimum=0)
_MONTH, _DATE = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_YEARS = {"minimum": 1, "maximum": 9999}
_DAY = typed(
    "integer",
    f"[0-9]{{4}}(?:-{_MONTH}(?:-{_DATE})?)?",
    "a day such as 2018-10-31, or 2018-10 or 2018 for the last day of it",
    examples=["2018-10-31"],
    **_YEARS,
)
_PERIOD = typed(
    "integer",
    rf"[0-9]{{4}}(?:-[Ss][12]|-[Qq][1-4]|-{_MONTH}(?:-{_DATE})?|/(?:[0-9]{{2}}|[0-9]{{4}}))?",
    "a period: 2015, 2015-S1, 2015-Q3, 2015-03, 2015-03-31 or 2014/15 (study year)",
    examples=[2020, "2020-Q3", "2014/15"],
    **_YEARS,
)
_DU_RATION = typed(
    "",
    r"(?:[0-9]{1,4}\s*)?(?:day|week|month|quarter|half-year|year)s?",
    "a duration such as 18 months, 6 weeks, 10 days or year",
    examples=["18 months", "year"],
)

Id = TypeAliasType("Id", Annotated[str, reading(_id, _ID_FORM)])
Line = TypeAliasType("Line", Annotated[str, reading(_line, _LINE)])
Wording = TypeAliasType("Wording", Annotated[Text, reader(_text, _WORDING)])
OwedWording = TypeAliasType("OwedWording", Annotated[Text | None, reader(_owed, _OWED)])
Truth = TypeAliasType("Truth", Annotated[bool, reading(_truth, _TRUTH)])
Whole = TypeAliasType("Whole", Annotated[int, reading(_whole, _WHOLE)])
Decimals = TypeAliasType("Decimals", Annotated[int, reading(_decimals, _DECIMALS)])
Number = TypeAliasType("Number", Annotated[Decimal, reading(parse_number, _NUMBER)])
Size = TypeAliasType("Size", Annotated[Decimal, reading(_size, _SIZE)])
Day = TypeAliasType("Day", Annotated[date, reading(parse_day, _DAY)])
PeriodField = TypeAliasType("PeriodField", Annotated[Period, reading(parse_period, _PERIOD)])
DurationField = TypeAliasType("DurationField", Annotated[Duration, reading(parse_duration, _DU_RATION)])
LevelField = TypeAliasType("LevelField", Annotated[Level, reading(parse_level, LEVEL_FORM)])
TargetValue = TypeAliasType("TargetValue", Annotated[Quantity, reader(_quantity, _TARGET_FORM)])
Change = TypeAliasType("Change", Annotated[Level | Relative, reading(parse_change, _SIZE_OF_CHANGE)])
Share = TypeAliasType("Share", Annotated[Decimal, reading(_share, _SHARE)])
