"""What a sheet consists of: plain data in Vietnamese, that every writer sets from (PDF, picture,
Word document, workbook)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from desktop.records.words import number_words

Align = Literal["left", "center", "right"]

Cell = str | int | float | date
"""Words, a whole number, a percentage, a day or a moment; a workbook gets it as it is."""

NOTHING = "—"
"""What stands in a cell where there is no number to give."""


@dataclass(frozen=True)
class Heading:
    """A heading with its number; level 1 is ``I. …``, level 2 ``1. …``."""

    text: str
    level: int = 1
    block: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    text: str
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Column:
    """A column: ``width`` in millimetres; those of 0 share what the others leave.

    Neighbours of one ``group`` have that title above their own; numbers of a ``percent`` column
    are percentages; an ``extra`` column is set only where there is room, in workbooks.
    """

    title: str
    width: int = 0
    align: Align = "left"
    group: str = ""
    percent: bool = False
    extra: bool = False


@dataclass(frozen=True)
class Line:
    """A row of cells, one for each column, with a note across the table below it; ``total`` ends
    the table in bold."""

    cells: tuple[Cell, ...]
    note: str = ""
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table whose header rows are repeated on every page it reaches."""

    caption: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    remark: str = ""
    small: bool = False
    block: Literal["table"] = "table"


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Annex:
    """An annex: starts a page, and its pages are counted from 1 again."""

    label: str
    title: str
    attached: str
    body: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Letterhead:
    """The parts of Decree 30/2020 that depend on the office and the day, as they are printed."""

    superior: str
    issuer: tuple[str, ...]
    number: str
    place_and_date: str
    addressee: str
    authority: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class SheetData:
    """A document in the form of Decree 30/2020; without a letterhead it is its annexes alone.

    ``day`` is its date (ISO), ``mark`` what stands boxed above it ("" for nothing), ``code`` the
    short code of the packet that it agrees with, or why there is none ("" says nothing).
    """

    name: str
    day: str
    letterhead: Letterhead | None
    kind: str
    abstract: tuple[str, ...]
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    mark: str = ""
    code: str = ""

    @property
    def title(self) -> str:
        """The document's title."""
        return " ".join((self.kind, *self.abstract))

    @property
    def tables(self) -> list[Table]:
        """Every table, those of the annexes last."""
        blocks = [*self.body, *(block for annex in self.annexes for block in annex.body)]
        return [block for block in blocks if isinstance(block, Table)]


def shown(cell: Cell, column: Column) -> str:
    """A cell as it is printed: 1.234, 69,4%, 05/03/2024, 05/03/2024 08:30."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if column.percent:
        return f"{cell:g}%".replace(".", ",") if isinstance(cell, int) else percent_words(cell)
    return number_words(int(cell))


def percent_words(percent: float) -> str:
    """69.4 as ``69,4%``."""
    return f"{percent:.1f}%".replace(".", ",")


def printed(table: Table) -> Table:
    """The table without the columns that only a workbook has room for."""
    kept = [place for place, column in enumerate(table.columns) if not column.extra]
    if len(kept) == len(table.columns):
        return table
    lines = (
        Line(tuple(line.cells[place] for place in kept), line.note, line.total)
        for line in table.lines
    )
    columns = tuple(table.columns[place] for place in kept)
    return Table(table.caption, columns, tuple(lines), table.remark, table.small)


def groups(columns: tuple[Column, ...]) -> list[tuple[str, int]]:
    """The upper header row: each title with how many columns it spans; "" where a column has
    none, and reaches up. Empty when no column is in a group."""
    found: list[tuple[str, int]] = []
    for column in columns:
        if column.group and found and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1] + 1)
        else:
            found.append((column.group, 1))
    return found if any(title for title, _ in found) else []
