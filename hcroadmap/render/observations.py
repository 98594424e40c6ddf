"""Observations as a canonical measurements file, and the lines of sources.yaml that would read them in place."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from io import StringIO

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from hcroadmap.model.fields import Record
from hcroadmap.model.observation import Observation
from hcroadmap.model.source import ANY_PERIOD, YEAR, Extract, Layout, Source
from hcroadmap.model.text import harmless
from hcroadmap.render.console import ruled_table, text_of, wording
from hcroadmap.render.json_text import on_one_line
from hcroadmap.render.language.page import Page, visible

FIRST = ("indicator", "period", "value")
THEN = ("numerator", "denominator", "margin", "se", "definition", "status", "published")
_IDS = ("indicator", "layout")
LAST = ("source", "url", "note")


def render(observations: Sequence[Observation], recorded: date) -> str:
    """One row per observation, with the columns that any of them fills; `recorded` is the day of writing."""
    dimensions = sorted({name for row in observations for name, _ in row.members})
    rows = [_row(observation, recorded) for observation in observations]
    filled = {name for row in rows for name, text in row.items() if text}
    optional = [name for name in (*THEN, "recorded", *dimensions, *LAST) if name in filled]
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([*FIRST, *optional])
    writer.writerows([row.get(name, "") for name in (*FIRST, *optional)] for row in rows)
    return stream.getvalue()


def source_lines(source: Source, wanted: Extract, notes: Sequence[str] = ()) -> str:
    """The entry below `sources` in config/sources.yaml that reads the same figures from the file itself.

    `notes` on how that is done become comments.
    """
    about, asked = _given(source), _given(wanted)
    del about["observations"]
    if wanted.value:
        about.pop("value", None)
    first = {name: asked.pop(name) for name in ("indicator", "definition", "value") if name in asked}
    members = {name: _written(member) for name, member in wanted.dimensions.items()}
    comments = "".join(f"  # {harmless(visible(note))}\n" for note in notes)
    return comments + _item(about, 2) + "    observations:\n" + _item(first | members | asked, 6)


def described_file(
    about: Mapping[str, str], columns: Iterable[tuple[str, Sequence[str], str]], choices: Sequence[str], page: Page
) -> str:
    """The description of a file: a sentence or two, a table of its columns, what was chosen, and what follows.

    Args:
        about: its `file`, `format`, `sheets`, `sheet` and the `line` of its heads, empty where there is none; and
            the `outcome`: command, commands or unread.
        columns: the name of each, two texts in it, and what it may hold: period, value, flags or nothing.
        choices: what was chosen, or is still to be chosen.
        page: where the text goes to.
    """
    words = page.words
    keys = ["format" if about["format"] else "unknown", *(key for key in ("sheets", "line") if about[key])]
    sentences = " ".join(words(f"convert.{key}", **about) for key in keys)
    table = ruled_table()
    for key in ("column", "examples", "role"):
        table.add_column(wording(words(f"convert.{key}")), overflow="fold")
    for name, examples, role in columns:
        cells = name, ", ".join(examples), words(f"convert.roles.{role}") if role else ""
        table.add_row(*(wording(visible(cell)) for cell in cells))
    listed = Table.grid()
    for choice in choices:
        listed.add_row("- ", wording(visible(choice)))
    below: list[RenderableType] = [wording(words("convert.choices")), listed, Text()] if choices else []
    outcome = wording(words(f"convert.{about['outcome']}"))
    return text_of(wording(visible(sentences)), Text(), table, Text(), *below, outcome, page=page)


def layout_lines(layout: Layout) -> str:
    """The layout as a file config/layouts/NAME.yaml."""
    return "".join(f"{name}: {text}\n" for name, text in _given(layout).items())


def _item(keys: Mapping[str, str], indent: int) -> str:
    """An item of a list in YAML."""
    text = "".join(f"{' ' * indent}  {name}: {value}\n" for name, value in keys.items())
    return f"{text[:indent]}-{text[indent + 1 :]}"


def _given(record: Record) -> dict[str, str]:
    """The fields of a record that differ from their defaults, each as YAML on one line."""
    given = {name: getattr(record, name) for name in type(record).keys().values()}
    defaults = {name: type(record).model_fields[name].get_default(call_default_factory=True) for name in given}
    return {
        name: value if name in _IDS else _written(value)
        for name, value in given.items()
        if value != defaults[name]
    }


def _written(value: object) -> str:
    """A value as YAML on one line."""
    match value:
        case Record():
            return "{" + ", ".join(f"{name}: {text}" for name, text in _given(value).items()) + "}"
        case tuple():
            return _written(value[0]) if len(value) == 1 else "[" + ", ".join(map(_written, value)) + "]"
        case dict():
            return (
                "{" + ", ".join(f"{on_one_line(name)}: {_written(texts)}" for name, texts in value.items()) + "}"
            )
        case re.Pattern():
            return on_one_line(re.sub(r"\\(.)", r"\1", value.pattern.replace(ANY_PERIOD, YEAR)))
        case str() if not isinstance(value, StrEnum):
            return on_one_line(value)
    return "yes" if value is True else str(value)


def _row(observation: Observation, recorded: date) -> dict[str, str]:
    days = {"published": observation.published, "recorded": recorded}
    numbers = {name: getattr(observation, name) for name in ("numerator", "denominator", "margin", "se")}
    return {
        "indicator": observation.indicator,
        "period": str(observation.period),
        "value": observation.value.text if observation.value else "",
        **{name: "" if number is None else f"{number:f}" for name, number in numbers.items()},
        "definition": observation.definition or "",
        "status": observation.status,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
        **{name: harmless(member) for name, member in observation.members},
        **{name: harmless(getattr(observation, name) or "") for name in LAST},
    }
