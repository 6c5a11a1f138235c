"""The wording that the program's own declarations amount to, for `resources/wordings/`.

`./run publish` writes it there as the next one. From then on that file is what packets and receipts
are written from; this module and openpyxl are not needed for it any more.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.worksheet.table import Table, TableStyleInfo

import resources
from desktop.records import units
from desktop.records.fields import Field, Kind
from desktop.records.lists import codes
from desktop.records.registers import TRAVELLING, Register
from desktop.records.units import Unit
from sync.package import opc
from sync.packet import SYSTEM
from sync.xlsx import blank, layout, receipt_form, wording
from sync.xlsx.cells import LINE_HEIGHT, Look, letter, lines_of
from sync.xlsx.frame import EMPTY_END, HEADER, SUMMARY, WIDTHS
from sync.xlsx.phrases import PACKET, RECEIPT
from sync.xlsx.styles import dress
from sync.xlsx.wording import Column, Document, Sheet, Wording

MOST_PARTS: Final = 29
"""Java's secure validation allows a signature fewer than 30 references."""

_FIXED_PARTS = 6  # the links of the package, workbook and its links, styles, summary, header
_LONG = 200
_WIDTHS: Final = {
    Kind.DATE: 11,
    Kind.MOMENT: 16,
    Kind.MONTH: 9,
    Kind.YEAR: 7,
    Kind.CODE: 20,
    Kind.CODES: 28,
    Kind.COUNT: 9,
    Kind.MONEY: 12,
    Kind.TEXT: 18,
    Kind.YES_NO: 8,
    Kind.REFERENCE: 36,
    Kind.CASE: 12,
}
_SYSTEM: Final = {
    "uid": (layout.UID, 33),
    "version": (Kind.COUNT.value, 8),
    "created_at": (layout.INSTANT, 19),
    "updated_at": (layout.INSTANT, 19),
}


def draft(number: int, registers: tuple[Register, ...] = TRAVELLING) -> bytes:
    """The file of a wording with that number, as the program declares ``registers`` now."""
    tabled = len(tabled_of(registers))
    told = {
        "wording": number,
        "registers": [_told(r, place < tabled) for place, r in enumerate(registers)],
        "lists": dict(_lists(registers)),
        "offices": {edition: _offices(edition) for edition in units.EDITIONS},
        "packet": {"words": PACKET, "parts": {}},
        "receipt": {"words": RECEIPT, "parts": {}},
    }
    bare = wording.of(_spelt(told))
    told["packet"] = _document(PACKET, _packet_parts(bare))
    told["receipt"] = _document(RECEIPT, _receipt_parts())
    return _spelt(told)


def tabled_of(registers: tuple[Register, ...]) -> tuple[Register, ...]:
    """The registers whose sheet is an Excel table: the first ones, as far as parts are left."""
    room = MOST_PARTS - _FIXED_PARTS - len(registers)
    return registers[: room // 2]


def publish() -> str:
    """Write what is declared now as the next wording, unless the newest says the same; its file."""
    newest = max(wording.known(), default=0)
    file = resources.path(wording.FOLDER, f"{newest}.json")
    if not newest or file.read_bytes() != draft(newest):
        file = resources.path(wording.FOLDER, f"{newest + 1}.json")
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(draft(newest + 1))
    return str(file)


def _spelt(told: dict[str, Any]) -> bytes:
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def _document(words: dict[str, str], parts: dict[str, bytes]) -> dict[str, Any]:
    return {"words": words, "parts": {name: part.decode() for name, part in parts.items()}}


def _told(register: Register, tabled: bool) -> dict[str, Any]:
    columns = [_column(field) for field in register.fields]
    if not register.derived_from:
        columns += [Column(n, _SYSTEM[n][0], PACKET[f"system.{n}"], _SYSTEM[n][1]) for n in SYSTEM]
    return {
        "name": register.name,
        "sheet": re.sub(r"\s*[:\\/?*\[\]]\s*", " – ", register.vi)[:31],
        "label": register.vi,
        "table": tabled,
        "totals": bool(register.derived_from),
        "caption": register.caption,
        "columns": [{k: held for k, held in asdict(c).items() if held} for c in columns],
    }


def _column(field: Field) -> Column:
    width = _WIDTHS[field.kind] * (2 if field.longest > _LONG else 1)
    return Column(field.name, field.kind.value, field.vi, width, field.lists, field.target)


def _lists(registers: Iterable[Register]) -> Iterator[tuple[str, dict[str, str]]]:
    names = {name for r in registers for field in r.fields for name in field.lists}
    for name in sorted(names):
        yield name, {entry.code: entry.vi for entry in codes((name,)).values()}


def _offices(edition: str) -> dict[str, str]:
    return {unit.code: _full_name(unit) for unit in units.search(edition, "")}


def _full_name(unit: Unit) -> str:
    above = units.parent(unit)
    return f"{unit.name}, {_full_name(above)}" if above else unit.name


def _packet_parts(bare: Wording) -> dict[str, bytes]:
    book = _begun(("Tổng hợp", "Thông tin gói"), bare.packet, WIDTHS)
    for sheet in bare.sheets:
        _add_register(book, bare, sheet)
    sheets = [("worksheet", name) for name in (SUMMARY, HEADER, *(s.part for s in bare.sheets))]
    tables = {s.part: [("table", s.table)] for s in bare.sheets if s.table}
    return blank.package(book, {opc.WORKBOOK: [*sheets, ("styles", blank.STYLES)], **tables})


def _receipt_parts() -> dict[str, bytes]:
    titles = tuple(receipt_form.TITLES.values())
    book = _begun(titles, Document({}, RECEIPT), receipt_form.WIDTHS, Look.VALUE)
    for table in receipt_form.TABLES:
        made = book.create_sheet(table.title)
        blank.set_up_page(made, tuple(column.width for column in table.columns))
        blank.head(made, 1, Look.FIELD, *(column.name for column in table.columns))
        blank.head(made, 2, Look.HEADING, *(column.label for column in table.columns))
        made.freeze_panes = "A3"
        made.print_title_rows = "2:2"
    names = (*receipt_form.TITLES, *(table.part for table in receipt_form.TABLES))
    sheets = [("worksheet", name) for name in names]
    return blank.package(book, {opc.WORKBOOK: [*sheets, ("styles", blank.STYLES)]})


def _begun(
    titles: tuple[str, ...],
    document: Document,
    widths: Mapping[str, tuple[int, ...]],
    last: Look | None = None,
) -> Workbook:
    """A workbook with the two sheets that both documents begin with."""
    book = blank.new_book(last)
    summary = book.worksheets[0]
    summary.title = titles[0]
    summary.sheet_view.showGridLines = False
    blank.set_up_page(summary, widths[SUMMARY])
    blank.head(summary, 1, Look.TITLE, document.words["summary.title"])
    header = book.create_sheet(titles[1])
    blank.set_up_page(header, widths[HEADER])
    heads = (document.words[f"head.{name}"] for name in ("field", "meaning", "value"))
    blank.head(header, 1, Look.HEADING, *heads)
    header.freeze_panes = "A2"
    return book


def _add_register(book: Workbook, bare: Wording, sheet: Sheet) -> None:
    made = book.create_sheet(sheet.title)
    blank.set_up_page(made, tuple(column.width for column in sheet.columns))
    for index, column in enumerate(layout.ways(bare, sheet)):
        dress(made.column_dimensions[letter(index)], column.look)
    blank.head(made, 1, Look.FIELD, *sheet.names)
    blank.head(made, 2, Look.HEADING, *(column.label for column in sheet.columns))
    lines = max(lines_of(column.label, column.width - 2) for column in sheet.columns)
    made.row_dimensions[2].height = LINE_HEIGHT * lines
    made.freeze_panes = "A3"
    made.print_title_rows = "2:2"
    shown = len(sheet.columns) - (0 if sheet.totals else len(SYSTEM))
    made.print_area = f"A1:{letter(shown - 1)}{EMPTY_END}"
    if sheet.table:
        last = letter(len(sheet.columns) - 1)
        table = Table(displayName=sheet.register, ref=f"A2:{last}{EMPTY_END}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        made.add_table(table)


if __name__ == "__main__":
    print(publish())
