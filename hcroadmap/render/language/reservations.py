"""Reservations about a verdict in sentences: which there are, and what each says."""

from collections.abc import Collection, Iterator
from datetime import date
from fractions import Fraction

from hcroadmap.assess.assessment import Assessment
from hcroadmap.assess.status import Status
from hcroadmap.model.period import parse_period
from hcroadmap.render.language.voice import Voice
from hcroadmap.render.language.words import capitalised, translated

TURNS = (
    "earlier_target", "baseline_revised", "other_periods", "falling_since", "lost_since", "fell_short",
    "beyond_band", "break", "rebaseline", "redefined", "straight_path", "partial_since", "stale", "warned",
)  # fmt: skip
"""Reservations without which the figures would be misread."""
UNSURE = ("flagged", "baseline_flagged", "provisional", "near_miss")
"""Reservations about how firm a verdict is."""
FURTHER = ("published_assumed", "ended")
"""Reservations for who wants to know everything; the sentences about the verdict make the rest."""


def reservations(one: Assessment, codes: Collection[str], voice: Voice) -> Iterator[str]:
    """The reservations about a verdict that have one of the codes."""
    for code, text in one.notes:
        if code not in codes:
            continue
        if code != "stale":
            yield voice.tell(f"reservation.{code}", **_reserved(code, text or "", one, voice)).strip()
        elif one.status is not Status.AWAITING:  # it says so itself
            yield voice.count("reservation.stale", int(text or 0))
    noted = {code.replace("_", "-") for code, _ in one.notes}  # they say what a warning means for the verdict
    for period, finding in one.warnings if "warned" in codes else ():
        if finding.code in noted:
            continue
        message = translated(finding.message, voice.page.language)
        yield voice.tell("reservation.warned", period=period, message=message)


def _reserved(code: str, text: str, one: Assessment, voice: Voice) -> dict[str, object]:
    """What the words of a reservation need, out of its value."""
    words, ended, start = voice.words, one.indicator.ended, one.seen.start
    why = ended if code == "ended" else start and start.rebaseline
    reason = capitalised(voice.page.text(why.reason)).rstrip(".") + "." if why else ""
    match code:
        case "flagged" | "baseline_flagged":
            return {"value": voice.listed(words(f"flags.{letter}") for letter in text)}
        case "provisional":
            statuses = [words(f"status.{status}") for status in text.split(", ")]
            return {"value": words("reservation.either").join(statuses)}
        case "published_assumed" | "ended":
            return {"value": date.fromisoformat(text), "reason": reason}
        case "earlier_target" | "baseline_revised" | "near_miss":
            *deadline, value, status = text.split(", ")
            period = parse_period(deadline[0]) if deadline else start and start.period
            amounts = voice.amounts(one).with_decimals(len(value.partition(".")[2]))
            level = amounts.with_unit(Fraction(value)) if value else ""
            return {"period": period, "value": level, "status": words(f"status.{status}")}
        case "partial_since":
            newest, members = text.split(": ", 1)
            return {"period": parse_period(newest), "members": voice.listed(members.split(", "))}
    periods = [parse_period(period) for period in text.split(", ") if period]
    first, last = (periods[0], periods[-1]) if periods else (None, None)
    return {"value": voice.listed(periods), "reason": reason, "start": first, "latest": last}
