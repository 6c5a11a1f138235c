"""What a list shows, read from the book stretch by stretch."""

from dataclasses import dataclass, replace

from desktop.records import queries, units, words
from desktop.records.cipher import Database
from desktop.records.fields import Field, Kind, Row
from desktop.records.queries import Wanted
from desktop.records.registers import Register
from desktop.records.units import Unit
from desktop.ui.captions import Captions

STRETCH = 200
"""Rows read at a time."""

OFFICE = Field("unit", Kind.TEXT, "Đơn vị", "Unit")
"""The column that says whose row it is, where rows of several offices come together."""

NOT_ADDED = {"figures": "value"}
"""Number columns whose rows count different things."""

EVERYTHING = Wanted()


@dataclass(frozen=True)
class View:
    """A register as a list shows it: its columns, which rows, in which order."""

    register: Register
    fields: tuple[Field, ...]
    edition: str
    wanted: Wanted = EVERYTHING
    order: str = ""
    descending: bool = True

    @staticmethod
    def of(register: Register, office: Unit) -> "View":
        """How the list of a register begins at an office: the newest first."""
        lead = (OFFICE,) if units.children(office) else ()
        fields = (*lead, *(register.field(name) for name in register.columns))
        day = queries.day_of(register)
        order = day.name if day and day.name in register.columns else ""
        return View(register, fields, office.edition, order=order)


@dataclass(frozen=True)
class Line:
    """One row with its columns as a person reads them."""

    row: Row
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """What stands below a list: rows found, rows in all, the sum of each column that adds up."""

    found: int
    all: int
    totals: tuple[tuple[Field, int], ...]


def summary(db: Database, view: View) -> Summary:
    """What stands below the list."""
    return Summary(
        queries.count(db, view.register, view.wanted),
        queries.count(db, view.register, Wanted(retired=view.wanted.retired)),
        tuple(
            (field, queries.total(db, view.register, field.name, view.wanted))
            for field in adding_up(view)
        ),
    )


def adding_up(view: View) -> list[Field]:
    """The columns whose sum says something."""
    counted = (Kind.COUNT, Kind.MONEY)
    different = NOT_ADDED.get(view.register.name, "")
    return [f for f in view.fields if f.kind in counted and f.name != different]


def stretch(db: Database, view: View, offset: int, limit: int = STRETCH) -> list[Line]:
    """One stretch of the list, references already told by their captions."""
    found = queries.page(
        db,
        view.register,
        view.wanted,
        order=view.order,
        descending=view.descending,
        offset=offset,
        limit=limit,
    )
    captions = Captions(db, view.edition)
    return [Line(row, tuple(_cell(view, f, row, captions) for f in view.fields)) for row in found]


def from_the_end(db: Database, view: View, left: int) -> list[Line]:
    """The stretch that begins ``left`` rows before the end, counted from there: skipping rows is
    what takes time in a long list, and from the end there are fewer to skip."""
    limit = min(STRETCH, left)
    turned = replace(view, descending=not view.descending)
    return stretch(db, turned, left - limit, limit)[::-1]


def _cell(view: View, field: Field, row: Row, captions: Captions) -> str:
    unit = str(row["unit"])
    if field is OFFICE:
        return units.find(view.edition, unit).name
    return words.show(field, row[field.name], captions.seen_from(unit))
