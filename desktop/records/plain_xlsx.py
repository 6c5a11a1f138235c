"""A list as an ordinary workbook, to work on in Excel: no seal, no formula, nothing hidden."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from desktop.records.because import because
from desktop.records.errors import DiskError
from desktop.records.language import t

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | date | datetime | None
"""A number, a date or a text; a text is never read as a formula, whatever it begins with."""

FORMATS = {int: "#,##0", date: "dd/mm/yyyy", datetime: "dd/mm/yyyy hh:mm"}
WIDEST = 60
MOST = 1_048_575
"""Lines of a sheet below its headings; Excel opens no more."""


def write(file: Path, title: str, headings: Sequence[str], lines: Iterable[Sequence[Cell]]) -> int:
    """Write the lines below their headings; returns how many there were.

    The file appears under its name only when it is whole, whatever ``lines`` raise. A sheet holds
    ``MOST`` lines; what is more goes to further sheets. Raises DiskError.
    """
    from openpyxl import Workbook

    book, count = Workbook(write_only=True), 0
    plain = "".join(sign for sign in title if sign not in "[]:*?/\\")
    unfinished = file.with_name(f"{file.name}.part")
    try:
        for number, part in enumerate(_sheets(lines), start=1):
            ending = f" {number}" if number > 1 else ""
            sheet = _sheet(book, plain[: 31 - len(ending)] + ending, headings)
            for line in part:
                sheet.append([_cell(sheet, value) for value in line])
                count += 1
        book.save(unfinished)
        unfinished.replace(file)
    except OSError as error:
        raise DiskError(
            t(
                "Không ghi được tệp “{name}”: {why}. Nếu tệp đang mở trong Excel thì đóng lại rồi "
                "làm lại; sổ không thay đổi.",
                name=file.name,
                why=because(error),
            )
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
        _forget(book)
    return count


def _forget(book: "Workbook") -> None:
    """Until a book is saved its rows lie in temporary files that nobody encrypts: none is left."""
    from openpyxl.utils.exceptions import WorkbookAlreadySaved

    for sheet in book.worksheets:
        with suppress(WorkbookAlreadySaved, OSError):
            sheet.close()
        Path(cast(Any, sheet)._writer.out).unlink(missing_ok=True)


def _sheets(lines: Iterable[Sequence[Cell]]) -> Iterator[Iterator[Sequence[Cell]]]:
    """The lines of one sheet after the other; one sheet at least."""
    rest = iter(lines)
    yield islice(rest, MOST)
    for first in rest:
        yield chain([first], islice(rest, MOST - 1))


def _sheet(book: "Workbook", title: str, headings: Sequence[str]) -> "WriteOnlyWorksheet":
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = min(len(heading) + 8, WIDEST)
    sheet.append([_cell(sheet, heading, Font(bold=True)) for heading in headings])
    return cast("WriteOnlyWorksheet", sheet)


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
