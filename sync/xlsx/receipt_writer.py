"""A receipt as the parts of a workbook. The same receipt always gives the same bytes."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Final

from desktop.records import short_code, units
from desktop.records.units import Unit
from sync.package import opc
from sync.receipt import Receipt
from sync.xlsx import blank
from sync.xlsx.cells import Cell, Look, spell_page
from sync.xlsx.receipt_form import (
    HEADER,
    HEADER_LABELS,
    STATE_WORDS,
    SUMMARY,
    TABLES,
    TITLES,
    TRUST,
    WIDTHS,
    Sheet,
    state_words,
)

FIRST_ROW: Final = 3
"""Where the lines of a table begin: below the field names and the headings."""

_CHUNK = 3_000
_LAST_LOOK = Look.VALUE
_VIETNAM = timedelta(hours=7)
Lines = list[Sequence[Cell]]


def write(receipt: Receipt) -> dict[str, bytes]:
    """The parts of ``receipt``, by name without leading slash, ready to be sealed.

    Raises CellError when a text holds what no cell may.
    """
    written = dict(parts())
    for name, lines in ((SUMMARY, _summary(receipt)), (HEADER, _header(receipt))):
        page = spell_page(2, WIDTHS[name], lines)
        written[name] = blank.with_rows(written[name], len(WIDTHS[name]), len(lines) + 1, page)
    for sheet in TABLES:
        lines = list(_lines(sheet, receipt))
        widths = [column.width for column in sheet.columns]
        last = FIRST_ROW - 1 + len(lines)
        page = spell_page(FIRST_ROW, widths, lines)
        written[sheet.part] = blank.with_rows(written[sheet.part], len(widths), last, page)
    return written


@cache
def parts() -> Mapping[str, bytes]:
    """A receipt's parts without anything below the headings, by name without leading slash."""
    book = blank.new_book(_LAST_LOOK)
    summary = book.worksheets[0]
    summary.title = TITLES[SUMMARY]
    summary.sheet_view.showGridLines = False
    blank.set_up_page(summary, WIDTHS[SUMMARY])
    blank.head(summary, 1, Look.TITLE, "SỔ BẢN – GIẤY BÁO NHẬN")
    header = book.create_sheet(TITLES[HEADER])
    blank.set_up_page(header, WIDTHS[HEADER])
    blank.head(header, 1, Look.HEADING, "Mục", "Ý nghĩa", "Giá trị")
    header.freeze_panes = "A2"
    for table in TABLES:
        made = book.create_sheet(table.title)
        blank.set_up_page(made, tuple(column.width for column in table.columns))
        blank.head(made, 1, Look.FIELD, *(column.name for column in table.columns))
        blank.head(made, 2, Look.HEADING, *(column.label for column in table.columns))
        made.freeze_panes = "A3"
        made.print_title_rows = "2:2"
    sheets = [("worksheet", name) for name in (*TITLES, *(table.part for table in TABLES))]
    links = {opc.WORKBOOK: [*sheets, ("styles", blank.STYLES)]}
    return MappingProxyType(blank.package(book, links))


@cache
def wording() -> str:
    """A digest of all the fixed words: two programs with the same one write the same sheets.

    Registers and lists have no part in it, so an office can tell any edition what became of its
    packets. It changes with the format alone.
    """
    digest = hashlib.sha256()
    for name, content in parts().items():
        digest.update(f"{name}\n".encode() + content)
    for state, words in STATE_WORDS.items():
        digest.update(f"{state.value}\t{words}\n".encode())
    return digest.hexdigest()[:16]


def _lines(sheet: Sheet, receipt: Receipt) -> Iterator[Sequence[Cell]]:
    if sheet is TRUST:
        column = sheet.columns[0]
        yield from ([column.spell(chunk)] for chunk in chunks(receipt.trust))
        return
    told = (receipt.packets, receipt.remarks, receipt.held, receipt.covers)
    for line in told[TABLES.index(sheet)]:
        values = asdict(line)
        yield [column.spell(values[column.name]) for column in sheet.columns]


def chunks(text: str) -> list[str]:
    """``text`` in pieces that a cell can hold, cut after a line."""
    return re.findall(rf"(?s).{{1,{_CHUNK}}}(?:\n|$)", text)


def _header(receipt: Receipt) -> Lines:
    lines: Lines = [
        [
            (Look.FAINT, name),
            (Look.TEXT, HEADER_LABELS[name]),
            (Look.VALUE if isinstance(value, int) else Look.TEXT, value),
        ]
        for name, value in asdict(receipt.header).items()
    ]
    return [*lines, _named("wording", "Mã của mẫu bảng", wording())]


def _summary(receipt: Receipt) -> Lines:
    header = receipt.header
    created = datetime.fromisoformat(header.created) + _VIETNAM
    sender = units.find(header.edition, header.to_unit)
    return [
        [(Look.STRONG, _full_name(units.find(header.edition, header.unit)))],
        [(Look.WARNING, "Giấy này có dấu ký; sửa hay lưu lại sẽ làm mất dấu ký.")],
        [(Look.NOTE, _WHAT_IT_IS)],
        [],
        _pair("Gửi", sender.name),
        _pair("Lập lúc", f"{created:%H:%M} ngày {created:%d/%m/%Y} (giờ Việt Nam)"),
        _pair("Gói đến sau cùng", f"số {header.sequence}" if header.sequence else "–"),
        _pair("Tình trạng", state_words(header.state)),
        _pair("Mã đối chiếu qua điện thoại", short_code.of(header.packet)),
        _pair("Dòng trả lại để sửa", str(len(receipt.remarks))),
        [],
        *_remarks(receipt),
        _heading("Sổ", "Số dòng đang giữ"),
        *(_counted(held.label, held.rows) for held in receipt.held),
    ]


def _remarks(receipt: Receipt) -> Iterator[Sequence[Cell]]:
    if receipt.remarks:
        yield _heading("Dòng trả lại để sửa", "Ở sổ", "Cần sửa gì")
        for one in receipt.remarks:
            told = (one.caption, one.label, one.reason)
            yield [(Look.TEXT, text) for text in told]
        yield []


_WHAT_IT_IS = (
    "Giấy này cho biết cơ quan cấp trên đã nhận được những gói nào. Hãy nạp tệp này vào Sổ Bản"
    " trên máy đã gửi gói."
)


def _named(name: str, label: str, value: str) -> Sequence[Cell]:
    return [(Look.FAINT, name), (Look.TEXT, label), (Look.TEXT, value)]


def _counted(name: str, number: int) -> Sequence[Cell]:
    return [(Look.TEXT, name), (Look.NUMBER, number)]


def _pair(label: str, value: str) -> Sequence[Cell]:
    return [(Look.NOTE, label), (Look.NOTE, value)]


def _heading(*labels: str) -> Sequence[Cell]:
    return [(Look.HEADING, label) for label in labels]


def _full_name(unit: Unit) -> str:
    above = units.parent(unit)
    return f"{unit.name}, {_full_name(above)}" if above else unit.name
