"""Status and activities for programs that read rows: tab-separated lines for `cut` and `awk`, and CSV."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from hcroadmap.assess.activities import Agenda
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.model.text import harmless
from hcroadmap.render.language.page import Page, plain_number, visible

PLAIN_COLUMNS = (
    "indicator", "action_line", "status", "severity", "unit",
    "baseline_period", "baseline", "latest_period", "latest", "target_period", "target",
    "gap", "progress", "expected", "ratio", "projected", "needed_per_year", "so_far_per_year",
    "firmness", "firmness_up", "firmness_down", "firmness_noise", "firmness_basis",
)  # fmt: skip
CSV_COLUMNS = (
    "as_of", "indicator", "action_line", "status", "severity", "measure", "period", "value", "unit",
    "firmness", "firmness_basis",
)  # fmt: skip
AGENDA_COLUMNS = (
    "as_of", "activity", "action_line", "state", "overdue", "due", "count", "target", "reported", "owners",
    "title",
)  # fmt: skip


def status_plain(report: Report) -> str:
    """One line per indicator below a line of heads: ids, codes and plain numbers, never cut or wrapped."""
    rows: list[Sequence[object]] = [PLAIN_COLUMNS]
    for assessment in report.assessments:
        cells, numbers = _cells(assessment)
        for name, (period, value) in numbers.items():
            cells |= {name: value, f"{name}_period": period}
        rows.append([cells[name] for name in PLAIN_COLUMNS])
    return _plain(rows)


def status_csv(report: Report) -> str:
    """One row per number of each indicator; a status without any has one row with an empty value."""
    rows: list[Sequence[object]] = [CSV_COLUMNS]
    for assessment in report.assessments:
        about, numbers = _cells(assessment)
        known = {name: number for name, number in numbers.items() if number[1]}
        for name, (period, value) in (known or {"": (None, "")}).items():
            number = {"as_of": report.as_of, "measure": name, "period": period, "value": value}
            cells = about | number
            rows.append([cells[column] for column in CSV_COLUMNS])
    return _csv(rows)


def agenda_plain(content: Agenda, page: Page) -> str:
    """One line per activity below a line of heads; only the title, at the end, follows the page's language."""
    return _plain(cells for _, *cells in _activities(content, page))


def agenda_csv(content: Agenda, page: Page) -> str:
    """One row per activity; `as_of` comes first, so that files of several days can be put together."""
    return _csv(_activities(content, page))


def _plain(rows: Iterable[Sequence[object]]) -> str:
    return "".join("\t".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def _csv(rows: Iterable[Sequence[object]]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def _cells(assessment: Assessment) -> tuple[dict[str, object], dict[str, tuple[object, str]]]:
    """What there is to say about an indicator in words; and every number by its name, with the period it is of."""
    firm = assessment.firmness
    about: dict[str, object] = {
        "indicator": assessment.id,
        "action_line": assessment.indicator.action_line,
        "status": assessment.status,
        "severity": assessment.severity,
        "unit": harmless(visible(assessment.indicator.unit_word)),
        "firmness": firm and firm.word,
        "firmness_basis": firm and firm.basis,
    }
    seen, latest = assessment.seen, assessment.latest
    now, end = latest and latest.period, seen.promised and seen.promised.period
    numbers = {
        "baseline": (seen.start and seen.start.period, assessment.baseline),
        "latest": (now, latest and latest.value),
        "target": (end, seen.goal and seen.goal.value),
        "gap": (now, assessment.gap),
        "progress": (now, assessment.progress),
        "expected": (now, assessment.expected),
        "ratio": (now, assessment.ratio),
        "projected": (end, assessment.projected),
        "needed_per_year": (None, assessment.needed_per_year),
        "so_far_per_year": (None, assessment.so_far_per_year),
        "firmness_up": (None, firm and firm.up and firm.up.distance),
        "firmness_down": (None, firm and firm.down and firm.down.distance),
        "firmness_noise": (None, firm and firm.noise),
    }
    return about, {name: (period, plain_number(value)) for name, (period, value) in numbers.items()}


def _activities(content: Agenda, page: Page) -> Iterator[Sequence[object]]:
    """The heads, and the columns of each activity; empty for what does not apply."""
    yield AGENDA_COLUMNS
    for standing in content.standings:
        activity, overdue = standing.activity, "yes" if standing.is_overdue else "no"
        promised = (standing.id, activity.action_line, standing.state, overdue, activity.due)
        reported = (standing.count, activity.target, standing.latest and standing.latest.on)
        texts = (visible("; ".join(activity.owners)), page.text(activity.title))
        yield (content.as_of, *promised, *reported, *map(harmless, texts))
