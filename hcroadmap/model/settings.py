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


class Bands(Record):
    """The pace ratios from which an indicator is on track, and behind rather than off track."""

    on_track: Number = Decimal("0.95")
    behind: Number = Decimal("0.60")


class Memo(Record):
    """The head of the quarterly memo."""

    to: Wording | None = None
    sender: Wording | None = None
    subject: Wording | None = None


class Settings(Record):
    """The project's settings; each has a default."""

    language: Language = Language.EN
    method: MethodName = MethodName.LINEAR
    bands: Bands = Bands()
    release: Release | None = None
    stable_band: Annotated[Decimal, reading(_share)] = Decimal("0.005")
    memo: Memo = Memo()
