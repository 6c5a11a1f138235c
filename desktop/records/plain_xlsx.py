"""A list as an ordinary workbook, to work on in Excel: no seal, no formula, nothing hidden."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.records.errors import DiskError
from desktop.records.language import t

if TYPE_CHECKING:
    from openpyxl.styles import Font
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | date | datetime | None
"""A number, a date or a text; a text is never read as a formula, whatever it begins with."""

FORMATS = {int: "#,##0", date: "dd/mm/yyyy", datetime: "dd/mm/yyyy hh:mm"}
WIDEST = 60


def write(file: Path, title: str, headings: Sequence[str], lines: Iterable[Sequence[Cell]]) -> int:
    """Write the lines below their headings; returns how many there were.

    The file appears under its name only when it is whole. Raises DiskError.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("".join(sign for sign in title if sign not in "[]:*?/\\")[:31])
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(len(heading) + 8, WIDEST)
    sheet.append([_cell(sheet, heading, Font(bold=True)) for heading in headings])
    count = 0
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
        count += 1
    unfinished = file.with_name(f"{file.name}.part")
    try:
        book.save(unfinished)
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise DiskError(
            t(
                "Không ghi được tệp “{name}”: {why}. Nếu tệp đang mở trong Excel thì đóng lại rồi "
                "làm lại; sổ không thay đổi.",
                name=file.name,
                why=error.strerror or str(error),
            )
        ) from error
    return count


def _cell(sheet: "WriteOnlyWorksheet", value: Cell, font: "Font | None" = None) -> object:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub(" ", value)
    cell = WriteOnlyCell(sheet, value)  # type: ignore[arg-type]  # a date is a value too
    if isinstance(value, str):
        cell.data_type = "s"
    if form := FORMATS.get(type(value)):
        cell.number_format = form
    if font is not None:
        cell.font = font
    return cell
