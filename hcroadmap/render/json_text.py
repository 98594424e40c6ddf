"""Documents as JSON text that is safe to show."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hcroadmap.render.language.page import UNSEEN, json_number


def json_text(document: dict[str, Any]) -> str:
    """One document, one value per line; what a terminal would obey is escaped as JSON does it.

    Days are written in ISO 8601, periods as they are typed, fractions with twelve significant digits.
    """
    return _escaped(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False, default=_written)) + "\n"


def _written(value: object) -> int | float | str | None:
    if isinstance(value, Fraction):
        return json_number(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def listing(head: dict[str, Any], name: str, entries: Sequence[dict[str, Any]]) -> str:
    """One document with a long list, one entry per line: quick to write and to compare."""
    opening = json.dumps(head, ensure_ascii=False, indent=1, allow_nan=False).removesuffix("\n}")
    write = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    lines = ",\n".join(f"  {write(entry)}" for entry in entries)
    body = f"[\n{lines}\n ]" if lines else "[]"
    return _escaped(f"{opening},\n {quoted_text(name)}: {body}\n}}") + "\n"


def quoted_text(text: str) -> str:
    """One text between quotation marks, as JSON and YAML both read it."""
    return _escaped(json.dumps(text, ensure_ascii=False))


def _escaped(text: str) -> str:
    return UNSEEN.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)
