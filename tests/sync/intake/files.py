"""Files as offices keep them, made by hand: workbooks with old fonts, merged heads and worse."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from sync.intake import legacy
from sync.intake.legacy import Encoding

HEADS = ("Ngày tháng", "Hình thức", "Nội dung", "Đối tượng", "Địa điểm", "Số lượt người")
ROW = ("05/03/2024", "Họp thôn", "Pháp luật", "Nhân dân", "Nà Vài", 42)


def typed(text: str, encoding: Encoding) -> str:
    """``text`` as it was typed for a font of that encoding."""
    signs = {letter: sign for sign, letter in legacy._table(encoding)[1].items()}
    return "".join(signs.get(letter, letter) for letter in text)


def sheet_of(lines: Iterable[Sequence[object]], first: int = 1) -> Worksheet:
    """A sheet with these lines from row ``first`` on; None leaves a cell, an empty line a row."""
    sheet = Workbook().active
    assert isinstance(sheet, Worksheet)
    for row, line in enumerate(lines, start=first):
        for column, value in enumerate(line, start=1):
            sheet.cell(row, column).value = value  # type: ignore[assignment]
    return sheet


def dress(sheet: Worksheet, fonts: Mapping[str, str]) -> None:
    """Give cells a font, and spell their text as its encoding does."""
    for place, name in fonts.items():
        cell = sheet[place]
        cell.font = Font(name=name)
        if isinstance(cell.value, str):
            cell.value = typed(cell.value, legacy.encoding_of(name))


def saved(sheet: Worksheet, folder: Path, name: str = "so.xlsx") -> Path:
    """The workbook of that sheet as a file."""
    assert sheet.parent is not None
    sheet.parent.save(folder / name)
    return folder / name


def workbook(folder: Path, *lines: Sequence[object], name: str = "so.xlsx") -> Path:
    """A workbook with these lines."""
    return saved(sheet_of(lines), folder, name)


def table(
    folder: Path,
    *lines: Sequence[object],
    delimiter: str = ",",
    encoding: str = "utf-8",
    name: str = "so.csv",
) -> Path:
    """A .csv with these lines."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(lines)
    (folder / name).write_bytes(text.getvalue().encode(encoding))
    return folder / name
