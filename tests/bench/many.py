"""Projects with very many of one thing, to see that no time grows faster than the thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

INDICATOR = (
    "  {id}: {{title: {id}, unit: jobs, direction: increase{more}, "
    "baseline: {{period: 2010, value: 100}}, target: {{period: 2030, value: 200}}}}\n"
)
HEADER = "indicator,period,value,definition,published,level\n"
Files = dict[str, str]


def _targets(ids: Iterable[str], more: str = "", lines: str = "") -> str:
    section = f"action_lines:\n{lines}" if lines else ""
    return section + "indicators:\n" + "".join(INDICATOR.format(id=name, more=more) for name in ids)


def _rows(rows: Iterable[str]) -> str:
    return HEADER + "".join(f"{row}\n" for row in rows)


def _one(rows: Iterable[str], more: str = "") -> Files:
    """A project of one indicator with these rows besides the one of its first year."""
    more = more or ", dimensions: {level: {}}"
    figures = _rows(["jobs,2010,100,,2011-01-01,", *rows])
    return {"targets.yaml": _targets(["jobs"], more), "config/measurements/figures.csv": figures}


def indicators(number: int) -> Files:
    """As many indicators, on an action line for every ten of them."""
    lines = "".join(f"  line-{line}: {{title: Line {line}}}\n" for line in range(number // 10 + 1))
    text = "".join(
        INDICATOR.format(id=f"jobs-{one}", more=f", action_line: line-{one // 10}, dimensions: {{level: {{}}}}")
        for one in range(number)
    )
    rows = _rows(f"jobs-{one},{year},{100 + year - 2010},,," for one in range(number) for year in (2010, 2015))
    return {"targets.yaml": f"action_lines:\n{lines}indicators:\n{text}", "config/measurements/figures.csv": rows}


def activities(number: int) -> Files:
    """As many activities, on an action line for every ten of them, each with an owner of its own."""
    lines = "".join(f"  line-{line}: {{title: Line {line}}}\n" for line in range(number // 10 + 1))
    entries = "".join(
        f"  act-{one}: {{title: Act {one}, action_line: line-{one // 10}, owners: [{_party(one)}], "
        f"updates: [{{on: 2016-05-12, state: running}}]}}\n"
        for one in range(number)
    )
    more = ", action_line: line-0, dimensions: {level: {}}"
    targets = _targets(["jobs"], more, lines)
    rows = _rows(["jobs,2010,100,,2011-01-01,", "jobs,2015,140,,2016-01-01,"])
    files = {"targets.yaml": targets, "config/measurements/figures.csv": rows}
    return files | {"config/activities.yaml": f"activities:\n{entries}"}


def _party(number: int) -> str:
    """A name like no other."""
    return "Party " + sha256(str(number).encode()).hexdigest()[:16].translate(_LETTERS)


_LETTERS = str.maketrans("0123456789", "ghijklmnop")


def milestones(number: int) -> Files:
    """One indicator that counts as many activities, each reported on a day of its own."""
    named = ", ".join(f"act-{one}: 1" for one in range(number))
    entries = "".join(
        f"  act-{one}: {{title: Act {one}, updates: [{{on: {1900 + one // 300}-{one // 25 % 12 + 1:02}-"
        f"{one % 25 + 1:02}, state: done}}]}}\n"
        for one in range(number)
    )
    targets = (
        f"indicators:\n  work:\n    title: Work\n    kind: milestones\n    direction: increase\n"
        f"    activities: {{{named}}}\n    baseline: {{period: 1899-12-31, value: 0}}\n"
        f"    target: {{period: 2030, value: 100}}\n"
    )
    return {"targets.yaml": targets, "config/activities.yaml": f"activities:\n{entries}"}


def definitions(number: int) -> Files:
    """One indicator in as many definitions."""
    known = ", ".join(f"d{one}: Text {one}" for one in range(number))
    more = f", definition: d0, definitions: {{{known}}}, dimensions: {{level: {{}}}}"
    rows = (f"jobs,{year},{100 + year - 2009},d{one},," for one in range(number) for year in (2011, 2015))
    return _one(rows, more)


def members(number: int) -> Files:
    """One indicator that is the sum of as many members."""
    names = [f"m{one}" for one in range(number)]
    more = f", dimensions: {{level: {{members: [{', '.join(names)}], complete: true}}}}"
    return _one((f"jobs,{year},5,,,{name}" for name in names for year in (2012, 2015)), more)


def revisions(number: int) -> Files:
    """One figure that was published anew as many times."""
    days = (f"{2016 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}" for day in range(number))
    return _one((f"jobs,2015,{120 + index % 9},,{day}," for index, day in enumerate(days)))


def periods(number: int) -> Files:
    """One series of as many days."""
    days = (f"{1950 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}" for day in range(number))
    rows = _rows(f"jobs,{day},{100 + index % 70},,," for index, day in enumerate(days))
    targets = _targets(["jobs"], ", dimensions: {level: {}}").replace("period: 2010", "period: 1950-01-01")
    return {"targets.yaml": targets, "config/measurements/figures.csv": rows}


def files(number: int) -> Files:
    """As many small files, of one indicator each."""
    ids = [f"jobs-{one}" for one in range(number)]
    figures = {
        f"config/measurements/f{one}.csv": _rows([f"{name},2010,100,,,", f"{name},2015,130,,,"])
        for one, name in enumerate(ids)
    }
    return {"targets.yaml": _targets(ids, ", dimensions: {level: {}}")} | figures


def sources(number: int) -> Files:
    """As many entries of sources.yaml, each with a downloaded file."""
    entries = "".join(
        f"  - {{file: measurements/in/x{one}.csv, layout: plain, published: 2016-01-01,"
        f" observations: [{{indicator: jobs-{one}, where: {{sector: all}}}}]}}\n"
        for one in range(number)
    )
    downloads = {f"config/measurements/in/x{one}.csv": "sector;2010;2015\nall;100;130\n" for one in range(number)}
    layout = 'wide: "{year}"\ncolumns: {sector: sector}\n'
    ids = [f"jobs-{one}" for one in range(number)]
    files = {"targets.yaml": _targets(ids), "config/layouts/plain.yaml": layout}
    return files | {"config/sources.yaml": f"sources:\n{entries}"} | downloads


def unknown_indicators(number: int) -> Files:
    """As many rows of indicators that nobody declared, beside as many that are."""
    ids = [f"jobs-{one}" for one in range(number)]
    rows = _rows(f"{name.replace('jobs', 'works')},2015,130,,," for name in ids)
    return {"targets.yaml": _targets(ids, ", dimensions: {level: {}}"), "config/measurements/figures.csv": rows}


def duplicates(number: int) -> Files:
    """One figure that is given as many times."""
    return _one(f"jobs,2015,{120 + row % 9},,2016-01-01," for row in range(number))


SOUND: Mapping[str, Callable[[int], Files]] = {
    "indicators": indicators,
    "activities": activities,
    "milestones": milestones,
    "definitions": definitions,
    "members": members,
    "revisions": revisions,
    "periods": periods,
    "files": files,
    "sources": sources,
}
"""Projects without a mistake, by what there is much of."""
FAULTY: Mapping[str, Callable[[int], Files]] = {
    "unknown indicators": unknown_indicators,
    "duplicates": duplicates,
}
"""Projects in which every row is a mistake."""


def write(folder: Path, content: Files) -> Path:
    """Write the files of a project; the folder."""
    for path, text in content.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
