"""Every text of the source that a person may read, found without running anything."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("desktop", "sync", "resources")


@dataclass(frozen=True)
class Said:
    """One call of ``t``: its text ("" unless it is a literal) and the names of its values.

    ``early`` marks a call that runs when its module is loaded, before a language is chosen.
    """

    where: str
    text: str
    values: frozenset[str]
    literal: bool
    early: bool


@cache
def calls(root: Path = ROOT) -> tuple[Said, ...]:
    """Every call of ``t`` below the source folders of ``root``."""
    return tuple(
        _said(f"{file.relative_to(root)}:{node.lineno}", node, early=early)
        for file, tree in trees(root)
        for node, early in _walk(tree, early=True)
        if isinstance(node, ast.Call) and _called(node.func) == "t"
    )


@cache
def literals(root: Path = ROOT) -> tuple[tuple[str, str], ...]:
    """Every string of the source, with where it stands; docstrings are among them."""
    return tuple(
        (f"{file.relative_to(root)}:{node.lineno}", node.value)
        for file, tree in trees(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def trees(root: Path) -> tuple[tuple[Path, ast.Module], ...]:
    """Every source file below ``root`` with its syntax."""
    files = [file for top in SOURCES for file in sorted((root / top).rglob("*.py"))]
    return tuple((file, ast.parse(file.read_text("utf-8"), str(file))) for file in files)


def places(text: str) -> frozenset[str]:
    """The names of the {places} in ``text``."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _said(where: str, call: ast.Call, *, early: bool) -> Said:
    values = frozenset(keyword.arg or "**" for keyword in call.keywords)
    match call.args:
        case [ast.Constant(value=str(text))]:
            return Said(where, text, values, literal=True, early=early)
        case _:
            return Said(where, "", values, literal=False, early=early)


def _walk(node: ast.AST, *, early: bool) -> Iterator[tuple[ast.AST, bool]]:
    """Every node below, and whether it runs when its module is loaded: not so the body of a
    function."""
    yield node, early
    function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for name, value in ast.iter_fields(node):
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, ast.AST):
                yield from _walk(inner, early=early and not (function and name == "body"))


def _called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
