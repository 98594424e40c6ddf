"""Observations as a canonical measurements file, and the lines of sources.yaml that would read them in place."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import StringIO

from hcroadmap.model.observation import Observation
from hcroadmap.model.source import Column, Extract, Source
from hcroadmap.model.text import harmless
from hcroadmap.render.json_text import on_one_line

FIRST = ("indicator", "period", "value")
THEN = ("numerator", "denominator", "margin", "definition", "status", "published")
_COLUMNS = ("sheet", "period", "value", "publisher")  # texts of any kind
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


def source_lines(source: Source, wanted: Extract) -> str:
    """The entry below `sources` in config/sources.yaml that reads the same figures from the file itself."""
    lines = [f"  - file: {on_one_line(source.file)}"]
    for name in ("layout", "sheet", "period", "value", "decimal", "study_year", "published", "publisher"):
        given = getattr(source, name)
        if given is not None and (name != "value" or not wanted.value):
            lines.append(f"    {name}: {on_one_line(given) if name in _COLUMNS else given}")
    lines += ["    observations:", *_entry_lines(wanted)]
    return "".join(f"{line}\n" for line in lines)


def _entry_lines(wanted: Extract) -> Iterator[str]:
    yield f"      - indicator: {wanted.indicator}"
    for name, given in (("definition", wanted.definition), ("value", _one_or_many(wanted.value))):
        if given:
            yield f"        {name}: {on_one_line(given)}"
    for name, member in wanted.dimensions.items():
        text = f"{{column: {on_one_line(member.column)}}}" if isinstance(member, Column) else on_one_line(member)
        yield f"        {name}: {text}"
    if wanted.where:
        yield f"        where: {_where(wanted.where)}"
    if wanted.sum:
        yield "        sum: yes"
    for name, rows in (("numerator", wanted.numerator), ("denominator", wanted.denominator)):
        if rows is not None:
            yield f"        {name}: " + (f"{{where: {_where(rows.where)}}}" if rows.where else "{}")


def _where(where: Mapping[str, tuple[str, ...]]) -> str:
    return on_one_line({name: _one_or_many(texts) for name, texts in where.items()})


def _one_or_many(texts: Sequence[str]) -> str | Sequence[str]:
    return texts[0] if len(texts) == 1 else texts


def _row(observation: Observation, recorded: date) -> dict[str, str]:
    days = {"published": observation.published, "recorded": recorded}
    return {
        "indicator": observation.indicator,
        "period": str(observation.period),
        "value": observation.value.text if observation.value else "",
        "numerator": "" if observation.numerator is None else f"{observation.numerator:f}",
        "denominator": "" if observation.denominator is None else f"{observation.denominator:f}",
        "margin": "" if observation.margin is None else f"{observation.margin:f}",
        "definition": observation.definition or "",
        "status": observation.status,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
        **{name: harmless(member) for name, member in observation.members},
        **{name: harmless(getattr(observation, name) or "") for name in LAST},
    }
