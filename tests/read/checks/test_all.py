"""What is right by itself must also fit the rest; and one mistake makes no second finding elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hcroadmap.read.load import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    WriteProject = Callable[[dict[str, str]], Path]
    Find = Callable[..., list[str]]

CSV = "config/measurements/x.csv"
ROWS = "indicator,period,value\nstay-rate,2014,38\n"
BASELINE = "baseline: {period: 2014, value: 38%}"
TARGET = "target: {period: 2020, value: 40%}"


def targets(*lines: str, unit: str = "percent") -> str:
    """A roadmap with one indicator; the lines are its own, from line 5 on."""
    head = ["indicators:", "  stay-rate:", "    title: Blijvers", f"    unit: {unit}"]
    return "\n".join([*head, *(f"    {line}" for line in lines)]) + "\n"


@pytest.fixture
def findings(write_project: WriteProject) -> Find:
    """The findings of a project, as `line:column code`; those of other files than targets.yaml with their name."""

    def find(text: str, rows: str | None = ROWS, **others: str) -> list[str]:
        files = {"targets.yaml": text, **({CSV: rows} if rows is not None else {})}
        files |= {f"config/{name}.yaml": content for name, content in others.items()}
        _, found = load(write_project(files))
        told = [f"{finding.location} {finding.code}" for finding in found]
        return [line.removeprefix("targets.yaml:").removeprefix("config/measurements/") for line in told]

    return find


def test_a_target_needs_a_direction_and_a_baseline(findings: Find) -> None:
    """Neither is guessed; a baseline without a value takes the observation of its period."""
    assert findings(targets(TARGET)) == ["2:3 missing-baseline", "2:3 missing-direction"]
    assert findings(targets("direction: increase", "baseline: {period: 2014}", TARGET)) == []
    assert findings(targets()) == []


def test_what_cannot_be_read_is_not_called_missing(findings: Find) -> None:
    """One mistake is one finding."""
    assert findings(targets("direction: up", "baseline: 38", TARGET)) == ["5:16 bad-choice", "6:15 wrong-shape"]
    assert findings("indicators:\n  stay-rate: {title: B, kind: leval}\n") == ["2:31 bad-choice"]
    versions = (
        "target: [{period: 2020, value: 40%, agreed: x}, {period: 2022, value: 41%, agreed: 2018, reason: []}]"
    )
    assert findings(targets("direction: increase", BASELINE, versions)) == ["7:49 bad-date", "7:94 wrong-shape"]


@pytest.mark.parametrize(
    ("direction", "value", "code"),
    [
        ("increase", "40%", None),
        ("decrease", "40%", "contradicting-direction"),
        ("increase", "37%", "contradicting-direction"),
        ("decrease", "37%", None),
        ("increase", "38%", "target-equals-baseline"),
        ("increase", "2x", None),
        ("decrease", "verdubbeling", "contradicting-direction"),
        ("increase", "-2 pp", "contradicting-direction"),
        ("increase", "+0%", "target-equals-baseline"),
        ("increase", "{min: 40, max: 45}", None),
        ("decrease", "{min: 40, max: 45}", "contradicting-direction"),
        ("decrease", "{min: 30, max: 35}", None),
        ("increase", "{min: 30, max: 45}", "target-equals-baseline"),
        ("increase", "38%, every_year: yes", None),
        ("increase", "37%, every_year: yes", None),
    ],
)
def test_the_target_lies_where_the_direction_says(
    direction: str, value: str, code: str | None, findings: Find
) -> None:
    """However the target is written; a level to hold may lie anywhere."""
    text = targets(f"direction: {direction}", BASELINE, f"target: {{period: 2020, value: {value}}}")
    column = 28 if value.startswith("{") else 35
    assert findings(text) == ([f"7:{column} {code}"] if code else [])


def test_an_indicator_wrong_in_one_field_is_checked_in_the_others(findings: Find) -> None:
    """A period that cannot be read hides neither the wrong side, nor the action line, nor the milestone."""
    text = targets(
        "action_line: nowhere",
        "direction: decrease",
        BASELINE,
        "milestones: [{period: x, value: 39%}, {period: 2013, value: 30%}]",
        "target: {period: eind 2020, value: 40%, agreed: 20-11-2015}",
    )
    assert findings(text) == [
        "5:18 unknown-action-line",
        "8:27 bad-period",
        "8:37 milestone-order",
        "8:52 period-order",
        "9:22 bad-period",
        "9:40 contradicting-direction",
        "9:40 milestone-order",
        "9:53 bad-date",
    ]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("milestones: [{period: 2014, value: 39%}]",), ["8:27 period-order"]),
        (("milestones: [{period: 2018, value: 39%}, {period: 2017, value: 39%}]",), ["8:55 period-order"]),
        (("milestones: [{period: 2020-12-31, value: 39%}]",), ["7:22 period-order"]),
        (("milestones: [{period: 2018, value: 37%}]",), ["8:40 milestone-order"]),
        (("milestones: [{period: 2018, value: 41%}]",), ["7:35 milestone-order"]),
        (("milestones: [{period: 2018, value: 38%}]",), []),
        (("milestones: [{period: 2018, value: x}]",), ["8:40 bad-value"]),
    ],
)
def test_the_way_leads_forward(lines: tuple[str, ...], found: list[str], findings: Find) -> None:
    """Periods follow one another, values do not turn back."""
    assert findings(targets("direction: increase", BASELINE, TARGET, *lines)) == found


def test_milestones_may_lead_on_to_a_later_target(findings: Find) -> None:
    """The target in force lies behind them, those that were replaced behind the baseline."""
    way = "milestones: [{period: 2018, value: 39%}, {period: 2022, value: 41%}]"
    versions = (
        "target: [{period: 2020, value: 40%, agreed: 2015-01-01},"
        " {period: YEAR, value: 43%, agreed: 2020-05-01, reason: r}]"
    )
    assert findings(targets("direction: increase", BASELINE, versions.replace("YEAR", "2025"), way)) == []
    assert findings(targets("direction: increase", BASELINE, versions.replace("YEAR", "2021"), way)) == [
        "7:71 period-order"
    ]
    early = versions.replace("2020, value", "2013, value").replace("YEAR", "2025")
    assert findings(targets("direction: increase", BASELINE, early, way)) == ["7:23 period-order"]


@pytest.mark.parametrize("target", ["3x", "halving", "+25%", "-25%"])
@pytest.mark.parametrize(("baseline", "is_refused"), [("0", True), ("-12", True), ("12", False)])
@pytest.mark.parametrize("direction", ["increase", "decrease"])
def test_nothing_has_no_multiple(
    target: str, baseline: str, direction: str, findings: Find, *, is_refused: bool
) -> None:
    """Of zero or less no multiple can be asked; a difference can."""
    lines = f"direction: {direction}", f"baseline: {{period: 2014, value: {baseline}}}"
    found = findings(targets(*lines, f"target: {{period: 2020, value: {target}}}", unit="points"))
    assert ("7:35 bad-value" in found) == is_refused


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("2014,38.4,,2015-01-01", []),  # 38 as typed
        ("2014,38.6,,2015-01-01", ["x.csv:2:16 baseline-revised"]),
        ("2014,36.2,,2015-01-01\nstay-rate,2014,38,,2016-01-01", []),
        ("2014,38,,2015-01-01\nstay-rate,2014,36.2,,2016-01-01", ["x.csv:3:16 baseline-revised"]),
        ("2014,36.2,B,2016-01-01", []),
        ("2014,36.2,F,2013-01-01", []),
        ("2014,36.2,,", []),  # when it was published is not known: a slip or a choice, not a revision
    ],
)
def test_a_declared_baseline_is_what_is_published(rows: str, found: list[str], findings: Find) -> None:
    """The newest figure for its period says so, if it is of the same series."""
    rows = f"indicator,period,value,status,published\nstay-rate,{rows}\n"
    assert findings(targets("direction: increase", BASELINE, TARGET), rows) == found


def test_the_way_leads_to_relative_targets_and_bands(findings: Find) -> None:
    """A relative target is resolved where the baseline is declared."""
    way = "milestones: [{period: 2018, value: 41%}]"
    relative = "target: {period: 2020, value: +2 pp}"
    assert findings(targets("direction: increase", BASELINE, relative, way)) == ["7:35 milestone-order"]
    assert findings(targets("direction: increase", "baseline: {period: 2014}", relative, way)) == []
    assert findings(targets("direction: increase", BASELINE, way)) == []
    band = "target: {period: 2020, value: {min: 40, max: 42}}"
    assert findings(targets("direction: increase", BASELINE, band, way)) == []


def test_a_revised_target_says_when_and_why(findings: Find) -> None:
    """Each version has its day, each but the first its reason."""
    versions = "target:\n      - {period: 2020, value: 40%}\n      - {period: 2022, value: 40%}"
    found = ["8:9 missing-agreed", "9:9 missing-agreed", "9:9 missing-reason"]
    assert findings(targets("direction: increase", BASELINE, versions)) == found


def test_a_definition_that_changes_was_one_and_is_declared(findings: Find) -> None:
    """What the new start counts in is among the definitions, and so is what the old one counted in."""
    start = "rebaseline: {period: 2016, value: 30%, definition: new, reason: r}"
    known = "definitions: {old: O, new: N}"
    lines = "direction: increase", BASELINE, TARGET, start
    assert findings(targets(*lines, "definition: old", known)) == []
    assert findings(targets(*lines, "definition: old", "definitions: {old: O}")) == ["8:56 undeclared-definition"]
    assert findings(targets(*lines, "definition: old")) == ["8:56 undeclared-definition"]
    assert findings(targets(*lines, known)) == ["2:3 missing-key"]


@pytest.mark.parametrize(
    ("row", "is_found"),
    [
        ("2015,38,,2016-01-01", False), ("2016,31,,2017-05-31", False), ("2016,31,new,2017-06-01", False),
        ("2016,31,old,2017-06-01", False), ("2016,31,,2017-06-01", True), ("2018,33,,2019-01-01", True),
    ],
)  # fmt: skip
def test_a_figure_names_one_of_two_definitions(row: str, findings: Find, *, is_found: bool) -> None:
    """Once another one counts, a figure that names none would stay in the old one unnoticed."""
    start = "rebaseline: {period: 2016, value: 30%, definition: new, agreed: 2017-06-01, reason: r}"
    lines = "direction: increase", BASELINE, TARGET, start, "definition: old", "definitions: {old: O, new: N}"
    found = findings(targets(*lines), f"indicator,period,value,definition,published\nstay-rate,{row}\n")
    assert ("x.csv:2:19 undeclared-definition" in found) == is_found


def test_a_benchmark_is_another_indicator_of_the_same_unit(findings: Find) -> None:
    """Declared, which is suggested where it is nearly that; not itself; and in a unit that can stand beside it."""
    more = "\n  stem-eu: {title: E, unit: percent}\n  people: {title: P, unit: people}\n"
    yaml = targets("compare: [stem-eu, stem-ue, stay-rate, people]") + more
    rows = "indicator,period,value\nstay-rate,2014,38\nstem-eu,2014,38\npeople,2014,38\n"
    places = ["5:24 unknown-indicator", "5:33 bad-choice", "5:44 unit-mismatch"]
    assert findings(yaml, rows) == places


def test_units_that_are_written_are_the_indicators(findings: Find) -> None:
    """A percentage needs unit percent, declared or measured."""
    lines = (
        "direction: increase",
        "baseline: {period: 2016, value: 4 in 10}",
        "target: {period: 2020, value: {min: 50%, max: 60}}",
        "milestones: [{period: 2018, value: 45%}]",
    )
    rows = "indicator,period,value,unit\nstay-rate,2016,62500,Studenten\nstay-rate,2017,5%,bedrijven\n"
    assert findings(targets(*lines, unit="{en: students, nl: studenten}"), rows) == [
        "x.csv:3:16 unit-mismatch",
        "x.csv:3:19 unit-mismatch",
        "6:37 unit-mismatch",
        "7:41 unit-mismatch",
        "8:40 unit-mismatch",
    ]
    more = (
        "direction: increase",
        "baseline: {period: 2014, value: 60}",
        "target: {period: 2020, value: 90}",
        "rebaseline: {period: 2017, value: 70%, reason: r}",
        "dimensions: {level: {targets: {hbo: {period: 2020, value: 80%}, wo: {period: 2020, value: +2 pp}}}}",
    )
    assert findings(targets(*more, unit="students"), "indicator,period,value\nstay-rate,2016,62\n") == [
        "8:39 unit-mismatch",
        "9:63 unit-mismatch",
        "9:95 unit-mismatch",
    ]
    rows = "indicator,period,value,unit\nstay-rate,2014,38%,Procent\n"
    assert findings(targets(), rows) == []
    assert findings("indicators:\n  stay-rate: {title: B}\n") == ["2:3 missing-key"]


@pytest.mark.parametrize(
    ("unit", "value", "warned"),
    [
        ("students", "50.000", True),
        ("students", "50.125", False),
        ("count", "1.250", True),
        ("count", "0.250", False),
        ("percent", "12.000", False),
        ("index", "101.50", False),
    ],
)
def test_a_point_that_may_mark_thousands(unit: str, value: str, findings: Find, *, warned: bool) -> None:
    """50.000 students are hardly fifty; promised or measured."""
    text = targets(f"baseline: {{period: 2014, value: {value}}}", unit=unit)
    found = ["x.csv:2:16 thousands-mark", "5:37 thousands-mark"] if warned else []
    assert findings(text, f"indicator,period,value\nstay-rate,2014,{value}\n") == found


def test_names_are_declared(findings: Find) -> None:
    """Action lines, definitions and activities, in targets and activities."""
    text = "action_lines: {a: {title: A}}\n" + targets(
        "kind: milestones",
        "action_line: b",
        "definition: x",
        "definitions: {y: why}",
        "activities: {one: 1, two: 1}",
    )
    activities = "activities:\n  one: {title: One, action_line: c}\n"
    assert findings(text, None, activities=activities) == [
        "config/activities.yaml:2:34 unknown-action-line",
        "7:18 unknown-action-line",
        "8:17 undeclared-definition",
        "10:26 unknown-activity",
    ]


@pytest.mark.parametrize(
    ("activities", "found"),
    [("activities: {one: [}", "1:20 yaml-syntax"), ("activities: [one]", "1:1 wrong-shape")],
)
def test_no_activity_is_undeclared_that_could_not_be_read(activities: str, found: str, findings: Find) -> None:
    """A section or file that is wrong makes no findings about those who name its contents."""
    text = "action_lines: [a, b]\n" + targets("kind: milestones", "action_line: a", "activities: {one: 1}")
    assert findings(text, None, activities=activities) == [f"config/activities.yaml:{found}", "1:1 wrong-shape"]


def test_nothing_is_undeclared_that_could_not_be_read(findings: Find) -> None:
    """The same holds for indicators, definitions and dimensions."""
    assert findings("indicators: [stay-rate]\n") == ["1:1 wrong-shape"]
    assert findings("indicators:\n  stay-rate: Blijvers\n") == ["2:14 wrong-shape"]
    text = targets("definitions: [a]", "dimensions: {level: x}")
    rows = "indicator,period,value,definition,level\nstay-rate,2014,38,a,hbo\n"
    assert findings(text, rows) == ["5:5 wrong-shape", "6:25 wrong-shape"]


def test_dimensions_and_their_members(findings: Find) -> None:
    """A member is declared, unless the dimension takes any; case of the column is not significant."""
    text = targets("dimensions: {Level: {members: [mbo, hbo]}, region: {}}") + "  other: {title: O, unit: count}\n"
    rows = "indicator,period,value,LEVEL,region\nstay-rate,2014,38,hbo,Twente\nstay-rate,2014,38,wo,\n"
    rows += "other,2014,1,hbo,\n"
    assert findings(text, rows) == ["x.csv:3:19 undeclared-member", "x.csv:4:14 undeclared-member"]
    assert findings(targets("dimensions: {Period: {}}")) == ["5:18 bad-id"]


def test_measurements_are_of_declared_indicators_and_definitions(findings: Find) -> None:
    """Every row that is not is said."""
    rows = "indicator,period,value,definition\nstay-rate,2014,38,d\nstay-rate,2015,38,e\n"
    rows += "stayrate,2014,1,\nstayrate,2015,1,\n"
    assert findings(targets("definition: d"), rows) == [
        "x.csv:3:19 undeclared-definition",
        "x.csv:4:1 unknown-indicator",
        "x.csv:5:1 unknown-indicator",
    ]
    assert findings(targets(), rows)[0] == "x.csv:2:19 undeclared-definition"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("stay-rate,2014,38,2015-11-12,,", ["x.csv:3:1 duplicate-observation"]),
        ("stay-rate,2014,39,2015-11-12,d,", ["x.csv:3:1 duplicate-observation"]),
        ("stay-rate,2014,39,2015-11-12,,no", []),
        ("stay-rate,2014,39,2016-10-27,,", []),
        ("stay-rate,2014,39,,,", []),
        ("stay-rate,2014,39,2015-11-12,e,", []),
        ("stay-rate,2015,38,2015-11-12,,", []),
        ("stay-rate,2014/15,38,2015-11-12,,", ["x.csv:3:11 mixed-period-kinds"]),
        ("stay-rate,2014/15,38,2015-11-12,e,", []),
        ("stay-rate,2014-12-31,38,2015-11-12,,no", ["x.csv:3:11 mixed-period-kinds"]),
        ("stay-rate,x,38,2015-11-12,,", ["x.csv:3:11 bad-period"]),
        ("stay-rate,2014,38,x,,", ["x.csv:3:19 bad-date"]),
        ("stay-rate,2014,38,2015-11-12,,x", ["x.csv:3:31 bad-choice"]),
        ("stay rate,2014,38,2015-11-12,,", ["x.csv:3:1 bad-id"]),
    ],
)
def test_one_figure_a_period_and_day_of_publication(row: str, found: list[str], findings: Find) -> None:
    """Twice is an error also when the values agree; a revision, a rival and another definition are none."""
    head = "indicator,period,value,published,definition,used\nstay-rate,2014,38,2015-11-12,,\n"
    assert findings(targets("definition: d", "definitions: {d: one, e: two}"), f"{head}{row}\n") == found


def test_twice_across_files(findings: Find, tmp_path: Path) -> None:
    """Keys are compared over all files, in order of their names."""
    (tmp_path / "config/measurements").mkdir(parents=True)
    (tmp_path / "config/measurements/a.CSV").write_text(ROWS)
    assert findings(targets()) == ["x.csv:2:1 duplicate-observation"]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ("0.385,,", ["2:16 factor-hundred"]),
        ("0,,", []),
        ("0.1,,", []),
        ("100,,", []),
        ("100.1,,", ["2:16 suspicious-share"]),
        ("-1,,", ["2:16 suspicious-share"]),
        (",9100,9000", ["2:17 suspicious-share"]),
    ],
)
def test_values_that_look_like_slips(cells: str, found: list[str], findings: Find) -> None:
    """A share beyond its limits and a fraction for a percentage are worth a word."""
    text = targets("direction: increase", BASELINE, TARGET)
    rows = f"indicator,period,value,numerator,denominator\nstay-rate,2014,{cells}\n"
    assert findings(text, rows) == [f"x.csv:{place}" for place in found]


@pytest.mark.parametrize(
    ("unit", "cells", "found"),
    [
        ("count", "-1,", ["x.csv:2:16 negative-count"]),
        ("count", "0,", []),
        ("count", ",M", []),
        ("euros", "-1,", []),
    ],
)
def test_a_count_is_never_below_zero(unit: str, cells: str, found: list[str], findings: Find) -> None:
    """Suppliers write -1 for what they withhold; what is counted in another unit may well be negative."""
    assert findings(targets(unit=unit), f"indicator,period,value,status\nstay-rate,2014,{cells}\n") == found


def test_an_indicator_without_observations_is_a_warning(findings: Find) -> None:
    """Unless it counts activities, or rows may have been lost with a file that is wrong."""
    assert findings(targets(), None) == ["2:3 no-observations"]
    assert findings(targets("kind: milestones"), None) == []
    assert findings(targets(), "indicator,periode,value\n") == ["x.csv:1:11 unknown-column"]


def test_a_roadmap_promises_something(findings: Find) -> None:
    """No indicator at all is a mistake."""
    assert findings("roadmap: {id: x}\n", None) == ["1:1 no-indicators"]
    assert findings("indicators: {}\n", None) == ["1:1 no-indicators"]


def test_the_whole_is_the_sum_of_its_members(findings: Find) -> None:
    """Within a small tolerance, for counts; for shares by their parts; percentages alone cannot be added."""
    members = "dimensions: {level: {members: [mbo, hbo], complete: true}}"
    rows = "indicator,period,value,level\nstay-rate,2014,{},\nstay-rate,2014,10,mbo\nstay-rate,2014,20,hbo\n"
    assert findings(targets(members, unit="count"), rows.format(30)) == []
    assert findings(targets(members, unit="count"), rows.format(40)) == ["x.csv:2:16 total-mismatch"]
    assert findings(targets(members), rows.format(40)) == []
    assert findings(targets(members, unit="count"), rows.format(40).rpartition("stay")[0]) == []
    parts = "indicator,period,value,numerator,denominator,level\nstay-rate,2014,{},,,\n"
    parts += "stay-rate,2014,,1,4,mbo\nstay-rate,2014,,2,4,hbo\n"
    assert findings(targets(members), parts.format("37.5")) == []
    assert findings(targets(members), parts.format("40")) == ["x.csv:2:16 total-mismatch"]


def test_an_indicator_may_have_any_name(findings: Find) -> None:
    """Rows whose indicator cannot be read are not taken for those of another."""
    text = targets().replace("stay-rate", "unread")
    rows = "indicator,period,value\nunread,2014,38\na b,2014,38\n"
    assert findings(text, rows) == ["x.csv:3:1 bad-id"]


def test_commentary_is_about_what_is_declared(findings: Find) -> None:
    """And its file is named after a quarter."""
    commentary = "explanations:\n  stay-rates: {author: A, text: T}\n  stay-rate: {author: A, text: T}\n"
    files = {"commentary/2019-Q3": commentary, "commentary/2019": "{}", "commentary/notes": "{}"}
    assert findings(targets(), **files) == [
        "config/commentary/2019-Q3.yaml:2:3 unknown-indicator",
        "config/commentary/2019.yaml:1:1 bad-period",
        "config/commentary/notes.yaml:1:1 bad-period",
    ]
