"""A receipt as the parts of a workbook. The same receipt always gives the same bytes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Final

from desktop.records import short_code
from sync.receipt import Receipt
from sync.xlsx import frame, wording
from sync.xlsx.cells import Cell, Look, spell_page
from sync.xlsx.pages import Lines, counted, created, header_fields, heading, named, pair
from sync.xlsx.receipt_form import HEADER, SUMMARY, TABLES, TRUST, WIDTHS, Sheet, state_words
from sync.xlsx.wording import Wording

FIRST_ROW: Final = 3
"""Where the lines of a table begin: below the field names and the headings."""

_CHUNK = 3_000


def write(receipt: Receipt) -> dict[str, bytes]:
    """The parts of ``receipt``, by name without leading slash, ready to be sealed.

    Raises CellError when a text holds what no cell may, KeyError for a wording or an office that
    this program does not have.
    """
    found = wording.known()[wording.number_of(receipt.header.wording)]
    written = dict(found.receipt.parts)
    for name, lines in ((SUMMARY, _summary(found, receipt)), (HEADER, _header(found, receipt))):
        page = spell_page(2, WIDTHS[name], lines)
        written[name] = frame.with_rows(written[name], len(WIDTHS[name]), len(lines) + 1, page)
    for sheet in TABLES:
        lines = list(_lines(found, sheet, receipt))
        widths = [column.width for column in sheet.columns]
        last = FIRST_ROW - 1 + len(lines)
        page = spell_page(FIRST_ROW, widths, lines)
        written[sheet.part] = frame.with_rows(written[sheet.part], len(widths), last, page)
    return written


def _lines(found: Wording, sheet: Sheet, receipt: Receipt) -> Iterator[Sequence[Cell]]:
    words = found.receipt.words
    if sheet is TRUST:
        column = sheet.columns[0]
        yield from ([column.spell(words, chunk)] for chunk in chunks(receipt.trust))
        return
    told = (receipt.packets, receipt.remarks, receipt.held, receipt.covers)
    for line in told[TABLES.index(sheet)]:
        values = asdict(line)
        yield [column.spell(words, values[column.name]) for column in sheet.columns]


def chunks(text: str) -> list[str]:
    """``text`` in pieces that a cell can hold, cut after a line."""
    return re.findall(rf"(?s).{{1,{_CHUNK}}}(?:\n|$)", text)


def _header(found: Wording, receipt: Receipt) -> Lines:
    told = asdict(receipt.header)
    return [named(name, label, told[name]) for name, label in header_fields(found.receipt)]


def _summary(found: Wording, receipt: Receipt) -> Lines:
    header, words = receipt.header, found.receipt.words
    offices = found.offices[header.edition]
    last = words["summary.sequence"].format(n=header.sequence) if header.sequence else "–"
    return [
        [(Look.STRONG, offices[header.unit])],
        [(Look.WARNING, words["summary.warning"])],
        [(Look.NOTE, words["summary.note"])],
        [],
        pair(words["summary.to"], offices[header.to_unit].partition(", ")[0]),
        pair(words["summary.created"], created(words, header)),
        pair(words["summary.last"], last),
        pair(words["summary.state"], state_words(words, header.state)),
        pair(words["summary.code"], short_code.of(header.packet)),
        pair(words["summary.remarks"], str(len(receipt.remarks))),
        [],
        *_remarks(found, receipt),
        heading(words["summary.register"], words["summary.held"]),
        *(counted(held.label, held.rows) for held in receipt.held),
    ]


def _remarks(found: Wording, receipt: Receipt) -> Iterator[Sequence[Cell]]:
    if receipt.remarks:
        yield heading(
            *(found.receipt.words[f"summary.{n}"] for n in ("remarks", "where", "reason"))
        )
        for one in receipt.remarks:
            told = (one.caption, one.label, one.reason)
            yield [(Look.TEXT, text) for text in told]
        yield []
