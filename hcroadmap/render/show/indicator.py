"""One indicator in full, as neutral sections: the answer, then everything it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from hcroadmap.assess.activities import agenda, standing_of
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.evidence import Operand, OperandKind, Step, steps
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import Period
from hcroadmap.model.vocabulary import IndicatorKind, MethodName
from hcroadmap.render.language.amounts import Amounts
from hcroadmap.render.language.notes import said
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.verdict import SYMBOLS, status_label, status_words, style
from hcroadmap.render.section import Dossier, Grid, Section
from hcroadmap.render.show.activity_section import activity_section
from hcroadmap.render.show.answer import answer
from hcroadmap.render.show.readings import readings_section
from hcroadmap.render.status.content import subtitle

BRIEF = 60
"""Letters of a source with its note that are short enough to stand beside every figure."""
FINER = 3
"""Decimals beyond the published ones for numbers that do not come out, so that they can be followed by hand."""


def dossier(assessment: Assessment, report: Report, page: Page) -> Dossier:
    """Everything that is known about one indicator as of the report's day."""
    amounts = Amounts(assessment, page)
    indicator, words = assessment.indicator, page.words
    line = report.roadmap.action_lines.get(indicator.action_line or "")
    told = (subtitle(assessment, page), assessment.id, page.text(line.title) if line else "")
    sections = (
        _verdict(assessment, page, amounts),
        readings_section(assessment, page, amounts),
        Section(words("show.chosen"), tuple(page.text(choice) for choice in indicator.choices)),
        Section(words("show.care"), tuple(_care(assessment, page))),
        *_figures(assessment, page, amounts),
        _who(assessment, report, page),
        _activities(assessment, report, page),
        _sources(assessment, page),
    )
    return Dossier(
        title=page.text(indicator.title),
        as_of=words("as_of", day=page.day(report.as_of)),
        subtitle=" · ".join(part for part in told if part),
        label=status_label(assessment, page),
        style=style(assessment),
        answer=answer(assessment, page, amounts),
        sections=tuple(section for section in sections if section),
    )


def _verdict(assessment: Assessment, page: Page, amounts: Amounts) -> Section:
    """The arithmetic, a line a step."""
    words, bands = page.words, assessment.seen.settings.bands
    linear = assessment.method is MethodName.LINEAR
    on_track, behind = page.number(Fraction(bands.on_track), 2), page.number(Fraction(bands.behind), 2)
    key = "show.bands" if linear else "show.by_method"
    title = words(key, title=words("show.verdict"), method=assessment.method, on_track=on_track, behind=behind)
    rows = [_step(step, assessment, page, amounts) for step in steps(assessment)]
    judged = assessment.verdict.judgement
    if judged and judged.value is not None and not (linear and assessment.seen.goal):
        name = words(f"show.step.{'slope' if linear else 'native'}", method=assessment.method, label=judged.label)
        value = Fraction(judged.value)
        rows.append((name, "", amounts.pace(value) if linear else page.number(value, 3), ""))
    return Section(title, grid=Grid(tuple(rows), "<<><")) if rows else Section("")


def _step(step: Step, assessment: Assessment, page: Page, amounts: Amounts) -> tuple[str, ...]:
    operands = [_operand(operand, page, amounts) for operand in step.operands]
    name = page.words(f"show.step.{step.name}", period=step.period)
    formula = step.formula.format(*operands)
    result = _operand(step.result, page, amounts)
    final = assessment.verdict.carries or assessment.status
    told = (
        f"{SYMBOLS[final]} {status_words(final, page)}" if step.name == "pace" and not assessment.is_final else ""
    )
    return name, "" if formula == result else formula, result, told


def _operand(operand: Operand, page: Page, amounts: Amounts) -> str:
    value = operand.value
    match operand.kind:
        case OperandKind.LEVEL | OperandKind.CHANGE:
            exact = (value * 10**amounts.decimals).denominator == 1
            return page.number(value, amounts.decimals + (0 if exact else FINER))
        case OperandKind.PACE:
            return page.number(value, 3)
        case OperandKind.SHARE:
            return page.number(100 * value, 0) + page.words("number.percent")
        case OperandKind.YEARS:
            if value.denominator == 1:
                return str(value.numerator)
            return (
                f"{value.numerator}/{value.denominator}" if value.denominator < 1000 else page.number(value, FINER)
            )
    return page.number(value, 0 if value.denominator == 1 else 1)  # times


def _care(assessment: Assessment, page: Page) -> Iterator[str]:
    """The reservations, the indicator's own note, and how few figures there are."""
    words, ended = page.words, assessment.indicator.ended
    known = page.words.entries["show"]["care_note"]
    for note in assessment.notes:
        if note.code in known:
            value = said(note, page)
            reason = page.text(ended.reason) if note.code == "ended" and ended else ""
            yield words(f"show.care_note.{note.code}", value=value, reason=reason)
    number = len(assessment.seen.history)
    if 0 < number < 4:
        yield words.count("show.care_note.two_figures", number)
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
        has_details = definition == own and len(assessment.indicator.dimensions) > 1
        prose = [words("show.definition", definition=name)] if name else []
        prose += [words("show.details")] if has_details else []
        if rows:
            yield Section(title, tuple(prose), Grid(tuple(_rows(rows, page, amounts)), "<>><", heads))


def _rows(rows: Sequence[Observation], page: Page, amounts: Amounts) -> Iterator[tuple[str, ...]]:
    """A line a figure: a long account of the source is given once, and referred to by its period."""
    words, versions, told = page.words, defaultdict(list), dict[tuple[object, ...], Period]()
    for row in rows:
        if row.used:
            versions[row.period, row.members].append(row)
    for row in rows:
        value = words("show.was_withdrawn") if row.amount is None else _value(row, row.amount, amounts, page)
        afterwards = _afterwards(row, versions[row.period, row.members], page)
        first = told.setdefault((row.source, row.note, row.members), row.period)
        is_told = first != row.period and len(f"{row.source}{row.note}") > BRIEF
        source = words("show.as_before", period=first) if is_told else page.text(row.source)
        remarks = [", ".join(member for _, member in row.members), "" if row.used else words("show.not_used")]
        remarks += [afterwards, *(words(f"flags.{letter}") for letter in row.status)]
        remarks.append("" if is_told else row.note or "")
        remark = page.text("; ".join(part for part in remarks if part))
        yield (
            str(row.period),
            value,
            page.day(row.known_on),
            f"{source} ({remark})" if source and remark else source or remark,
        )


def _afterwards(row: Observation, versions: Sequence[Observation], page: Page) -> str:
    """What a later publication did to a figure: revised it or confirmed it."""
    later = [other for other in versions if other.known_on > row.known_on]
    if not later or not row.used:
        return ""
    following = min(later, key=lambda other: other.known_on)
    key = "confirmed" if following.amount == row.amount else "revised"
    return page.words(f"show.{key}", day=page.day(following.known_on))


def _value(row: Observation, amount: Fraction, amounts: Amounts, page: Page) -> str:
    """A figure with its own digits."""
    return page.number(amount, amounts.digits(row)) + (page.words("number.percent") if amounts.percent else "")


def _who(assessment: Assessment, report: Report, page: Page) -> Section:
    indicator, words = assessment.indicator, page.words
    told = [words("show.owner", name=page.text(indicator.owner)) if indicator.owner else words("show.no_owner")]
    if indicator.supplier:
        told.append(words("show.supplier", name=page.text(indicator.supplier)))
    if indicator.action_line:
        counted = report.activities(indicator.action_line)
        total = sum(counted.values()) - counted["overdue"]
        if total and counted["unreported"] == total:
            told.append(words.count("activities.unreported", total))
    return Section(words("show.who"), (" · ".join(told),))


def _activities(assessment: Assessment, report: Report, page: Page) -> Section:
    """The activities that make up a milestone indicator, else those of its action line, which do not count."""
    indicator, name = assessment.indicator, assessment.indicator.action_line
    if indicator.kind is IndicatorKind.MILESTONES:
        standings = [standing_of(report.roadmap, one, report.as_of) for one in indicator.activities]
        return activity_section(standings, page, page.words("agenda.part.weights"), indicator.activities)
    if indicator.goal is None or name is None:
        return Section("")
    found = agenda(report.roadmap, report.as_of).of_line(name)
    return activity_section(found, page, page.words("agenda.part.apart_goal"))


def _sources(assessment: Assessment, page: Page) -> Section:
    """Where the promises and the figures come from, each once."""
    indicator, promised = assessment.indicator, assessment.seen.promised
    declared = [indicator.source, indicator.baseline.source if indicator.baseline else None]
    declared.append(promised.source if promised else None)
    lines = [page.text(source) for source in declared if source]
    lines += [f"{page.text(row.source)}: {page.text(row.url)}" for row in assessment.seen.known if row.url]
    return Section(page.words("show.sources"), tuple(dict.fromkeys(lines)))
