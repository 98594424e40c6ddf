"""The base of everything that people write in files: frozen, and strict about keys."""

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

UNREAD = "\0unread"
"""A key that no file can hold: control characters are refused, in keys also those written as an escape."""


class Record(BaseModel):
    """One mapping in a YAML file, or one row of a CSV file."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    unread: SkipJsonSchema[frozenset[str]] = Field(
        default=frozenset(),
        alias="\0unread",
        repr=False,
        description="Keys that were typed but could not be read, so that no later check calls them missing.",
    )

    def lacks(self, name: str) -> bool:
        """Whether a field was left out, as opposed to typed in a way that could not be read."""
        return getattr(self, name) is None and name not in self.unread

    @classmethod
    def keys(cls) -> dict[str, str]:
        """The names of the fields by the keys under which they are typed."""
        known = {field.alias or name: name for name, field in cls.model_fields.items()}
        del known[UNREAD]
        return known
