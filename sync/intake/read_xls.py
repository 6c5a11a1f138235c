"""Cells of an .xls (Excel 97–2003), where most of the old .VnTime and VNI files are."""

from datetime import datetime
from itertools import pairwise

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.compdoc import CompDocError
from xlrd.sheet import Sheet as OldSheet

from desktop.records.errors import InputError
from desktop.records.language import t
from sync.intake.grid import EMPTY, UNKNOWN, Cell, Grid, Line, Sheet, Span, Value
from sync.intake.limits import MAX_COLUMNS, Tally, is_date_format, moment, number

_ENCRYPTED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))


def read(data: bytes, name: str) -> Grid:
    """The grid of a workbook's bytes; raises InputError when it is locked or too large, and
    whatever xlrd raises, or ValueError, when it is damaged."""
    locked = InputError(
        t("Tệp “{file}” có mật khẩu. Mở tệp, bỏ mật khẩu rồi lưu lại; chưa lưu gì.", file=name)
    )
    if any(sign in data for sign in _ENCRYPTED):
        raise locked
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, ragged_rows=True, logfile=_Silent()
        )
    except (XLRDError, CompDocError) as error:
        raise (locked if "encrypted" in str(error) else ValueError(name)) from error
    tally = Tally()
    sheets = tuple(_sheet(book, sheet, tally) for sheet in book.sheets())
    return Grid(name, sheets, since_1904=bool(book.datemode))


class _Silent:
    """Takes what xlrd says of the file, and keeps nothing."""

    def write(self, words: str) -> None: ...


def _sheet(book: Book, sheet: OldSheet, tally: Tally) -> Sheet:
    lines: list[Line] = []
    for index in range(sheet.nrows):
        width = min(sheet.row_len(index), MAX_COLUMNS + 1)
        cells = [_cell(book, sheet, index, column) for column in range(width)]
        if any(cell is not EMPTY for cell in cells):
            info = sheet.rowinfo_map.get(index)
            lines.append(tally.line(index + 1, cells, len(lines), bool(info and info.hidden)))
    return Sheet(
        sheet.name,
        tuple(lines),
        tuple(Span(top + 1, left, low, right - 1) for top, low, left, right in sheet.merged_cells),
        frozenset(column for column, info in sheet.colinfo_map.items() if info.hidden),
        bool(sheet.visibility),
    )


def _cell(book: Book, sheet: OldSheet, row: int, column: int) -> Cell:
    kind = sheet.cell_type(row, column)
    if kind in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return EMPTY
    raw = sheet.cell_value(row, column)
    look = book.xf_list[sheet.cell_xf_index(row, column)]
    font = book.font_list[look.font_index].name
    code = book.format_map[look.format_key].format_str.replace("General", "")
    if kind == xlrd.XL_CELL_TEXT:
        pieces = _pieces(book, sheet, (row, column), font, raw)
        return Cell(raw, font, code, pieces if len(pieces) > 1 else ()) if raw else EMPTY
    return Cell(_value(kind, raw, code, bool(book.datemode)), font, code)


def _value(kind: int, raw: object, code: str, since_1904: bool) -> Value:
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(raw)
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(int(str(raw)), UNKNOWN)
    found = number(str(raw))
    dated: str | int | float | bool | datetime | None = found
    if kind == xlrd.XL_CELL_DATE or is_date_format(code):
        dated = moment(found, since_1904)
    return dated


def _pieces(
    book: Book, sheet: OldSheet, place: tuple[int, int], font: str, text: str
) -> tuple[tuple[str, str], ...]:
    """The text cut where its font changes."""
    runs = sheet.rich_text_runlist_map.get(place) or []
    edges = [(0, font), *((at, book.font_list[index].name) for at, index in runs)]
    ends = [*edges, (len(text), font)]
    return tuple(
        (name, text[start:end]) for (start, name), (end, _) in pairwise(ends) if end > start
    )
