"""Pydantic's errors to findings with a place, in our own words; what is wrong is cut out and the rest kept."""

from __future__ import annotations

import re
from types import UnionType
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from hcroadmap.model.diagnostic import CODES, Diagnostic, expected
from hcroadmap.model.fields import UNREAD, Record, kind_of
from hcroadmap.read.yaml_file import Node

R = TypeVar("R", bound=Record)
Loc = tuple[int | str, ...]


class Explanation(NamedTuple):
    """A mistake in our own words, before it has a place."""

    code: str
    message: str
    hint: str = ""


class _Step(NamedTuple):
    """One step towards a value: what holds it, under which key, and the record that the holder is."""

    holder: Any
    key: Any
    owner: type[Record] | None


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
        for error, trail in zip(errors, trails, strict=True):
            diagnostic = _diagnostic(error, trail, root)
            found.setdefault((error["loc"], diagnostic.code), diagnostic)
        if not all([_cut(error, trail) for error, trail in reversed(list(zip(errors, trails, strict=True)))]):
            return None, list(found.values())


def explain(error: Any, known: tuple[str, ...] = ()) -> Explanation:
    """One of pydantic's errors in our own words; `known` are the keys that would have been right."""
    kind, name = error["type"], str(error["loc"][-1]) if error["loc"] else ""
    if kind in CODES:
        return Explanation(kind, error["ctx"]["message"], error["ctx"]["hint"])
    if kind == "extra_forbidden":
        return Explanation("unknown-key", f"the key “{name}” is not known here", expected(name, known))
    if kind == "missing":
        return Explanation("missing-key", f"the key “{name}” is missing", f"add “{name}: ...”.")
    if kind == "enum":
        words = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        message = f"“{error['input']}” is not one of the words expected here"
        return Explanation("bad-choice", message, expected(str(error["input"]), words))
    shape = "a list" if kind.startswith(("tuple", "list")) else "a mapping (key: value)"
    found = kind_of(error["input"]) if error["input"] else "nothing"
    return Explanation("wrong-shape", f"found {found} where {shape} is expected", "see `hcroadmap help targets`.")


def _diagnostic(error: Any, trail: list[_Step], root: Node) -> Diagnostic:
    owner = trail[-1].owner if trail else None
    known = tuple(name for name in owner.model_fields if name != "unread") if owner else ()
    loc = error["loc"]
    if error["type"] == "missing":
        location = root.locate_key(*loc[:-1]) if loc[:-1] else root.location
    elif error["type"] == "extra_forbidden":
        location = root.locate_key(*loc)
    else:
        location = root.locate(*loc)
    return Diagnostic(location, "error", *explain(error, known))


def _trail(record: type[Record], loc: Loc, content: Any) -> list[_Step]:
    """The steps of a loc that the content really has; pydantic adds some of its own."""
    trail, kind, node = [], record, content
    for key in loc:
        owner = kind if isinstance(kind, type) and issubclass(kind, Record) else None
        kind = _simple(owner.model_fields[str(key)].annotation) if _has(owner, key) else _inside(kind)
        if (isinstance(node, dict) and key in node) or (isinstance(node, list) and isinstance(key, int)):
            trail.append(_Step(node, key, owner))
            node = node[key]
        elif isinstance(node, dict) and owner and not _has(owner, key):
            break
    return trail


def _has(owner: type[Record] | None, key: object) -> bool:
    return owner is not None and key in owner.model_fields


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


def _cut(error: Any, trail: list[_Step]) -> bool:
    """Remove what is wrong from the content; the record around it remembers the key. Did anything change?"""
    name = error["loc"][-1] if error["loc"] else None
    if error["type"] == "missing" and name == "title" and trail:
        trail[-1].holder[trail[-1].key]["title"] = str(trail[-1].key)
        return True
    if not trail:
        return False
    holder, key, owner = trail[-1]
    if isinstance(holder, list):
        holder[key] = None
        holder[:] = [item for index, item in enumerate(holder) if index != key]
    elif key in holder:
        del holder[key]
        if owner:
            holder.setdefault(UNREAD, set()).add(key)
    return True
