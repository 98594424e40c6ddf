"""Small changes to a program, each in one place: another comparison, another sum, another status."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

OTHER: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,), ast.And: (ast.Or,), ast.Or: (ast.And,),
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Mult,), ast.Mod: (ast.Mult,), ast.Pow: (ast.Mult,),
}  # fmt: skip
OPPOSITES = {"min": "max", "max": "min", "any": "all", "all": "any"}
NOTHING = ("annotation", "returns", "decorator_list")
"""Where a change means nothing: `frozen=False` judges the same."""
VOCABULARIES = {
    "Status": ("MET", "MISSED", "NO_DATA"),
    "Severity": ("OK", "CRITICAL"),
    "ReleaseState": ("FRESH", "OVERDUE"),
}


class Change(NamedTuple):
    """A program that differs in one place."""

    line: int
    before: str
    after: str
    tree: ast.Module


def changes(source: str) -> Iterator[Change]:
    """Every small change there is, in the order of the lines."""
    places = list(_places(ast.parse(source)))
    for number, place in enumerate(places):
        for other in range(len(list(_others(place)))):
            tree = ast.parse(source)
            changed = list(_places(tree))[number]
            before = ast.unparse(changed)
            made = list(_others(changed))[other]
            changed.__class__ = made.__class__
            vars(changed).update(vars(made))
            yield Change(place.lineno, before, ast.unparse(changed), ast.fix_missing_locations(tree))


def _places(tree: ast.AST) -> Iterator[ast.expr]:
    """The expressions that decide something, which leaves out what is only there for the type checker."""
    for name, value in ast.iter_fields(tree):
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or name in NOTHING or _is_for_types(child):
                continue
            if isinstance(child, ast.expr):
                yield child
            yield from _places(child)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _others(node: ast.expr) -> Iterator[ast.expr]:
    """What may stand in the place of an expression."""
    match node:
        case ast.Compare(ops=ops):
            for index, operator in enumerate(ops):
                yield from (
                    _with(node, ops=[*ops[:index], kind(), *ops[index + 1 :]]) for kind in _kinds(operator)
                )
        case ast.BoolOp(op=op) | ast.BinOp(op=op):
            yield from (_with(node, op=kind()) for kind in _kinds(op))
        case ast.UnaryOp(operand=operand):
            yield copy.deepcopy(operand)
        case ast.IfExp(body=body, orelse=orelse):
            yield _with(node, body=orelse, orelse=body)
        case _:
            yield from _other_words(node)


def _other_words(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Attribute(value=ast.Name(id=vocabulary), attr=word):
            yield from (_with(node, attr=other) for other in VOCABULARIES.get(vocabulary, ()) if other != word)
        case ast.Call(func=ast.Name(id=name)) if name in OPPOSITES:
            yield _with(node, func=ast.Name(OPPOSITES[name], ast.Load()))


def _kinds(operator: ast.AST) -> tuple[type[ast.AST], ...]:
    return OTHER.get(type(operator), ())


def _with(node: ast.expr, **fields: object) -> ast.expr:
    made = copy.copy(node)
    vars(made).update(fields)
    return made
