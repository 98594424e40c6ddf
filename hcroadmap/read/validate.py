"""Pydantic's errors to findings with a place, in our own words; what is wrong is cut out and the rest kept."""

from __future__ import annotations

import re
from types import UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from hcroadmap.model.diagnostic import CODES, Diagnostic, closest, expected, quoted
from hcroadmap.model.fields import UNREAD, Record, kind_of
from hcroadmap.read.files.yaml import Node

R = TypeVar("R", bound=Record)
# What stands in for a required field that cannot be read, so that the record around it is still checked.
STAND_INS = {"title": "?", "period": "0001", "value": "0"}
Loc = tuple[int | str, ...]


class Explanation(NamedTuple):
    """A mistake in our own words, before it has a place."""

    code: str
    message: str
    hint: str = ""


class _Step(NamedTuple):
    """One step towards a value: what holds it, under which key, the record that the holder is, and the value."""

    holder: Any
    key: Any
    owner: type[Record] | None
    value: Any


def read_record(record: type[R], root: Node) -> tuple[R | None, list[Diagnostic]]:
    """Make a record of a YAML tree.

    What cannot be read is reported and left out, so that the rest is there to be checked further.
    `None` only when nothing at all could be kept.
    """
    content = root.plain()
    found: dict[tuple[Loc, str], Diagnostic] = {}
    while True:
        try:
            return record.model_validate(content), list(found.values())
        except ValidationError as invalid:
            errors = invalid.errors(include_url=False)
        trails = [_trail(record, error["loc"], content) for error in errors]
        meant = {_meant(error, trail) for error, trail in zip(errors, trails, strict=True)}
        for error, trail in zip(errors, trails, strict=True):
            if error["type"] != "missing" or error["loc"] not in meant:
                diagnostic = _diagnostic(error, trail, root)
                found.setdefault((error["loc"], diagnostic.code), diagnostic)
        for error, trail in zip(errors, trails, strict=True):
            if not trail:
                return None, list(found.values())
            _cut(error, trail)


_COMMA = (
    'between braces a comma begins a new key: put a number with a decimal comma between quotes, as in "45,5%".'
)


def explain(error: Any, known: tuple[str, ...] = ()) -> Explanation:
    """One of pydantic's errors in our own words; `known` are the keys that would have been right."""
    kind, name = error["type"], str(error["loc"][-1]) if error["loc"] else ""
    if kind in CODES:
        return Explanation(kind, error["ctx"]["message"], error["ctx"]["hint"])
    if kind == "extra_forbidden":
        hint = _COMMA if name[:1].isdigit() and error["input"] == "" else expected(name, known)
        return Explanation("unknown-key", f"the key {quoted(name)} is not known here", hint)
    if kind == "missing":
        return Explanation("missing-key", f"the key “{name}” is missing", f"add “{name}: ...”.")
    if kind == "enum":
        words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        return _word(error["input"], words)
    if kind.startswith(("tuple", "list")):
        shape, hint = "a list", "write [one, two], or one a line behind dashes."
    else:
        shape, hint = "a mapping (key: value)", "write one “key: value” a line, indented, or {key: value}."
    return Explanation("wrong-shape", f"found {kind_of(error['input'])} where {shape} is expected", hint)


def _word(found: Any, words: list[str]) -> Explanation:
    if isinstance(found, str) and found.strip():
        message = f"{quoted(found)} is not one of the words expected here"
        return Explanation("bad-choice", message, expected(found, words))
    message = f"found {kind_of(found)} where a word is expected"
    return Explanation("wrong-shape", message, f"use one of: {', '.join(words)}.")


def _diagnostic(error: Any, trail: list[_Step], root: Node) -> Diagnostic:
    known = _known(trail[-1].owner) if trail else ()
    loc = error["loc"]
    if error["type"] == "missing":
        location = root.locate_key(*loc[:-1])
    elif error["type"] == "extra_forbidden":
        location = root.locate_key(*loc)
    elif loc[-1:] == ("[key]",):
        location = root.locate_key(*loc[:-1])
    else:
        location = root.locate(*loc)
    return Diagnostic(location, "error", *explain(error, known))


def _meant(error: Any, trail: list[_Step]) -> Loc:
    """Where the key would stand that an unknown one was probably meant for; nowhere if it stands there as well.

    The record remembers that key as typed, so that nothing calls it missing.
    """
    if error["type"] == "extra_forbidden":
        holder, typed, owner, _ = trail[-1]
        key = closest(typed, _known(owner))
        if key is not None and key not in holder:
            holder.setdefault(UNREAD, set()).add(key)
            return (*error["loc"][:-1], key)
    return ()


def _trail(record: type[Record], loc: Loc, content: Any) -> list[_Step]:
    """The steps of a loc that the content really has; pydantic adds some of its own."""
    trail: list[_Step] = []
    kind: Any = record
    node = content
    for key in loc:
        owner = kind if isinstance(kind, type) and issubclass(kind, Record) else None
        kind = _simple(_fields(owner)[str(key)].annotation) if _has(owner, key) and owner else _inside(kind)
        if isinstance(node, dict | list) and _holds(node, key):
            value = node[key]  # type: ignore[index]  # a list only holds whole numbers
            trail.append(_Step(node, key, owner, value))
            node = value
    return trail


def _holds(node: dict[str, Any] | list[Any], key: int | str) -> bool:
    return key in node if isinstance(node, dict) else isinstance(key, int)


def _has(owner: type[Record] | None, key: object) -> bool:
    return owner is not None and key in _fields(owner)


def _known(owner: type[Record] | None) -> tuple[str, ...]:
    """The keys that a record may have."""
    return tuple(owner.keys()) if owner else ()


def _fields(owner: type[Record]) -> dict[str, FieldInfo]:
    """The fields of a record by the keys under which they are typed."""
    return {field.alias or name: field for name, field in owner.model_fields.items()}


def _simple(annotation: Any) -> Any:
    """An annotation without `| None`."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
        return kinds[0] if len(kinds) == 1 else annotation
    return annotation


def _inside(annotation: Any) -> Any:
    """What a mapping or list holds."""
    kinds = [kind for kind in get_args(annotation) if kind is not Ellipsis]
    return kinds[-1] if kinds else None


def _cut(error: Any, trail: list[_Step]) -> None:
    """Take what is wrong out of the content; the record around it remembers the key.

    A required field gets a stand-in; where there is none its whole record is given up, and of a list the whole,
    so that what stays keeps its place.
    """
    name = error["loc"][-1]
    if error["type"] == "missing" and name in STAND_INS:
        _replace(trail[-1].value, name)
        return
    while not _can_spare(trail[-1]):
        trail = trail[:-1]
    holder, key, owner, _ = trail[-1]
    if _is_required(owner, key):
        _replace(holder, key)
    else:
        holder.pop(key, None)
        _remember(trail)


def _can_spare(step: _Step) -> bool:
    """Can what holds a value do without it, or with what stands in for it?"""
    return step.key in STAND_INS if _is_required(step.owner, step.key) else isinstance(step.holder, dict)


def _is_required(owner: type[Record] | None, key: Any) -> bool:
    return owner is not None and _has(owner, key) and _fields(owner)[key].is_required()


def _replace(holder: dict[str, Any], key: str) -> None:
    holder[key] = STAND_INS[key]
    holder.setdefault(UNREAD, set()).add(key)


def _remember(trail: list[_Step]) -> None:
    """Let the nearest record know which of its keys is not all there."""
    nearest = next(step for step in reversed(trail) if step.owner)
    nearest.holder.setdefault(UNREAD, set()).add(nearest.key)
