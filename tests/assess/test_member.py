"""A member of a dimension may have a target of its own, and is then judged by its own figures."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.status import Severity, Status

YAML = """\
baseline: {period: 2015, value: 30%}
target: {period: 2020, value: 40%}
dimensions:
  level: {members: [mbo, hbo, wo], targets: {hbo: {period: 2020, value: 25%}, wo: {period: 2020, value: 30%}}}
"""
HEADER = "indicator,period,value,published,level"
ROWS = """
2016,32,2017-01-01,
2015,35,2016-01-01,mbo
2015,20,2016-01-01,hbo
2016,36,2017-01-01,mbo
2016,20.5,2017-01-01,hbo
2016,28,2017-01-01,wo
2017,22,2018-01-01,hbo
"""
Judge = Callable[..., Assessment]


def test_each_member_has_its_own_baseline_target_and_verdict(judge: Judge) -> None:
    """Two points of five after two of five years is on track, whatever the whole does."""
    members = {member.name: member for member in judge(YAML, ROWS, header=HEADER).by("level")}
    hbo = members["hbo"]
    assert (hbo.status, hbo.severity, hbo.gap) == (Status.ON_TRACK, Severity.OK, Fraction(3))
    assert hbo.latest is not None
    assert (hbo.latest.value, hbo.latest.cell) == (Fraction(22), (("level", "hbo"),))
    assert judge(YAML, ROWS, as_of="2017-12-31", header=HEADER).by("level")[1].status is Status.OFF_TRACK


def test_a_member_without_its_own_target_lacks_what_the_whole_asks(judge: Judge) -> None:
    """It has no verdict."""
    mbo = judge(YAML, ROWS, header=HEADER).by("level")[0]
    assert (mbo.name, mbo.gap, mbo.status, mbo.severity) == ("mbo", Fraction(4), None, None)


def test_a_member_without_a_baseline_cannot_be_judged(judge: Judge) -> None:
    """The whole's baseline is not its own."""
    wo = judge(YAML, ROWS, header=HEADER).by("level")[2]
    assert (wo.name, wo.status, wo.severity) == ("wo", Status.NO_DATA, Severity.UNKNOWN)


def test_after_the_deadline_a_member_awaits_its_figure(judge: Judge) -> None:
    """With the severity of where it stood."""
    hbo = judge(YAML, ROWS, as_of="2021-06-01", header=HEADER).by("level")[1]
    assert (hbo.status, hbo.severity) == (Status.AWAITING, Severity.OK)


def test_a_part_of_a_count_lacks_nothing_to_the_whole_s_target(judge: Judge) -> None:
    """Nine hundred of one region are not five thousand short of the target of all."""
    yaml = """\
unit: people
baseline: {period: 2015}
target: {period: 2020, value: 2x}
dimensions: {region: {members: [north, south], complete: true, targets: {south: {period: 2020, value: 300}}}}
"""
    rows = "2015,100,,north\n2015,200,,south\n2016,110,,north\n2016,230,,south"
    whole = judge(yaml, rows, header="indicator,period,value,published,region")
    north, south = whole.by("region")
    assert whole.gap == 600 - 340
    assert (north.gap, north.status) == (None, None)
    assert (south.gap, south.status) == (Fraction(70), Status.ON_TRACK)
