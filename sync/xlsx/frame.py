"""All of a packet that is the same whatever it says: sheets, headings, widths, formats, tables.

openpyxl writes it, once a process. It never meets a row of the record: it would leave the rows in
plain temporary files, and it takes a text that begins with "=" for a formula.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from lxml import etree
from openpyxl import Workbook
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from desktop.records.lists import codes
from desktop.records.registers import TRAVELLING, Register
from sync.package import opc
from sync.package.opc import Relationship
from sync.xlsx import layout
from sync.xlsx.cells import LINE_HEIGHT, Look, letter, lines_of
from sync.xlsx.styles import LOOKS, PLAIN_FONT, dress

SUMMARY: Final = "xl/worksheets/sheet1.xml"
HEADER: Final = "xl/worksheets/sheet2.xml"
WIDTHS: Final = {SUMMARY: (40, 15, 15, 15, 15, 15), HEADER: (18, 34, 70, 12)}
"""Of the columns of the two sheets before the registers, in characters."""

EMPTY_END: Final = 3
"""The last row of a register's sheet that has no rows: one is left empty below the headings."""

MOST_PARTS: Final = 29
"""Java's secure validation allows a signature fewer than 30 references."""

_FIXED_PARTS = 6  # the links of the package, workbook and its links, styles, summary, header
_STYLES = "xl/styles.xml"
_KEPT = re.compile(r"xl/(?:workbook|styles|worksheets/\w+|tables/\w+)\.xml")
_DROPPED = ("evenHeader", "evenFooter", "firstHeader", "firstFooter", "colors")


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
    book = Workbook()
    book._fonts = IndexedList([PLAIN_FONT])  # type: ignore[attr-defined]  # its only door
    book.calculation.fullCalcOnLoad = False
    summary = book.worksheets[0]
    _number_looks(summary)
    summary.title = "Tổng hợp"
    summary.sheet_view.showGridLines = False
    _set_up_page(summary, WIDTHS[SUMMARY])
    _head(summary, 1, Look.TITLE, "SỔ BẢN – GÓI DỮ LIỆU")
    header = book.create_sheet("Thông tin gói")
    _set_up_page(header, WIDTHS[HEADER])
    _head(header, 1, Look.HEADING, "Mục", "Ý nghĩa", "Giá trị")
    header.freeze_panes = "A2"
    for register in TRAVELLING:
        _add_register(book, register)
    return MappingProxyType(_package(book))


def sheet(name: str, width: int, last_row: int, rows: str) -> bytes:
    """The sheet ``name`` with its true extent and ``rows`` below its headings."""
    extent = f'<dimension ref="A1:{letter(width - 1)}{last_row}"/>'
    framed = re.sub(r'<dimension ref="[A-Z0-9:]+"/>', extent, parts()[name].decode(), count=1)
    return framed.replace("</sheetData>", f"{rows}</sheetData>", 1).encode()


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


def _number_looks(sheet: Worksheet) -> None:
    """Have openpyxl number the formats as `Look` does."""
    for look in LOOKS:
        cell = sheet.cell(1, look.value)
        dress(cell, look)
        if cell.style_id != look.value:
            raise AssertionError(f"{look.name} is style {cell.style_id}")
    sheet.delete_rows(1)


def _set_up_page(sheet: Worksheet, widths: tuple[int, ...]) -> None:
    for index, width in enumerate(widths):
        sheet.column_dimensions[letter(index)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    left, right = _HeaderFooterPart("Sổ Bản – &A"), _HeaderFooterPart("Trang &P/&N")
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=left, right=right)
    for side in ("left", "right", "top", "bottom"):
        setattr(sheet.page_margins, side, 0.5)


def _head(sheet: Worksheet, row: int, look: Look, *labels: str) -> None:
    for index, label in enumerate(labels, 1):
        dress(sheet.cell(row, index, label), look)


def _add_register(book: Workbook, register: Register) -> None:
    columns = layout.columns(register)
    sheet = book.create_sheet(sheet_name(register))
    _set_up_page(sheet, tuple(column.width for column in columns))
    for index, column in enumerate(columns):
        dress(sheet.column_dimensions[letter(index)], column.look)
    _head(sheet, 1, Look.FIELD, *(column.name for column in columns))
    _head(sheet, 2, Look.HEADING, *(column.label for column in columns))
    lines = max(lines_of(column.label, column.width - 2) for column in columns)
    sheet.row_dimensions[2].height = LINE_HEIGHT * lines
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    sheet.print_area = f"A1:{letter(len(register.fields) - 1)}{EMPTY_END}"
    if register in tabled():
        table = Table(displayName=register.name, ref=f"A2:{letter(len(columns) - 1)}{EMPTY_END}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(table)


def _package(book: Workbook) -> dict[str, bytes]:
    """What openpyxl writes, but for its theme and properties; links in their one spelling."""
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as file:
        names = sorted(filter(_KEPT.fullmatch, file.namelist()))
        found = {name: _tidy(file.read(name)) for name in names}
    sheets = [("worksheet", name) for name in (SUMMARY, HEADER, *map(sheet_of, TRAVELLING))]
    found[opc.rels_of(opc.WORKBOOK)] = _links(opc.WORKBOOK, [*sheets, ("styles", _STYLES)])
    for register in tabled():
        name = sheet_of(register)
        found[opc.rels_of(name)] = _links(name, [("table", table_of(register))])
    return found


def _tidy(content: bytes) -> bytes:
    tree = etree.fromstring(content)
    etree.strip_elements(tree, *(f"{{{opc.SHEETS}}}{name}" for name in _DROPPED))
    return etree.tostring(tree, encoding="utf-8")


def _links(source: str, targets: list[tuple[str, str]]) -> bytes:
    return opc.write_relationships(
        Relationship(source, f"rId{number}", f"{opc.OFFICE}/{kind}", f"/{part}")
        for number, (kind, part) in enumerate(targets, 1)
    )
