"""Members of a dimension with targets of their own, on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hcroadmap.assess.assessment import Report
from hcroadmap.render.language.page import Page
from hcroadmap.render.status import terminal

MEMBERS = (
    "dimensions: {level: {members: [mbo, hbo], targets: {hbo: {period: 2020, value: 25}}}}, unit: percent,"
    " direction: increase, baseline: {period: 2015, value: 30}, target: {period: 2020, value: 40}"
)
MEMBER_ROWS = """\
indicator,period,value,published,level
x,2016,32,2017-01-01,
x,2015,20,2016-01-01,hbo
x,2016,20.5,2017-01-01,hbo
"""


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (80, "▼ off track hbo, 2016 20.0% 20.5% 25.0% 4.5 pp"),
        (40, "hbo: 20.5% (2016), ▼ off track"),
    ],
)
def test_a_member_with_its_own_target_has_its_own_verdict(
    report: Callable[..., Report], width: int, line: str
) -> None:
    """From its own baseline to its own target, on every width; the other only has what was measured."""
    split = report(f"indicators: {{x: {{title: X, {MEMBERS}}}}}", MEMBER_ROWS, "2018-12-31")._replace(by="level")
    text = terminal.render(split, Page("en", width))
    assert line in [" ".join(shown.split()) for shown in text.splitlines()]


def test_a_member_without_a_figure_for_the_baseline_has_none_made_up(report: Callable[..., Report]) -> None:
    """The place of the baseline is a dash, and there is no verdict."""
    rows = MEMBER_ROWS.replace("x,2015,20,2016-01-01,hbo\n", "")
    split = report(f"indicators: {{x: {{title: X, {MEMBERS}}}}}", rows, "2018-12-31")._replace(by="level")
    text = terminal.render(split, Page("en", 80))
    assert "? no data hbo, 2016 – 20.5% 25.0% 4.5 pp" in [" ".join(shown.split()) for shown in text.splitlines()]
