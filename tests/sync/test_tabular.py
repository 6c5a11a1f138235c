"""Rows as JSON lines: read alike or refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.records.errors import InputError
from sync.tabular import LARGEST_FILE, read


def jsonl(folder: Path, *found: object) -> Path:
    file = folder / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in found), encoding="utf-8")
    return file


def test_lines_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "spaced.jsonl"
    file.write_bytes(b'\xef\xbb\xbf\r\n{"name": "A"}\r\n\r\n{"name": "B"}')
    assert [row["name"] for row in read(file)] == ["A", "B"]


def test_a_line_of_json_ends_at_a_line_feed_only(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"name": "một\u2028hai\x85ba"}\n', encoding="utf-8")

    assert read(file) == [{"name": "một\u2028hai\x85ba"}]


def test_values_stay_as_they_are(tmp_path: Path) -> None:
    row = {"name": "A", "headcount": 4, "topics": ["X"], "need": True, "note": None}
    assert read(jsonl(tmp_path, row, {})) == [row, {}]


def _write(content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        file = folder / "rows.jsonl"
        file.write_bytes(content)
        return file

    return write


def _folder(folder: Path) -> Path:
    (folder / "rows.jsonl").mkdir()
    return folder / "rows.jsonl"


def _too_large(folder: Path) -> Path:
    with (folder / "rows.jsonl").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    return folder / "rows.jsonl"


REFUSED: dict[str, Callable[[Path], Path]] = {
    "missing": lambda folder: folder / "nothing.jsonl",
    "folder": _folder,
    "too large": _too_large,
    "empty": _write(b""),
    "not an object": _write(b"[1, 2]"),
    "a number": _write(b'{"name": "A"}\n5'),
    "broken": _write(b'{"name": '),
    "deep": _write(b'{"name": ' + b"[" * 100_000),
    "number too long": _write(b'{"headcount": ' + b"9" * 9_000 + b"}"),
    "not utf-8": _write(b'{"name": "Qu\xe1n"}'),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_unclear_file_is_refused_in_plain_words(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    with pytest.raises(InputError, match=r"^[^\n]{10,200}\.$"):
        read(make(tmp_path))
