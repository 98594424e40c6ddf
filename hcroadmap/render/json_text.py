"""Documents as JSON text that is safe to show."""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hcroadmap.model.text import Text
from hcroadmap.render.language.page import UNSEEN, json_number


def json_text(document: dict[str, Any]) -> str:
    """One document, one value per line; what a terminal would obey is escaped as JSON does it.

    Texts become objects by language, days ISO 8601, periods what was typed, and numbers keep twelve digits.
    """
    return _escaped(json.dumps(_written(document), ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def _written(value: object) -> object:
    match value:
        case None | bool() | int() | str():
            return value
        case Text():
            return dict(value.versions)
        case dict():
            return {name: _written(item) for name, item in value.items()}
        case list() | tuple():
            return [_written(item) for item in value]
        case Fraction() | float():
            return json_number(value)
    return str(value)


def fields(thing: object, *names: str) -> dict[str, Any]:
    """Some attributes of a thing under their own names."""
    return {name: getattr(thing, name) for name in names}


def listing(head: dict[str, Any], name: str, entries: Sequence[dict[str, Any]]) -> str:
    """One document with a long list, one entry per line: quick to write and to compare."""
    opening = json.dumps(head, ensure_ascii=False, indent=1, allow_nan=False).removesuffix("\n}")
    write = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    lines = ",\n".join(f"  {write(entry)}" for entry in entries)
    body = f"[\n{lines}\n ]" if lines else "[]"
    return _escaped(f"{opening},\n {on_one_line(name)}: {body}\n}}") + "\n"


def on_one_line(value: object) -> str:
    """Texts between quotation marks, alone or in a mapping on one line, as JSON and YAML both read them."""
    return _escaped(json.dumps(value, ensure_ascii=False))


def _escaped(text: str) -> str:
    return UNSEEN.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)
