"""The JSON Schema of each kind of YAML file: with it an editor completes, explains and underlines as one types.

It is derived from the records that read the files: their fields, defaults and vocabularies, and the text that
stands below each field.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from textwrap import dedent
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin

from hcroadmap.model.commentary import CommentaryFile
from hcroadmap.model.fields import OneOrMany
from hcroadmap.model.layout import Layout
from hcroadmap.model.record import UNREAD, FieldInfo, Record, fields, kind_of_extras
from hcroadmap.model.roadmap import ActivitiesFile, TargetsFile
from hcroadmap.model.settings import Settings
from hcroadmap.model.source import SourcesFile
from hcroadmap.model.text import Text
from hcroadmap.model.vocabulary import SchemaName
from hcroadmap.render.schema.scalars import SCALARS, Form

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RECORDS: dict[SchemaName, type[Record]] = {
    SchemaName.TARGETS: TargetsFile,
    SchemaName.SETTINGS: Settings,
    SchemaName.ACTIVITIES: ActivitiesFile,
    SchemaName.SOURCES: SourcesFile,
    SchemaName.LAYOUTS: Layout,
    SchemaName.COMMENTARY: CommentaryFile,
}


def render(name: SchemaName) -> str:
    """The schema of one kind of file, as JSON."""
    return json.dumps(schema_of(RECORDS[name]), indent=1, ensure_ascii=False) + "\n"


def schema_of(record: type[Record]) -> Form:
    """The schema of a record, in draft 2020-12."""
    definitions = _Definitions()
    whole = definitions.record(record)
    return {"$schema": DIALECT, **whole, "$defs": dict(sorted(definitions.made.items()))}


class _Definitions:
    """The parts of a schema by name, each made when it is first referred to."""

    def __init__(self) -> None:
        self.made: dict[str, Form] = {}

    def record(self, record: type[Record]) -> Form:
        """A mapping with the keys of a record, and no others unless the record allows them."""
        known = {field.alias or name: (name, field) for name, field in fields(record).items()}
        del known[UNREAD]
        said = _said_of(record)
        extra = kind_of_extras(record) if record.extra_keys else None
        return {
            "description": ast.get_docstring(_written(record)),
            "type": "object",
            "properties": {key: self._field(field, said[name]) for key, (name, field) in known.items()},
            "required": [key for key, (_, field) in known.items() if field.is_required],
            "additionalProperties": self._form(extra) if extra else False,
        }

    def _field(self, field: FieldInfo, said: str) -> Form:
        form = self._form(Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation)
        default = None if field.is_required else _plain(field.absent)
        return {"description": said, **form} | ({"default": default} if default not in (None, {}, [], "") else {})

    def _form(self, kind: Any) -> Form:
        """The form of a type as the records' annotations give it."""
        if kind in SCALARS:
            return self._reference(SCALARS[kind].name, lambda: SCALARS[kind].form)
        inside = [one for one in get_args(kind) if one is not type(None)]
        if OneOrMany in inside:
            many = self._form(inside[0])
            return {"anyOf": [many["items"], many]}
        if get_origin(kind) in (Union, UnionType):
            choices = [self._form(one) for one in inside]
            return choices[0] if len(choices) == 1 else {"anyOf": choices}
        if get_origin(kind) is tuple:
            return {"type": "array", "items": self._form(inside[0])}
        if get_origin(kind) is dict:
            names, values = (self._form(one) for one in inside)
            return {"type": "object", "propertyNames": names, "additionalProperties": values}
        return self._reference(kind.__name__, lambda: self._class(kind))

    def _class(self, kind: Any) -> Form:
        """A record, or one of the words of a vocabulary."""
        if issubclass(kind, Record):
            return self.record(kind)
        return {"description": ast.get_docstring(_written(kind)), "enum": list(kind)}

    def _reference(self, name: str, make: Callable[[], Form]) -> Form:
        if name not in self.made:
            self.made[name] = make()
        return {"$ref": f"#/$defs/{name}"}


def _plain(value: Any) -> Any:
    """A default as JSON has it; what a record leaves open is left out."""
    if isinstance(value, Record):
        return {
            name: _plain(inner) for name, inner in value.__dict__.items() if name != "unread" and inner is not None
        }
    if isinstance(value, Text):
        return value.in_language("en")
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value


def _written(kind: type) -> ast.ClassDef:
    """A class as it is written: optimised, Python keeps none of the texts in it."""
    return cast("ast.ClassDef", ast.parse(dedent(inspect.getsource(kind))).body[0])


def _said_of(record: type[Record]) -> dict[str, str]:
    """The text below each field of a record, those of the records it builds on included."""
    found = {}
    for base in record.__mro__[-2::-1]:
        for field, below in pairwise(_written(base).body):
            match field, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                    found[name] = inspect.cleandoc(said)
    return found
