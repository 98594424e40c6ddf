"""Projects that are valid, with everything that may stand in one, as the texts of their files."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Any

import yaml
from hypothesis import strategies as st

from hcroadmap.model.vocabulary import MethodName

Draw = Any
"""What `st.composite` hands over: a function that draws an example of a strategy."""
Files = dict[str, str]

MEMBERS = ("mbo", "hbo", "wo")
NASTY = (
    "[red]x[/]", "[link=javascript:1]y", "=1+1", "@SUM(A1)", "a|b", "<script>alert(1)</script>", "a\u202ecb",
    "`x`", "{0} {title} %s", "\x1b[31mred", "::error::x", "](javascript:x)", "**b**", "漢字" * 9, "e\u0301",
    "# x", "---", "two\nlines", "'", '"', "\\", "- x", "~", "&amp;", "\u200b\u00a0x", "x, y; z", "null", "no",
    "1e3", "\ufeff.",
)  # fmt: skip
words = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).filter(
        lambda text: text.strip()
    ),
)
wordings = st.one_of(words, st.fixed_dictionaries({"en": words}, optional={"nl": words, "de": words}))
numbers = st.decimals(1, 99, places=1).map(str)
published = st.builds(date, st.integers(2014, 2023), st.integers(1, 12), st.integers(1, 27)).map(str)
"""Never the last day of a period, which an observation is taken for that has no day of publication."""
ids = st.sampled_from(["stay", "jobs", "a.b", "x_1", "Stem-2", "n0", "inflow", "leavers"])


def period(kind: str, year: int, part: int = 1) -> str:
    """A period of a kind as people write it."""
    forms = {
        "year": f"{year}", "study": f"{year}/{(year + 1) % 100:02}", "half": f"{year}-S{(part - 1) % 2 + 1}",
        "quarter": f"{year}-Q{(part - 1) % 4 + 1}", "month": f"{year}-{part:02}", "day": f"{year}-{part:02}-28",
    }  # fmt: skip
    return forms[kind]


@st.composite
def promises(draw: Draw, percent: bool) -> dict[str, Any]:
    """A baseline, a target that lies on the side that the direction says, and what may stand between."""
    base, far = sorted(draw(st.lists(st.integers(10, 45), min_size=2, max_size=2, unique=True)))
    rises = draw(st.booleans())
    start, goal = (base, far) if rises else (far, base)
    sign = "%" if percent and draw(st.booleans()) else ""
    values: list[Any] = [f"{goal}{sign}", f"{goal}.0", f"{goal},5" if rises else f"{goal}"]
    values += [{"min": f"{goal}", "max": f"{goal + 9}"} if rises else {"min": f"{goal - 9}", "max": f"{goal}"}]
    values += ["2x", "doubling", "+10%"] if rises else ["0.5x", "halvering", "-10%"]
    values += ["+2 pp" if rises else "-2 procentpunt"] if percent else []
    value = draw(st.sampled_from(values))
    target: dict[str, Any] = {"period": "2020", "value": value}
    target |= draw(st.fixed_dictionaries({}, optional={
        "label": wordings, "path": st.sampled_from(["linear", "geometric"]), "agreed": st.just("2015-11-20"),
        "source": words, "every_year": st.sampled_from(["yes", "nee"]),
    }))  # fmt: skip
    baseline = {"period": "2014", "value": f"{start}{sign}"}
    if draw(st.integers(0, 3)) == 0:
        del baseline["value"]
    found: dict[str, Any] = {"direction": "increase" if rises else "decrease", "baseline": baseline}
    if draw(st.booleans()):
        revised = {"period": "2022", "value": value, "agreed": "2018-03-01", "reason": draw(wordings)}
        found["target"] = [{**target, "agreed": "2015-11-20"}, revised]
    else:
        found["target"] = target
    if value == values[0] and draw(st.booleans()):
        found["milestones"] = [{"period": "2017", "value": f"{(start + goal) / 2}"}]
    return found


@st.composite
def indicators(draw: Draw, activities: list[str]) -> dict[str, Any]:
    """One indicator of any kind."""
    kind = draw(st.sampled_from(["level", "level", "share", "sum", "milestones", "free"]))
    percent = kind in ("share", "milestones") or (kind == "level" and draw(st.booleans()))
    found: dict[str, Any] = {
        "title": draw(wordings),
        "unit": "percent" if percent else draw(st.just("count") | words),
    }
    if kind == "milestones" and activities:
        found |= {"kind": "milestones", "activities": dict.fromkeys(activities, "2"), "direction": "increase"}
        found |= {"baseline": {"period": "2014", "value": "0"}, "target": {"period": "2020", "value": "100"}}
        del found["unit"]
    elif kind == "free":
        found["direction"] = draw(st.sampled_from(["increase", "decrease"]))
    else:
        found |= draw(promises(percent))
    if kind in ("share", "sum"):
        split = {"members": list(MEMBERS), "complete": "yes"} if draw(st.booleans()) else {}
        found["dimensions"] = {"level": split}
        found |= {"kind": "share"} if kind == "share" else {}
    if kind == "level" and draw(st.booleans()):
        found |= {"definition": "own", "definitions": {"own": draw(wordings), "other": draw(wordings)}}
    more: dict[str, Any] = draw(
        st.fixed_dictionaries({}, optional={
            "action_line": st.just("line"), "owner": words, "supplier": words,
            "choices": st.lists(wordings, max_size=2), "goal": st.integers(1, 9).map(str),
            "decimals": st.integers(0, 9).map(str),
            "method": st.sampled_from([str(name) for name in MethodName]),
            "release": st.just({"every": "year", "lag": "18 months", "grace": "2 weeks"}),
            "ended": st.fixed_dictionaries({"on": st.just("2018-10-01"), "reason": wordings}),
        })
    )  # fmt: skip
    return found | more


@st.composite
def rows(draw: Draw, name: str, indicator: dict[str, Any]) -> list[dict[str, str]]:
    """Observations of one indicator, with revisions, rivals, flags and members."""
    if indicator.get("kind") == "milestones":
        return []
    kind = draw(st.sampled_from(["year", "year", "study", "half", "quarter", "month", "day"]))
    found: list[dict[str, str]] = []
    seen = set()
    for _ in range(draw(st.integers(0, 7))):
        year, part = draw(st.integers(2013, 2021)), draw(st.integers(1, 12))
        row = {"indicator": name, "period": period(kind, year, part), "value": draw(numbers)}
        if "definitions" in indicator:
            row["definition"] = draw(st.sampled_from(["", "own", "other"]))
        if "dimensions" in indicator:
            row["level"] = draw(st.sampled_from(["", *MEMBERS]))
        row["published"] = draw(published) if found else ""
        key = (row["period"], row.get("level"), row["published"], row.get("definition") or "own")
        row |= draw(st.fixed_dictionaries({"source": st.just("") | words, "note": st.just("") | words}))
        row |= _figure(draw, indicator)
        if key in seen and "used" not in row:
            continue
        seen.add(key)
        found.append(row)
    return found


def _figure(draw: Draw, indicator: dict[str, Any]) -> dict[str, str]:
    """What else a row may say: a flag, no figure, parts of a share, a rival."""
    choices = [{}, {"status": "P"}, {"status": "be"}, {"status": "F"}, {"status": "M", "value": ""}]
    choices += [{"status": "N", "value": ""}, {"used": "no"}, {"url": "javascript:alert(1)"}, {"margin": "0.5"}]
    if indicator.get("unit") == "percent":
        choices += [{"value": "", "numerator": str(n), "denominator": "40"} for n in (1, 17, 39)] * 2
    return dict(draw(st.sampled_from(choices)))


@st.composite
def activities(draw: Draw) -> dict[str, Any]:
    """One activity of any kind."""
    state = st.sampled_from(["done", "running", "planned", "dropped", "unreported"])
    day = st.dates(date(2015, 1, 1), date(2021, 12, 31)).map(str)
    update = st.fixed_dictionaries({"on": day, "state": state}, optional={"note": wordings, "recorded": day})
    found = {
        "title": draw(wordings),
        "kind": draw(st.sampled_from(["deliverable", "count", "recurring", "effort"])),
    }
    found |= draw(st.fixed_dictionaries({}, optional={
        "action_line": st.just("line"), "owners": st.lists(words, max_size=2), "due": day, "note": wordings,
        "updates": st.lists(update, max_size=3), "wording": words,
    }))  # fmt: skip
    if found["kind"] == "count":
        found["count"] = {"target": "5", "unit": draw(wordings)}
    return found


def table(found: list[dict[str, str]], semicolon: bool = False) -> str:
    """Rows as a measurements file; with semicolons the decimals have commas."""
    names = list(dict.fromkeys(["indicator", "period", "value", *(name for row in found for name in row)]))
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";" if semicolon else ",", lineterminator="\r\n" if semicolon else "\n")
    writer.writerow(names)
    for row in found:
        marked = {name: row.get(name, "").replace(".", ",") for name in ("value", "margin")} if semicolon else {}
        writer.writerow([" ".join((row | marked).get(name, "").split()) for name in names])
    return "".join("�" if ord(letter) < 32 and letter not in "\r\n" else letter for letter in stream.getvalue())


def dump(content: Any, flow: bool) -> str:
    """YAML as people write it, in blocks or on one line."""
    text: str = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, default_flow_style=flow)
    return text


@st.composite
def projects(draw: Draw) -> Files:
    """A valid project: the text of each of its files by its path."""
    done = {name: draw(activities()) for name in draw(st.lists(st.sampled_from(["a", "b-2", "c"]), unique=True))}
    promised = {
        name: draw(indicators(list(done))) for name in draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    }
    flow, sourced = draw(st.booleans()), draw(st.booleans())
    if sourced:
        promised["downloaded"] = {"title": draw(wordings), "unit": "percent"}
    targets = {
        "roadmap": {"id": "r", "title": draw(wordings)},
        "action_lines": {"line": {"title": draw(wordings)}},
    }
    files = {"targets.yaml": dump({**targets, "indicators": promised}, flow)}
    if done:
        files["config/activities.yaml"] = dump({"activities": done}, flow)
    files |= _said(draw, list(promised), flow)
    for name, indicator in promised.items():
        made = draw(rows(name, indicator)) if name != "downloaded" else []
        if made or not flow:
            files[f"config/measurements/{name}.csv"] = table(made, semicolon=draw(st.booleans()))
    if sourced:
        files |= _download(draw, flow)
    return files


def _said(draw: Draw, promised: list[str], flow: bool) -> Files:
    """Settings and commentary, or not."""
    files = {}
    if draw(st.booleans()):
        settings = {"language": draw(st.sampled_from(["en", "nl"])), "memo": {"to": draw(wordings)}}
        files["config/settings.yaml"] = dump(settings, flow)
    if draw(st.booleans()):
        said = {"text": draw(wordings), "measure": draw(wordings), "who": draw(words)}
        accepted = {"owner": draw(words), "reason": draw(wordings), "until": "2020-03-31"}
        about = {
            "explanations": dict.fromkeys(promised, said),
            "acknowledgements": dict.fromkeys(promised, accepted),
        }
        files["config/commentary/2019-Q3.yaml"] = dump(about, flow)
    return files


def _download(draw: Draw, flow: bool) -> Files:
    """A plain table with a decimal comma, and the entry that says how to read it."""
    figures = draw(st.dictionaries(st.integers(2010, 2020), numbers, min_size=1, max_size=6))
    lines = [f"{year};{value.replace('.', ',')};NL" for year, value in figures.items()]
    plain = {
        "file": "measurements/downloads/plain.csv", "period": "jaar", "value": "waarde", "decimal": "comma",
        "publisher": draw(words), "published": "2018-05-01", "observations": [{"indicator": "downloaded"}],
    }  # fmt: skip
    return {
        "config/measurements/downloads/plain.csv": "\n".join(["jaar;waarde;land", *lines, ""]),
        "config/sources.yaml": dump({"sources": [plain]}, flow),
    }
