"""How suppliers write periods, numbers and flags, and how they are known: data in YAML beside this module."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml


def notations(name: str) -> Any:
    """One part of notations.yaml."""
    return described("notations.yaml")[name]


@cache
def by_word(name: str) -> Mapping[str, str]:
    """The words in one part of notations.yaml, in lower case, each with the key under which it stands."""
    return {word.casefold(): key for key, words in notations(name).items() for word in words}


@cache
def described(file: str) -> Any:
    """What a YAML file beside this module holds; every scalar stays a text."""
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    return yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506  # our own
