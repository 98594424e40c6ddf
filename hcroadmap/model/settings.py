"""How to judge and how to address: `config/settings.yaml`."""

from decimal import Decimal
from typing import Annotated

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.fields import Number, Wording, reading
from hcroadmap.model.indicator import Release
from hcroadmap.model.quantity import parse_level
from hcroadmap.model.record import Record
from hcroadmap.model.vocabulary import Language, MethodName


def _share(text: str) -> Decimal:
    level = parse_level(text)
    if level.value < 0:
        raise Mistake("bad-value", f"{quoted(text)} is below zero", "write a share such as 0.5%.")
    return level.value / 100 if level.percent else level.value


Share = Annotated[Decimal, reading(_share)]


class Bands(Record):
    """The pace ratios from which an indicator is on track, and behind rather than off track."""

    on_track: Number = Decimal("0.95")
    """From this pace ratio on it is on track."""
    behind: Number = Decimal("0.60")
    """From this pace ratio on it is behind, below it off track."""


class Memo(Record):
    """The head of the quarterly memo."""

    to: Wording | None = None
    """Who the memo goes to."""
    sender: Wording | None = None
    """Who it is from."""
    subject: Wording | None = None
    """What it is about."""


class Settings(Record):
    """The project's settings; each has a default."""

    language: Language = Language.EN
    """The language in which people are spoken to."""
    method: MethodName = MethodName.LINEAR
    """How progress is judged."""
    bands: Bands = Bands()
    """The pace ratios that part on_track, behind and off_track."""
    release: Release | None = None
    """When figures are expected of indicators that do not say so themselves."""
    stable_band: Share = Decimal("0.005")
    """Without a target: the change per year, in parts of the mean, that still counts as stable, such as 0.5%."""
    memo: Memo = Memo()
    """The head of the quarterly memo."""
