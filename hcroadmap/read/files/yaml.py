"""YAML to a tree in which every scalar is the text that was typed, and everything knows its place.

The tree is built from the parser's events with limits on depth and size *while* parsing, because composing
30 000 nested brackets with the C parser crashes the interpreter.
"""

from __future__ import annotations

from collections.abc import Iterator, KeysView
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from hcroadmap.model.diagnostic import Diagnostic, Location, quoted
from hcroadmap.read.files.text import CONTROL, TextFile

MAX_DEPTH = 64
MAX_NODES = 2_000_000

Parser: Any = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(eq=False)
class Node:
    """A scalar (`text`), a mapping (`entries`) or a list (`items`), and where it stands.

    `size` counts the values in it and `height` the levels, itself included.
    """

    location: Location
    text: str | None = None
    entries: dict[str, Node] | None = None
    items: list[Node] | None = None
    keys: dict[str, Location] = field(default_factory=dict)
    size: int = 1
    height: int = 1
    closed: bool = False

    def plain(self) -> Any:
        """The same as text, dict and list, for pydantic."""
        if self.entries is not None:
            return {key: node.plain() for key, node in self.entries.items()}
        if self.items is not None:
            return [node.plain() for node in self.items]
        return self.text

    def locate(self, *steps: str | int) -> Location:
        """The place of the value reached by these steps; steps that the tree lacks are skipped.

        A mapping or a list is found at the key that introduces it.
        """
        node, place = self, self.location
        for step in steps:
            if node.entries is not None and step in node.entries:
                name = str(step)
                place, node = node.keys[name], node.entries[name]
                place = node.location if node.text else place
            elif node.items is not None and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
                place = node.location
        return place

    def locate_key(self, *steps: str | int) -> Location:
        """The place of the key that is the last of these steps, else the nearest place."""
        parent, place = self, self.location
        for step in steps:
            place = parent.keys.get(str(step)) or self.locate(*steps)
            parent = parent.child(step) or parent
        return place

    def names(self, *steps: str) -> KeysView[str]:
        """The keys of the mapping reached by these steps, as typed; none when there is no such mapping."""
        node: Node | None = self
        for step in steps:
            node = node.child(step) if node else None
        return (node.keys if node else {}).keys()

    def adopt(self, child: Node) -> None:
        """Count a value as part of this one."""
        self.size += child.size
        self.height = max(self.height, child.height + 1)

    def child(self, step: str | int) -> Node | None:
        """The value under a key or at an index, if there is one."""
        if self.items is not None and isinstance(step, int) and step < len(self.items):
            return self.items[step]
        return (self.entries or {}).get(str(step))


class _Refusal(Exception):  # noqa: N818  # not an error of ours
    """Reading cannot go on: the file is deeper or larger than allowed."""


class _Builder:
    """Turns parse events into nodes and collects what is wrong on the way."""

    def __init__(self, source: TextFile) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.anchors: dict[str, Node] = {}
        self.count = 0

    def document(self, events: Iterator[Any]) -> Node | None:
        """The first document; a second one is a finding."""
        root = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                hint = "keep one document in one file: remove this “---”."
                self._report(event, "second-document", "the file holds a second document", hint)
                break
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 1)
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        """The node that begins with an event; takes the rest of its events."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        self._check_depth(event, depth)
        node = Node(self._location(event))
        if event.anchor:
            self.anchors[event.anchor] = node
        if isinstance(event, yaml.ScalarEvent):
            node.text = event.value
        elif isinstance(event, yaml.SequenceStartEvent):
            node.items = self._sequence(node, events, depth)
        else:
            node.entries = self._mapping(node, events, depth)
        node.closed = True
        self._count(1, event)
        return node

    def _sequence(self, node: Node, events: Iterator[Any], depth: int) -> list[Node]:
        items: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            item = self.node(event, events, depth + 1)
            node.adopt(item)
            items.append(item)
        return items

    def _mapping(self, node: Node, events: Iterator[Any], depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            node.adopt(value)
            if self._accepts(node, key) and key.text is not None:
                node.keys[key.text] = key.location
                entries[key.text] = value
        return entries

    def _accepts(self, node: Node, key: Node) -> bool:
        if key.text is None:
            self._found(key.location, "wrong-shape", "a key must be a plain text", "write it as “key: value”.")
        elif key.text == "<<":
            self._found(key.location, "merge-key", "merge keys (<<) are not read", "repeat the keys here instead.")
        elif CONTROL.search(key.text):
            self._found(key.location, "control-character", "a control character stands in a key", "remove it.")
        elif key.text in node.keys:
            first = node.keys[key.text].line
            message = f"the key {quoted(key.text)} is given twice; it stands on line {first} already"
            self._found(key.location, "duplicate-key", message, "remove one of the two.")
        else:
            return True
        return False

    def _check_depth(self, event: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            message = f"values are nested deeper than {MAX_DEPTH} levels"
            self._report(event, "too-deep", message, "write it flatter; look for a bracket that is never closed.")
            raise _Refusal

    def _alias(self, event: Any, depth: int) -> Node:
        target = self.anchors.get(event.anchor)
        if target is None or not target.closed:
            what = "itself" if target else "nothing"
            message = f"the alias {quoted(f'*{event.anchor}')} refers to {what}"
            hint = "write the value out; a text that begins with * needs quotes."
            self._report(event, "alias-cycle", message, hint)
            return Node(self._location(event), text=f"*{event.anchor}")
        self._check_depth(event, depth + target.height - 1)
        self._count(target.size, event)
        return target

    def _count(self, nodes: int, event: Any) -> None:
        self.count += nodes
        if self.count > MAX_NODES:
            message = f"the file holds more than {MAX_NODES // 10**6} million values, aliases written out"
            self._report(event, "too-large", message, "split it, or remove the aliases.")
            raise _Refusal

    def _location(self, event: Any) -> Location:
        return self.source.location(event.start_mark.index, event.end_mark.index)

    def _report(self, event: Any, code: str, message: str, hint: str) -> None:
        self._found(self._location(event), code, message, hint)

    def _found(self, location: Location, code: str, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic(location, "error", code, message, hint))


def read_yaml(source: TextFile) -> tuple[Node | None, list[Diagnostic]]:
    """Read one YAML document as a tree of places; `None` when nothing could be read."""
    builder = _Builder(source)
    try:
        root = builder.document(iter(_events(source.text)))
    except _Refusal:
        return None, builder.diagnostics
    except yaml.MarkedYAMLError as error:
        if error.problem == _DEEPER_THAN_LIBYAML and error.problem_mark:
            return read_yaml(replace(source, text=source.text[: error.problem_mark.index]))
        return None, [*builder.diagnostics, _syntax(error, source)]
    if root is None:
        message, hint = "the file is empty", "write its contents, or remove the file if the project needs none."
        empty = Diagnostic(Location(source.path), "error", "empty-file", message, hint)
        return None, [*builder.diagnostics, empty]
    return root, builder.diagnostics


def _events(text: str) -> Iterator[Any]:
    parser = Parser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


# Newer versions look ahead as deep as this; up to there lies the place where it becomes too deep for us.
_DEEPER_THAN_LIBYAML = "exceeded maximum nesting depth"

# What libyaml finds, in words for people: message, hint, and whether the place is where the thing began.
_PLAIN_WORDS = {
    "found unexpected end of stream": (
        "a quote is opened here and never closed",
        "close the quote; a quote inside quotes is written twice ('') or as \\\".",
        True,
    ),
    "mapping values are not allowed in this context": (
        "a colon stands where none is expected",
        "put a text that holds “: ” between quotes, and look at the indentation of this line.",
        False,
    ),
    "found character that cannot start any token": (
        "a value begins with a character that must not come first, such as a tab, @, ` or %",
        "indent with spaces, and put a text that begins with such a character between quotes.",
        False,
    ),
    "found a tab character that violates indentation": (
        "a tab stands here",
        "indent with spaces.",
        False,
    ),
    "did not find expected '-' indicator": (
        "this belongs neither to the list above nor to what holds that list",
        "give the dashes of one list, and the keys behind one dash, the same indentation.",
        False,
    ),
    "did not find expected ',' or '}'": (
        "a brace is opened here and not closed where it should be",
        "close it with }, put commas between its parts, and a text that holds a comma or brace between quotes.",
        True,
    ),
    "did not find expected ',' or ']'": (
        "a bracket is opened here and not closed where it should be",
        "close it with ], put commas between its parts, and a text that holds a comma or bracket between quotes.",
        True,
    ),
    "did not find expected key": (
        "what stands here does not fit what stands before it",
        "give keys that belong together the same indentation, and write nothing behind a closing quote or brace.",
        False,
    ),
    "could not find expected ':'": (
        "a text stands here where a key with a colon is expected",
        "write it as “key: value”; look at the indentation and the quotes.",
        True,
    ),
}


def _syntax(error: yaml.MarkedYAMLError, source: TextFile) -> Diagnostic:
    told = ", ".join(part for part in (error.context, error.problem) if part)
    hint = "look at the indentation, the quotes and the colons here and on the line above."
    found, hint, began = _PLAIN_WORDS.get(error.problem or "", (told, hint, False))
    mark = error.context_mark if began and error.context_mark else error.problem_mark
    location = source.location(mark.index) if mark else Location(source.path)
    return Diagnostic(location, "error", "yaml-syntax", f"this is not YAML: {found}", hint)
