"""A packet as the parts of a workbook. The same packet always gives the same bytes.

The frame is that of the wording which the packet's header names; rows are set into it as text. The
reader (`sync.xlsx.reader`) relies on there being exactly one way to write a packet: it writes what
it has read again, and compares.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from desktop.records import words
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.language import t
from desktop.records.registers import REGISTERS
from sync.package import opc
from sync.packet import Packet
from sync.xlsx import frame, pages, wording
from sync.xlsx.cells import CellError, Look, letter, opening, spell_page, spell_text
from sync.xlsx.layout import Captions, captions, ways
from sync.xlsx.wording import Sheet, Wording

MAX_ROWS: Final = 50_000
FIRST_ROW: Final = 3
"""Where a register's rows begin: below the field names and the headings."""


_MARKUP = len(spell_text(Look.TEXT, ""))


class RowError(CellError):
    """A row that cannot stand in a sheet; the text is technical."""

    def __init__(self, sheet: Sheet, number: int, field: str, why: str) -> None:
        super().__init__(f"{sheet.register}, row {number}, {field}: {why}")
        self.sheet, self.number, self.field = sheet, number, field


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

    The header sheet comes first, then the registers and the summary. Raises KeyError for a wording
    that this program does not have.
    """
    found = wording.known()[wording.number_of(packet.header.wording)]
    parts, shown = found.packet.parts, captions(found, packet.rows)
    ends = {s.part: FIRST_ROW - 1 + len(packet.rows.get(s.register, ())) for s in found.sheets}
    made: dict[str, Callable[[], bytes]] = {
        frame.HEADER: partial(_page, found, frame.HEADER, pages.header_lines, packet)
    }
    for sheet in found.sheets:
        rows = packet.rows.get(sheet.register, [])
        made[sheet.part] = partial(_sheet, found, sheet, rows, shown)
    made[frame.SUMMARY] = partial(_page, found, frame.SUMMARY, pages.summary_lines, packet)
    made[opc.WORKBOOK] = partial(frame.book, found, list(ends.values()))
    for sheet in found.sheets:
        if sheet.table:
            made[sheet.table] = partial(frame.table, parts[sheet.table], ends[sheet.part])
    unchanged = parts.keys() - made.keys()
    return made | {name: partial(bytes, parts[name]) for name in sorted(unchanged)}


def _page(
    found: Wording, name: str, compose: Callable[[Wording, Packet], pages.Lines], packet: Packet
) -> bytes:
    lines = compose(found, packet)
    widths = frame.WIDTHS[name]
    page = spell_page(pages.HEADER_ROW, widths, lines)
    return frame.with_rows(found.packet.parts[name], len(widths), len(lines) + 1, page)


def _sheet(found: Wording, sheet: Sheet, rows: list[Row], captions: Captions) -> bytes:
    if len(rows) > MAX_ROWS:
        raise RowError(sheet, MAX_ROWS, "", f"more than {MAX_ROWS} rows")
    last = FIRST_ROW - 1 + len(rows)
    spelt = "".join(_rows(found, sheet, rows, captions))
    return frame.with_rows(found.packet.parts[sheet.part], len(sheet.columns), last, spelt)


def _rows(found: Wording, sheet: Sheet, rows: list[Row], captions: Captions) -> Iterator[str]:
    plan = [
        (column.name, f'<c r="{letter(index)}', column.speller(captions), column.width)
        for index, column in enumerate(ways(found, sheet))
    ]
    name = ""
    for number, row in enumerate(rows, FIRST_ROW):
        cells, lines, place = [], 1, str(number)
        try:
            for name, start, spell, width in plan:
                value = row[name]
                if value is not None:
                    cell = spell(value)
                    cells.append(start + place + cell)
                    if len(cell) - _MARKUP >= width * lines:
                        lines = (len(cell) - _MARKUP) // width + 1
        except CellError as error:
            raise RowError(sheet, number, name, str(error)) from error
        yield f"{opening(number, lines)}{''.join(cells)}</row>"


def _told(packet: Packet, error: RowError) -> str:
    register = REGISTERS[error.sheet.register]
    if not error.field:
        return t(
            "Sổ “{register}” có hơn {n} dòng nên không ghi được vào gói. Số liệu trong sổ không"
            " mất gì; hãy báo cơ quan cấp trên để được hướng dẫn.",
            register=register.label,
            n=words.number_words(MAX_ROWS),
        )
    row = packet.rows[register.name][error.number - FIRST_ROW]
    labels = {column.name: column.label for column in error.sheet.columns}
    return t(
        "Chưa ghi được gói: trong sổ “{register}”, dòng “{row}”, mục “{field}” có ký tự ẩn hoặc"
        " giá trị mà Excel không hiện được. Số liệu trong sổ không mất gì; hãy gõ lại mục đó rồi"
        " gửi lại.",
        register=register.label,
        row=words.caption(register, row),
        field=labels[error.field],
    )
