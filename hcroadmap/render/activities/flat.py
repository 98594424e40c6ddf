"""The activities for programs that read rows: CSV for spreadsheets, tab-separated lines for `cut` and `awk`."""

from __future__ import annotations

import csv
from io import StringIO

from hcroadmap.assess.activities import Agenda, Standing
from hcroadmap.model.text import harmless
from hcroadmap.render.language.page import Page, visible

COLUMNS = (
    "activity", "action_line", "state", "overdue", "due", "count", "target", "reported", "owners", "title",
)  # fmt: skip


def render_csv(content: Agenda, page: Page) -> str:
    """One row per activity; `as_of` first, so that files of several days can be put together."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["as_of", *COLUMNS])
    writer.writerows([content.as_of.isoformat(), *_row(standing, page)] for standing in content.standings)
    return stream.getvalue()


def render_plain(content: Agenda, page: Page) -> str:
    """One line per activity, below a line of headings: ids, codes and plain numbers, the title last."""
    rows = [COLUMNS, *(_row(standing, page) for standing in content.standings)]
    return "".join("\t".join(row) + "\n" for row in rows)


def _row(standing: Standing, page: Page) -> tuple[str, ...]:
    """The columns of one activity; empty for what does not apply. Only the title follows the page's language."""
    activity = standing.activity
    row = (
        standing.id,
        activity.action_line or "",
        str(standing.state),
        "yes" if standing.is_overdue else "no",
        activity.due.isoformat() if activity.due else "",
        "" if standing.count is None else str(standing.count),
        "" if activity.target is None else str(activity.target),
        standing.latest.on.isoformat() if standing.latest else "",
        visible("; ".join(activity.owners)),
        page.text(activity.title),
    )
    return tuple(harmless(text) for text in row)
