"""Rows as they lie in a file that a person or program made: .jsonl, .csv or .xlsx."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import BadZipFile

from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.text import clean, fold

Raw = dict[str, object]

LARGEST_FILE = 20 * 1024 * 1024


def read(file: Path, register: Register) -> list[Raw]:
    """The rows of ``file`` by field name; heads may be field names or labels in either language.

    Raises InputError for a file that is missing, of another kind, damaged or too large.
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
        rows = [_named(register, row) for row in reader(file)]
    except (OSError, UnicodeDecodeError, BadZipFile, KeyError, ValueError) as error:
        raise InputError(
            t("Không đọc được tệp “{file}”; tệp hỏng hoặc sai kiểu. Chưa lưu gì.", file=file.name)
        ) from error
    if not rows:
        raise InputError(t("Tệp “{file}” không có dòng nào.", file=file.name))
    return rows


def _named(register: Register, row: Raw) -> Raw:
    heads = {
        fold(words): field.name
        for field in register.fields
        for words in (field.vi, field.en, field.name)
    }
    return {heads.get(fold(clean(name)).rstrip(" *"), name): value for name, value in row.items()}


def _jsonl(file: Path) -> Iterator[Raw]:
    for line in file.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError(line)
            yield row


def _csv(file: Path) -> Iterator[Raw]:
    text = file.read_text(encoding="utf-8-sig")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    for row in csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True):
        if None in row:
            raise ValueError(row)
        if any(row.values()):
            yield dict(row)


def _xlsx(file: Path) -> Iterator[Raw]:
    from openpyxl import load_workbook  # slow to import, and needed here only

    book = load_workbook(file, read_only=True, data_only=True)
    try:
        lines = book.worksheets[0].iter_rows(values_only=True)
        heads = [str(head or "") for head in next(lines, ())]
        for line in lines:
            if any(value is not None for value in line):
                yield {head: value for head, value in zip(heads, line, strict=False) if head}
    finally:
        book.close()


_READERS: dict[str, Callable[[Path], Iterator[Raw]]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".xlsx": _xlsx,
}
