# ruff: noqa: E501  # rows and sentences read best whole
"""One indicator in sentences: the note of its row, and where it stands, by rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from hcroadmap.assess.assessment import Report
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.sentences import answer, row_note
from hcroadmap.render.language.voice import Amounts, Voice
from hcroadmap.render.status.content import gap_report

HEADER = "indicator,period,value,published,definition,status\n"
TARGETS = """
indicators:
  x:
    title: X
    unit: count
    direction: increase
    definition: own
    definitions: {own: Own, other: Other}
    baseline: {period: 2015, value: 0}
    target: {period: 2020, value: 100}
"""


def told(report: Report, language: str = "en") -> str:
    """The note of the only row."""
    return " ".join(row_note(report.assessments[0], Voice(Page(language))))


@pytest.mark.parametrize(
    ("rows", "as_of", "note"),
    [
        ("", "2018-12-31", "There is only a baseline, 0 in 2015; a verdict needs a later figure."),
        ("x,2016,20,2017-01-01,,", "2018-12-31", "20; needs +20 per year from\u00a02016."),
        ("x,2016,20,2017-01-01,,\nx,2017,50,2018-01-01,,", "2018-12-31", "20 → 50; needs +17 per year from\u00a02017, last +30."),
        ("x,2017,30,2018-01-01,other,", "2018-12-31", "There is only a figure in another definition, which does not count: 30 (2017)."),
        ("x,2020,90,2021-01-01,,", "2021-12-31", "The figure for 2020 was 90, 10 off the target."),
        (
            "x,2020,90,2021-01-01,,\nx,2021,120,2022-01-01,,", "2022-12-31",
            "The figure for 2020 was 90, 10 off the target. It was first reached in the figure for 2021: 120.",
        ),
        (
            "x,2021,120,2022-01-01,,", "2022-12-31",
            "It was first reached in the figure for 2021: 120. No figure was published for 2020: in time or late is not known.",
        ),
        (
            "x,2019,60,2020-01-01,,", "2021-12-31",
            "The verdict was “behind”. The figure for 2020 has not come.",
        ),
        (
            "x,2019,60,2020-01-01,,\nx,2021,,2022-01-01,other,M", "2022-12-31",
            "The verdict was “behind”. The figure for 2020 has not come.",
        ),
        ("x,2016,120,2017-01-01,,\nx,2017,110,2018-01-01,,", "2018-12-31",
         "120 → 110. Reached, but going the wrong way since 2016."),
        ("x,2017,30,2018-01-01,,\nx,2018,40,2019-01-01,,B", "2019-06-30",
         "30; needs +23 per year from\u00a02017. The series breaks in 2018; nothing is compared across it."),
    ],
)  # fmt: skip
def test_the_note_that_matters(report: Callable[..., Report], rows: str, as_of: str, note: str) -> None:
    """One or two sentences that follow from the figures by rule."""
    assert told(report(TARGETS, HEADER + rows + "\n", as_of)) == note


def test_figures_in_other_definitions_are_counted_with_their_range(report: Callable[..., Report]) -> None:
    """After the deadline: the last verdict, since when nothing came, and what is not compared."""
    rows = "x,2016,20,2017-01-01,,\nx,2020,70,2021-01-01,other,\nx,2021,90,2022-01-01,other,\n"
    note = told(report(TARGETS, HEADER + rows, "2022-12-31"))
    assert note.startswith(
        "The verdict was “on track”. No figure in this definition has come since 1\u00a0January\u00a02017."
    )
    assert note.endswith("Two figures in another definition (70 to 90) are not compared.")


def test_an_indicator_without_a_target(report: Callable[..., Report]) -> None:
    """Too few figures, or no direction: said, not guessed."""
    bare = "indicators:\n  x: {title: X, unit: count}\n"
    years = range(2014, 2018)
    rows = HEADER + "".join(f"x,{year},{year - 2000},{year + 1}-01-01,,\n" for year in years)
    assert told(report(bare, rows)) == "No direction is declared, so no trend is judged."
    few = HEADER + "x,2017,5,2018-01-01,,\n"
    assert told(report(bare, few)) == "There is one figure in the five years up to 2017; a trend needs four."


def test_an_activity_makes_a_goal_met_and_nothing_more_is_needed(
    report: Callable[..., Report], tmp_path: Path
) -> None:
    """How many are done and on how many nothing is known; what is needed a year only as long as something is."""
    goal = "kind: milestones, direction: increase, activities: {a: 1, b: 1}, baseline: {period: 2015, value: 0%}"
    targets = f"indicators: {{x: {{title: X, {goal}, target: {{period: 2020, value: 100%}}}}}}"
    silent = "One was not reported on and counts as not done."
    (tmp_path / "config").mkdir()
    for done, expected in (("b: {title: B}", f"1 of 2 activities done. {silent} Needs +25 pp per year from 2018-12-31."),
                           ("b: {title: B, updates: [{on: 2018-12-31, state: done}]}", "2 of 2 activities done.")):  # fmt: skip
        activities = f"activities: {{a: {{title: A, updates: [{{on: 2018-12-31, state: done}}]}}, {done}}}"
        (tmp_path / "config" / "activities.yaml").write_text(activities, encoding="utf-8")
        assert told(report(targets, HEADER)).replace("\u00a0", " ").strip() == expected


SHARE = """
indicators:
  x:
    title: X
    unit: percent
    direction: increase
    baseline: {period: 2014, value: 38%}
    target: {period: 2020, value: 40%}
"""
SHARES = "indicator,period,value,published\nx,2015,36,2016-11-22\n"


@pytest.mark.parametrize(
    ("as_of", "english", "dutch"),
    [
        ("2018-12-31", "two years are left on this day.", "op deze peildag resten nog twee jaar."),
        ("2018-09-30", "2.3 years are left on this day.", "op deze peildag resten nog 2,3 jaar."),
        ("2019-12-31", "one year is left on this day.", "op deze peildag rest nog één jaar."),
        ("2020-03-31", "nine months are left on this day.", "op deze peildag resten nog negen maanden."),
        ("2020-11-30", "one month is left on this day.", "op deze peildag rest nog één maand."),
        ("2020-12-20", "less than a month is left on this day.", "op deze peildag rest minder dan een maand."),
        ("2020-12-31", "2020 ends on this day.", "op deze peildag is 2020 om."),
    ],
)  # fmt: skip
def test_what_is_needed_counts_from_the_figure_and_what_is_left_from_the_day(
    report: Callable[..., Report], as_of: str, english: str, dutch: str
) -> None:
    """The figure is years older than the day, so each says from when."""
    found = report(SHARE, SHARES, as_of)
    told = {language: " ".join(_answer(found, language)).replace("\u00a0", " ") for language in ("en", "nl")}
    assert told["en"].startswith(
        f"The figure for 2015 is 36%. The target is 40% in 2020. Still to go: 4 pp. From 2015 that takes +0.8 pp per year; {english}"
    )
    assert told["nl"].startswith(
        f"Het cijfer over 2015 is 36%. Het doel is 40% in 2020. Er is nog 4 %-punt te gaan. Vanaf 2015 is +0,8 %-punt per jaar nodig; {dutch}"
    )


def test_when_the_time_is_over_nothing_is_needed_a_year(report: Callable[..., Report]) -> None:
    """Only what is still to go is said."""
    told = " ".join(_answer(report(SHARE, SHARES, "2021-01-01"), "en"))
    assert "The target was 40% in 2020. Still to go: 4\u00a0pp." in told
    assert "per year" not in told


def test_a_target_that_is_passed_is_not_told_as_a_part_of_it(report: Callable[..., Report]) -> None:
    """134 of 100 would be nonsense."""
    told = _answer(
        report(SHARE.replace("percent", "students").replace("%", ""), SHARES.replace(",36,", ",44,")), "nl"
    )
    assert told == (
        "Het cijfer over 2015 is 44 students.",
        "Het doel is 40 in 2020.",
        "Daarmee is het doel gehaald.",
    )


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2018-03-31", ""),
        ("2018-04-01", "The next figure has been late since 31 March 2018: ask EP-Nuffic."),
        ("2021-06-30", "The next figure has been late since 31 March 2018: ask EP-Nuffic."),
    ],
)
def test_a_late_figure_is_told_with_whom_to_ask(report: Callable[..., Report], as_of: str, told: str) -> None:
    """In the answer and in the row, from the day after the grace, whatever the verdict."""
    release = "supplier: EP-Nuffic\n    release: {every: year, lag: 12 months, grace: 3 months}"
    found = report(SHARE.replace("unit: percent", f"unit: percent\n    {release}"), SHARES, as_of)
    row = gap_report(found, Page("en")).groups[0].rows[0].notes
    for said in (" ".join(_answer(found, "en")), " ".join(row)):
        assert said.replace("\u00a0", " ").endswith(told)
        assert ("late" in said) == bool(told)


def test_a_late_figure_without_a_supplier_is_to_be_found(report: Callable[..., Report]) -> None:
    """And of what was never promised none is late."""
    settings = "    release: {every: year, lag: 12 months, grace: 3 months}\n"
    assert _answer(report(SHARE + settings, SHARES, "2019-06-30"), "nl")[-1].endswith("zoek het.")
    unpromised = "".join(line for line in (SHARE + settings).splitlines(keepends=True) if "target" not in line)
    context = report(unpromised, SHARES, "2019-06-30")
    assert context.assessments[0].release.state == "overdue"
    assert "late" not in " ".join(_answer(context, "en"))


def test_a_reason_that_is_a_sentence_keeps_no_full_stop_within_another(report: Callable[..., Report]) -> None:
    """Two full stops in a row, or one before a semicolon, read as a mistake."""
    target = "target: [{period: 2020, value: 40%, agreed: 2015-01-01}, "
    target += "{period: 2020, value: 41%, agreed: 2018-06-01, reason: More was possible.}]"
    found = report(SHARE.replace("target: {period: 2020, value: 40%}", target), SHARES)
    told = gap_report(found._replace(since=date(2018, 1, 1)), Page("en")).groups[0].rows[0].changed
    assert told.endswith("the target was revised: More was possible.")


def _answer(report: Report, language: str) -> tuple[str, ...]:
    return tuple(answer(report.assessments[0], Voice(Page(language))))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Held now, but not in 2017; it was to be held every year."),
        ("nl", "Nu gehaald, maar niet in 2017; het moest elk jaar worden gehaald."),
    ],
)
def test_a_level_to_hold_names_the_years_in_which_it_was_not_held(
    report: Callable[..., Report], language: str, sentence: str
) -> None:
    """In the row and in the answer, and never as a distance to a target that the last figure reaches."""
    targets = TARGETS.replace("value: 0}", "value: 105}").replace("value: 100}", "value: 100, every_year: yes}")
    rows = "x,2017,92,2018-01-01,,\nx,2018,103,2019-01-01,,\nx,2020,101,2021-01-01,,"
    [one] = report(targets, f"{HEADER}{rows}\n", "2021-06-01").assessments
    voice = Voice(Page(language))
    for sentences in (row_note(one, voice), answer(one, voice)):
        text = " ".join(sentences)
        assert sentence in text
        assert "off the target" not in text
    assert one.status == "missed"


REVISED = TARGETS.replace(
    "target: {period: 2020, value: 100}",
    "target: [{period: 2016, value: 70.5, agreed: 2015-01-01}, {period: 2020, value: 100, agreed: 2017-09-01, reason: r}]",
)
MEASURED = TARGETS.replace(", value: 0", "")
QUARTERS = TARGETS.replace("2015, value: 0", "2015, value: 10")


@pytest.mark.parametrize(
    ("targets", "rows", "as_of", "english", "dutch"),
    [
        (REVISED, "x,2016,60,2017-03-01,,", "2018-01-01", "An earlier target, 70.5 in 2016: missed.",
         "Een eerder doel, 70,5 in 2016: niet gehaald."),
        (TARGETS, "x,2015,30.5,2016-03-01,,\nx,2016,40,2017-03-01,,", "2017-06-01",
         "For 2015, from which progress counts, 30.5 was published too: by that it would be “behind”.",
         "Over 2015, vanwaar de voortgang telt, is ook 30,5 gepubliceerd: daarmee was het “achter op schema”."),
        (MEASURED, "x,2015,3.0,2016-03-01,,e\nx,2016,70.0,2017-03-01,,", "2017-06-01",
         "The figure from which progress counts is marked estimated.",
         "Het cijfer waarvan de voortgang telt, is gemerkt als geraamd."),
        (QUARTERS, "x,2016-Q2,40,2016-08-01,,", "2016-12-31",
         "Progress counts from 2015, and 2016-Q2 is a period of another kind.",
         "De voortgang telt vanaf 2015, en 2016-Q2 is een ander soort tijdvak."),
        (TARGETS, "x,2016,70,2017-01-01,,", "2020-12-31", "The latest figure is four years old.",
         "Het laatste cijfer is vier jaar oud."),
        (TARGETS.replace("100", "99.4"), "x,2020,99,2021-01-01,,\nx,2021,70,2022-01-01,,", "2022-06-01",
         "Within its margin, the figure for 2020, 99.0, could as well have made it “met”.",
         "Binnen zijn marge had het cijfer over 2020, 99,0, er even goed “gehaald” van kunnen maken."),
    ],
)  # fmt: skip
def test_each_reservation_has_its_sentence(
    report: Callable[..., Report], *, targets: str, rows: str, as_of: str, english: str, dutch: str
) -> None:
    """In both languages, with the amounts and periods of the note."""
    found = report(targets, f"{HEADER}{rows}\n", as_of)
    assert english in told(found)
    assert dutch in told(found, "nl")


HELD = TARGETS.replace("value: 0}", "value: 64}").replace("value: 100}", "value: 60, every_year: yes}")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It was to be held every year, but was not in 2016 and 2018."),
        ("nl", "Het moest elk jaar worden gehaald, maar in 2016 en 2018 niet."),
    ],
)
def test_a_level_that_is_lost_again_names_the_years_too(
    report: Callable[..., Report], language: str, sentence: str
) -> None:
    """And shows no distance from a path: no path leads to a level that was to be held."""
    rows = "x,2016,55,2017-01-01,,\nx,2018,50,2019-01-01,,\nx,2020,61,2021-01-01,,\nx,2021,58,2022-01-01,,"
    [one] = (found := report(HELD, f"{HEADER}{rows}\n", "2022-06-01")).assessments
    voice = Voice(Page(language))
    for sentences in (row_note(one, voice), answer(one, voice)):
        text = " ".join(sentences)
        assert text.count(sentence) == 1
        assert "path" not in text
    assert gap_report(found, Page(language)).groups[0].rows[0].way is None


def test_a_missed_level_that_is_held_now_has_nothing_to_go(report: Callable[..., Report]) -> None:
    """“Reached” beside “missed” contradicts itself, and a distance from the path says nothing."""
    rows = "x,2016,55,2017-01-01,,\nx,2020,61,2021-01-01,,"
    found = report(HELD, f"{HEADER}{rows}\n", "2021-06-01")
    row = gap_report(found, Page()).groups[0].rows[0]
    assert (row.status, row.cells["to_go"].value, row.way) == ("missed", "–", None)
    assert "path" not in " ".join(_answer(found, "en"))


@pytest.mark.parametrize(
    ("language", "told_last"),
    [
        ("en", "So far it was −60 per year. At that pace 2020 ends at 600. Last it was +40 per year."),
        ("nl", "Tot nu toe was het −60 per jaar. In dit tempo eindigt 2020 op 600. Laatst was het +40 per jaar."),
    ],
)
def test_the_latest_movement_is_told_beside_the_mean(
    report: Callable[..., Report], language: str, told_last: str
) -> None:
    """900 → 740 → 780: the mean falls, the latest figure rose."""
    targets = TARGETS.replace("value: 0}", "value: 900}").replace("value: 100}", "value: 400}")
    targets = targets.replace("increase", "decrease")
    rows = "x,2016,740,2017-01-01,,\nx,2017,780,2018-01-01,,\n"
    assert told_last in " ".join(_answer(report(targets, HEADER + rows), language))
    once = " ".join(_answer(report(targets, HEADER + rows.partition("\n")[0]), language))
    assert "Last" not in once
    assert "Laatst" not in once


WHOLE = TARGETS.replace("    definition: own\n", "    dimensions: {level: {members: [a, b], complete: yes}}\n")
WHOLE = WHOLE.replace("    definitions: {own: Own, other: Other}\n", "")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A warning about the figure for 2016: the whole is 70, but its members make 65."),
        ("nl", "Een waarschuwing bij het cijfer over 2016: het geheel is 70, maar uit de onderdelen volgt 65."),
    ],
)
def test_a_warning_about_a_figure_stands_where_the_figure_does(
    report: Callable[..., Report], language: str, sentence: str
) -> None:
    """In the row and in the answer; not before the day on which the figures that cause it were known."""
    rows = "indicator,period,value,published,level\nx,2016,70,2017-01-01,\nx,2016,25,2017-01-01,a\n"
    rows += "x,2016,40,2017-03-01,b\n"
    found = report(WHOLE, rows, "2017-03-01")
    assert told(found, language).count(sentence) == 1
    assert " ".join(_answer(found, language)).count(sentence) == 1
    assert "65" not in told(report(WHOLE, rows, "2017-02-28"), language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "There is no total, because b is without the numbers behind its share."),
        ("nl", "Er is geen totaal, want van b ontbreken de aantallen achter het aandeel."),
    ],
)
def test_a_share_without_its_numbers_is_not_missing(
    report: Callable[..., Report], language: str, sentence: str
) -> None:
    """Its figure stands in the next sentence."""
    rows = "indicator,period,value,published,level,numerator,denominator\nx,2016,,2017-01-01,a,9,40\n"
    rows += "x,2016,12.5,2017-01-01,b,,\n"
    found = told(report(WHOLE.replace("count", "percent"), rows), language)
    assert found.startswith(sentence)
    assert "12.5%" in found.replace(",", ".")


def test_who_waits_for_nothing_asks_for_nothing(report: Callable[..., Report]) -> None:
    """A series that ended is told with its reason, and nobody is asked for its figure."""
    ended = TARGETS.replace("    unit", "    ended: {on: 2019-05-01, reason: the survey stopped}\n    unit")
    found = report(ended, f"{HEADER}x,2017,40,2018-01-01,,\n", "2021-06-01")
    reason = "No further figure has been expected since 1\u00a0May\u00a02019. The survey stopped."
    assert told(found).endswith(reason)
    assert " ".join(_answer(found, "en")).endswith(reason)
    assert gap_report(found, Page()).next == ()


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("24.98", 1, "+25"), ("0.8333", 0, "+0.8"), ("0.797", 1, "+0.8"), ("-1.1333", 1, "−1.1"),
        ("0.0333", 0, "+0.03"), ("16666.6", 0, "+16 667"), ("1", 2, "+1"), ("2.5", 0, "+2.5"), ("0", 1, "0"),
    ],
)  # fmt: skip
def test_a_pace_has_as_many_digits_as_make_sense(
    report: Callable[..., Report], value: str, decimals: int, shown: str
) -> None:
    """Two that count, at most one decimal more than the figures have, no zeros behind them."""
    [one] = report(TARGETS, HEADER).assessments
    amounts = Amounts(one, Page()).with_decimals(decimals)
    assert amounts.pace(Fraction(value)).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(("start", "kind"), [(0, "straight"), (10, "growing")])
def test_a_path_that_cannot_grow_is_called_straight(start: int, kind: str, report: Callable[..., Report]) -> None:
    """Growth at a constant rate from zero does not exist."""
    grows = TARGETS.replace("value: 0", f"value: {start}").replace("value: 100", "value: 100, path: geometric")
    (one,) = report(grows, HEADER + "x,2016,20,2017-01-01,,\n", "2018-12-31").assessments
    assert f"the {kind} path" in " ".join(answer(one, Voice(Page("en"))))


def test_a_baseline_that_was_revised_is_told_once(report: Callable[..., Report]) -> None:
    """The warning about the figure is left to the reservation, which says what it does to the verdict."""
    declared = TARGETS.replace("value: 0", "value: 20")
    rows = "x,2015,20,2016-01-01,,\nx,2015,31,2017-06-01,,\nx,2016,40,2017-06-01,,\n"
    (one,) = report(declared, HEADER + rows, "2018-12-31").assessments
    text = " ".join(answer(one, Voice(Page("en"))))
    assert (text.count("31"), "A warning" in text) == (1, False)
