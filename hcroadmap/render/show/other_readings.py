"""Whether another reading would give another verdict: yes or no first, then who assumes what."""

from collections.abc import Iterator
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.evidence import Reading, Readings, readings
from hcroadmap.assess.methods.method import Assumption
from hcroadmap.assess.promise import power
from hcroadmap.assess.status import Status
from hcroadmap.model.period import years_between
from hcroadmap.model.vocabulary import MethodName, PathKind
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import SYMBOLS, status_words
from hcroadmap.render.language.voice import Amounts
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.markdown import Section, TextTable


def another_verdict(assessment: Assessment, page: Page) -> Iterator[str]:
    """Yes or no in a sentence, and the first reading that differs; nothing where nothing is judged."""
    found, own = readings(assessment.seen), assessment.verdict.carries or assessment.status
    if found.readings:
        yield _answer(found, page)
    for reading in found.readings:
        status, _ = reading.verdicts[0]
        if status not in (None, own):
            yield f"{capitalised(_name(reading, page))}: {_verdict(status, None, page)}."
            return


def other_readings(assessment: Assessment, amounts: Amounts) -> Section:
    """Every reading with its verdict on each figure, and why they differ; empty where nothing is promised."""
    page, words, found = amounts.page, amounts.page.words, readings(assessment.seen)
    if not found.readings:
        return Section(words("show.readings"), (words("show.reading.none"),) if assessment.seen.promised else ())
    used, *rivals = (amounts.level(figure.value) for figure in found.figures)
    others = (f"{rival} ({words('show.not_used')})" for rival in rivals)
    heads = ("", words("show.reading.used", value=used), *others)
    rows = tuple(
        (_name(reading, page), *(_verdict(status, value, page) for status, value in reading.verdicts))
        for reading in found.readings
    )
    told = " ".join((_answer(found, page), *_why(assessment, found, amounts)))
    return Section(words("show.readings"), (told,), TextTable(rows, "<" * len(heads), heads))


def _answer(found: Readings, page: Page) -> str:
    if found.paths_differ():
        return page.words("show.reading.yes_path")
    if found.figures_differ():
        return page.words("show.reading.yes_figure")
    return page.words(f"show.reading.{'yes_method' if found.methods_differ() else 'no'}")


def _name(reading: Reading, page: Page) -> str:
    if reading.method is MethodName.LINEAR:
        return page.words(f"show.reading.{reading.assumption}")
    key = "recent" if reading.assumption is Assumption.RECENT else "growth_method"
    return page.words(f"show.reading.{key}", method=reading.method)


def _verdict(status: Status | None, value: Fraction | float | None, page: Page) -> str:
    if status is None:
        return page.words("show.reading.silent")
    number = "" if value is None else f" {page.number(Fraction(value), 3)}"
    return f"{SYMBOLS[status]} {status_words(status, page)}{number}"


def _why(assessment: Assessment, found: Readings, amounts: Amounts) -> Iterator[str]:
    """Why a straight and a growing path differ, and which methods share one assumption."""
    path, latest, page, words = assessment.seen.path, assessment.latest, amounts.page, amounts.page.words
    if path and latest and found.paths_differ() and len(path.stops) == 2:
        start, goal = path.stops
        years = years_between(start.period, goal.period)
        growth = power(goal.value / start.value, 1 / years)
        straight = path._replace(kind=PathKind.LINEAR).at(latest.period)
        growing = path._replace(kind=PathKind.GEOMETRIC).at(latest.period)
        rate = "" if growth is None else page.number(100 * (growth - 1), 1, sign=True) + words("number.percent")
        step = amounts.pace((goal.value - start.value) / years)
        asked = {"straight": amounts.level(straight), "growing": amounts.level(growing), "period": latest.period}
        yield words("show.reading.why", step=step, rate=rate, **asked)
        kinder = (growing - straight) * (1 if goal.value > start.value else -1) < 0
        yield words(f"show.reading.{'kinder' if kinder else 'harder'}")
    yield words("show.reading.one_opinion")
    silent = [reading for reading in found.of(Assumption.RECENT) if reading.verdicts[0][0] is None]
    if silent:
        yield words.spelled("show.reading.four_figures", len({p.period.year for p in assessment.seen.history}))
