"""Whoever keeps a table by kind of field has a line for every kind, or asks it with a default."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from desktop.records.fields import Kind
from tests.texts import ROOT, trees

KEEPERS = {
    "desktop/records/columns.py",
    "desktop/records/parse.py",
    "desktop/records/rules.py",
    "desktop/records/search.py",
    "desktop/records/words.py",
    "sync/xlsx/layout.py",
}


@cache
def tables(root: Path) -> tuple[tuple[str, set[str]], ...]:
    """Every dict display whose keys are kinds: its file, and the kinds it has; without those that
    are only asked with a default (``WIDTHS.get(kind, 40)``)."""
    return tuple(
        (file.relative_to(root).as_posix(), found)
        for file, tree in trees(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        and (found := {name for key in node.keys for name in _kind(key)})
        and id(node) not in set(_with_default(tree))
    )


def _with_default(tree: ast.Module) -> Iterator[int]:
    """The dict displays behind a name that is read by ``get`` with a default, and not otherwise."""
    reads = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
    asked = [
        call.func.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and (call.func.attr, len(call.args)) == ("get", 2)
    ]
    for line in tree.body:
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value:
            names = line.targets if isinstance(line, ast.Assign) else [line.target]
            known = {name.id for name in names if isinstance(name, ast.Name)}
            uses = [read for read in reads if read.id in known]
            if uses and all(use in asked for use in uses):
                yield from (id(inner) for inner in ast.walk(line.value))


def _kind(key: ast.expr | None) -> Iterator[str]:
    match key:
        case ast.Attribute(value=ast.Name(id="Kind"), attr=name) if name in Kind.__members__:
            yield name


def test_every_table_knows_every_kind() -> None:
    short = {file: Kind.__members__.keys() - kinds for file, kinds in tables(ROOT)}
    assert not {file: missing for file, missing in short.items() if missing}


def test_the_tables_are_seen() -> None:
    assert {file for file, _ in tables(ROOT)} >= KEEPERS


@pytest.mark.parametrize("lost", Kind.__members__)
def test_a_table_that_forgets_a_kind_is_seen(lost: str, tmp_path: Path) -> None:
    kept = [name for name in Kind.__members__ if name != lost]
    (tmp_path / "desktop").mkdir()
    lines = "".join(f"Kind.{name}: 1, " for name in kept)
    (tmp_path / "desktop" / "table.py").write_text(f"TABLE = {{{lines}}}")
    assert list(tables(tmp_path)) == [("desktop/table.py", set(kept))]


@pytest.mark.parametrize(
    ("read", "excused"),
    [
        ("TABLE.get(kind, 3)", True),
        ("TABLE.get(kind)", False),
        ("TABLE[kind]", False),
        ("TABLE.get(kind, 3) + TABLE[kind]", False),
        ("3", False),
    ],
)
def test_only_a_default_excuses_what_is_missing(read: str, excused: bool, tmp_path: Path) -> None:
    (tmp_path / "sync").mkdir()
    (tmp_path / "sync" / "table.py").write_text(f"TABLE = {{Kind.DATE: 1}} | {{}}\nx = {read}")
    assert (list(tables(tmp_path)) == []) is excused
