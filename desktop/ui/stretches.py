"""What a list shows, read from the book stretch by stretch."""

from dataclasses import dataclass, replace

from desktop.records import queries, units, words
from desktop.records.cipher import Database
from desktop.records.fields import Field, Kind, Row
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS, Register
from desktop.records.units import Unit

STRETCH = 200
"""Rows read at a time."""

OFFICE = Field("unit", Kind.TEXT, "Đơn vị", "Unit")
"""The column that says whose row it is, where rows of several offices come together."""


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
        order = "date" if "date" in register.columns else ""
        return View(register, fields, office.edition, order=order)


@dataclass(frozen=True)
class Line:
    """One row with its columns as a person reads them."""

    row: Row
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Summary:
    """What stands below a list: rows found, rows in all, the sum of its number column."""

    found: int
    all: int
    total: int | None


def summary(db: Database, view: View) -> Summary:
    """What stands below the list."""
    numbers = (f.name for f in view.fields if f.kind in (Kind.COUNT, Kind.MONEY))
    number = next(numbers, None)
    return Summary(
        queries.count(db, view.register, view.wanted),
        queries.count(db, view.register),
        queries.total(db, view.register, number, view.wanted) if number else None,
    )


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
    lookup = captions(db)
    return [Line(row, tuple(_cell(view, f, row, lookup) for f in view.fields)) for row in found]


def from_the_end(db: Database, view: View, left: int) -> list[Line]:
    """The stretch that begins ``left`` rows before the end, counted from there: skipping rows is
    what takes time in a long list, and from the end there are fewer to skip."""
    limit = min(STRETCH, left)
    turned = replace(view, descending=not view.descending)
    return stretch(db, turned, left - limit, limit)[::-1]


def captions(db: Database) -> words.Lookup:
    """A lookup that remembers what it has found."""
    known: dict[tuple[str, str], str] = {}

    def lookup(name: str, uid: str) -> str:
        if (name, uid) not in known:
            row = queries.get(db, REGISTERS[name], uid)
            known[name, uid] = words.caption(REGISTERS[name], row, lookup) if row else ""
        return known[name, uid]

    return lookup


def _cell(view: View, field: Field, row: Row, lookup: words.Lookup) -> str:
    if field is OFFICE:
        return units.find(view.edition, str(row["unit"])).name
    return words.show(field, row[field.name], lookup)
