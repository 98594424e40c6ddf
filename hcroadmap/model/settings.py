"""How to judge and how to address: `config/settings.yaml`."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field
from typing_extensions import TypeAliasType

from hcroadmap.model.diagnostic import Mistake, quoted
from hcroadmap.model.fields import LEVEL, RATIO, DurationField, Number, Record, Wording, optional, reading, typed
from hcroadmap.model.indicator import Release
from hcroadmap.model.period import Duration
from hcroadmap.model.quantity import parse_level
from hcroadmap.model.vocabulary import Language, MethodName


def _share(text: str) -> Decimal:
    level = parse_level(text)
    if level.value < 0:
        raise Mistake("bad-value", f"{quoted(text)} is below zero", "write a share such as 0.5%.")
    return level.value / 100 if level.percent else level.value


_SHARE = typed("number", f"{LEVEL}|{RATIO}", "a share such as 0.5%", minimum=0, examples=["0.5%"])
Share = TypeAliasType("Share", Annotated[Decimal, reading(_share, _SHARE)])


class Bands(Record):
    """The pace ratios from which an indicator is on track, and behind rather than off track."""

    on_track: Number = Field(default=Decimal("0.95"), description="From this pace ratio on it is on track.")
    behind: Number = Field(
        default=Decimal("0.60"), description="From this pace ratio on it is behind, below it off track."
    )


class Memo(Record):
    """The head of the quarterly memo."""

    to: Wording | None = optional("Who the memo goes to.")
    sender: Wording | None = optional("Who it is from.")
    subject: Wording | None = optional("What it is about.")


class Settings(Record):
    """The project's settings; each has a default."""

    language: Language = Field(default=Language.EN, description="The language in which people are spoken to.")
    method: MethodName = Field(default=MethodName.LINEAR, description="How progress is judged.")
    bands: Bands = Field(
        default=Bands.model_construct(), description="The pace ratios that part on_track, behind and off_track."
    )
    release: Release | None = optional("When figures are expected of indicators that do not say so themselves.")
    stable_band: Share = Field(
        default=Decimal("0.005"),
        description="Without a target: the change per year, as a share of the mean, that counts as stable: 0.5%.",
    )
    stale_after: DurationField = Field(
        default=Duration(36),
        description="Without a release: a newest figure older than this is a warning, such as 3 years.",
    )
    memo: Memo = Field(default=Memo.model_construct(), description="The head of the quarterly memo.")
