"""Whatever the project, one story: in every mirror, on every scale, on every later day, and from every command."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hcroadmap.assess.assessment import Report
from hcroadmap.assess.check import EXIT_CODES, Why, find_problems
from hcroadmap.assess.commentary import in_force
from hcroadmap.assess.status import GRAVITY, UNKNOWN, Severity
from hcroadmap.render.check import text as check_text
from hcroadmap.render.formats import show_text
from hcroadmap.render.json import check_json, status_json
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import verdict_words
from hcroadmap.render.memo import memo
from hcroadmap.render.memo.text import Brief
from tests.assess.random_projects import Goalpost, Project, Row, days, percentages, projects


def story(report: Report) -> tuple[object, ...]:
    """What a report says of its indicator, and what check makes of it, apart from amounts."""
    one, check = report.assessments[0], find_problems(report, ())
    counted = [(problem.why, problem.severity, problem.standing, problem.lapsed) for problem in check.problems]
    decided, notes = one.verdict.decided_by, [(note.code, _statuses(note.value)) for note in one.notes]
    return (
        one.status, one.verdict.carries, one.severity, one.is_final, one.is_waived, one.release,
        decided and decided.period, one.latest and one.latest.period, one.progress, one.ratio,
        notes, counted, check.code(),
    )  # fmt: skip


def _statuses(value: str | None) -> list[str]:
    """The words of a note's value, which are its statuses and members; numbers are in the unit."""
    return [word for word in (value or "").split(", ") if not word.lstrip("-")[:1].isdigit()]


@given(projects(), days)
def test_a_mirror_tells_the_same_story(project: Project, as_of: date) -> None:
    """The other sign of every value and the other direction: members, bands, margins, breaks and all."""
    mirrored = project.report(as_of, direction="decrease", value=lambda value: -value)
    assert story(mirrored) == story(project.report(as_of))


@given(projects(), days, st.sampled_from([-2, 1, 4]))
def test_another_unit_tells_the_same_story(project: Project, as_of: date, power: int) -> None:
    """Persons or thousands of persons, margins and digits with them."""

    def scaled(value: Decimal) -> Decimal:
        return value.scaleb(power) if power < 0 else Decimal(f"{value.scaleb(1):f}") * 10 ** (power - 1)

    assert story(project.report(as_of, value=scaled, margin=scaled))[:11] == story(project.report(as_of))[:11]


@given(projects(of_members=False), days)
def test_a_complement_tells_the_same_story(project: Project, as_of: date) -> None:
    """Who stays and who leaves: a percentage and what is left of 100."""
    rest = project.report(as_of, direction="decrease", value=lambda value: 100 - value, unit="percent")
    assert story(rest) == story(project.report(as_of, unit="percent"))


@given(
    projects(), days, st.integers(1, 2000), percentages,
    st.lists(st.tuples(st.sampled_from(["2015", "2017", "2019", "2020-Q4", "2021"]), percentages), max_size=3),
)  # fmt: skip
def test_a_replay_is_not_changed_by_what_came_later(
    project: Project, as_of: date, wait: int, goal: Decimal, rows: list[tuple[str, Decimal]]
) -> None:
    """Neither figures and revisions, nor another target, a new start or the end of the series."""
    day = as_of + timedelta(days=wait)
    known = project._replace(
        restart=project.restart and (*project.restart[:2], day),
        targets=project.targets[:1],
        ended=None,
    )
    later = known._replace(
        rows=(*known.rows, *(Row(period, "", day, value, None, "B") for period, value in rows)),
        targets=(
            *known.targets,
            Goalpost(2023, (goal,), every_year=False, agreed=max(day, known.targets[0].agreed)),
        ),
        ended=day,
    )
    expected = known._replace(restart=None).report(as_of)
    if known.targets[0].agreed > day:
        later = later._replace(targets=known.targets)
    assert story(later.report(as_of)) == story(expected)


@given(projects(), days)
def test_every_command_tells_the_same_story(project: Project, as_of: date) -> None:
    """`check`, `status --fail-on`, JSON, `show` and the memo agree about what counts and why."""
    report, page = project.report(as_of), Page("en")
    one, check = report.assessments[0], find_problems(report, ())
    code = check.code()
    assert check.code(Severity.OK) == (0 if code == EXIT_CODES[Severity.UNKNOWN] else code)  # --fail-on
    told: dict[str, Any] = json.loads(status_json(report))["indicators"][0]
    shown = json.loads(show_text("x", report, "json", page))["indicators"][0]
    assert {key: shown[key] for key in told} == told
    is_late = told["release"]["state"] == "overdue"
    severity = min(told["severity"], "warning" if is_late else "ok", key=[*GRAVITY].index)
    is_silenced = one.is_waived or in_force(report, "x") is not None
    assert code == (0 if is_silenced else EXIT_CODES[Severity(severity)])
    assert bool(check.problems) == (one.is_waived or severity != "ok")
    for problem in json.loads(check_json(check, code))["problems"]:
        assert {key: problem["indicator"][key] for key in ("status", "severity", "notes")} == {
            key: told[key] for key in ("status", "severity", "notes")
        }  # fmt: skip
    words = verdict_words(one, page)
    assert words in show_text("x", report, "md", page, full=True)
    if one.status not in UNKNOWN:  # the memo names what is lacking instead
        assert words in memo.render(Brief(report, as_of - timedelta(days=90), page))
    is_told_for_good = one.is_final or "earlier_target" in {note.code for note in one.notes}
    is_listed = is_told_for_good or any(problem.why is Why.STATUS for problem in check.problems)
    assert (f"x: {words}" in check_text.render(check, page, code)) == is_listed
