"""The two sheets before the registers: the summary a person reads, and what the machine needs.

Always Vietnamese, whatever the screen speaks, and computed from the packet alone, so that a
receiver can write them again and compare.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final, Protocol, cast

from desktop.records import periods
from desktop.records.fields import Row
from desktop.records.words import date_words
from sync.packet import Packet, rows_digest
from sync.xlsx.cells import Cell, Look
from sync.xlsx.wording import Document, Wording

HEADER_ROW: Final = 2
"""The header's first field stands here."""

_VIETNAM = timedelta(hours=7)
Lines = list[Sequence[Cell]]
"""Rows of cells, one below the other."""


def header_lines(wording: Wording, packet: Packet) -> Lines:
    """The lines of “Thông tin gói” from row `HEADER_ROW` on."""
    words, told = wording.packet.words, asdict(packet.header)
    lines: Lines = [named(name, label, told[name]) for name, label in header_fields(wording.packet)]
    lines.append(())
    heads = ("register", "sheet", "digest", "rows")
    lines.append(heading(*(words[f"head.{name}"] for name in heads)))
    for sheet in wording.sheets:
        rows = packet.rows.get(sheet.register, [])
        digest = rows_digest(sheet.register, sheet.names, rows)
        lines.append([*named(sheet.register, sheet.title, digest), (Look.NUMBER, len(rows))])
    return lines


def header_fields(document: Document) -> list[tuple[str, str]]:
    """The fields of its header that a document of a wording has, in their order, with their
    labels."""
    return list(document.starting("field.").items())


def register_row(wording: Wording) -> int:
    """Where the first register's line stands: name, sheet, digest, count of rows."""
    return HEADER_ROW + len(header_fields(wording.packet)) + 2


def summary_lines(wording: Wording, packet: Packet) -> Lines:
    """The lines of “Tổng hợp” from row 2 on. Raises InputError on an unknown period."""
    header, words = packet.header, wording.packet.words
    period = periods.named(header.period)
    days = f"{period.first:%d/%m/%Y} – {period.last:%d/%m/%Y}"
    return [
        [(Look.STRONG, wording.offices[header.edition][header.unit])],
        [(Look.WARNING, words["summary.warning"])],
        [(Look.NOTE, words["summary.note"])],
        [],
        pair(words["summary.tier"], words[f"tier.{header.tier}"]),
        pair(words["summary.period"], f"{period.vi} ({days})"),
        pair(words["summary.created"], created(words, header)),
        pair(words["summary.sequence"], str(header.sequence)),
        [],
        heading(words["summary.register"], words["summary.rows"]),
        *(counted(s.label, len(packet.rows.get(s.register, []))) for s in wording.sheets),
        [],
        *_events(wording.packet, packet.rows["outreach"], period),
    ]


def _events(
    document: Document, rows: Iterable[Row], period: periods.Period
) -> Iterator[Sequence[Cell]]:
    """Outreach month by month over the period's calendar year, then the year and the period."""
    words, sums = document.words, document.starting("sum.")
    year = period.months[0][:4]
    first, last = period.first.isoformat(), period.last.isoformat()
    months: dict[str, list[Row]] = defaultdict(list)
    within: list[Row] = []
    for row in rows:
        day = str(row["date"])
        if day.startswith(year):
            months[day[:7]].append(row)
        if first <= day <= last:
            within.append(row)
    yield heading(words["summary.events"], words["summary.number"], *sums.values())
    for month in sorted(months):
        name = words["summary.month"].format(month=date_words(month))
        yield _totals(Look.TEXT, Look.NUMBER, name, sums, months[month])
    whole = [row for held in months.values() for row in held]
    ends = (("year", {"year": year}, whole), ("within", {"period": period.vi}, within))
    for name, told, held in ends:
        label = words[f"summary.{name}"].format(**told)
        yield _totals(Look.TOTAL, Look.TOTAL, label, sums, held)


def _totals(
    label: Look, number: Look, name: str, sums: Iterable[str], rows: Sequence[Row]
) -> Sequence[Cell]:
    totals = (sum(cast(int, row[field] or 0) for row in rows) for field in sums)
    return [(label, name), (number, len(rows)), *((number, total) for total in totals)]


class Dated(Protocol):
    """A header that says when it was written."""

    @property
    def created(self) -> str:
        """UTC, ``2024-06-05T08:30:00Z``."""

    @property
    def clock_doubted(self) -> int:
        """1 where that may be wrong, else 0."""


def created(words: Mapping[str, str], header: Dated) -> str:
    """When a packet or receipt was written, as the clock in Việt Nam showed it, and whether that is
    in doubt, where the wording has words for it."""
    there = datetime.fromisoformat(header.created) + _VIETNAM
    moment = words["summary.moment"].format(time=f"{there:%H:%M}", day=f"{there:%d/%m/%Y}")
    doubted = words.get("summary.doubted", "{moment}")
    return doubted.format(moment=moment) if header.clock_doubted else moment


def named(name: str, label: str, value: str | int) -> list[Cell]:
    """A line of a header sheet: a field's name, what it means, its value."""
    look = Look.VALUE if isinstance(value, int) else Look.TEXT
    return [(Look.FAINT, name), (Look.TEXT, label), (look, value)]


def counted(name: str, number: int) -> Sequence[Cell]:
    """A name and how many there are of it."""
    return [(Look.TEXT, name), (Look.NUMBER, number)]


def pair(label: str, value: str) -> Sequence[Cell]:
    """Something about the whole document."""
    return [(Look.NOTE, label), (Look.NOTE, value)]


def heading(*labels: str) -> Sequence[Cell]:
    """The heads of the lines that follow."""
    return [(Look.HEADING, label) for label in labels]
