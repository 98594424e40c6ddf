"""Pydantic's errors to findings with a place, in our own words; what is wrong is cut out and the rest kept."""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import ValidationError

from hcroadmap.model.diagnostic import Diagnostic, Mistake, closest, expected, quoted
from hcroadmap.model.fields import UNREAD, Record, kind_of
from hcroadmap.read.files.yaml import Mapping, Node

R = TypeVar("R", bound=Record)
Steps = tuple[int | str, ...]
# What stands in for a required field that cannot be read, so that the record around it is still checked.
STAND_INS = {"title": "?", "period": "0001", "value": "0"}
COMMA_BETWEEN_BRACES = (
    'between braces a comma begins a new key: put a number with a decimal comma between quotes, as in "45,5%".'
)
_LIST = ("a list", "write [one, two], or one per line behind dashes.")
_MAPPING = ("a mapping (key: value)", "write one “key: value” per line, indented, or {key: value}.")
_SHAPES = {"is_instance_of": ("a single value", ""), "list_type": _LIST, "tuple_type": _LIST}


def read_record(record: type[R], root: Node) -> tuple[R | None, list[Diagnostic]]:
    """Make a record of a YAML tree.

    What cannot be read is reported and left out, so that the rest is there to be checked further.
    `None` only when nothing at all could be kept.
    """
    mender = _Mender(root)
    try:
        return record.model_validate(root.plain(), context=mender), mender.diagnostics
    except ValidationError as invalid:
        mender.report((), record, invalid.errors(include_url=False))
        return None, mender.diagnostics


class _Mender:
    """Reports what is wrong in a record and cuts it out; pydantic calls it for each, the innermost first."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.diagnostics: list[Diagnostic] = []

    def __call__(self, record: type[R], content: Any, validate: Callable[[Any], R]) -> R:
        """The record of a mapping, without what is wrong in it.

        Raises:
            ValueError: when nothing can stand in for what is wrong.
        """
        while isinstance(content, Mapping):
            try:
                return validate(content)
            except ValidationError as invalid:
                errors = invalid.errors(include_url=False)
            unread = content.setdefault(UNREAD, set())
            # The key that an unknown one was probably meant for counts as typed, so that nothing calls it missing.
            unknown = [str(each["loc"][0]) for each in errors if each["type"] == "extra_forbidden"]
            unread |= {closest(key, record.keys()) for key in unknown} - {None, *content}
            new = [each for each in errors if each["type"] != "missing" or each["loc"][0] not in unread]
            self.report(content.steps, record, new)
            for name, holder, key in [(str(each["loc"][0]), *_innermost(content, each["loc"])) for each in errors]:
                unread.add(name)
                field = record.keys().get(name)
                if holder is not content or field is None or not record.model_fields[field].is_required():
                    holder.pop(key, None)
                elif name in STAND_INS:
                    content[name] = STAND_INS[name]
                else:
                    raise ValueError
        return validate(content)

    def report(self, steps: Steps, record: type[Record], errors: list[Any]) -> None:
        """Report what pydantic found in the record that these steps lead to, but for what is reported already."""
        for each in errors:
            if each["type"] == "value_error" and not isinstance(each["ctx"]["error"], Mistake):
                continue
            place, locate = (*steps, *each["loc"]), self.root.locate_key
            if each["type"] == "missing" or place[-1:] == ("[key]",):
                place = place[:-1]
            elif each["type"] != "extra_forbidden":
                locate = self.root.locate
            self.diagnostics.append(explain(each, tuple(record.keys())).at(locate(*place)))


def _innermost(content: dict[str, Any], loc: Steps) -> tuple[dict[str, Any], str]:
    """The innermost mapping on the way to a value, and the key there; of a list the whole is meant."""
    key, *inner = loc
    for step in inner:
        below = content.get(str(key))
        if not isinstance(below, dict) or step not in below:
            break
        content, key = below, step
    return content, str(key)


def explain(error: Any, known: tuple[str, ...] = ()) -> Mistake:
    """One of pydantic's errors in our own words; `known` are the keys that would have been right.

    Raises:
        ValueError: any but a `Mistake` that a field type raised, such as a text that no encoding holds.
    """
    kind, name, found = error["type"], str(error["loc"][-1]) if error["loc"] else "", error["input"]
    if kind == "value_error":
        if isinstance(mistake := error["ctx"]["error"], Mistake):
            return mistake
        raise mistake
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
    else:
        shape, hint = _SHAPES.get(kind, _MAPPING)
    return Mistake("wrong-shape", f"found {kind_of(found)} where {shape} is expected", hint)
