"""Records give what pydantic's own models give: the same values and errors, from the same declarations."""

import copy
import random
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pydantic
import pytest
import yaml
from pydantic_core import ValidationError

from hcroadmap.model.commentary import CommentaryFile
from hcroadmap.model.fields import Line
from hcroadmap.model.observation import Observation
from hcroadmap.model.record import (
    BeforeValidator,
    Field,
    FieldInfo,
    PlainValidator,
    Record,
    field_validator,
    fields,
    once,
)
from hcroadmap.model.roadmap import ActivitiesFile, TargetsFile
from hcroadmap.model.settings import Settings
from hcroadmap.model.source import SourcesFile

ROOT = Path(__file__).parents[2]


@once
def twin(record: Any) -> Any:
    """A real pydantic model with the same fields."""
    made = {name: (_annotation(field), _default(field)) for name, field in fields(record).items()}
    config = pydantic.ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    return pydantic.create_model(record.__name__, __config__=config, **made)  # type: ignore[call-overload]


def _default(field: FieldInfo) -> Any:
    known = {"default_factory": field.default_factory} if field.default_factory else {"default": field.default}
    if isinstance(field.default, Record):
        known = {"default": twin(type(field.default))()}
    return pydantic.Field(alias=field.alias, **known)


def _annotation(field: FieldInfo) -> Any:
    kind = _kind(field.annotation)
    for note in field.metadata:
        kind = Annotated[kind, _note(note)]
    return kind


def _note(note: Any) -> Any:
    own = pydantic.PlainValidator if isinstance(note, PlainValidator) else pydantic.BeforeValidator
    return own(note.function)


def _kind(annotation: Any) -> Any:
    """An annotation with real models in it."""
    origin, inside = get_origin(annotation), get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return twin(annotation)
    if origin is Annotated:
        kind = _kind(inside[0])
        for note in inside[1:]:
            kind = Annotated[kind, _note(note)]
        return kind
    if origin in (Union, UnionType):
        return Union[tuple(_kind(kind) for kind in inside)]  # noqa: UP007
    return origin[tuple(_kind(kind) for kind in inside)] if origin else annotation


def outcome(model: Any, content: Any) -> Any:
    """The errors of a validation without their texts' volatile parts, or the value as plain things."""
    try:
        return plain(model.model_validate(content))
    except ValidationError as invalid:
        return [
            (error["type"], error["loc"], error["msg"], error["input"])
            for error in invalid.errors(include_url=False)
        ]


def plain(value: Any) -> Any:
    """Records and models alike as dictionaries."""
    if isinstance(value, Record | pydantic.BaseModel):
        return {name: plain(inner) for name, inner in value.__dict__.items()}
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return value


def spoiled(content: Any, chance: random.Random) -> Any:
    """The content with something wrong somewhere."""
    content = copy.deepcopy(content)
    node: Any = content
    while isinstance(node, dict | list) and node:
        key: Any = chance.choice(list(node)) if isinstance(node, dict) else chance.randrange(len(node))
        if chance.random() < 0.25 or not isinstance(node[key], dict | list) or not node[key]:
            action = chance.randrange(4)
            if action == 0 and isinstance(node, dict):
                node["strange"] = node.pop(key)
            elif action == 1 and isinstance(node, dict):
                del node[key]
            else:
                node[key] = chance.choice(["", "x", "12", [], ["a"], {}, {"a": "b"}, None])
            break
        node = node[key]
    return content


SETTINGS = {
    "language": "nl",
    "method": "linear",
    "release": {"every": "year", "lag": "1 year", "grace": "1 month"},
}
NOTED = {"acknowledgements": {"x": {"owner": "A", "reason": {"en": "B"}, "until": "2019"}}, "explanations": {}}
ROW = {"indicator": "x", "period": "2018", "value": "39.1", "status": "p", "used": "no", "published": "2019-03"}
DOCUMENTS = [
    (TargetsFile, ROOT / "targets.yaml"), (ActivitiesFile, ROOT / "config" / "activities.yaml"),
    (Settings, SETTINGS), (CommentaryFile, NOTED), (Observation, ROW),
]  # fmt: skip


@pytest.mark.parametrize(("record", "source"), DOCUMENTS, ids=lambda value: getattr(value, "__name__", ""))
def test_a_record_reads_as_a_model_does(record: Any, source: Any) -> None:
    """Thousands of documents with a mistake somewhere: the same values, the same errors in the same places."""
    content = source
    if isinstance(source, Path):
        content = yaml.load(source.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # texts only
    chance = random.Random(7)  # noqa: S311
    model = twin(record)
    assert outcome(record, content) == outcome(model, content)
    for _ in range(1000 if isinstance(source, dict) else 150):
        wrong = spoiled(content, chance)
        assert outcome(record, wrong) == outcome(model, wrong)


class Colour(Enum):
    """Two words."""

    RED = "red"
    BLUE = "blue"


class Inner(Record):
    """Something inside."""

    name: Line
    colour: Colour = Colour.RED


class Outer(Record):
    """Something of every kind."""

    inner: Inner | None = None
    many: tuple[Inner, ...] = ()
    names: dict[Line, Inner] = Field(default_factory=dict)
    pair: tuple[str, bool] = ("", False)
    other: int = Field(default=3, alias="andere")
    listed: Annotated[
        tuple[str, ...], BeforeValidator(lambda value: value if isinstance(value, list) else [value])
    ] = ()

    @field_validator("listed")
    @classmethod
    def _sorted(cls, listed: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(listed))


def test_a_record_is_made_of_what_was_typed() -> None:
    """Nested, listed and named; another key in the file; a field that is changed once it was read."""
    made = Outer.model_validate({"inner": {"name": "a", "colour": "blue"}, "andere": 4, "listed": ["b", "a"]})
    assert made.inner == Inner(name="a", colour=Colour.BLUE)
    assert (made.other, made.listed, made.many, made.names) == (4, ("a", "b"), (), {})
    assert Outer().other == 3


def test_a_record_is_frozen_comparable_and_can_be_copied() -> None:
    """Equal when all fields are; a copy has other values and is not read again."""
    one, other = Inner(name="a"), Inner(name="a")
    with pytest.raises(AttributeError, match="Inner is frozen"):
        one.name = "b"  # type: ignore[misc]
    assert (one == other, hash(one) == hash(other), one == "a") == (True, True, False)
    assert one.model_copy(update={"name": "b"}) == Inner.model_construct(name="b")
    assert repr(one) == "Inner(name='a', colour=<Colour.RED: 'red'>)"


def test_further_keys_only_where_they_are_allowed() -> None:
    """The dimensions of an extract; anywhere else a strange key is an error."""
    content = {"sources": [{"file": "a.csv", "observations": [{"indicator": "x", "level": "hbo"}]}]}
    read = SourcesFile.model_validate(content)
    assert read.sources[0].observations[0].dimensions == {"level": "hbo"}
    assert outcome(Inner, {"name": "a", "level": "hbo"})[0][:2] == ("extra_forbidden", ("level",))


def test_annotations_that_are_texts_are_refused_where_the_record_is_declared() -> None:
    """Whoever writes a record with `from __future__ import annotations` is told which fields it is about."""

    class Late(Record):
        first: int = 0
        second: "int" = 0

    with pytest.raises(TypeError, match=r"must not import annotations from __future__: \['second'\]"):
        Late.model_validate({})
