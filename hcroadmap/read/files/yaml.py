"""YAML to a tree in which every scalar is the text that was typed, and everything knows its place.

The tree is built from the parser's events, with limits on depth and size *while* parsing: composing 30 000 nested
brackets with the C parser crashes the interpreter.
"""

from collections.abc import Iterator, KeysView
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from hcroadmap.model.diagnostic import Diagnostic, Location, error, quoted
from hcroadmap.read.files.text import CONTROL, TextFile

MAX_DEPTH = 64
MAX_NODES = 2_000_000
_YAML = "tag:yaml.org,2002:"
UNDERSTOOD = (None, "!", *(f"{_YAML}{kind}" for kind in ("str", "seq", "map")))
"""Tags that are so anyhow."""
Parser: Any = getattr(yaml, "CLoader", yaml.Loader)


class Mapping(dict[str, Any]):
    """A mapping as plain values, with the steps that lead to it."""

    steps: tuple[str | int, ...] = ()


@dataclass(eq=False, slots=True)
class Node:
    """A scalar (`text`), a mapping (`entries`) or a list (`items`), and where it stands.

    `size` counts the values in it and `height` its levels, itself included; both are 0 until they are known.
    """

    location: Location
    text: str | None = None
    entries: "dict[str, Entry] | None" = None
    items: "list[Node] | None" = None
    size: int = 0
    height: int = 0

    def plain(self, *steps: str | int) -> Any:
        """The tree as texts, mappings and lists, for pydantic; `steps` lead to it."""
        if self.items is not None:
            return [node.plain(*steps, index) for index, node in enumerate(self.items)]
        if self.entries is None:
            return self.text
        mapping = Mapping((name, node.plain(*steps, name)) for name, (_, node) in self.entries.items())
        mapping.steps = steps
        return mapping

    def child(self, step: str | int) -> "Node | None":
        """The value under a key or at an index, if there is one."""
        if isinstance(step, str):
            entry = (self.entries or {}).get(step)
            return entry.value if entry else None
        return self.items[step] if self.items is not None and step < len(self.items) else None

    def key(self, name: str) -> Location | None:
        """The place of a key, if the mapping has it."""
        entry = (self.entries or {}).get(name)
        return entry.key if entry else None

    def locate(self, *steps: str | int) -> Location:
        """The place of the value reached by these steps; steps that the tree lacks are skipped.

        A mapping or a list in a mapping is found at its key.
        """
        node, place = self, self.location
        for step in steps:
            child = node.child(step)
            if child is not None:
                key = None if isinstance(step, int) or child.text else node.key(step)
                place = key or child.location
                node = child
        return place

    def locate_key(self, *steps: str | int) -> Location:
        """The place of the key that is the last of these steps, else the nearest place."""
        if not steps:
            return self.location
        holder = self
        for step in steps[:-1]:
            holder = holder.child(step) or holder
        return holder.key(str(steps[-1])) or self.locate(*steps)

    def reach(self, *steps: str | int) -> "Node | None":
        """The value reached by these steps, if there is one."""
        node: Node | None = self
        for step in steps:
            node = node.child(step) if node else None
        return node

    def names(self, *steps: str) -> KeysView[str]:
        """The keys of the mapping reached by these steps, as typed; none when there is no such mapping."""
        node = self.reach(*steps)
        return ((node.entries if node else None) or {}).keys()


class Entry(NamedTuple):
    """A value in a mapping, and where its key stands."""

    key: Location
    value: Node


class _Refusal(Exception):  # noqa: N818  # not an error of ours
    """Reading cannot go on: the file is deeper or larger than allowed."""


class _Builder:
    """Turns parse events into nodes and collects what is wrong on the way."""

    def __init__(self, source: TextFile) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.anchors: dict[str, Node] = {}
        self.count = 0

    def document(self) -> Node | None:
        """The first document; a second one is reported."""
        root = None
        events = yaml.parse(self.source.text, Parser)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                hint = "keep one document in one file: remove this “---”."
                self._report(event, "second-document", "the file holds a second document", hint)
                break
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
        return root

    def _node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        """The node that begins with an event; takes the rest of its events."""
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        self._check_limits(event, depth, 1)
        self._check_tag(event)
        node = Node(self._location(event))
        if event.anchor:
            self.anchors[event.anchor] = node
        if isinstance(event, yaml.ScalarEvent):
            node.text, node.size, node.height = event.value, 1, 1
            return node
        parts: list[Node] = []
        if isinstance(event, yaml.SequenceStartEvent):
            node.items = parts
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                parts.append(self._node(event, events, depth + 1))
        else:
            node.entries = {}
            while not isinstance(event := next(events), yaml.MappingEndEvent):
                key = self._node(event, events, depth + 1)
                parts.append(self._node(next(events), events, depth + 1))
                if self._accepts(node, key):
                    node.entries[str(key.text)] = Entry(key.location, parts[-1])
        node.size = 1 + sum(part.size for part in parts)
        node.height = 1 + max((part.height for part in parts), default=0)
        return node

    def _accepts(self, node: Node, key: Node) -> bool:
        """May this key be added to a mapping? If not, that is reported."""
        if key.text is None:
            finding = ("wrong-shape", "a key must be a plain text", "write it as “key: value”.")
        elif key.text == "<<":
            finding = ("merge-key", "merge keys (<<) are not read", "repeat the keys here instead.")
        elif CONTROL.search(key.text):
            finding = ("control-character", "a control character stands in a key", "remove it.")
        elif first := node.key(key.text):
            message = f"the key {quoted(key.text)} is given twice; it stands on line {first.line} already"
            finding = ("duplicate-key", message, "remove one of the two.")
        else:
            return True
        self.diagnostics.append(error(key.location, *finding))
        return False

    def _alias(self, event: Any, depth: int) -> Node:
        target = self.anchors.get(event.anchor)
        if target is None or not target.size:
            message = f"the alias {quoted(f'*{event.anchor}')} refers to {'itself' if target else 'nothing'}"
            hint = "write the value out; a text that begins with * needs quotes."
            self._report(event, "alias-cycle", message, hint)
            return Node(self._location(event), text=f"*{event.anchor}")
        self._check_limits(event, depth + target.height - 1, target.size)
        return target

    def _check_limits(self, event: Any, depth: int, nodes: int) -> None:
        self.count += nodes
        if depth > MAX_DEPTH:
            message = f"values are nested deeper than {MAX_DEPTH} levels"
            self._report(event, "too-deep", message, "write it flatter; look for a bracket that is never closed.")
            raise _Refusal
        if self.count > MAX_NODES:
            message = f"the file holds more than {MAX_NODES // 10**6} million values, aliases written out"
            self._report(event, "too-large", message, "split it, or remove the aliases.")
            raise _Refusal

    def _check_tag(self, event: Any) -> None:
        """Report a tag that says something else than what is read, such as !!int before a word."""
        if event.tag in UNDERSTOOD:
            return
        text = getattr(event, "value", None)
        resolver: Any = yaml.resolver.Resolver()
        plain = "" if text is None else resolver.resolve(yaml.ScalarNode, text, (True, False))
        if event.tag not in (plain, f"{_YAML}float" if plain == f"{_YAML}int" else plain):
            tag = f"!!{event.tag.removeprefix(_YAML)}" if event.tag.startswith(_YAML) else event.tag
            hint = "remove it: what a value is follows from its key."
            self._report(event, "yaml-syntax", f"the tag {quoted(tag)} does not fit what stands here", hint)

    def _location(self, event: Any) -> Location:
        return self.source.location(event.start_mark.index, event.end_mark.index)

    def _report(self, event: Any, code: str, message: str, hint: str) -> None:
        self.diagnostics.append(error(self._location(event), code, message, hint))


def read_yaml(source: TextFile) -> tuple[Node | None, list[Diagnostic]]:
    """Read one YAML document as a tree of places; `None` when nothing could be read."""
    builder = _Builder(source)
    try:
        root = builder.document()
    except _Refusal:
        return None, builder.diagnostics
    except yaml.MarkedYAMLError as failure:
        # How deep newer versions of libyaml look ahead: the place where it becomes too deep for us comes earlier.
        if failure.problem == "exceeded maximum nesting depth" and failure.problem_mark:
            return read_yaml(replace(source, text=source.text[: failure.problem_mark.index]))
        known = yaml.safe_load(Path(__file__).with_name("syntax.yaml").read_text(encoding="utf-8"))
        words = known.get(failure.problem, {})
        reason = ", ".join(part for part in (failure.context, failure.problem) if part)
        message = f"this is not YAML: {words.get('message', reason)}"
        hint = words.get("hint", "look at the indentation, the quotes and the colons here and on the line above.")
        mark = (failure.context_mark if "begun" in words else None) or failure.problem_mark
        location = source.location(mark.index) if mark else Location(source.path)
        return None, [*builder.diagnostics, error(location, "yaml-syntax", message, hint)]
    if root is None:
        message, hint = "the file is empty", "write its contents, or remove the file if the project needs none."
        builder.diagnostics.append(error(Location(source.path), "empty-file", message, hint))
    return root, builder.diagnostics
