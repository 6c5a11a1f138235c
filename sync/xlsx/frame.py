"""The parts of a wording with what a packet or receipt says set into them.

Rows are set in as text: no library that takes a text beginning with "=" for a formula meets them.
"""

import re
from collections.abc import Sequence
from typing import Final

from sync.package import opc
from sync.xlsx.cells import letter
from sync.xlsx.wording import Wording

SUMMARY: Final = "xl/worksheets/sheet1.xml"
HEADER: Final = "xl/worksheets/sheet2.xml"
WIDTHS: Final = {SUMMARY: (40, 15, 15, 15, 15, 15), HEADER: (18, 34, 70, 12)}
"""Of the columns of a packet's two sheets before the registers, in characters."""

NAMED: Final = ("C2", "C3")
"""Where every header sheet, of packets and receipts and of all times, names format and wording."""

EMPTY_END: Final = 3
"""The last row of a register's sheet that has no rows: one is left empty below the headings."""


def with_rows(framed: bytes, width: int, last_row: int, rows: str) -> bytes:
    """A sheet with its true extent and ``rows`` below its headings."""
    extent = f'<dimension ref="A1:{letter(width - 1)}{last_row}"/>'
    text = re.sub(r'<dimension ref="[A-Z0-9:]+"/>', extent, framed.decode(), count=1)
    above, end, below = text.partition("</sheetData>")
    return b"".join(piece.encode() for piece in (above, rows, end, below))


def table(framed: bytes, last_row: int) -> bytes:
    """A table with its true extent; one without rows has an empty row, as in Excel."""
    extent = rf'ref="A2:\g<1>{max(last_row, EMPTY_END)}"'
    return re.sub(rf'ref="A2:([A-Z]+){EMPTY_END}"', extent, framed.decode()).encode()


def book(wording: Wording, last_rows: Sequence[int]) -> bytes:
    """The workbook part; ``last_rows`` are where the registers' sheets end, for printing."""
    ends = iter(last_rows)
    framed = wording.packet.parts[opc.WORKBOOK].decode()
    printed = rf"(!\$A\$1:\$[A-Z]+\$){EMPTY_END}<"
    return re.sub(
        printed, lambda found: f"{found[1]}{max(next(ends), EMPTY_END)}<", framed
    ).encode()
