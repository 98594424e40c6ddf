"""YAML to a tree in which every scalar is the text that was typed, and everything knows its place.

The tree is built from the parser's events with limits on depth and size *while* parsing, because composing
30 000 nested brackets with the C parser crashes the interpreter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from hcroadmap.model.diagnostic import Diagnostic, Location
from hcroadmap.read.text_file import TextFile

MAX_DEPTH = 64
MAX_NODES = 2_000_000

Parser: Any = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(eq=False)
class Node:
    """A scalar (`text`), a mapping (`entries`) or a list (`items`), and where it stands."""

    location: Location
    text: str | None = None
    entries: dict[str, Node] | None = None
    items: list[Node] | None = None
    keys: dict[str, Location] = field(default_factory=dict)
    size: int = 1
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
        """The place of the key that is the last of these steps."""
        parent = self
        for step in steps[:-1]:
            parent = parent._child(step) or parent
        return parent.keys.get(str(steps[-1])) or self.locate(*steps)

    def _child(self, step: str | int) -> Node | None:
        if self.items is not None and isinstance(step, int) and step < len(self.items):
            return self.items[step]
        return (self.entries or {}).get(str(step))


class _Refusal(Exception):
    """Reading cannot go on: the file is deeper or larger than allowed."""


class _Builder:
    """Turns parse events into nodes and collects what is wrong on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []
        self.anchors: dict[str, Node] = {}
        self.count = 0

    def document(self, events: Iterator[Any]) -> Node | None:
        """The first document; a second one is a finding."""
        root = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                message = "the file holds a second document"
                self._report(event, "second-document", message, "keep one document in one file: remove this “---”.")
                break
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, events, 1)
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        """The node that begins with an event; takes the rest of its events."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        if depth > MAX_DEPTH:
            hint = "write it flatter."
            self._report(event, "too-deep", f"values are nested deeper than {MAX_DEPTH} levels", hint)
            raise _Refusal
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
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            item = self.node(event, events, depth + 1)
            node.size += item.size
            items.append(item)
        return items

    def _mapping(self, node: Node, events: Iterator[Any], depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            node.size += value.size
            if self._accepts(node, key) and key.text is not None:
                node.keys[key.text] = key.location
                entries[key.text] = value
        return entries

    def _accepts(self, node: Node, key: Node) -> bool:
        if key.text is None:
            self._found(key.location, "wrong-shape", "a key must be a plain text", "write it as “key: value”.")
        elif key.text == "<<":
            self._found(key.location, "merge-key", "merge keys (<<) are not read", "write the keys out.")
        elif key.text in node.keys:
            first = node.keys[key.text].line
            message = f"the key “{key.text}” is given twice; it stands on line {first} already"
            self._found(key.location, "duplicate-key", message, "remove one of the two.")
        else:
            return True
        return False

    def _alias(self, event: Any) -> Node:
        target = self.anchors.get(event.anchor)
        if target is None or not target.closed:
            what = "itself" if target else "nothing"
            message = f"the alias “*{event.anchor}” refers to {what}"
            self._report(event, "alias-cycle", message, "write the value out.")
            return Node(self._location(event), text="")
        self._count(target.size, event)
        return target

    def _count(self, nodes: int, event: Any) -> None:
        self.count += nodes
        if self.count > MAX_NODES:
            message = f"the file holds more than {MAX_NODES:,} values, aliases written out".replace(",", " ")
            self._report(event, "too-large", message, "split it, or remove the aliases.")
            raise _Refusal

    def _location(self, event: Any) -> Location:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Location(self.path, start.line + 1, start.column + 1, max(1, width))

    def _report(self, event: Any, code: str, message: str, hint: str) -> None:
        self._found(self._location(event), code, message, hint)

    def _found(self, location: Location, code: str, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic(location, "error", code, message, hint))


def read_yaml(source: TextFile) -> tuple[Node | None, list[Diagnostic]]:
    """Read one YAML document as a tree of places; `None` when nothing could be read."""
    builder = _Builder(source.path)
    try:
        root = builder.document(iter(_events(source.text)))
    except _Refusal:
        return None, builder.diagnostics
    except yaml.MarkedYAMLError as error:
        return None, [*builder.diagnostics, _syntax(error, source.path)]
    if root is None:
        message = "the file is empty"
        empty = Diagnostic(Location(source.path), "error", "empty-file", message, "see `hcroadmap help targets`.")
        return None, [*builder.diagnostics, empty]
    return root, builder.diagnostics


def _events(text: str) -> Iterator[Any]:
    parser = Parser(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


def _syntax(error: yaml.MarkedYAMLError, path: str) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    location = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
    told = ", ".join(part for part in (error.context, error.problem) if part)
    hint = "look at the indentation, the quotes and the colons here and on the line above."
    return Diagnostic(location, "error", "yaml-syntax", f"this is not YAML: {told}", hint)
