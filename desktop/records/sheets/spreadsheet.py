"""The tables of a sheet as a plain workbook: real numbers and days, no text ever a formula."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.sheets.blocks import Cell, Column, SheetData, Table, groups
from desktop.records.sheets.typesetting import printable

if TYPE_CHECKING:
    from openpyxl.cell import Cell as Box
    from openpyxl.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "Times New Roman"
TOP = 4
"""Above a table: the sheet's title, what it is marked as, the table's caption, an empty row."""

_LEAST, _MOST, _LINE = 6, 60, 16
_MM = 0.55
"""Characters of a column to a millimetre of paper."""

_PORTRAIT = 95
"""Characters that go across a page held upright."""


def xlsx(data: SheetData) -> bytes:
    """A sheet of the workbook for every table; raises InputError when there is no table."""
    from openpyxl import Workbook

    if not data.tables:
        raise InputError(t("Tờ này không có bảng số liệu nào trong kỳ; chọn .pdf hoặc kỳ khác."))
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, table in enumerate(data.tables, 1):
        _add(book.create_sheet(f"Bảng {number}"), data, _with_notes(table))
    book.properties.creator = printable(" ".join(data.letterhead.issuer)) if data.letterhead else ""
    book.properties.title = printable(data.title)
    book.properties.language = "vi-VN"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _with_notes(table: Table) -> Table:
    """The notes below lines as a last column."""
    if not any(line.note for line in table.lines):
        return table
    lines = (replace(line, cells=(*line.cells, line.note)) for line in table.lines)
    return replace(table, columns=(*table.columns, Column("Ghi chú")), lines=tuple(lines))


def _add(sheet: "Worksheet", data: SheetData, table: Table) -> None:
    from openpyxl.styles import Font

    widths = _widths(table)
    for place, words in enumerate((data.title, data.mark, table.caption), 1):
        _write(sheet, place, 1, words).font = Font(name=FONT, bold=True)
    below = _heads(sheet, table, widths)
    for row, line in enumerate(table.lines, below):
        for place, (cell, column) in enumerate(zip(line.cells, table.columns, strict=True), 1):
            box = _ruled(_write(sheet, row, place, cell, column), column)
            box.font = Font(name=FONT, bold=line.total)
        sheet.row_dimensions[row].height = _height(line.cells, widths)
    if table.remark:
        _remark(sheet, below + len(table.lines), table.remark, widths)
    _set_up(sheet, data.mark, widths, below)


def _heads(sheet: "Worksheet", table: Table, widths: Sequence[float]) -> int:
    """The header rows; returns the number of the row below them."""
    upper = groups(table.columns)
    last = TOP + 2 if upper else TOP + 1
    for number, column in enumerate(table.columns, 1):
        _head(sheet, last, number, column.title)
    place = 1
    for title, span in upper:
        _head(sheet, TOP + 1, place, title or table.columns[place - 1].title)
        end = TOP + 1 if title else last
        sheet.merge_cells(
            start_row=TOP + 1, start_column=place, end_row=end, end_column=place + span - 1
        )
        place += span
    titles = [column.title for column in table.columns]
    sheet.row_dimensions[last].height = _height(titles, [0.85 * width for width in widths])
    return last + 1


def _head(sheet: "Worksheet", row: int, place: int, words: str) -> None:
    from openpyxl.styles import Font

    centred = Column(words, align="center")
    _ruled(_write(sheet, row, place, words), centred).font = Font(name=FONT, bold=True)


def _remark(sheet: "Worksheet", row: int, words: str, widths: Sequence[float]) -> None:
    from openpyxl.styles import Alignment, Font

    box = _write(sheet, row, 1, words)
    box.font, box.alignment = Font(name=FONT, italic=True), Alignment("left", "top", wrap_text=True)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(widths))
    sheet.row_dimensions[row].height = _height([words], [sum(widths)])


def _write(
    sheet: "Worksheet", row: int, place: int, cell: Cell, column: Column | None = None
) -> "Box | MergedCell":
    box = sheet.cell(row, place)
    if cell == "":
        return box
    if isinstance(cell, str):
        box.value = printable(cell)
        box.data_type = "s"
    elif isinstance(cell, int | float) and column and column.percent:
        box.value, box.number_format = cell / 100, "0.0%"
    else:
        box.value, box.number_format = cell, _format(cell)
    return box


def _ruled(box: "Box | MergedCell", column: Column) -> "Box | MergedCell":
    from openpyxl.styles import Alignment, Border, Side

    thin = Side("thin")
    box.border = Border(thin, thin, thin, thin)
    box.alignment = Alignment(column.align, "center", wrap_text=True)
    return box


def _format(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return "dd/mm/yyyy hh:mm"
    return "dd/mm/yyyy" if isinstance(cell, date) else "#,##0"


def _set_up(sheet: "Worksheet", mark: str, widths: Sequence[float], below: int) -> None:
    """Widths, frozen head, and how it is printed: the head again on every page, the mark too."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"A{below}"
    sheet.print_title_rows = f"{TOP + 1}:{below - 1}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "portrait" if sum(widths) <= _PORTRAIT else "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P/&N"))
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(mark or None))


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Of a row, in points: programs do not all make room for wrapped words themselves."""
    lines = (len(str(cell)) // width for cell, width in zip(cells, widths, strict=True))
    return _LINE * (1 + int(max(lines)))


def _widths(table: Table) -> list[float]:
    """In characters: what was given for paper, else as wide as the longest cell asks."""
    cells = zip(*(line.cells for line in table.lines), strict=True)
    longest = [max(len(str(cell)) for cell in column) for column in cells]
    return [
        max(_LEAST, column.width * _MM) if column.width else min(_MOST, max(20, length))
        for column, length in zip(table.columns, longest, strict=True)
    ]
