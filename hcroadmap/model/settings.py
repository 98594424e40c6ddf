"""How to judge and how to address: `config/settings.yaml`."""

from decimal import Decimal

from pydantic import Field

from hcroadmap.model.fields import DurationField, Number, Record, Share, Wording, optional
from hcroadmap.model.indicator import Release
from hcroadmap.model.period import Duration
from hcroadmap.model.vocabulary import Language, MethodName


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
