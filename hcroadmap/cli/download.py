"""The options of `hcroadmap convert` as an entry of sources.yaml, and such an entry as a command."""

import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hcroadmap.cli.options import read_pairs
from hcroadmap.cli.output import refuse, refuse_bytes
from hcroadmap.model.diagnostic import Mistake
from hcroadmap.model.source import Source
from hcroadmap.read.downloads.convert import entry

UNNAMED = "ID"
"""Stands for the indicator where none is named yet."""
KEYS = ("layout", "sheet", "period", "decimal", "study_year", "kind")
"""Options that are called as the keys of a source."""


def source_of(options: Mapping[str, Any], file: Path, place: str) -> Source:
    """The entry that options stand for; refuses what cannot stand there.

    Args:
        options: by name, as typer gives them.
        file: the file that is read.
        place: what sources.yaml calls it.
    """
    value, share, published = options["value"] or [], options["share"], options["published"]
    wanted = {
        "indicator": options["indicator"] or UNNAMED,
        "definition": options["definition"],
        "value": value if len(value) > 1 else None,
        "where": read_pairs("--where", options["where"], '"geo=NL"'),
        "sum": "yes" if options["sum"] else "no",
        "numerator": {"where": read_pairs("--share", share, '"geo=NL"')} if share else None,
        "denominator": {} if share else None,
        "factor": options["factor"],
        **{name: texts[0] for name, texts in read_pairs("--member", options["member"], "level=hbo").items()},
    }
    content = {
        "file": place,
        **{key: options[key] for key in KEYS},
        "value": value[0] if len(value) == 1 else None,
        "status": {"column": options["status"]} if options["status"] else None,
        "published": published and published.isoformat(),
        "publisher": file.name,
        "observations": [_given(wanted)],
    }
    try:
        made = entry(_given(content))
    except UnicodeEncodeError as error:
        refuse_bytes(error)
    if isinstance(made, Mistake):
        refuse(made.message, made.hint)
    return made


def command_of(source: Source, file: Path, directory: Path | None, *, is_new: bool) -> str:
    """The command that stands for an entry, to be copied; is its layout a new one?"""
    wanted = source.observations[0]
    shares = wanted.numerator.where if wanted.numerator else {}
    members = {name: (given,) for name, given in wanted.dimensions.items() if isinstance(given, str)}
    options = {key.replace("_", "-"): [getattr(source, key)] for key in KEYS}
    options["write-layout" if is_new else "layout"] = options.pop("layout")
    options |= {
        "value": [*(wanted.value or [source.value])],
        "status": [*(source.status.column if source.status else ())],
        "where": _pairs(wanted.where),
        "share": _pairs(shares),
        "factor": [wanted.factor],
        "indicator": [wanted.indicator],
        "definition": [wanted.definition],
        "member": _pairs(members),
        "published": [source.published],
    }
    words = ["hcroadmap", *(["-C", str(directory)] if directory else []), "convert", str(file)]
    for name, texts in options.items():
        words += [word for text in texts if text is not None for word in (f"--{name}", str(text))]
    return shlex.join(words + ["--sum"] * wanted.sum)


def _pairs(texts: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [f"{name}={text}" for name, several in texts.items() for text in several]


def _given(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: given for name, given in content.items() if given is not None}


def as_options(hint: str) -> str:
    """A hint, in any language, with options in place of the keys of sources.yaml that they stand for."""
    if match := re.fullmatch(r"(.*) \((?:with|bij) convert: ([^)]*)\)(.*)", hint):
        hint = match[1] + match[3]
    text = re.sub(r"“status: {column: (.*?)}”", r'--status "\1"', hint).replace("“sum: yes”", "--sum")
    keys = r"“(where|period|value|sheet|decimal|study_year|kind|factor)(?:: (\w+))?”"
    before, colon, columns = text.partition("”: “")
    options = re.sub(
        keys, lambda key: f"--{' '.join(filter(None, key.groups())).replace('_', '-')}", before + colon[:1]
    )
    return options + colon[1:] + columns
