"""One activity as a flat record of texts: the common ground of `plain` and `csv`."""

from __future__ import annotations

from hcroadmap.assess.activities import Standing
from hcroadmap.render.language.page import Page, visible

COLUMNS = (
    "activity", "action_line", "state", "overdue", "due", "count", "target", "reported", "owners", "title",
)  # fmt: skip


def record(standing: Standing, page: Page) -> tuple[str, ...]:
    """The columns of one activity; empty for what does not apply. Only the title follows the page's language."""
    activity = standing.activity
    return (
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
