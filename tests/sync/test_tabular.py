"""Rows out of files that people make: .jsonl, .csv and .xlsx, read alike or refused."""

import csv
import io
import json
import random
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from desktop.records import parse
from desktop.records.errors import InputError
from desktop.records.registers import REGISTERS
from sync.tabular import LARGEST_FILE, Raw, read
from tests import rows

OUTREACH, SITES = REGISTERS["outreach"], REGISTERS["sites"]
TODAY = date(2024, 7, 1)


def jsonl(folder: Path, *found: object) -> Path:
    file = folder / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in found), encoding="utf-8")
    return file


def table(
    folder: Path, *lines: Sequence[object], delimiter: str = ",", encoding: str = "utf-8"
) -> Path:
    file = folder / "rows.csv"
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(lines)
    file.write_bytes(text.getvalue().encode(encoding))
    return file


def workbook(folder: Path, *lines: Sequence[object]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append(list(line))
    file = folder / "rows.xlsx"
    book.save(file)
    return file


def flat(row: Raw) -> list[object]:
    """The values of a row as a cell of a table holds them."""
    return [";".join(v) if isinstance(v, list) else v for v in row.values()]


def meant(file: Path) -> list[Raw]:
    """The rows a file of outreach events means, every value read."""
    found = [parse.read_row(OUTREACH, raw, today=TODAY) for raw in read(file, OUTREACH)]
    assert [problems for _, problems in found] == [[] for _ in found]
    return [dict(row) for row, _ in found]


def test_the_three_kinds_of_file_say_the_same(tmp_path: Path) -> None:
    given = [rows.outreach(), rows.outreach(date="06/03/2024", note='"ngoặc"; phẩy, hết')]
    heads: list[object] = list(given[0])
    lines = [heads, *map(flat, given)]
    real = [line[:] for line in lines]
    for line, day in zip(real[1:], (5, 6), strict=True):
        line[0] = datetime(2024, 3, day)

    expected = meant(jsonl(tmp_path, *given))
    assert len(expected) == 2
    assert meant(table(tmp_path, *lines)) == expected
    assert meant(workbook(tmp_path, *lines)) == expected
    assert meant(workbook(tmp_path, *real)) == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_as_office_programs_save_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    file = table(
        tmp_path,
        ["Tên nơi *", "Loại hình", "SỐ LAO ĐỘNG HOẶC HỌC SINH", "Active from"],
        ["Quán\nSông Năng", "KARAOKE", 4, "01/01/2022"],
        delimiter=delimiter,
        encoding=encoding,
    )

    assert read(file, SITES) == [
        {
            "name": "Quán\nSông Năng",
            "kind": "KARAOKE",
            "headcount": "4",
            "active_from": "01/01/2022",
        }
    ]


def test_lines_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    spaced = table(tmp_path, ["name", "kind", ""], ["A", "THPT", ""], ["", "", ""], ["B", "THPT"])
    assert [row["name"] for row in read(spaced, SITES)] == ["A", "B"]

    file = tmp_path / "spaced.jsonl"
    file.write_bytes(b'\xef\xbb\xbf\r\n{"name": "A"}\r\n\r\n{"name": "B"}')
    assert [row["name"] for row in read(file, SITES)] == ["A", "B"]


def test_a_line_of_json_ends_at_a_line_feed_only(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"name": "một\u2028hai\x85ba"}\n', encoding="utf-8")

    assert read(file, SITES) == [{"name": "một\u2028hai\x85ba"}]


def _write(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        file = folder / name
        file.write_bytes(content)
        return file

    return write


def _folder(folder: Path) -> Path:
    (folder / "rows.csv").mkdir()
    return folder / "rows.csv"


def _too_large(folder: Path) -> Path:
    with (folder / "rows.csv").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    return folder / "rows.csv"


def _without_sheets(folder: Path) -> Path:
    file = folder / "rows.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "x")
    return file


REFUSED: dict[str, Callable[[Path], Path]] = {
    "missing": lambda folder: folder / "nothing.csv",
    "folder": _folder,
    "too large": _too_large,
    "other kind": _write("rows.docx", b"x"),
    "no ending": _write("rows", b"x"),
    "empty jsonl": _write("rows.jsonl", b""),
    "empty csv": _write("rows.csv", b""),
    "empty xlsx": _write("rows.xlsx", b""),
    "heads only": _write("rows.csv", b"name,kind\n"),
    "not an object": _write("rows.jsonl", b"[1, 2]"),
    "a number": _write("rows.jsonl", b'{"name": "A"}\n5'),
    "broken json": _write("rows.jsonl", b'{"name": '),
    "deep json": _write("rows.jsonl", b'{"name": ' + b"[" * 100_000),
    "number too long": _write("rows.jsonl", b'{"headcount": ' + b"9" * 9_000 + b"}"),
    "not utf-8": _write("rows.csv", "name,kind\nBản,THPT\n".encode("utf-16")),
    "windows-1258": _write("rows.csv", b"name,kind\nQu\xe1n,THPT\n"),
    "not utf-8 jsonl": _write("rows.jsonl", b'{"name": "Qu\xe1n"}'),
    "open quote": _write("rows.csv", b'name,kind\n"A,THPT\n'),
    "stray quote": _write("rows.csv", b'name,kind\n"A"B,THPT\n'),
    "cell too long": _write("rows.csv", b"name,kind\n" + b"A" * 200_000 + b",THPT\n"),
    "extra column": _write("rows.csv", b"name,kind\nA,THPT,5\n"),
    "column without head": _write("rows.csv", b"name,,kind\nA,5,THPT\n"),
    "same field twice": _write("rows.csv", "name,Tên nơi\nA,B\n".encode()),
    "same head twice": _write("rows.csv", b"name,name\nA,B\n"),
    "not a zip": _write("rows.xlsx", b"name,kind\nA,THPT\n"),
    "another zip": _without_sheets,
    "xlsx extra column": lambda folder: workbook(folder, ["name", "kind"], ["A", "THPT", 5]),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_unclear_file_is_refused_in_plain_words(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    with pytest.raises(InputError, match=r"^[^\n]{10,200}\.$"):
        read(make(tmp_path), SITES)


def test_damaged_workbook_is_refused_or_read_but_never_crashes(tmp_path: Path) -> None:
    lines = [["name", "kind"], *(["A", "THPT"] for _ in range(9))]
    file = workbook(tmp_path, *lines)
    whole, draw = file.read_bytes(), random.Random(2060)
    refused = 0
    for _ in range(300):
        damaged = bytearray(whole)
        if draw.random() < 0.5:
            del damaged[draw.randrange(len(damaged)) :]
        else:
            damaged[draw.randrange(len(damaged))] ^= 1 << draw.randrange(8)
        file.write_bytes(damaged)
        try:
            read(file, SITES)
        except InputError:
            refused += 1

    assert refused > 150
