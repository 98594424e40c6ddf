"""The readers that take texts from elsewhere, each as a function of bytes."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from hcroadmap.assess.assessment import assess
from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.period import parse_day, parse_duration, parse_period
from hcroadmap.model.quantity import parse_figure, parse_level, parse_number, parse_target
from hcroadmap.model.source import Calendar, Label, Mark, PeriodRule, Source
from hcroadmap.read.downloads.numbers import parse_foreign_number
from hcroadmap.read.downloads.open import open_download
from hcroadmap.read.downloads.periods import parse_foreign
from hcroadmap.read.files.text import decode_text
from hcroadmap.read.files.yaml import read_yaml
from hcroadmap.read.load import load
from hcroadmap.render.formats import Format, show_text, status_text
from hcroadmap.render.language.page import Page

Reader = Callable[[bytes], object]
ROOM = Path(tempfile.mkdtemp(prefix="fuzz-"))
PROMISE = b"indicators: {trainees: {title: A, unit: count}, courses: {title: A, unit: percent}}"
GOLDEN = Path(__file__).parents[1] / "golden" / "project"
AS_OF = parse_day("2018-12-31")
PAGE = Page("nl", 80)
SOURCE = Source(file="x", period="Perioden", value="Value")


def _texts(*functions: Callable[[str], object]) -> Reader:
    """Functions of a text, for which a `Mistake` is an answer."""

    def read(content: bytes) -> None:
        for function in functions:
            with contextlib.suppress(Mistake):
                function(content.decode("utf-8", "replace"))

    return read


def _project(path: str) -> Reader:
    """A project of which this file is new."""

    def read(content: bytes) -> None:
        with tempfile.TemporaryDirectory(dir=ROOM) as name:
            for other, text in {"targets.yaml": PROMISE, path: content}.items():
                file = Path(name, other)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(text)
            load(Path(name))

    return read


def _report(path: str) -> Reader:
    """The golden project with this file in place of its own, judged and written in every format."""

    def read(content: bytes) -> None:
        with tempfile.TemporaryDirectory(dir=ROOM) as name:
            shutil.copytree(GOLDEN, name, dirs_exist_ok=True)
            Path(name, path).write_bytes(content)
            roadmap, _ = load(Path(name))
        if roadmap:
            report = assess(roadmap, AS_OF)
            for status in get_args(Format):
                status_text(status, report, PAGE, everything=True)
            for indicator in roadmap.indicators:
                show_text(indicator, report, "text", PAGE)

    return read


def _yaml(content: bytes) -> None:
    source, _ = decode_text(content, "x")
    if source:
        read_yaml(source)


def _download(content: bytes) -> None:
    file = ROOM / ("x.xlsx" if content.startswith(b"PK") else "x.csv")
    file.write_bytes(content)
    table = open_download(file, file.name, SOURCE).table
    if table:
        list(table.rows(lambda _: True))


RULES = [PeriodRule(calendar, label) for calendar in Calendar for label in Label]
READERS: dict[str, Reader] = {
    "yaml": _yaml,
    "targets": _project("targets.yaml"),
    "csv": _project("config/measurements/all.csv"),
    "promises": _report("targets.yaml"),
    "figures": _report("config/measurements/figures.csv"),
    "sources": _project("config/sources.yaml"),
    "layout": _project("config/layouts/one.yaml"),
    "download": _download,
    "period": _texts(parse_period, parse_day, parse_duration),
    "quantity": _texts(parse_number, parse_level, parse_target, parse_figure),
    "foreign": _texts(
        *(lambda text, rule=rule: parse_foreign(text, rule) for rule in RULES),
        *(lambda text, mark=mark: parse_foreign_number(text, mark) for mark in Mark),
    ),
}
