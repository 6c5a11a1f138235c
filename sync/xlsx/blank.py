"""Empty sheets as openpyxl writes them: what packets and receipts have in common.

openpyxl never meets a row of the record: it would leave the rows in plain temporary files, and it
takes a text that begins with "=" for a formula.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

from lxml import etree
from openpyxl import Workbook
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sync.package import opc
from sync.package.opc import Relationship
from sync.xlsx.cells import Look, letter
from sync.xlsx.styles import LOOKS, PLAIN_FONT, dress

STYLES: Final = "xl/styles.xml"
_KEPT = re.compile(r"xl/(?:workbook|styles|worksheets/\w+|tables/\w+)\.xml")
_DROPPED = ("evenHeader", "evenFooter", "firstHeader", "firstFooter", "colors")

Links = Mapping[str, list[tuple[str, str]]]
"""For a part, the kind of each relationship that starts there and the part it leads to."""


def new_book(last: Look | None = None) -> Workbook:
    """A workbook with one sheet, whose formats (up to ``last``) are numbered as `Look` does."""
    book = Workbook()
    book._fonts = IndexedList([PLAIN_FONT])  # type: ignore[attr-defined]  # its only door
    book.calculation.fullCalcOnLoad = False
    _number_looks(book.worksheets[0], last)
    return book


def set_up_page(sheet: Worksheet, widths: tuple[int, ...]) -> None:
    """Columns of ``widths`` characters; on paper A4 landscape, as many pages high as it takes."""
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


def head(sheet: Worksheet, row: int, look: Look, *labels: str) -> None:
    """Write ``labels`` into a row from its first column on."""
    for index, label in enumerate(labels, 1):
        dress(sheet.cell(row, index, label), look)


def package(book: Workbook, links: Links) -> dict[str, bytes]:
    """What openpyxl writes, but for its theme and properties; ``links`` in their one spelling."""
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as file:
        names = sorted(filter(_KEPT.fullmatch, file.namelist()))
        found = {name: _tidy(file.read(name)) for name in names}
    return found | {opc.rels_of(source): _links(source, to) for source, to in links.items()}


def _number_looks(sheet: Worksheet, last: Look | None) -> None:
    """Have openpyxl number the formats as `Look` does."""
    for look in (look for look in LOOKS if last is None or look <= last):
        cell = sheet.cell(1, look.value)
        dress(cell, look)
        if cell.style_id != look.value:
            raise AssertionError(f"{look.name} is style {cell.style_id}")
    sheet.delete_rows(1)


def _tidy(content: bytes) -> bytes:
    tree = etree.fromstring(content)
    etree.strip_elements(tree, *(f"{{{opc.SHEETS}}}{name}" for name in _DROPPED))
    return etree.tostring(tree, encoding="utf-8")


def _links(source: str, targets: list[tuple[str, str]]) -> bytes:
    return opc.write_relationships(
        Relationship(source, f"rId{number}", f"{opc.OFFICE}/{kind}", f"/{part}")
        for number, (kind, part) in enumerate(targets, 1)
    )
