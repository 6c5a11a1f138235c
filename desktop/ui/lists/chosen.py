"""The rows that are chosen in a list: copies of them for Excel."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from PySide6.QtCore import QItemSelectionModel

from desktop.records.cipher import Database
from desktop.records.fields import Field, Kind
from desktop.records.plain_xlsx import Cell
from desktop.ui.lists.stretches import OFFICE, SENT, STRETCH, Line, View, lines_at

Span = tuple[int, int]
"""First and last place of rows that follow each other."""

FORMULAS = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""
AS_READ = (Kind.DATE, Kind.MOMENT, Kind.YEAR, Kind.COUNT, Kind.MONEY)
"""Kinds that a spreadsheet holds as numbers and dates; every other one as it reads."""


def spans(selection: QItemSelectionModel) -> list[Span]:
    """The chosen rows, from the top."""
    return sorted((part.top(), part.bottom()) for part in selection.selection().toList())


def lines(db: Database, view: View, places: Sequence[int]) -> Iterator[Line]:
    """The rows at those places of the table that are still there."""
    for first in range(0, len(places), STRETCH):
        for line in lines_at(db, view, places[first : first + STRETCH]):
            if line is not None:
                yield line


def as_text(db: Database, view: View, places: Sequence[int]) -> str:
    """The rows as a spreadsheet takes them from the clipboard; headings above more than one."""
    told = [
        "\t".join(_typed(cell) for cell in cells(view, line)) for line in lines(db, view, places)
    ]
    heading = ["\t".join(field.label for field in view.fields)] if len(told) > 1 else []
    return "\n".join([*heading, *told]) + "\n"


def cells(view: View, line: Line) -> list[Cell]:
    """One row as a spreadsheet holds it: numbers and dates as such, the rest as it reads."""
    return [
        line.cells[place]
        if field in (OFFICE, SENT) or field.kind not in AS_READ
        else _value(field, line.row[field.name])
        for place, field in enumerate(view.fields)
    ]


def _value(field: Field, value: object) -> Cell:
    if value is None:
        return None
    if field.kind is Kind.DATE:
        return date.fromisoformat(str(value))
    return datetime.fromisoformat(str(value)) if field.kind is Kind.MOMENT else int(str(value))


def _typed(cell: Cell) -> str:
    """A cell as one would type it; what looks like a formula is marked as text.

    A day is written year first: every spreadsheet takes that for the same day, whatever the
    country it is set to.
    """
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.strftime("%Y-%m-%d %H:%M" if isinstance(cell, datetime) else "%Y-%m-%d")
    text = " ".join(str(cell).split())
    return f"'{text}" if isinstance(cell, str) and text.startswith(FORMULAS) else text
