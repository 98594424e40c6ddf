"""The ways of judging by name; `tests/assess/methods` compares this table with the folder."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from hcroadmap.assess.case import Method
from hcroadmap.model.vocabulary import MethodName

MODULES = {
    MethodName.LINEAR: "linear",
    MethodName.STATCAN: "statcan",
    MethodName.UN2022: "un2022",
    MethodName.UN2023: "un2023",
    MethodName.DESTATIS: "destatis",
}


def method(name: MethodName) -> Method:
    """The method of a name, imported only when it is asked for."""
    return cast("Method", import_module(f"hcroadmap.assess.methods.{MODULES[name]}"))
