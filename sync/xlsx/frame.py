"""All of a packet that is the same whatever it says: sheets, headings, widths, formats, tables.

openpyxl writes it (`sync.xlsx.blank`), once a process.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.table import Table, TableStyleInfo

from desktop.records.lists import codes
from desktop.records.registers import TRAVELLING, Register
from sync.package import opc
from sync.xlsx import blank, layout
from sync.xlsx.cells import LINE_HEIGHT, Look, letter, lines_of
from sync.xlsx.styles import dress

SUMMARY: Final = "xl/worksheets/sheet1.xml"
HEADER: Final = "xl/worksheets/sheet2.xml"
WIDTHS: Final = {SUMMARY: (40, 15, 15, 15, 15, 15), HEADER: (18, 34, 70, 12)}
"""Of the columns of the two sheets before the registers, in characters."""

EMPTY_END: Final = 3
"""The last row of a register's sheet that has no rows: one is left empty below the headings."""

MOST_PARTS: Final = 29
"""Java's secure validation allows a signature fewer than 30 references."""

_FIXED_PARTS = 6  # the links of the package, workbook and its links, styles, summary, header


def sheet_of(register: Register) -> str:
    """The name of the part that holds the register's sheet."""
    return f"xl/worksheets/sheet{TRAVELLING.index(register) + 3}.xml"


def table_of(register: Register) -> str:
    """The name of the part that makes the register's sheet an Excel table, "" without one."""
    found = tabled()
    return f"xl/tables/table{found.index(register) + 1}.xml" if register in found else ""


def sheet_name(register: Register) -> str:
    """The register's name without the signs a sheet's name may not have, at most 31 characters."""
    return re.sub(r"\s*[:\\/?*\[\]]\s*", " – ", register.vi)[:31]


def tabled(registers: tuple[Register, ...] = TRAVELLING) -> tuple[Register, ...]:
    """The registers whose sheet is an Excel table: the first ones, as far as parts are left."""
    room = MOST_PARTS - _FIXED_PARTS - len(registers)
    return registers[: room // 2]


@cache
def parts() -> Mapping[str, bytes]:
    """A packet's parts without rows below the headings, by name without leading slash."""
    book = blank.new_book()
    summary = book.worksheets[0]
    summary.title = "Tổng hợp"
    summary.sheet_view.showGridLines = False
    blank.set_up_page(summary, WIDTHS[SUMMARY])
    blank.head(summary, 1, Look.TITLE, "SỔ BẢN – GÓI DỮ LIỆU")
    header = book.create_sheet("Thông tin gói")
    blank.set_up_page(header, WIDTHS[HEADER])
    blank.head(header, 1, Look.HEADING, "Mục", "Ý nghĩa", "Giá trị")
    header.freeze_panes = "A2"
    for register in TRAVELLING:
        _add_register(book, register)
    return MappingProxyType(blank.package(book, _links()))


def sheet(name: str, width: int, last_row: int, rows: str) -> bytes:
    """The sheet ``name`` with its true extent and ``rows`` below its headings."""
    return blank.with_rows(parts()[name], width, last_row, rows)


def table(name: str, last_row: int) -> bytes:
    """The table ``name`` with its true extent; one without rows has an empty row, as in Excel."""
    extent = rf'ref="A2:\g<1>{max(last_row, EMPTY_END)}"'
    return re.sub(rf'ref="A2:([A-Z]+){EMPTY_END}"', extent, parts()[name].decode()).encode()


def book(last_rows: Sequence[int]) -> bytes:
    """The workbook part; ``last_rows`` are where the registers' sheets end, for printing."""
    ends = iter(last_rows)
    framed = parts()[opc.WORKBOOK].decode()
    printed = rf"(!\$A\$1:\$[A-Z]+\$){EMPTY_END}<"
    return re.sub(
        printed, lambda found: f"{found[1]}{max(next(ends), EMPTY_END)}<", framed
    ).encode()


@cache
def wording() -> str:
    """A digest of all the fixed words: two programs with the same one write the same sheets."""
    digest = hashlib.sha256()
    for name, content in parts().items():
        digest.update(f"{name}\n".encode() + content)
    for register in TRAVELLING:
        for field in register.fields:
            for entry in codes(field.lists).values():
                digest.update(f"{field.name}\t{entry.code}\t{entry.vi}\n".encode())
    return digest.hexdigest()[:16]


def _add_register(book: Workbook, register: Register) -> None:
    columns = layout.columns(register)
    sheet = book.create_sheet(sheet_name(register))
    blank.set_up_page(sheet, tuple(column.width for column in columns))
    for index, column in enumerate(columns):
        dress(sheet.column_dimensions[letter(index)], column.look)
    blank.head(sheet, 1, Look.FIELD, *(column.name for column in columns))
    blank.head(sheet, 2, Look.HEADING, *(column.label for column in columns))
    lines = max(lines_of(column.label, column.width - 2) for column in columns)
    sheet.row_dimensions[2].height = LINE_HEIGHT * lines
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    sheet.print_area = f"A1:{letter(len(register.fields) - 1)}{EMPTY_END}"
    if register in tabled():
        table = Table(displayName=register.name, ref=f"A2:{letter(len(columns) - 1)}{EMPTY_END}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(table)


def _links() -> blank.Links:
    sheets = [("worksheet", name) for name in (SUMMARY, HEADER, *map(sheet_of, TRAVELLING))]
    tables = {sheet_of(register): [("table", table_of(register))] for register in tabled()}
    return {opc.WORKBOOK: [*sheets, ("styles", blank.STYLES)], **tables}
