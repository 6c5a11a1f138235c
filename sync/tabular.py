"""Rows as they lie in a file that a person or program made: .jsonl, .csv or .xlsx."""

import csv
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from zipfile import BadZipFile

from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.text import clean, fold

Raw = dict[str, object]

Cells = Iterable[tuple[str, object]]
"""One row as it lies in the file: head and value, a head perhaps more than once."""

LARGEST_FILE = 20 * 1024 * 1024

_UNREADABLE = (
    OSError,
    ValueError,
    csv.Error,
    RecursionError,
    # What openpyxl lets through when a workbook is cut, altered, or encrypted:
    BadZipFile,
    zlib.error,
    EOFError,
    SyntaxError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
)


def read(file: Path, register: Register) -> list[Raw]:
    """The rows of ``file`` by field name; heads may be field names or labels in either language.

    Raises InputError for a file that is missing, of another kind, damaged or too large, and for
    one whose columns do not say clearly which field they hold.
    """
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise InputError(
            t("Chỉ đọc được tệp .jsonl, .csv hoặc .xlsx; “{file}” không phải.", file=file.name)
        )
    try:
        if not file.is_file():
            raise InputError(t("Không thấy tệp “{file}”. Kiểm tra đường dẫn.", file=file))
        if file.stat().st_size > LARGEST_FILE:
            raise InputError(t("Tệp “{file}” quá lớn (trên 20 MB).", file=file.name))
        rows = _named(register, reader(file))
    except _UNREADABLE as error:
        raise InputError(
            t("Không đọc được tệp “{file}”; tệp hỏng hoặc sai kiểu. Chưa lưu gì.", file=file.name)
        ) from error
    if not rows:
        raise InputError(t("Tệp “{file}” không có dòng nào.", file=file.name))
    return rows


def _named(register: Register, found: Iterable[Cells]) -> list[Raw]:
    heads = {
        fold(words): field.name
        for field in register.fields
        for words in (field.vi, field.en, field.name)
    }
    rows: list[Raw] = []
    for number, cells in enumerate(found, start=1):
        row: Raw = {}
        for head, value in cells:
            name = heads.get(fold(clean(head)).rstrip(" *"), head)
            if name in row:
                raise InputError(
                    t("Dòng {row} ghi mục “{name}” hai lần. Chưa lưu gì.", row=number, name=name)
                )
            row[name] = value
        rows.append(row)
    return rows


def _jsonl(file: Path) -> Iterator[Cells]:
    for line in file.read_text(encoding="utf-8-sig").split("\n"):
        if line.strip():
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError(line)
            yield row.items()


def _csv(file: Path) -> Iterator[Cells]:
    with file.open(encoding="utf-8-sig", newline="") as source:
        first = source.readline()
        source.seek(0)
        delimiter = max(",;\t", key=first.count)
        yield from _under_heads(csv.reader(source, delimiter=delimiter, strict=True))


def _xlsx(file: Path) -> Iterator[Cells]:
    from openpyxl import load_workbook  # slow to import, and needed here only

    book = load_workbook(file, read_only=True, data_only=True)
    try:
        yield from _under_heads(book.worksheets[0].iter_rows(values_only=True))
    finally:
        book.close()


def _under_heads(lines: Iterable[Iterable[object]]) -> Iterator[Cells]:
    """The lines below the first, each value with its head; lines that say nothing are left out."""
    source = iter(lines)
    heads = [str(head or "").strip() for head in next(source, ())]
    number = 0
    for line in source:
        cells = list(zip_longest(heads, line, fillvalue=""))
        if all(value in (None, "") for _, value in cells):
            continue
        number += 1
        if any(not head and value not in (None, "") for head, value in cells):
            raise InputError(
                t("Dòng {row} có ô nằm ngoài các cột có tên. Chưa lưu gì.", row=number)
            )
        yield [(head, value) for head, value in cells if head]


_READERS: dict[str, Callable[[Path], Iterator[Cells]]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".xlsx": _xlsx,
}
