"""No regular expression of ours can be kept busy: each is done at once with a hundred thousand letters."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from hcroadmap.read.downloads.notations import described
from hcroadmap.read.downloads.periods import _notations

ROOT = Path(__file__).parents[1] / "hcroadmap"
MODULES = [
    import_module(".".join(("hcroadmap", *file.relative_to(ROOT).with_suffix("").parts)))
    for file in sorted(ROOT.rglob("*.py"))
    if file.stem not in ("__main__", "__init__")
]
GUARDED = {
    "hcroadmap.model.quantity._LEVEL": "a value longer than MAX_LENGTH is refused before it is matched",
}
UNITS = ("a", "1", " ", "[", "(", "-", ".", "'", "1 ", "a-", "1,", "2015 ", "\u00a0", "::", "\n")
LENGTH = 100_000
TEXTS = [
    start + unit * (LENGTH // len(unit)) + end
    for unit in UNITS
    for start, end in (("", ""), ("", "!"), ("1", "x"))
]


def is_form(value: object) -> bool:
    """Is it the form of a field in a JSON Schema? Editors match with its pattern, the program never does."""
    return isinstance(value, dict) and "patternErrorMessage" in value


PRINTED = [form["pattern"] for module in MODULES for form in vars(module).values() if is_form(form)]


def is_printed(value: object) -> bool:
    """Is it a form, or a text that forms are made of, such as `LEVEL`?"""
    return is_form(value) or (isinstance(value, str) and any(value in pattern for pattern in PRINTED))


def patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """The patterns in a module's value, in tuples and tables as well; some are texts until their first use."""
    if is_printed(value):
        return
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, str) and re.search(r"\\[dsw]|[*+]\)", value) and "\n" not in value:
        yield re.compile(value, re.ASCII | re.IGNORECASE)
    elif depth < 4 and isinstance(value, tuple | list | dict):
        for part in [*value, *value.values()] if isinstance(value, dict) else value:
            yield from patterns(part, depth + 1)


DATA = {file: described(file) for file in ("notations.yaml", "suppliers.yaml")} | {"periods": list(_notations())}
VALUES = {f"{module.__name__}.{name}": value for module in MODULES for name, value in vars(module).items()}
FOUND = {
    (pattern.pattern, pattern.flags): (name, pattern)
    for name, value in (VALUES | DATA).items()
    for pattern in patterns(value)
}


def _too_long(*_: object) -> None:
    raise TimeoutError


@pytest.mark.skipif(not hasattr(signal, "SIGVTALRM"), reason="needs a clock of its own time")
@pytest.mark.parametrize(("name", "pattern"), FOUND.values(), ids=[name for name, _ in FOUND.values()])
def test_a_pattern_is_done_at_once(name: str, pattern: re.Pattern[str]) -> None:
    """Matched from the start of a text, as we use them; one of quadratic time would take hours."""
    if name in GUARDED:
        pytest.skip(GUARDED[name])
    signal.signal(signal.SIGVTALRM, _too_long)
    try:
        for text in TEXTS:
            signal.setitimer(signal.ITIMER_VIRTUAL, 2)  # of our own time: others may need the machine meanwhile
            pattern.match(text)
            pattern.fullmatch(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def test_the_patterns_were_found() -> None:
    """Otherwise the test above would prove nothing."""
    assert len(FOUND) > 50
