"""A packet as the parts of a workbook. The same packet always gives the same bytes.

The frame is openpyxl's; rows are set into it as text. The reader (`sync.xlsx.reader`) relies on
there being exactly one way to write a packet: it writes what it has read again, and compares.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from desktop.records import words
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.language import t
from desktop.records.registers import TRAVELLING, Register
from sync.package import opc
from sync.packet import Packet
from sync.xlsx import frame, pages
from sync.xlsx.cells import CellError, Look, letter, opening, spell_page, spell_text
from sync.xlsx.layout import Captions, captions, columns

MAX_ROWS: Final = 50_000
FIRST_ROW: Final = 3
"""Where a register's rows begin: below the field names and the headings."""


_MARKUP = len(spell_text(Look.TEXT, ""))


class RowError(CellError):
    """A row that cannot stand in a sheet; the text is technical."""

    def __init__(self, register: Register, number: int, field: str, why: str) -> None:
        super().__init__(f"{register.name}, row {number}, {field}: {why}")
        self.register, self.number, self.field, self.why = register, number, field, why


def write(packet: Packet) -> dict[str, bytes]:
    """The parts of ``packet``, by name without leading slash, ready to be sealed.

    Raises InputError, naming the row, when the record holds what a sheet cannot show.
    """
    try:
        return {name: compose() for name, compose in composers(packet).items()}
    except RowError as error:
        raise InputError(_told(packet, error)) from error


def composers(packet: Packet) -> dict[str, Callable[[], bytes]]:
    """How each part of ``packet`` is written, by name; a call may raise RowError or InputError.

    The header sheet comes first, then the registers and the summary.
    """
    shown = captions(packet.rows)
    ends = {name: FIRST_ROW - 1 + len(rows) for name, rows in packet.rows.items()}
    ways: dict[str, Callable[[], bytes]] = {
        frame.HEADER: partial(_page, frame.HEADER, pages.header_lines, packet)
    }
    for register in TRAVELLING:
        rows = packet.rows[register.name]
        ways[frame.sheet_of(register)] = partial(_sheet, register, rows, shown)
    ways[frame.SUMMARY] = partial(_page, frame.SUMMARY, pages.summary_lines, packet)
    ways[opc.WORKBOOK] = partial(frame.book, [ends[register.name] for register in TRAVELLING])
    for register in frame.tabled():
        name = frame.table_of(register)
        ways[name] = partial(frame.table, name, ends[register.name])
    unchanged = frame.parts().keys() - ways.keys()
    return ways | {name: partial(bytes, frame.parts()[name]) for name in sorted(unchanged)}


def _page(name: str, compose: Callable[[Packet], pages.Lines], packet: Packet) -> bytes:
    lines = compose(packet)
    widths = frame.WIDTHS[name]
    return frame.sheet(name, len(widths), len(lines) + 1, spell_page(2, widths, lines))


def _sheet(register: Register, rows: list[Row], captions: Captions) -> bytes:
    if len(rows) > MAX_ROWS:
        raise RowError(register, MAX_ROWS, "", f"more than {MAX_ROWS} rows")
    last = FIRST_ROW - 1 + len(rows)
    spelt = "".join(_rows(register, rows, captions))
    return frame.sheet(frame.sheet_of(register), len(columns(register)), last, spelt)


def _rows(register: Register, rows: list[Row], captions: Captions) -> Iterator[str]:
    plan = [
        (column.name, f'<c r="{letter(index)}', column.speller(captions), column.width)
        for index, column in enumerate(columns(register))
    ]
    name = ""
    for number, row in enumerate(rows, FIRST_ROW):
        cells, lines = [], 1
        try:
            for name, start, spell, width in plan:
                value = row[name]
                if value is not None:
                    cell = spell(value)
                    cells.append(f"{start}{number}{cell}")
                    if len(cell) - _MARKUP >= width * lines:
                        lines = (len(cell) - _MARKUP) // width + 1
        except CellError as error:
            raise RowError(register, number, name, str(error)) from error
        yield f"{opening(number, lines)}{''.join(cells)}</row>"


def _told(packet: Packet, error: RowError) -> str:
    if not error.field:
        return t(
            "Sổ “{register}” có hơn {n} dòng nên không ghi được vào gói. Số liệu trong sổ không"
            " mất gì; hãy báo cơ quan cấp trên để được hướng dẫn.",
            register=error.register.label,
            n=words.number_words(MAX_ROWS),
        )
    row = packet.rows[error.register.name][error.number - FIRST_ROW]
    labels = {column.name: column.label for column in columns(error.register)}
    return t(
        "Chưa ghi được gói: trong sổ “{register}”, dòng “{row}”, mục “{field}” có ký tự ẩn hoặc"
        " giá trị mà Excel không hiện được. Số liệu trong sổ không mất gì; hãy gõ lại mục đó rồi"
        " gửi lại.",
        register=error.register.label,
        row=words.caption(error.register, row),
        field=labels[error.field],
    )
