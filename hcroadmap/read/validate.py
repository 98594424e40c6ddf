"""Pydantic's errors to findings with a place, in our own words; what is wrong is cut out and the rest kept."""

from __future__ import annotations

import re
from types import NoneType, UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from hcroadmap.model.diagnostic import Diagnostic, Location, Mistake, closest, expected, quoted
from hcroadmap.model.fields import UNREAD, Record, kind_of
from hcroadmap.read.files.yaml import Node

R = TypeVar("R", bound=Record)
# What stands in for a required field that cannot be read, so that the record around it is still checked.
STAND_INS = {"title": "?", "period": "0001", "value": "0"}
COMMA_BETWEEN_BRACES = (
    'between braces a comma begins a new key: put a number with a decimal comma between quotes, as in "45,5%".'
)
Loc = tuple[int | str, ...]


class _Step(NamedTuple):
    """One step towards a value: what holds it, under which key, the record that the holder is, and the value."""

    holder: Any
    key: Any
    owner: type[Record] | None
    is_required: bool
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
            errors = [(each, _trail(record, each["loc"], content)) for each in invalid.errors(include_url=False)]
        meant = {_meant(each, trail) for each, trail in errors}
        for each, trail in errors:
            if each["type"] != "missing" or each["loc"] not in meant:
                known = tuple(trail[-1].owner.keys()) if trail and trail[-1].owner else ()
                diagnostic = explain(each, known).at(_place(each, root))
                found.setdefault((each["loc"], diagnostic.code), diagnostic)
        for each, trail in errors:
            if not trail:
                return None, list(found.values())
            _cut(each, trail)


def explain(error: Any, known: tuple[str, ...] = ()) -> Mistake:
    """One of pydantic's errors in our own words; `known` are the keys that would have been right."""
    kind, name, found = error["type"], str(error["loc"][-1]) if error["loc"] else "", error["input"]
    if kind == "value_error":
        mistake: Mistake = error["ctx"]["error"]
        return mistake
    if kind == "extra_forbidden":
        hint = COMMA_BETWEEN_BRACES if name[:1].isdigit() and found == "" else expected(name, known)
        return Mistake("unknown-key", f"the key {quoted(name)} is not known here", hint)
    if kind == "missing":
        return Mistake("missing-key", f"the key “{name}” is missing", f"add “{name}: ...”.")
    if kind == "enum":
        words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        if isinstance(found, str) and found.strip():
            message = f"{quoted(found)} is not one of the words expected here"
            return Mistake("bad-choice", message, expected(found, words))
        shape, hint = "a word", f"use one of: {', '.join(words)}."
    elif kind.startswith(("tuple", "list")):
        shape, hint = "a list", "write [one, two], or one per line behind dashes."
    else:
        shape, hint = "a mapping (key: value)", "write one “key: value” per line, indented, or {key: value}."
    return Mistake("wrong-shape", f"found {kind_of(found)} where {shape} is expected", hint)


def _place(error: Any, root: Node) -> Location:
    loc = error["loc"]
    if error["type"] == "missing" or loc[-1:] == ("[key]",):
        return root.locate_key(*loc[:-1])
    return root.locate_key(*loc) if error["type"] == "extra_forbidden" else root.locate(*loc)


def _meant(error: Any, trail: list[_Step]) -> Loc:
    """Where the key would stand that an unknown one was probably meant for; nowhere if it stands there as well.

    The record remembers that key as typed, so that nothing calls it missing.
    """
    if error["type"] == "extra_forbidden":
        step = trail[-1]
        key = closest(step.key, step.owner.keys() if step.owner else ())
        if key is not None and key not in step.holder:
            step.holder.setdefault(UNREAD, set()).add(key)
            return (*error["loc"][:-1], key)
    return ()


def _trail(record: type[Record], loc: Loc, content: Any) -> list[_Step]:
    """The steps of a loc that the content really has; pydantic adds some of its own."""
    trail: list[_Step] = []
    kind: Any = record
    for key in loc:
        owner = kind if isinstance(kind, type) and issubclass(kind, Record) else None
        name = owner.keys().get(str(key)) if owner else None
        field = owner.model_fields[name] if owner and name else None
        kind = field.annotation if field else _part(kind)
        if get_origin(kind) in (Union, UnionType):
            kind = _part(kind)
        if key in content if isinstance(content, dict) else isinstance(content, list) and isinstance(key, int):
            trail.append(_Step(content, key, owner, field is not None and field.is_required(), content[key]))
            content = content[key]
    return trail


def _part(annotation: Any) -> Any:
    """What a mapping or list holds, or may be there instead of `None`."""
    kinds = [kind for kind in get_args(annotation) if kind not in (Ellipsis, NoneType)]
    return kinds[-1] if kinds else None


def _cut(error: Any, trail: list[_Step]) -> None:
    """Take what is wrong out of the content; the record around it remembers the key.

    A required field gets a stand-in; where there is none its whole record is given up, and of a list the whole,
    so that what stays keeps its place.
    """
    name = error["loc"][-1]
    if error["type"] == "missing" and name in STAND_INS:
        trail[-1].value[name] = STAND_INS[name]
        trail[-1].value.setdefault(UNREAD, set()).add(name)
        return
    while not (trail[-1].key in STAND_INS if trail[-1].is_required else isinstance(trail[-1].holder, dict)):
        trail = trail[:-1]
    if trail[-1].is_required:
        trail[-1].holder[trail[-1].key] = STAND_INS[trail[-1].key]
    else:
        trail[-1].holder.pop(trail[-1].key, None)
    nearest = next(step for step in reversed(trail) if step.owner)
    nearest.holder.setdefault(UNREAD, set()).add(nearest.key)
