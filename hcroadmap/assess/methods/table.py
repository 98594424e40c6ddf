"""The ways of judging: `MethodName` is the table, each name is a module; a test compares it with the folder."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from hcroadmap.assess.case import Method
from hcroadmap.model.vocabulary import MethodName


def method(name: MethodName) -> Method:
    """The method of a name, imported only when it is asked for."""
    return cast("Method", import_module(f"hcroadmap.assess.methods.{name}"))
