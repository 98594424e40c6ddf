"""How firm a verdict is, in sentences: what tips it, what its figure may be off by, and the word for that."""

from collections.abc import Iterator
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.firmness import Basis, Firm
from hcroadmap.model.vocabulary import IndicatorKind
from hcroadmap.render.language.page import Page, rounded
from hcroadmap.render.language.verdict import status_words, verdict_words
from hcroadmap.render.language.voice import Amounts, Voice
from hcroadmap.render.language.words import capitalised


def fragile(one: Assessment, page: Page) -> str:
    """The word for a verdict that the next revision may tip; empty for any other."""
    found = one.firmness
    return page.words(f"firmness.{found.word}") if found and found.word is Firm.FRAGILE else ""


def known_firmness(one: Assessment, page: Page) -> str:
    """The word for how firm a verdict is; empty where that is not known."""
    found = one.firmness
    return page.words(f"firmness.{found.word}") if found and found.word is not Firm.UNKNOWN else ""


def firmness_sentences(one: Assessment, voice: Voice, *, brief: bool = False) -> Iterator[str]:
    """What tips a verdict on either side, and whether that is near; nothing without one, or for activities.

    These are done one by one: how many percentage points would tip them says nothing.

    In brief, a verdict of which that is not known is not named again.
    """
    found, words, amounts = one.firmness, voice.words, voice.amounts(one)
    if found is None or one.indicator.kind is IndicatorKind.MILESTONES:
        return
    sides = {"higher": found.up, "lower": found.down}
    tips = [
        words(f"firmness.{side if tip.distance else f'any_{side}'}", change=_change(tip.distance, one, amounts),
              status=status_words(tip.status, voice.page))
        for side, tip in sides.items() if tip
    ]  # fmt: skip
    told = words("list.separator").join(tips) or words("firmness.nothing")
    if brief and found.word is Firm.UNKNOWN:
        yield f"{capitalised(words(f'firmness.{found.word}'))}; {told}."
        return
    known = [] if found.word is not Firm.UNKNOWN else [words("firmness.not_known")]
    stands = (
        status_words(one.verdict.carries, voice.page) if one.verdict.carries else verdict_words(one, voice.page)
    )
    yield "; ".join([capitalised(stands), told, *known]) + "."
    if not known:
        key = found.basis if found.noise or found.basis is not Basis.REVISIONS else "never_revised"
        noise, word = _change(found.noise, one, amounts), words(f"firmness.{found.word}")
        yield words(f"firmness.{key}", noise=noise, word=word)


def _change(size: Fraction, one: Assessment, amounts: Amounts) -> str:
    """A distance as finely as the figures are given, to agree with the gap, or finer where it is small."""
    decimals = max(amounts.decimals, amounts.pace_decimals(size, one.gap))
    return amounts.difference(size, len(rounded(size, decimals).partition(".")[2].rstrip("0")))
