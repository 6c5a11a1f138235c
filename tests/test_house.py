"""The house rules that keep the source readable, measured."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.conftest import HERE, LONGEST

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES = 300
MEDIAN_LINES = 120
FUNCTION_LINES = 40
CATCHES_ALL = {"desktop/ui/jobs.py", "desktop/ui/app.py", "sync/__main__.py"}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX)\b|pytest\.(mark\.)?(skip|xfail)\w*\b")


def sources(*tops: str) -> dict[str, str]:
    files = [file for top in tops for file in sorted((ROOT / top).rglob("*.py"))]
    found = {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in files}
    assert len(found) > 20
    return found


def program() -> dict[str, str]:
    run = ROOT / "run.py"
    return sources("desktop", "sync", "resources") | {run.name: run.read_text("utf-8")}


def nodes(files: dict[str, str]) -> Iterator[tuple[str, ast.AST]]:
    for name, text in files.items():
        for node in ast.walk(ast.parse(text)):
            yield name, node


def test_files_are_short() -> None:
    lines = {name: text.count("\n") for name, text in program().items()}
    assert {name: count for name, count in lines.items() if count > FILE_LINES} == {}
    assert median(count for count in lines.values() if count) <= MEDIAN_LINES


def test_functions_are_short() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, node in nodes(program())
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    assert long == []


def test_only_the_last_nets_keep_every_error() -> None:
    """Who catches everything only to tidy up and raises it again keeps nothing."""
    wide = {
        name
        for name, node in nodes(program())
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
        and ast.unparse(node.body[-1]) != "raise"
    }
    assert wide <= CATCHES_ALL


def test_what_takes_longest_is_there() -> None:
    assert [name for name in LONGEST if not (HERE / name).is_file()] == []


def test_no_icon_is_shipped_that_nothing_names() -> None:
    icons = ROOT / "resources" / "icons"
    naming = "".join(sources("desktop").values()) + (icons / "registers.toml").read_text("utf-8")
    assert [file.stem for file in icons.glob("*.svg") if f'"{file.stem}"' not in naming] == []


def test_nothing_is_left_unfinished_or_left_out() -> None:
    here = Path(__file__).relative_to(ROOT).as_posix()
    files = program() | sources("tests")
    found = {name: UNFINISHED.findall(text) for name, text in files.items() if name != here}
    assert {name: words for name, words in found.items() if words} == {}
