"""Records: what somebody wrote in a file, checked by pydantic's engine and frozen.

A record is declared as a pydantic model is, with annotated fields, and validated by `pydantic_core`, the compiled
half of pydantic, with the same results and the same errors. What is left out is the other half, which derives a
schema from the annotations: importing it takes longer than everything else that `hcroadmap check` does. The few
kinds of annotation that our files need are translated here instead, each record once,
when it is first used. A test builds real pydantic models from the same declarations and finds no difference.

The text below a field says what it is for. Python keeps it nowhere, so it costs nothing at start;
`hcroadmap schema` reads it.
"""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from inspect import get_annotations
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    NamedTuple,
    Self,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
)

from pydantic_core import SchemaValidator

T = TypeVar("T")
Schema = dict[str, Any]
Validator = Callable[[Any], Any]
EXTRA = "__pydantic_extra__"

# No file can hold this key: control characters are refused, in keys also those written as an escape.
UNREAD = "\0unread"


def once(function: T) -> T:
    """`functools.cache` by a type that mypy can follow: it takes a class of records for unhashable."""
    return cast("T", cache(cast("Any", function)))


class PlainValidator(NamedTuple):
    """Says that a function reads the field, whatever was typed; as pydantic's own."""

    function: Validator


class BeforeValidator(NamedTuple):
    """Says that a function prepares what was typed before the field is read; as pydantic's own."""

    function: Validator


class FieldInfo(NamedTuple):
    """What is known of a field: what it holds, its default, and the key in the file if that is another."""

    annotation: Any = None
    metadata: tuple[Any, ...] = ()
    default: Any = ...
    default_factory: Callable[[], Any] | None = None
    alias: str | None = None

    def of(self, annotation: Any, *metadata: Any) -> "FieldInfo":
        """The same with what the annotation says."""
        return FieldInfo(annotation, metadata, self.default, self.default_factory, self.alias)

    @property
    def is_required(self) -> bool:
        """Must it be given?"""
        return self.default is ... and self.default_factory is None

    @property
    def absent(self) -> Any:
        """What it holds when it is not given."""
        return self.default_factory() if self.default_factory else self.default


def Field(  # noqa: N802  # as pydantic's own
    *, default: Any = ..., default_factory: Callable[[], Any] | None = None, alias: str | None = None
) -> Any:
    """More about a field than its type: a default that must be made, or another key in the file."""
    return FieldInfo(default=default, default_factory=default_factory, alias=alias)


def field_validator(name: str) -> Callable[[T], T]:
    """Let a class method change a field once it has been read; as pydantic's own."""

    def mark(method: T) -> T:
        cast("Any", method).__func__.reads = name
        return method

    return mark


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class Record:
    """What somebody wrote in a file: frozen, and strict about its keys unless `extra_keys` allows more."""

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")
    extra_keys: ClassVar[bool] = False

    unread: frozenset[str] = Field(default=frozenset(), alias=UNREAD)
    """Keys that were typed but could not be read, so that no later check calls them missing."""

    def __init__(self, **values: Any) -> None:
        """Read the values as if they stood in a file."""
        required = any(field.is_required for field in fields(type(self)).values()) if not values else True
        if required:
            validator(type(self)).validate_python(values, self_instance=self)
        else:
            _fill(self, {})

    @classmethod
    def model_validate(cls, content: Any) -> Self:
        """A record from what stands in a file.

        Raises:
            ValidationError: pydantic's own, with every mistake.
        """
        made = validator(cls).validate_python(content)
        object.__setattr__(made, "__pydantic_fields_set__", None)  # of no use here, and half of what a row takes
        return cast("Self", made)

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """A record from values that need no reading."""
        made = cls.__new__(cls)
        _fill(made, values)
        return made

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """The same record with some values replaced, which are not read again."""
        copied = self.model_construct(**{**self.__dict__, **update})
        object.__setattr__(copied, EXTRA, getattr(self, EXTRA))
        return copied

    def lacks(self, name: str) -> bool:
        """Was this field left out (as opposed to typed in a way that could not be read)?"""
        return getattr(self, name) is None and name not in self.unread

    def __setattr__(self, name: str, value: object) -> None:
        message = f"{type(self).__name__} is frozen: {name} cannot be set"
        raise AttributeError(message)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash((type(self), *_values(self)[0]))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items() if name != "unread")
        return f"{type(self).__name__}({shown})"


def _fill(record: Record, values: Mapping[str, Any]) -> None:
    """Give a record its values, and its defaults where there is none."""
    known = fields(type(record)).items()
    filled = {name: values.get(name, field.absent) for name, field in known}
    object.__setattr__(record, "__dict__", filled)
    object.__setattr__(record, EXTRA, None)


def _values(record: object) -> tuple[tuple[Any, ...], Any]:
    """Everything that makes a record what it is."""
    names = fields(cast("type[Record]", type(record)))
    return tuple(getattr(record, name) for name in names), getattr(record, EXTRA)


@once
def fields(record: type[Record]) -> dict[str, FieldInfo]:
    """The fields of a record by name, those of the records it builds on first."""
    found = {}
    for name, hint in _annotations(record).items():
        if name == EXTRA or get_origin(hint) is ClassVar:
            continue
        annotation, *metadata = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        given = getattr(record, name, ...)
        known = given if isinstance(given, FieldInfo) else FieldInfo(default=given)
        found[name] = known.of(annotation, *metadata)
    return found


def kind_of_extras(record: type[Record]) -> Any:
    """The annotation of what further keys hold, in a record that allows them."""
    return get_args(_annotations(record)[EXTRA])[1]


def _annotations(record: type) -> dict[str, Any]:
    """The annotations of a record and of those it builds on; modules of records keep them as objects, not texts.

    Making objects of texts takes half as long again as all the rest of a record.
    """
    known = {name: hint for base in reversed(record.__mro__) for name, hint in get_annotations(base).items()}
    texts = [name for name, hint in known.items() if isinstance(hint, str)]
    if texts:
        message = f"{record.__module__} must not import annotations from __future__: {texts}"
        raise TypeError(message)
    return known


@once
def validator(record: type[Record]) -> SchemaValidator:
    """Pydantic's engine for a record, built when it is first needed."""
    return SchemaValidator(cast("Any", _record_schema(record)))


@once
def _record_schema(record: type[Record]) -> Schema:
    changes = {
        method.__func__.reads: getattr(record, name)
        for base in reversed(record.__mro__)
        for name, method in vars(base).items()
        if isinstance(method, classmethod) and hasattr(method.__func__, "reads")
    }
    content: Schema = {
        "type": "model-fields",
        "model_name": record.__name__,
        "fields": {name: _field_schema(field, changes.get(name)) for name, field in fields(record).items()},
    }
    if record.extra_keys:
        content |= {"extra_behavior": "allow", "extras_schema": schema_of(kind_of_extras(record))}
    behaviour = "allow" if record.extra_keys else "forbid"
    config = {"title": record.__name__, "extra_fields_behavior": behaviour}
    return {"type": "model", "cls": record, "schema": content, "config": config}


def _field_schema(field: FieldInfo, change: Validator | None) -> Schema:
    inner = schema_of(field.annotation, *field.metadata)
    if change:
        inner = {"type": "function-after", "function": {"type": "no-info", "function": change}, "schema": inner}
    if field.default_factory:
        inner = {"type": "default", "schema": inner, "default_factory": field.default_factory}
    elif not field.is_required:
        inner = {"type": "default", "schema": inner, "default": field.default}
    made: Schema = {"type": "model-field", "schema": inner}
    return made | {"validation_alias": field.alias} if field.alias else made


def schema_of(annotation: Any, *metadata: Any) -> Schema:
    """The schema of an annotation, in the terms of `pydantic_core.core_schema`."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return schema_of(inner, *more, *metadata)
    schema: Schema = {}
    if not any(isinstance(note, PlainValidator) for note in metadata):
        schema = _class_schema(annotation) if isinstance(annotation, type) else _generic_schema(annotation)
    for note in metadata:
        function = {"type": "no-info", "function": note.function}
        if isinstance(note, PlainValidator):
            schema = {"type": "function-plain", "function": function}
        else:
            schema = {"type": "function-before", "function": function, "schema": schema}
    return schema


def _generic_schema(annotation: Any) -> Schema:
    """The schema of `X | None`, `X | Y`, `tuple[X, ...]`, `tuple[X, Y]`, `dict[K, V]` or `frozenset[X]`."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        kinds = [kind for kind in inside if kind is not type(None)]
        choices = [schema_of(kind) for kind in kinds]
        inner = choices[0] if len(choices) == 1 else {"type": "union", "choices": choices}
        return {"type": "nullable", "schema": inner} if len(kinds) < len(inside) else inner
    if origin is dict:
        return {"type": "dict", "keys_schema": schema_of(inside[0]), "values_schema": schema_of(inside[1])}
    if origin is frozenset:
        return {"type": "frozenset", "items_schema": schema_of(inside[0])}
    if origin is tuple and inside[-1] is Ellipsis:
        return {"type": "tuple", "items_schema": [schema_of(inside[0])], "variadic_item_index": 0}
    return {"type": "tuple", "items_schema": [schema_of(kind) for kind in inside]}


def _class_schema(kind: type) -> Schema:
    """The schema of a record, a vocabulary, a plain type, or an object that is made elsewhere."""
    if issubclass(kind, Record):
        return _record_schema(kind)
    if issubclass(kind, Enum):
        return {"type": "enum", "cls": kind, "members": list(kind), "sub_type": "str"}
    plain = {str: "str", int: "int", bool: "bool"}
    return {"type": plain[kind]} if kind in plain else {"type": "is-instance", "cls": kind}
