"""Where to insert a new update into config/activities.yaml without changing anything else."""

from typing import Any, NamedTuple

import yaml

from hcroadmap.read.files.text import LINE_END
from hcroadmap.read.files.yaml import Parser


class Insertion(NamedTuple):
    """A position in the text, and what to write before and after the new entry there."""

    at: int
    before: str
    after: str = ""


def insertion(text: str, activity: str) -> Insertion | None:
    """The place for one more entry among the updates of an activity; `None` where the text has no such place.

    The file must have been read without errors: composing a text that nests too deeply is not safe.
    """
    root = yaml.compose(text, Parser)
    section = _entry(root, "activities")
    found = _entry(section[1], activity) if section else None
    if found is None or not isinstance(found[1], yaml.MappingNode) or _is_alias(found):
        return None
    updates = _entry(found[1], "updates")
    if updates and (_is_alias(updates) or not isinstance(updates[1], yaml.SequenceNode)):
        return None
    node = updates[1] if updates else found[1]
    if node.flow_style:
        at = len(text[: node.end_mark.index - 1].rstrip())
        comma = " " if text[:at].endswith(",") else ", " if node.value else ""
        return Insertion(at, comma) if updates else Insertion(at, f"{comma}updates: [", "]")
    indent = " " * (node if updates else node.value[0][0]).start_mark.column
    before = f"{indent}- " if updates else f"{indent}updates:\n{indent}  - "
    end = _end(node)  # the blank lines and comments that follow stay below the new entry
    if text[:end].endswith(("\n", "\r")):
        return Insertion(end, before, "\n")
    feed = LINE_END.search(text, end)
    return Insertion(feed.end(), before, "\n") if feed else Insertion(len(text), f"\n{before}", "\n")


def _entry(node: Any, name: str) -> tuple[Any, Any] | None:
    """The key and the value of a mapping's entry."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next(((key, value) for key, value in pairs if key.value == name), None)


def _is_alias(entry: tuple[Any, Any]) -> bool:
    """Is the value an alias? Changing it would change other places too."""
    return bool(entry[1].start_mark.index < entry[0].end_mark.index)


def _end(node: Any) -> int:
    """Where the last value of a node ends; the parser's own end includes the blank lines below it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    key, value = last if isinstance(last, tuple) else (last, last)
    return max(_end(key), _end(value))
