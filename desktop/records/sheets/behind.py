"""What stands behind a target, as a list on paper: what lacks, or what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.plan import Target
from desktop.records.sheets.blocks import Annex, Column, Line, SheetData, Table
from desktop.records.sheets.marks import mark
from desktop.records.sheets.office import OfficePaper, running_name
from desktop.records.units import Unit
from desktop.records.words import date_words


@dataclass(frozen=True)
class Told:
    """One line of the list: what it is about, whose it is ("" where that is the same), its
    fraction, and what there is to note."""

    words: str
    unit: str
    n: int
    d: int
    note: str


def behind_sheet(
    book: Book,
    target: Target,
    group: str,
    lines: Sequence[Told],
    *,
    area: Unit,
    as_of: date,
    now: datetime,
) -> SheetData:
    """The lines of one group behind ``target`` (``group`` is its name in Vietnamese), as an annex
    of a report; nothing of it is about a person."""
    paper, day = OfficePaper.of(book.office, book.settings.get), local_day(now)
    of_area = "" if area == book.office else f" của {running_name(area)}"
    until = date_words(as_of.isoformat())
    annex = Annex(
        label="Phụ lục",
        title=f"{group}{of_area} đến ngày {until}".upper(),
        attached=paper.attached_to("Báo cáo", "BC", day),
        body=(_table(target, lines),),
        landscape=True,
    )
    data = SheetData(
        name="behind",
        day=day.isoformat(),
        letterhead=None,
        kind=annex.label.upper(),
        abstract=(f"{group}{of_area}", f"đến ngày {until}"),
        body=(),
        annexes=(annex,),
    )
    return replace(data, mark=mark(book))


def _table(target: Target, lines: Sequence[Told]) -> Table:
    several = any(line.unit for line in lines)
    columns = (
        Column("TT", 11, "center"),
        Column("Nội dung"),
        *([Column("Đơn vị", 42)] if several else []),
        Column("Tử số", 18, "right"),
        Column("Mẫu số", 18, "right"),
        Column("Ghi chú", 64),
    )
    rows = tuple(
        Line((place, one.words, *([one.unit] if several else []), one.n, one.d, one.note))
        for place, one in enumerate(lines, 1)
    )
    return Table(f"{target.vi} ({target.clause})", columns, rows)
