"""One indicator: the answer, then what it rests on, on one screen or in full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from hcroadmap.assess.activities import agenda
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.evidence import Operand, OperandKind, Step, steps
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import Period
from hcroadmap.model.vocabulary import IndicatorKind, MethodName
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.sentences import FURTHER, UNSURE, answer, reservations
from hcroadmap.render.language.summary import next_steps
from hcroadmap.render.language.verdict import SYMBOLS, status_words, style, verdict_label
from hcroadmap.render.language.voice import Amounts, Voice
from hcroadmap.render.section import Dossier, Section, TextTable
from hcroadmap.render.show.activity import activity_section
from hcroadmap.render.show.other_readings import another_verdict, other_readings
from hcroadmap.render.status.content import subtitle

BRIEF = 60
"""Characters up to which a source with its note stands beside every figure."""
LINEAR, OTHER_METHOD, FINAL = ("expected", "pace"), ("way", "time", "judged"), ("change_measured", "way")
"""The steps that decide a verdict: of `linear`, of another method, and of one that no later figure can change."""
FEW = 4
"""Figures below which nothing can be said about chance."""
FINER = 3
"""Decimals beyond the published ones for numbers that do not come out, so that they can be followed by hand."""


def dossier(assessment: Assessment, report: Report, page: Page, *, full: bool) -> Dossier:
    """One indicator as of the report's day: on one screen, or everything that is known about it."""
    indicator, words = assessment.indicator, page.words
    line = report.roadmap.action_lines.get(indicator.action_line or "")
    names = (subtitle(assessment, page), assessment.id, page.text(line.title) if line else "")
    sections = _full(assessment, report, page) if full else _brief(assessment, report, page)
    return Dossier(
        title=page.text(indicator.title),
        as_of=words("as_of", day=page.day(report.as_of)),
        subtitle=" · ".join(filter(None, names)),
        label=verdict_label(assessment, page),
        style=style(assessment),
        answer=tuple(answer(assessment, Voice(page))),
        sections=tuple(filter(None, sections)),
    )


def _full(assessment: Assessment, report: Report, page: Page) -> Iterator[Section]:
    """The arithmetic, other readings, choices, reservations, figures, who is involved, and the sources."""
    words, amounts = page.words, Amounts(assessment, page)
    title, rows = _arithmetic(assessment, page, amounts)
    yield Section(title, table=TextTable(tuple(rows.values()), "<<><"))
    yield other_readings(assessment, page, amounts)
    yield Section(words("show.chosen"), tuple(page.text(choice) for choice in assessment.indicator.choices))
    yield Section(words("show.care"), tuple(_care(assessment, page)))
    yield from _figures(assessment, page, amounts)
    owner, *others = _who(assessment, report, page)
    known = (words("show.owner", name=owner) if owner else words("show.no_owner"), *others)
    yield Section(words("show.who"), (" · ".join(filter(None, known)),))
    yield _activities(assessment, report, page)
    yield _sources(assessment, page)


def _brief(assessment: Assessment, report: Report, page: Page) -> Iterator[Section]:
    """Why the verdict is what it is, how sure that is, who is next, and where the rest is."""
    words, amounts = page.words, Amounts(assessment, page)
    title, rows = _arithmetic(assessment, page, amounts)
    decisive = OTHER_METHOD if "judged" in rows else FINAL if assessment.is_final else LINEAR
    if "pace" in rows:
        name, _, *pace = rows["pace"]
        rows["pace"] = (name, f"({rows['change_measured'][1]}) / ({rows['change_expected'][1]})", *pace)
    yield Section(title, table=TextTable(tuple(rows[name] for name in decisive if name in rows), "<<><"))
    _, *wanted = next_steps((assessment,), page) or ("",)
    owner, _, activities = _who(assessment, report, page)
    acting = [*wanted, owner or words("show.no_owner"), activities]
    sure = [*another_verdict(assessment, page), *reservations(assessment, UNSURE, Voice(page))]
    closing = (
        (words("show.brief.sure"), " ".join(sure)),
        (words("show.brief.next"), " · ".join(filter(None, acting))),
        (words("show.brief.more"), f"hcroadmap show {assessment.id} --full"),
    )
    yield Section("", table=TextTable(tuple(row for row in closing if row[1]), "<<"))


def _arithmetic(assessment: Assessment, page: Page, amounts: Amounts) -> tuple[str, dict[str, tuple[str, ...]]]:
    """A heading, and one row for each step by its name: the step, its formula, its result, its verdict.

    The verdict stands beside the number by which its method decides: for `linear` the pace, for another method
    its own number, `judged`.
    """
    words, bands = page.words, assessment.seen.settings.bands
    linear = assessment.method is MethodName.LINEAR
    on_track, behind = page.number(Fraction(bands.on_track), 2), page.number(Fraction(bands.behind), 2)
    key = "show.bands" if linear else "show.by_method"
    title = words(key, title=words("show.verdict"), method=assessment.method, on_track=on_track, behind=behind)
    final = assessment.verdict.carries or assessment.status
    verdict = "" if assessment.is_final else f"{SYMBOLS[final]} {status_words(final, page)}"
    rows: dict[str, tuple[str, ...]] = {
        step.name: (*_step(step, page, amounts), verdict if linear and step.name == "pace" else "")
        for step in steps(assessment)
    }
    judged = assessment.verdict.judgement
    if judged and judged.value is not None and not (linear and assessment.seen.goal):
        name = words(f"show.step.{'slope' if linear else 'native'}", method=assessment.method, label=judged.label)
        value = Fraction(judged.value)
        number = amounts.pace(value) if linear else page.number(value, 3)
        rows["judged"] = (name, "", number, "" if linear else verdict)
    return title, rows


def _step(step: Step, page: Page, amounts: Amounts) -> tuple[str, str, str]:
    """The name of a step, its formula with the numbers filled in, and the result."""
    operands = [_operand(operand, page, amounts) for operand in step.operands]
    formula, result = step.formula.format(*operands), _operand(step.result, page, amounts)
    name = page.words(f"show.step.{step.name}", period=step.period)
    return name, "" if formula == result else formula, result


def _operand(operand: Operand, page: Page, amounts: Amounts) -> str:
    """A number of a formula with as many digits as it takes to follow it by hand."""
    value, is_whole = operand.value, operand.value.denominator == 1
    match operand.kind:
        case OperandKind.LEVEL | OperandKind.CHANGE:
            return page.number(value, amounts.decimals + (0 if amounts.exact(value) else FINER))
        case OperandKind.SHARE:
            return page.number(100 * value, 0) + page.words("number.percent")
        case OperandKind.YEARS if is_whole or value.denominator < 1000:
            return str(value)
        case OperandKind.TIMES:
            return page.number(value, 0 if is_whole else 1)
    return page.number(value, FINER)  # a pace, or years that do not come out


def _care(assessment: Assessment, page: Page) -> Iterator[str]:
    """The reservations, how few figures there are, and the indicator's own note."""
    yield from reservations(assessment, (*UNSURE, *FURTHER), Voice(page))
    number = len(assessment.seen.history)
    if 0 < number < FEW:
        yield page.words.spelled("show.few_figures", number)
    if assessment.indicator.note:
        yield page.text(assessment.indicator.note)


def _figures(assessment: Assessment, page: Page, amounts: Amounts) -> Iterator[Section]:
    """Every figure known on the day: those in the target's definition, and apart from them the others."""
    own = assessment.indicator.definition
    groups: dict[str | None, list[Observation]] = {own: []}
    for row in sorted(assessment.seen.known, key=lambda row: (row.period, row.members, row.known_on)):
        groups.setdefault(row.definition or own, []).append(row)
    words = page.words
    heads = tuple(words(f"show.figure.{name}") for name in ("period", "value", "published", "source"))
    for definition, rows in groups.items():
        wording = assessment.indicator.definitions.get(definition or "")
        name = page.text(wording) if wording else definition or ""
        title = words("show.figures") if definition == own else f"{words('show.others')}: {definition}"
        prose = [words("show.definition", definition=name)] if name else []
        if rows:
            yield Section(title, tuple(prose), TextTable(tuple(_rows(rows, page, amounts)), "<>><", heads))


def _rows(rows: Sequence[Observation], page: Page, amounts: Amounts) -> Iterator[tuple[str, ...]]:
    """A row per figure; a long account of a source is given once, and referred to by its period."""
    words, versions, told = page.words, defaultdict(list), dict[tuple[object, ...], Period]()
    for row in rows:
        if row.used:
            versions[row.period, row.members].append(row)
    for row in rows:
        value = words("show.was_withdrawn")
        if row.amount is not None:
            value = page.number(row.amount, amounts.digits(row)) + amounts.percent
        first = told.setdefault((row.source, row.note, row.members), row.period)
        is_told = first != row.period and len(f"{row.source}{row.note}") > BRIEF
        source = words("show.as_before", period=first) if is_told else page.text(row.source)
        remarks = [", ".join(member for _, member in row.members), "" if row.used else words("show.not_used")]
        remarks += [_afterwards(row, versions[row.period, row.members], page)]
        remarks += [*(words(f"flags.{letter}") for letter in row.status), "" if is_told else row.note or ""]
        remark = page.text("; ".join(filter(None, remarks)))
        account = f"{source} ({remark})" if source and remark else source or remark
        yield str(row.period), value, page.day(row.known_on), account


def _afterwards(row: Observation, versions: Sequence[Observation], page: Page) -> str:
    """Whether a later publication revised a figure or confirmed it."""
    later = [other for other in versions if other.known_on > row.known_on]
    if not later or not row.used:
        return ""
    following = min(later, key=lambda other: other.known_on)
    key = "confirmed" if following.amount == row.amount else "revised"
    return page.words(f"show.{key}", day=page.day(following.known_on))


def _who(assessment: Assessment, report: Report, page: Page) -> tuple[str, str, str]:
    """Who answers for it, who measures it, and how many activities there are if nobody reported on any of them."""
    indicator, words = assessment.indicator, page.words
    supplier = words("show.supplier", name=page.text(indicator.supplier)) if indicator.supplier else ""
    counted = report.activities(indicator.action_line) if indicator.action_line else {}
    total = sum(counted.values()) - counted.get("overdue", 0)
    silent = total and counted["unreported"] == total
    return page.text(indicator.owner), supplier, words.count("activities.unreported", total) if silent else ""


def _activities(assessment: Assessment, report: Report, page: Page) -> Section:
    """The activities that make up a milestone indicator, else those of its action line, which do not count."""
    indicator, name = assessment.indicator, assessment.indicator.action_line
    content = agenda(report.roadmap, report.as_of)
    if indicator.kind is IndicatorKind.MILESTONES:
        found = {standing.id: standing for standing in content.standings}
        parts = [found[name] for name in indicator.activities]
        return activity_section(parts, content, page, page.words("agenda.part.weights"), indicator.activities)
    of_line = content.of_line(name) if indicator.goal and name else ()
    return activity_section(of_line, content, page, page.words("agenda.part.apart_goal"))


def _sources(assessment: Assessment, page: Page) -> Section:
    """Where the promises and the figures come from, each once."""
    indicator, promised = assessment.indicator, assessment.seen.promised
    declared = [indicator.source, indicator.baseline.source if indicator.baseline else None]
    declared.append(promised.source if promised else None)
    lines = [page.text(source) for source in declared if source]
    lines += [f"{page.text(row.source)}: {page.text(row.url)}" for row in assessment.seen.known if row.url]
    return Section(page.words("show.sources"), tuple(dict.fromkeys(lines)))
