"""The memo: on a small roadmap in which something of everything happens, and on the real one."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from hcroadmap.assess.assessment import Report, assess
from hcroadmap.model.roadmap import Roadmap
from hcroadmap.model.vocabulary import MethodName
from hcroadmap.read.load import load
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.summary import quarter_before
from hcroadmap.render.memo.memo import render
from hcroadmap.render.memo.text import Brief

GOLDEN = Path(__file__).parents[2] / "golden" / "memo"
REAL = Path(__file__).parents[3]
Compare = Callable[[Path, str], None]
LANGUAGES = pytest.mark.parametrize("language", ["en", "nl"])


def roadmap_of(project: Path) -> Roadmap:
    roadmap, findings = load(project)
    assert roadmap is not None, findings
    return roadmap


@pytest.fixture(scope="module")
def small() -> Roadmap:
    return roadmap_of(GOLDEN / "project")


@pytest.fixture(scope="module")
def real() -> Roadmap:
    return roadmap_of(REAL)


def memo(roadmap: Roadmap, day: str, language: str = "nl", since: str = "") -> str:
    as_of = date.fromisoformat(day)
    first = date.fromisoformat(since) if since else quarter_before(as_of)
    return render(Brief(assess(roadmap, as_of), first, Page(language)))


def sections(text: str) -> list[str]:
    return re.findall(r"^## (.*)$", text, re.MULTILINE)


@LANGUAGES
def test_memo(small: Roadmap, compare: Compare, language: str) -> None:
    """Revised figure and target, a late one, met, missed and behind, explained, half explained and not at all."""
    compare(GOLDEN / "expected" / f"2019-Q3-{language}.md", memo(small, "2019-09-30", language))


@LANGUAGES
@pytest.mark.parametrize("day", ["2016-12-31", "2019-12-31", "2020-03-31", "2025-03-31", "2026-09-30"])
def test_memo_of_the_real_roadmap(real: Roadmap, compare: Compare, day: str, language: str) -> None:
    """As it would have been sent."""
    compare(GOLDEN / "expected" / f"real-{day}-{language}.md", memo(real, day, language))


@LANGUAGES
@pytest.mark.parametrize("day", ["2016-12-31", "2019-12-31", "2026-09-30"])
def test_no_line_of_a_memo_is_half_a_sentence(real: Roadmap, day: str, language: str) -> None:
    """No hole where a value should be, no doubled space or stop, no code where a word should be."""
    body = memo(real, day, language).split("```text")[0]
    prose = [line for line in body.splitlines() if not line.startswith("|")]
    for line in prose:
        assert "  " not in line
        assert not re.search(r"\.\.|\(\)|\( | \)|None|[{}]|no_data|_", line), line


@LANGUAGES
def test_a_percentage_is_written_out_in_dutch_sentences_only(real: Roadmap, language: str) -> None:
    """“36 procent” and “4 procentpunt” with a no-break space; in the table 36%, and the English 36% everywhere."""
    text = memo(real, "2016-12-31", language)
    table = "\n".join(line for line in text.splitlines() if line.startswith("|"))
    prose = "\n".join(line for line in text.splitlines() if not line.startswith(("|", "[^")))
    assert "36%" in table
    if language == "nl":
        assert "36\u00a0procent" in prose
        assert "36%" not in prose
        assert "%-punt" not in text
        assert "50.000" in prose
        assert "0,8\u00a0procentpunt" in prose
    else:
        assert "0.8\u00a0percentage points" in prose


def test_one_and_many_percentage_points(small: Roadmap) -> None:
    """1 percentage point, 0.6 percentage points."""
    text = memo(small, "2019-09-30", "en")
    assert "1\u00a0percentage point off the target" in text
    assert "0.6\u00a0percentage points" in text


def test_a_quarter_without_new_figures_says_so_first_and_stays_short(real: Roadmap) -> None:
    """First words of the summary; no sections of action lines, no footnotes, the annex points to them."""
    text = memo(real, "2026-09-30")
    summary = text.split("## Samenvatting\n\n")[1]
    assert summary.startswith("In het derde kwartaal van 2026 zijn geen nieuwe cijfers verschenen; ")
    assert len(sections(text)) == 4
    assert "[^" not in text
    assert "in de memo over het eerste kwartaal van 2025, de laatste met nieuwe cijfers" in text
    assert not Brief(assess(real, date(2026, 9, 30)), date(2026, 6, 30), Page()).has_news


def test_no_new_figures_since_a_day_that_ends_no_quarter(real: Roadmap) -> None:
    """Then the day is named, in the title too."""
    text = memo(real, "2026-11-23", since="2026-11-01")
    assert "stand van zaken op 23\u00a0november\u00a02026" in text
    assert "Sinds 1\u00a0november\u00a02026 zijn geen nieuwe cijfers verschenen; " in text


def test_the_same_files_and_day_give_the_same_bytes(small: Roadmap) -> None:
    """No clock, no order of a dictionary."""
    assert memo(small, "2019-09-30") == memo(roadmap_of(GOLDEN / "project"), "2019-09-30")


def test_what_is_published_later_is_not_in_it(real: Roadmap) -> None:
    """The memo of 2016-Q4 knows nothing of 84,000 or 134,000."""
    text = memo(real, "2016-12-31", "en").split("```")[0]
    assert not re.search("84\u00a0000|134\u00a0000|2018", text)


@pytest.mark.parametrize("day", ["2016-12-31", "2019-12-31"])
def test_every_footnote_is_referred_to_once_and_in_order(real: Roadmap, day: str) -> None:
    """As they are met when reading."""
    body, *notes = re.split(r"\n\n(?=\[\^\d+\]: )", memo(real, day))
    numbers = [str(number) for number in range(1, len(notes) + 1)]
    assert re.findall(r"\[\^(\d+)\]", body) == numbers == [note[2 : note.index("]")] for note in notes]


@LANGUAGES
def test_a_reader_of_markdown_sees_two_tables(real: Roadmap, language: str) -> None:
    """Of six columns, one row a goal; of three, one row an action line that is silent. Headings on one level."""
    tokens = (
        MarkdownIt("commonmark").enable("table").use(footnote_plugin).parse(memo(real, "2019-12-31", language))
    )
    kinds = [token.type for token in tokens]
    assert kinds.count("table_open") == 2
    assert kinds.count("th_open") == 6 + 3
    assert kinds.count("tr_open") == 5 + 4
    assert {token.tag for token in tokens if token.type == "heading_open"} == {"h2"}


def test_the_missing_explanation_is_a_block_and_no_request(real: Roadmap) -> None:
    """With whom to ask; the addressee is asked for decisions only, not for what the sender's own side owes."""
    text = memo(real, "2016-12-31")
    assert "> **TOELICHTING ONTBREEKT: Buitenlandse studenten die blijven.**" in text
    assert "Aan te leveren door Topsectoren, vóór verzending." in text
    (asked,) = (line for line in text.splitlines() if line.startswith("**Gevraagd:**"))
    assert "Buitenlandse studenten" not in asked
    assert asked.count("een besluit over") == 3


PROMISE = "direction: increase, baseline: {period: 2015, value: 38%}, target: {period: 2020, value: 40%}"
LEAST = f"indicators: {{x: {{title: X, unit: percent, {PROMISE}}}}}"
FOUR = [f"x,{year},{year - 1977},,,2018-10-21" for year in range(2014, 2018)]
ROWS = "indicator,period,value,definition,status,published\n"


@pytest.mark.parametrize(
    ("row", "as_of", "told"),
    [
        ("", "2018-12-31", "; the indicator has not been met yet. *X* cannot be judged yet."),
        ("x,2017,40,,,2018-11-20", "2018-12-31", "The indicator has been met: *X* (40% in 2017)."),
        ("x,2017,38.9,,,2018-11-20", "2018-12-31", "*X* (38.9% in 2017, with a target of 40.0%) is on track."),
        ("x,2017,38.2,,,2018-11-20", "2018-12-31", "*X* (38.2% in 2017, with a target of 40.0%) is off track."),
        ("x,2017,38.2,,,2018-11-20", "2021-12-31", "The verdict on *X* awaits a figure for the target year."),
        ("x,2020,39,,,2021-11-20", "2021-12-31", "*X* (39% in 2020, with a target of 40%) was missed."),
    ],
)  # fmt: skip
def test_the_least_roadmap_has_a_summary_too(
    report: Callable[..., Report], row: str, as_of: str, told: str
) -> None:
    """One indicator, no goal, no action line, no owner: grammar for one."""
    found = report(LEAST, f"{ROWS}{row}\n", as_of)
    text = render(Brief(found, date(2018, 9, 30), Page("en")))
    assert told in text.split("## Summary\n\n")[1].split("\n\n")[0]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    ("more", "rows", "both"),
    [
        ("", ["x,2016,39,,,2017-01-01", "x,2017,39.5,,B,2018-10-20"],
         ("break in the series in 2017", "breuk in de reeks in 2017")),
        ("", ["x,2017,39,,,2018-01-01", "x,2017,,,M,2018-10-20"],
         ("was withdrawn", "ingetrokken")),
        ("over", ["x,2016,39,,,2018-10-20", "x,2017,39.5,,,2018-10-21"],
         ("The figure for 2017 is 39.5%", "Het cijfer over 2017 is 39,5\u00a0procent")),
        ("over", ["x,2016,39,,,2018-10-20", "x,2017,40,,,2018-10-21"],
         ("met late", "te laat gehaald")),
        ("band", ["x,2017,38,,,2018-10-21"],
         ("39–41%", "39–41\u00a0procent")),
        ("none", ["x,2017,38.5,,,2018-10-21"],
         ("There is one figure in the five years up to 2017;",
          "Er is één cijfer in de vijf jaar tot en met 2017;")),
        ("none", FOUR,
         ("No target was agreed.", "Er is geen doel afgesproken.")),
        ("", ["x,2018-Q1,38.5,,,2018-10-21"],
         ("the first quarter of 2018", "het eerste kwartaal van 2018")),
        ("", ["x,2018-S1,38.5,,,2018-10-21"],
         ("the first half of 2018", "de eerste helft van 2018")),
        ("", ["x,2018-03,38,,,2018-10-21"],
         ("no change per year", "geen verandering per jaar")),
        ("", ["x,2018-03-31,38.4,,,2018-10-21"],
         ("31\u00a0March\u00a02018", "31\u00a0maart\u00a02018")),
    ],
)  # fmt: skip
def test_rare_cases_have_their_sentence(
    report: Callable[..., Report], language: str, more: str, rows: list[str], both: tuple[str, str]
) -> None:
    """A break, a figure withdrawn, late met, a band, no target, periods of each kind."""
    targets = LEAST.replace("value: 40%", "value: {min: 39, max: 41}") if more == "band" else LEAST
    targets = targets.replace(", target: {period: 2020, value: 40%}", "") if more == "none" else targets
    targets = targets.replace("2020", "2016") if more == "over" else targets
    found = report(targets, ROWS + "\n".join(rows) + "\n", "2018-12-31")
    told = both[language == "nl"]
    assert told in render(Brief(found, date(2018, 9, 30), Page(language)))


@pytest.mark.parametrize("method", [name for name in MethodName if name is not MethodName.LINEAR])
@LANGUAGES
def test_every_method_is_named(report: Callable[..., Report], method: MethodName, language: str) -> None:
    """The bands belong to linear alone."""
    targets = LEAST.replace("title: X", f"title: X, method: {method}, limit: 100, thresholds: [50, 40, 30]")
    found = report(targets, f"{ROWS}x,2017,39,,,2018-11-20\n", "2018-12-31")
    text = render(Brief(found, date(2018, 9, 30), Page(language)))
    assert f"*{method}*" in text
    assert "0.95" not in text
    assert "0,95" not in text


TARGET = "target: {period: 2020, value: 40%}"
REVISED = (
    "target: [{period: 2020, value: OLD, agreed: 2016-01-01}, {period: 2021, value: NEW, agreed: 2018-11-01WHY}]"
)


@pytest.mark.parametrize(
    ("old", "new", "why", "told"),
    [
        ("40%", "41%", ", reason: fewer places", "revised from 40% in 2020 to 41% in 2021. Reason: Fewer places."),
        ("40%", "2x", ", reason: ambition.", "revised from 40% in 2020 to 2x in 2021. Reason: Ambition."),
        ("40%", "{min: 40, max: 42}", ", reason: x", "revised from 40% in 2020 to 40–42% in 2021. Reason: X."),
    ],
)
def test_a_revised_target_is_told_with_the_old_one(
    report: Callable[..., Report], old: str, new: str, why: str, told: str
) -> None:
    """As each was written: a level, a band, a multiple."""
    revised = REVISED.replace("OLD", old).replace("NEW", new).replace("WHY", why)
    found = report(LEAST.replace(TARGET, revised), f"{ROWS}x,2017,39,,,2018-01-01\n", "2018-12-31")
    assert told in render(Brief(found, date(2018, 9, 30), Page("en")))


@pytest.mark.parametrize(
    ("targets", "rows", "told"),
    [
        (
            LEAST.replace(", value: 38%}", "}"),
            "x,2017,39,,,2018-12-01\n",
            "There is no comparable figure for the baseline, 2015.",
        ),
        (
            LEAST.replace(", value: 38%}", "}"),
            "x,2017,39,,,2018-12-01\n",
            "no verdict yet: no figure for the baseline, 2015",
        ),
        (LEAST.replace(TARGET, "ended: {on: 2018-01-01, reason: Gone}"), "x,2017,39,,,2018-12-01\n", "Gone"),
        (LEAST, "x,2017,39,,P,2018-12-01\n", "is marked provisional"),
    ],
)
def test_what_keeps_a_verdict_from_being_simple(
    report: Callable[..., Report], targets: str, rows: str, told: str
) -> None:
    """No figure at the start, a series that ended, a provisional figure."""
    assert told in render(Brief(report(targets, ROWS + rows, "2018-12-31"), date(2018, 9, 30), Page("en")))


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2018-12-31", "*X*: the next figure is expected on 31\u00a0October\u00a02019, from DUO."),
        ("2019-09-30", "*X*: the next figure is expected next quarter, on 31\u00a0October\u00a02019, from DUO."),
        ("2019-11-15", "*X*: the next figure has been expected since 31\u00a0October\u00a02019, from DUO."),
        ("2020-01-31", "*X*: the next figure was expected on 31\u00a0October\u00a02019 and is overdue, from DUO."),
    ],
)
def test_when_the_next_figure_is_to_come(report: Callable[..., Report], as_of: str, told: str) -> None:
    """Later, next quarter, by now, overdue; with whom to ask."""
    rhythm = "title: X, supplier: DUO, release: {every: year, lag: 10 months, grace: 1 month}"
    found = report(LEAST.replace("title: X", rhythm), f"{ROWS}x,2017,39,,,2018-12-01\n", as_of)
    assert told in render(Brief(found, date(2018, 9, 30), Page("en")))


@LANGUAGES
@pytest.mark.parametrize(
    ("baseline", "both"),
    [
        ("", ("The figure for 2017 is 40%. No target was agreed.",
              "Het cijfer over 2017 is 40\u00a0procent. Er is geen doel afgesproken.")),
        (", baseline: {period: 2018, value: 41%}", ("**X: improving.** No target was agreed.",
                                                     "**X: verbetert.** Er is geen doel afgesproken.")),
        (", baseline: {period: 2018, value: 41%}", ("*X* is improving.", "*X* verbetert.")),
    ],
)  # fmt: skip
def test_without_a_target_it_says_what_there_is(
    report: Callable[..., Report], language: str, baseline: str, both: tuple[str, str]
) -> None:
    """A figure without a baseline beside it; a trend whose every figure is older than the baseline."""
    targets = f"indicators: {{x: {{title: X, unit: percent, direction: increase{baseline}}}}}"
    found = report(targets, ROWS + "\n".join(FOUR) + "\n", "2018-12-31")
    assert both[language == "nl"] in render(Brief(found, date(2018, 9, 30), Page(language)))


def test_a_source_may_be_an_address_alone(report: Callable[..., Report]) -> None:
    """The footnote is the address, that a reader can follow."""
    rows = "indicator,period,value,published,url\nx,2017,39,2018-10-20,https://example.org/a?b=1\n"
    text = render(Brief(report(LEAST, rows, "2018-12-31"), date(2018, 9, 30), Page("en")))
    assert "Figures: <https://example.org/a?b=1>." in text


def test_activities_that_nobody_answers_for_are_not_asked_of_anybody(
    report: Callable[..., Report], tmp_path: Path
) -> None:
    """The table says that nobody was named."""
    (tmp_path / "config").mkdir()
    activities = "activities: {one: {title: One, action_line: a}, two: {title: Two, action_line: a}}"
    (tmp_path / "config" / "activities.yaml").write_text(activities, encoding="utf-8")
    targets = f"action_lines: {{a: {{title: A}}}}\n{LEAST}".replace("title: X", "title: X, action_line: a")
    text = render(Brief(report(targets, f"{ROWS}x,2017,39,,,2018-10-20\n"), date(2018, 9, 30), Page("en")))
    assert "Nothing has been reported yet on two activities; no end dates were agreed for them.\n" in text
    assert re.search(r"^\| A +\| +2 \| nobody named +\|$", text, re.MULTILINE)


def test_a_file_whose_name_ends_a_block_of_code_stays_in_it(report: Callable[..., Report], tmp_path: Path) -> None:
    """Names of files are text wherever they are told."""
    measurements = tmp_path / "config" / "measurements"
    measurements.mkdir(parents=True)
    (measurements / "```.csv").write_text(f"{ROWS}x,2016,38.5,,,2017-10-20\n", encoding="utf-8")
    found = report(LEAST, f"{ROWS}x,2017,39,,,2018-10-20\n")
    assert "sha256" not in render(Brief(found, date(2018, 9, 30), Page("en")))
    text = render(Brief(found, date(2018, 9, 30), Page("en"), inputs=True))
    (block,) = [token for token in MarkdownIt().parse(text) if token.type == "fence"]
    assert "  config/measurements/```.csv\n" in block.content
    assert len(block.content.splitlines()) == 3


@LANGUAGES
def test_a_goal_without_target_or_figure_says_that_nothing_was_published(
    report: Callable[..., Report], language: str
) -> None:
    """Beside another goal that has news."""
    targets = LEAST.replace("{x:", "{bare: {title: Bare, unit: percent}, x:")
    text = render(Brief(report(targets, f"{ROWS}x,2017,39,,,2018-10-20\n"), date(2018, 9, 30), Page(language)))
    told = {
        "en": "**Bare: no verdict yet.** No figure has been published.",
        "nl": "**Bare: nog geen oordeel.** Er is geen cijfer gepubliceerd.",
    }
    assert told[language] in text


@LANGUAGES
def test_reservations_reach_the_summary_and_the_table(report: Callable[..., Report], language: str) -> None:
    """Whoever reads no further knows how firm a verdict is, and what an earlier target came to."""
    earlier = "{period: 2016, value: 39%, agreed: 2016-01-01}"
    later = "{period: 2021, value: 45%, agreed: 2017-11-01, reason: w}"
    targets = LEAST.replace(TARGET, f"target: [{earlier}, {later}]")
    found = report(targets, f"{ROWS}x,2016,38.4,,,2017-10-20\nx,2017,38.9,,P,2018-10-20\n", "2018-12-31")
    text = render(Brief(found, date(2018, 9, 30), Page(language)))
    told = {
        "en": ("*X*: an earlier target, 39.0% in 2016: missed", "rests on is marked provisional",
               ", with reservations"),
        "nl": ("*X*: een eerder doel, 39,0\u00a0procent in 2016: niet", "gemerkt als voorlopig",
               ", onder voorbehoud"),
    }[language]  # fmt: skip
    summary, table = text.split("\n\n## ")[1], next(line for line in text.splitlines() if line.startswith("| X"))
    assert [words in summary for words in told[:2]] == [True, True]
    assert told[2] in table


@LANGUAGES
def test_nobody_is_asked_for_a_figure_that_will_not_come(report: Callable[..., Report], language: str) -> None:
    """A series that ended leaves its verdict open, and nothing is requested."""
    ended = LEAST.replace("title: X", "title: X, ended: {on: 2019-02-01, reason: Gone}")
    text = render(
        Brief(report(ended, f"{ROWS}x,2017,38.2,,,2018-11-20\n", "2021-12-31"), date(2021, 9, 30), Page(language))
    )
    assert {"en": "to take note", "nl": "kennis te nemen"}[language] in text
    assert {"en": "stays open", "nl": "blijft open"}[language] in text


@LANGUAGES
def test_two_goals_that_are_met_are_both_met(report: Callable[..., Report], language: str) -> None:
    """And nothing is still to go."""
    two = LEAST.replace("{x:", "{y: {title: Y, unit: percent, PROMISE}, x:").replace("PROMISE", PROMISE)
    rows = f"{ROWS}x,2017,41,,,2018-11-20\ny,2017,42,,,2018-11-20\n"
    text = render(Brief(report(two, rows, "2018-12-31"), date(2018, 9, 30), Page(language)))
    assert {"en": "have both been met: ", "nl": "zijn beide gehaald: "}[language] in text
    assert {"en": "to go:", "nl": "te gaan."}[language] not in text


@LANGUAGES
def test_a_first_memo_says_so(report: Callable[..., Report], language: str) -> None:
    """There is nothing to compare with: no other verdict, nothing that was not revised. The next one compares."""
    rows = f"{ROWS}x,2017,38.3,,,2018-10-20\nx,2018,38.4,,,2019-02-01\n"
    first = render(Brief(report(LEAST, rows, "2018-12-31"), date(2018, 9, 30), Page(language)))
    told = {
        "en": ("This is the first state of affairs. The indicator has not", "## First state of affairs\n",
               "Up to 30\u00a0September\u00a02018 there was no figure, so", "verdict went", "revised", "since"),
        "nl": ("Dit is de eerste stand. De indicator is nog", "## Eerste stand\n",
               "Tot en met 30\u00a0september\u00a02018 was er nog geen cijfer", "oordeel ging", "herzien",
               "sinds"),
    }[language]  # fmt: skip
    body = first.split("## ")
    assert [words in first for words in told[:5]] == [True, True, True, False, False]
    assert told[5] not in "".join(body[1:3])
    second = render(Brief(report(LEAST, rows, "2019-03-31"), date(2018, 12, 31), Page(language)))
    assert [words in second for words in told[:4]] == [False, False, False, False]


@LANGUAGES
def test_without_any_figure_there_is_nothing_to_compare_either(
    report: Callable[..., Report], language: str
) -> None:
    """And it is said that there is none, not that none is new."""
    text = render(Brief(report(LEAST, ROWS, "2018-12-31"), date(2018, 9, 30), Page(language)))
    assert {"en": "There is no figure yet; the indicator", "nl": "Er is nog geen enkel cijfer; de indicator"}[
        language
    ] in text


@LANGUAGES
def test_a_quarter_that_is_not_over_says_so(report: Callable[..., Report], language: str) -> None:
    """As of which day, and until when it runs."""
    found = report(LEAST, f"{ROWS}x,2017,39,,,2018-10-20\n", "2018-11-05")
    text = render(Brief(found, date(2018, 9, 30), Page(language)))
    told = {
        "en": "**As of:** 5\u00a0November\u00a02018; the quarter runs until 31\u00a0December\u00a02018",
        "nl": "**Stand:** 5\u00a0november\u00a02018; het kwartaal loopt nog tot en met 31\u00a0december\u00a02018",
    }
    assert f"{told[language]}\n" in text


@pytest.mark.parametrize(
    ("numerator", "gap"), [(3577, "4.2"), (3824, "1.8"), (3501, "5.0"), (2765, "12.4"), (3951, "0.5")]
)
@pytest.mark.parametrize("more", ["", ", every_year: true"])
@pytest.mark.parametrize("year", [2018, 2020])
def test_one_gap_is_one_number(
    report: Callable[..., Report], numerator: int, gap: str, more: str, year: int
) -> None:
    """In the table and in every sentence, also where a year takes it all, or a level to hold is missed by it."""
    kind = "kind: share, unit: percent, direction: increase, decimals: 1"
    promise = f"baseline: {{period: 2015, value: 30%}}, target: {{period: {year}, value: 40%{more}}}"
    rows = f"indicator,period,value,numerator,denominator,published\nx,2017,,{numerator},10000,2018-10-20\n"
    found = report(f"indicators: {{x: {{title: X, {kind}, {promise}}}}}", rows, "2018-11-30")
    text = render(Brief(found, date(2018, 9, 30), Page("en")))
    row = next(line for line in text.splitlines() if line.startswith("| X"))
    assert row.split("|")[5].strip() == f"{gap}\u00a0pp"
    assert f"Still to go: {gap}\u00a0percentage points." in text
    exact = f"{(4000 - numerator) / 100:.2f}"
    assert exact not in text
    if year == 2018:  # the last year takes all of it
        assert f"that takes a rise of {gap.removesuffix('.0')}" in text


@LANGUAGES
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("measure: 'Two fairs, e.g. in May.', who: B",
         ("“Two fairs, e.g. in May”), to be carried out by B.", "“Two fairs, e.g. in May”), met B als trekker.")),
        ("measure: Two fairs", ("“Two fairs”).", "“Two fairs”).")),
        (f"measure: {'fair ' * 60}", ("fair fair …”).", "fair fair …”).")),
        ("measure: '', who: B", ("to take note of this state of affairs.", "kennis te nemen van deze stand.")),
    ],
)  # fmt: skip
def test_a_request_names_the_measure_that_is_to_be_agreed_to(
    report: Callable[..., Report], tmp_path: Path, language: str, said: str, told: tuple[str, str]
) -> None:
    """As long as it is short, with who sees to it; without a measure there is nothing to agree to."""
    (tmp_path / "config" / "commentary").mkdir(parents=True)
    file = tmp_path / "config" / "commentary" / "2018-Q4.yaml"
    file.write_text(f"explanations: {{x: {{text: Why., {said}}}}}\n", encoding="utf-8")
    found = report(LEAST, f"{ROWS}x,2016,38.1,,,2017-10-20\nx,2017,38.2,,,2018-10-20\n", "2018-12-31")
    text = render(Brief(found, date(2018, 9, 30), Page(language)))
    (asked,) = re.findall(r"^\*\*(?:Requested|Gevraagd):\*\*.*$", text, re.MULTILINE)
    assert asked.endswith(told[language == "nl"])
    assert len(asked) < 300
