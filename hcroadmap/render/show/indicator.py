"""One indicator: the answer, then what it rests on, and whether another reading would give another verdict."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from hcroadmap.assess.activities import agenda
from hcroadmap.assess.assessment import Assessment, Report
from hcroadmap.assess.evidence import Operand, OperandKind, Reading, Readings, comparisons, readings, steps
from hcroadmap.assess.methods.method import Assumption
from hcroadmap.assess.promise import power
from hcroadmap.assess.status import Status
from hcroadmap.model.observation import Observation
from hcroadmap.model.period import Period, years_between
from hcroadmap.model.vocabulary import IndicatorKind, MethodName, PathKind
from hcroadmap.render.language.firmness import firmness_sentences
from hcroadmap.render.language.page import Page
from hcroadmap.render.language.reservations import FURTHER, UNSURE, reservations
from hcroadmap.render.language.sentences import answer, compared
from hcroadmap.render.language.summary import needed
from hcroadmap.render.language.verdict import SYMBOLS, broke_its_level, status_words, style, verdict_label
from hcroadmap.render.language.voice import Amounts, Voice
from hcroadmap.render.language.words import capitalised
from hcroadmap.render.markdown import Dossier, Section, TextTable
from hcroadmap.render.show.activity import activity_section, changed_section
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
    name = assessment.id if page.commands else ""
    names = (subtitle(assessment, page), name, page.text(line.title) if line else "")
    changed = changed_section(report, assessment.id, (assessment,), page)
    sections = _full(assessment, report, page) if full else _brief(assessment, report, page)
    return Dossier(
        title=page.text(indicator.title),
        as_of=words("as_of", day=page.day(report.as_of)),
        subtitle=" · ".join(filter(None, names)),
        label=verdict_label(assessment, page),
        style=style(assessment),
        answer=tuple(answer(assessment, Voice(page))),
        sections=tuple(filter(None, (changed, *sections))),
    )


def _full(assessment: Assessment, report: Report, page: Page) -> Iterator[Section]:
    """The arithmetic, other readings, choices, reservations, figures, who is involved, and the sources."""
    words, amounts, indicator = page.words, Amounts(assessment, page), assessment.indicator
    title, rows = _arithmetic(assessment, amounts)
    yield Section(title, table=TextTable(tuple(rows.values()), "<<><"))
    yield _other_readings(assessment, amounts)
    if firm := " ".join(firmness_sentences(assessment, Voice(page))):
        rule = words(f"firmness.rule.{'terminal' if page.commands else 'page'}")
        yield Section(words("show.firm"), (f"{firm} {rule}",))
    yield Section(words("show.chosen"), tuple(page.text(choice) for choice in indicator.choices))
    number = len(assessment.seen.history)
    few = [words.spelled("show.few_figures", number)] if 0 < number < FEW else []
    note = [page.text(indicator.note)] if indicator.note else []
    reserved = reservations(assessment, (*UNSURE, *FURTHER), Voice(page))
    yield Section(words("show.care"), (*reserved, *few, *note))
    yield Section(words("show.compared"), _beside(assessment, report, page))
    yield from _figures(assessment, amounts)
    owner, *others = _who(assessment, report, page)
    known = (words("show.owner", name=owner) if owner else words("show.no_owner"), *others)
    yield Section(words("show.who"), (" · ".join(filter(None, known)),))
    content = agenda(report.roadmap, report.as_of)
    if indicator.kind is IndicatorKind.MILESTONES:
        found = {standing.id: standing for standing in content.standings}
        parts = [found[name] for name in indicator.activities]
        yield activity_section(parts, content, page, words("agenda.part.weights"), indicator.activities)
    elif indicator.goal and indicator.action_line:
        of_line = content.of_line(indicator.action_line)
        yield activity_section(of_line, content, page, words("agenda.part.apart_goal"), {})
    yield Section(words("show.sources"), sources(assessment, page))


def sources(assessment: Assessment, page: Page) -> tuple[str, ...]:
    """Where the promise is written, and the figures that can be looked up; an address stands last."""
    indicator = assessment.indicator
    promises = (indicator, indicator.baseline, assessment.seen.promised)
    found = [page.text(promise.source) for promise in promises if promise and promise.source]
    found += [f"{page.text(row.source)}: {page.text(row.url)}" for row in assessment.seen.known if row.url]
    return tuple(dict.fromkeys(found))


def _brief(assessment: Assessment, report: Report, page: Page) -> Iterator[Section]:
    """Why the verdict is what it is, how sure that is, who is next, and where the rest is."""
    words = page.words
    title, rows = _arithmetic(assessment, Amounts(assessment, page))
    decisive = OTHER_METHOD if "judged" in rows else FINAL if assessment.is_final else LINEAR
    if "pace" in rows:
        name, _, *pace = rows["pace"]
        rows["pace"] = (name, f"({rows['change_measured'][1]}) / ({rows['change_expected'][1]})", *pace)
    yield Section(title, table=TextTable(tuple(rows[name] for name in decisive if name in rows), "<<><"))
    owner, _, activities = _who(assessment, report, page)
    acting = [needed(assessment, page), owner or words("show.no_owner"), activities]
    sure = [*_another_verdict(assessment, page), *reservations(assessment, UNSURE, Voice(page))]
    firm = " ".join(firmness_sentences(assessment, Voice(page), brief=True))
    closing = (
        (words("show.brief.firm"), "" if assessment.is_waived else firm),
        (words("show.brief.sure"), " ".join(sure)),
        (words("show.compared"), " ".join(_beside(assessment, report, page))),
        (words("show.brief.next"), " · ".join(filter(None, acting))),
        (words("show.brief.more"), f"hcroadmap show {assessment.id} --full"),
    )
    yield Section("", table=TextTable(tuple(row for row in closing if row[1]), "<<"))


def _arithmetic(assessment: Assessment, amounts: Amounts) -> tuple[str, dict[str, tuple[str, ...]]]:
    """A heading, and one row for each step by its name: the step, its formula, its result, its verdict.

    The verdict stands beside the number by which its method decides: for `linear` the pace, for another method
    its own number, `judged`.
    """
    words, linear = amounts.page.words, assessment.method is MethodName.LINEAR
    final = assessment.verdict.carries or assessment.status
    verdict = "" if assessment.is_final else f"{SYMBOLS[final]} {status_words(final, amounts.page)}"
    rows: dict[str, tuple[str, ...]] = {}
    for step in () if broke_its_level(assessment) else steps(assessment):
        formula = step.formula.format(*(_operand(operand, amounts) for operand in step.operands))
        name, result = words(f"show.step.{step.name}", period=step.period), _operand(step.result, amounts)
        beside = verdict if linear and step.name == "pace" else ""
        rows[step.name] = (name, "" if formula == result else formula, result, beside)
    judged = assessment.verdict.judgement
    if judged and judged.value is not None and not (linear and assessment.seen.goal):
        value, change = Fraction(judged.value), assessment.indicator.changed_at
        key = "change" if change else "slope" if linear else "native"
        name = words(f"show.step.{key}", method=assessment.method, label=judged.label)
        number = amounts.change(value, sign=True) if change else amounts.pace(value)
        shown = amounts.page.number(value, 3) if key == "native" else number
        rows["judged"] = (name, "", shown, "" if key == "slope" else verdict)
    return _how_judged(assessment, amounts), rows


def _how_judged(assessment: Assessment, amounts: Amounts) -> str:
    """The heading of the arithmetic: by which method and bands, or from which change on."""
    page, bands, change = amounts.page, assessment.seen.settings.bands, assessment.indicator.changed_at
    key = {MethodName.LINEAR: "bands", MethodName.HEALTHY_PEOPLE: "no_pace"}.get(assessment.method, "by_method")
    return page.words(
        f"show.{'by_change' if change else key}",
        title=page.words("show.verdict"),
        method=assessment.method,
        on_track=page.number(Fraction(bands.on_track), 2),
        behind=page.number(Fraction(bands.behind), 2),
        change=amounts.least_change(change) if change else "",
    )


def _operand(operand: Operand, amounts: Amounts) -> str:
    """A number of a formula with as many digits as it takes to follow it by hand."""
    page, value, is_whole = amounts.page, operand.value, operand.value.denominator == 1
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


def _figures(assessment: Assessment, amounts: Amounts) -> Iterator[Section]:
    """Every figure known on the day: those in the target's definition, and apart from them the others."""
    own, page, words = assessment.indicator.definition, amounts.page, amounts.page.words
    groups: dict[str | None, list[Observation]] = {own: []}
    for row in sorted(assessment.seen.known, key=lambda row: (row.period, row.members, row.known_on)):
        groups.setdefault(row.definition or own, []).append(row)
    heads = tuple(words(f"show.figure.{name}") for name in ("period", "value", "published", "source"))
    for definition, rows in groups.items():
        name = page.text(assessment.indicator.definitions.get(definition or "") or definition)
        others = f"{words('show.others')}: {definition}" if page.commands else words("show.others")
        title = words("show.figures") if definition == own else others
        prose = (words("show.definition", definition=name),) if name else ()
        if rows:
            yield Section(title, prose, TextTable(tuple(_rows(rows, amounts)), "<>><", heads))


def _rows(rows: Sequence[Observation], amounts: Amounts) -> Iterator[tuple[str, ...]]:
    """A row per figure; a long account of a source is given once, and referred to by its period."""
    page, words, versions = amounts.page, amounts.page.words, defaultdict[object, list[Observation]](list)
    told: dict[object, Period] = {}
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
        later = (other for other in versions[row.period, row.members] if other.known_on > row.known_on)
        if row.used and (following := next(later, None)):
            key = "confirmed" if following.amount == row.amount else "revised"
            remarks.append(words(f"show.{key}", day=page.day(following.known_on)))
        remarks += [*(words(f"flags.{letter}") for letter in row.status), "" if is_told else row.note or ""]
        remark = page.text("; ".join(filter(None, remarks)))
        account = f"{source} ({remark})" if source and remark else source or remark
        yield str(row.period), value, page.day(row.known_on), account


def _beside(assessment: Assessment, report: Report, page: Page) -> tuple[str, ...]:
    """A paragraph for each indicator that this one is compared with."""
    voice = Voice(page)
    return tuple(" ".join(compared(assessment, beside, voice)) for beside in comparisons(assessment, report))


def _who(assessment: Assessment, report: Report, page: Page) -> tuple[str, str, str]:
    """Who answers for it, who measures it, and how many activities there are if nobody reported on any of them."""
    indicator, words = assessment.indicator, page.words
    supplier = words("show.supplier", name=page.text(indicator.supplier)) if indicator.supplier else ""
    counted = report.activities(indicator.action_line) if indicator.action_line else {}
    total = sum(counted.values()) - counted.get("overdue", 0)
    silent = total and counted["unreported"] == total
    return page.text(indicator.owner), supplier, words.count("activities.unreported", total) if silent else ""


def _another_verdict(assessment: Assessment, page: Page) -> Iterator[str]:
    """Yes or no in a sentence, and the first reading that differs; nothing where nothing is judged."""
    found, own = readings(assessment.seen), assessment.verdict.carries or assessment.status
    if found.readings:
        yield _answer(found, page)
    verdicts = ((_name(reading, page), reading.verdicts[0][0]) for reading in found.readings)
    if other := next((each for each in verdicts if each[1] not in (None, own)), None):
        yield f"{capitalised(other[0])}: {_verdict(other[1], None, page)}."


def _other_readings(assessment: Assessment, amounts: Amounts) -> Section:
    """Every reading with its verdict on each figure, and why they differ; empty where nothing is promised."""
    page, words, found = amounts.page, amounts.page.words, readings(assessment.seen)
    if not found.readings:
        is_asked = assessment.seen.promised and assessment.indicator.kind is not IndicatorKind.MILESTONES
        return Section(words("show.readings"), (words("show.reading.none"),) if is_asked else ())
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
    if found.paths_differ() or found.figures_differ():
        return page.words(f"show.reading.yes_{'path' if found.paths_differ() else 'figure'}")
    judging = [reading for reading in found.readings if reading.verdicts[0][0] is not None]
    key = "yes_method" if found.methods_differ() else "no" if len(judging) > 1 else "alone"
    return page.words(f"show.reading.{key}")


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
