"""A sheet's table in a Word document: header rows that repeat, lines that do not break."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from desktop.records.sheets.blocks import Column, Line, Table, groups, printed, shown
from desktop.records.sheets.wordparts import fresh, say

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row

KEPT_WHOLE = 10
"""A table of so few rows stands on one page."""

MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def add_table(document: "Document", table: Table, room: int) -> None:
    """The table with its caption and remark, ``room`` millimetres wide."""
    table = printed(table)
    if table.caption:
        caption = say(document.add_paragraph(), table.caption, 12, "bold", after=4)
        caption.paragraph_format.space_before = Pt(6)
        caption.paragraph_format.keep_with_next = True
    heads = 2 if groups(table.columns) else 1
    count = heads + sum(2 if line.note else 1 for line in table.lines)
    made = document.add_table(count, len(table.columns), style="Table Grid")
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _pad(made)
    set_widths(made, _widths(table, room))
    rows = list(made.rows)
    _fill(rows, table, heads)
    if len(rows) <= KEPT_WHOLE:
        for row in rows[:-1]:
            _keep_with_next(row)
    if table.remark:
        remark = say(document.add_paragraph(), table.remark, 11, "italic", "left", after=3)
        remark.paragraph_format.space_before = Pt(3)


def set_widths(made: "WordTable", widths: Sequence[float]) -> None:
    """Give each column its width in millimetres; Word takes it from the cells, others do not."""
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for row in made.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def unbroken(row: "_Row") -> None:
    """Keep a row on one page."""
    _property(row, "w:cantSplit")


def _fill(rows: list["_Row"], table: Table, heads: int) -> None:
    size = 11 if table.small else 12
    for row in rows:
        unbroken(row)
    _heads(rows[:heads], table, size)
    place = heads
    for line in table.lines:
        _line(rows[place], line, table.columns, size)
        place += 1
        if line.note:
            _note(rows[place - 1], rows[place], line.note)
            place += 1


def _heads(rows: list["_Row"], table: Table, size: float) -> None:
    for row in rows:
        _property(row, "w:tblHeader")
    upper, lower = rows[0].cells, rows[-1].cells
    place = 0
    for title, span in groups(table.columns):
        first = upper[place]
        first.merge(upper[place + span - 1] if title else lower[place])
        _say(first, title or table.columns[place].title, size, "center", bold=True)
        place += span
    for cell, column in zip(lower, table.columns, strict=True):
        if len(rows) == 1 or column.group:
            _say(cell, column.title, size, "center", bold=True)


def _line(row: "_Row", line: Line, columns: tuple[Column, ...], size: float) -> None:
    for cell, value, column in zip(row.cells, line.cells, columns, strict=True):
        _say(cell, shown(value, column), size, column.align, bold=line.total)


def _note(row: "_Row", below: "_Row", note: str) -> None:
    """A note across the table, on the same page as its line."""
    _keep_with_next(row)
    row.cells[0].merge(below.cells[0])
    cells = below.cells
    say(fresh(cells[1].merge(cells[-1])), note, 11, "italic", "left")


def _say(cell: "_Cell", words: str, size: float, align: str, *, bold: bool) -> None:
    say(fresh(cell), words, size, "bold" if bold else "", align)
    cell.vertical_alignment = MIDDLE


def _widths(table: Table, room: int) -> list[float]:
    """Those that are given, and what they leave shared by the others."""
    sharing = [column for column in table.columns if not column.width]
    left = room - sum(column.width for column in table.columns)
    return [column.width or left / len(sharing) for column in table.columns]


def _keep_with_next(row: "_Row") -> None:
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _pad(made: "WordTable") -> None:
    """Narrow margins inside the cells, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in {"top": 20, "left": 60, "bottom": 20, "right": 60}.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = made._tblPr.find(qn("w:tblLook"))
    if look is None:
        made._tblPr.append(margins)
    else:
        look.addprevious(margins)


def _property(row: "_Row", name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
