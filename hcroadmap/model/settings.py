"""How to judge and how to address: `config/settings.yaml`."""

from decimal import Decimal

from hcroadmap.model.fields import DurationField, Number, Record, Share, Wording, optional
from hcroadmap.model.indicator import Release
from hcroadmap.model.period import Duration
from hcroadmap.model.vocabulary import Language, MethodName


class Bands(Record):
    """The pace ratios from which an indicator is on track, and behind rather than off track."""

    on_track: Number = optional("From this pace ratio on it is on track.", Decimal("0.95"))
    behind: Number = optional("From this pace ratio on it is behind, below it off track.", Decimal("0.60"))


class Memo(Record):
    """The head of the quarterly memo."""

    to: Wording | None = optional("Who the memo goes to.")
    sender: Wording | None = optional("Who it is from.")
    subject: Wording | None = optional("What it is about.")


class Settings(Record):
    """The project's settings; each has a default."""

    language: Language = optional("The language in which people are spoken to.", Language.EN)
    method: MethodName = optional("How progress is judged.", MethodName.LINEAR)
    bands: Bands = optional("The pace ratios that part on_track, behind and off_track.", Bands.model_construct())
    release: Release | None = optional("When figures are expected of indicators that do not say so themselves.")
    stable_band: Share = optional(
        "Without a target: the change per year, as a share of the mean, that counts as stable: 0.5%.",
        Decimal("0.005"),
    )
    stale_after: DurationField = optional(
        "Without a release: a newest figure older than this is a warning, such as 3 years.", Duration(36)
    )
    memo: Memo = optional("The head of the quarterly memo.", Memo.model_construct())
