"""Rows as JSON lines, the commands' own form: what ``rows`` writes and ``record`` reads."""

import json
from pathlib import Path

from desktop.records.errors import InputError
from desktop.records.language import t

Raw = dict[str, object]
"""A row as a person or program gave it: field name → typed value or text."""

LARGEST_FILE = 20 * 1024 * 1024


def read(file: Path) -> list[Raw]:
    """The rows of a .jsonl file.

    Raises InputError for a file that is missing, damaged, empty or too large.
    """
    if not file.is_file():
        raise InputError(t("Không thấy tệp “{file}”. Kiểm tra đường dẫn.", file=file))
    if file.stat().st_size > LARGEST_FILE:
        raise InputError(t("Tệp “{file}” quá lớn (trên 20 MB).", file=file.name))
    try:
        rows = [_row(line) for line in _lines(file)]
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(
            t("Không đọc được tệp “{file}”; tệp hỏng hoặc sai kiểu. Chưa lưu gì.", file=file.name)
        ) from error
    if not rows:
        raise InputError(t("Tệp “{file}” không có dòng nào.", file=file.name))
    return rows


def _lines(file: Path) -> list[str]:
    """A line ends at a line feed only: text may hold the other separators."""
    return [line for line in file.read_text(encoding="utf-8-sig").split("\n") if line.strip()]


def _row(line: str) -> Raw:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError(line)
    return row
