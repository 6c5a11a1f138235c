"""Whoever keeps a table by kind of field has a line for every kind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
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


def tables(root: Path) -> Iterator[tuple[str, set[str]]]:
    """Every dict display whose keys are kinds: its file, and the kinds it has."""
    for file, tree in trees(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.Dict) and (found := {n for k in node.keys for n in _kind(k)}):
                yield file.relative_to(root).as_posix(), found


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
