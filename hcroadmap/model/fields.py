"""The types of the fields in our files: each reads the text that was typed and refuses the rest.

Every YAML scalar and CSV cell arrives as the text typed; nothing was turned into a number or a date before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic_core import PydanticCustomError

from hcroadmap.model import period, quantity
from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.record import BeforeValidator, PlainValidator
from hcroadmap.model.text import Text, plain_text

T = TypeVar("T")

MAX_DECIMALS = 9
MAX_TEXT = 100_000  # letters of one text: laying out millions of them takes minutes
_ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", re.ASCII | re.IGNORECASE)


def reading(parse: Callable[[str], T]) -> PlainValidator:
    """A validator that reads one text and turns a `Mistake` into pydantic's own kind of error."""

    def validate(value: object) -> T:
        if not isinstance(value, str):
            raise problem(Mistake("wrong-shape", f"found {kind_of(value)} where a single value is expected"))
        try:
            return parse(value)
        except Mistake as mistake:
            raise problem(mistake) from None

    return PlainValidator(validate)


def problem(mistake: Mistake) -> PydanticCustomError:
    """Pydantic's form of a mistake; the texts travel as context because a template would read braces."""
    context = {"message": mistake.message, "hint": mistake.hint}
    return PydanticCustomError(mistake.code, "{message}", context)


def kind_of(value: object) -> str:
    """What a YAML value is, in words."""
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
        raise problem(Mistake("wrong-shape", "found a mapping that is not one text per language", hint))
    raise problem(Mistake("wrong-shape", f"found {kind_of(value)} where a text is expected", hint))


def _short(text: str) -> str:
    if len(text) <= MAX_TEXT:
        return text.strip()
    message = f"{quoted(text)} is longer than {MAX_TEXT} letters"
    raise problem(Mistake("too-large", message, "shorten it; look for a quote that is never closed."))


def _truth(text: str) -> bool:
    word = text.strip().casefold()
    if word in ("true", "yes", "ja"):
        return True
    if word in ("false", "no", "nee"):
        return False
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


@cache
def _id(text: str) -> str:
    if _ID.fullmatch(text):
        return text
    hint = "write letters, digits and hyphens, such as stay-rate."
    raise Mistake("bad-id", f"{quoted(text)} cannot be an id", hint)


def _line(text: str) -> str:
    if text.strip():
        return _short(text)
    raise Mistake("wrong-shape", "found nothing where a text is expected", "write a text.")


def _one_or_many(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Id = Annotated[str, reading(_id)]
Line = Annotated[str, reading(_line)]
Wording = Annotated[Text, PlainValidator(_text)]
Truth = Annotated[bool, reading(_truth)]
Whole = Annotated[int, reading(_whole)]
Decimals = Annotated[int, reading(_decimals)]
Number = Annotated[Decimal, reading(quantity.parse_number)]
Day = Annotated[date, reading(period.parse_day)]
PeriodField = Annotated[period.Period, reading(period.parse_period)]
DurationField = Annotated[period.Duration, reading(period.parse_duration)]
LevelField = Annotated[quantity.Level, reading(quantity.parse_level)]
OneOrMany = BeforeValidator(_one_or_many)
