"""A list of any length: rows are fetched in stretches when they come into view."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.records import queries, words
from desktop.records.cipher import Database
from desktop.records.fields import Kind, Row
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS, Register
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Ok, Outcome

STRETCH = 200
"""Rows fetched at a time."""
NEAR = 2
"""Stretches asked for further away than this were only passed on the way."""
KEPT = 40
"""Stretches kept at hand; the ones used longest ago are let go."""

Index = QModelIndex | QPersistentModelIndex
NUMBERS = {Kind.COUNT, Kind.MONEY, Kind.YEAR}


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


class Rows(QAbstractTableModel):
    """The rows of one register for a list view."""

    summed = Signal(Summary)
    failed = Signal(str)

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__()
        self.desk, self.register = desk, register
        self.fields = tuple(register.field(name) for name in register.columns)
        self.order, self.descending = "date" if "date" in register.columns else "", True
        self.wanted = Wanted()
        self._count = 0
        self._stretches: OrderedDict[int, list[Line]] = OrderedDict()
        self._asked: dict[int, Job] = {}
        self._counting: Job | None = None

    def search(self, typed: str) -> None:
        """Show only rows that hold every word."""
        self.wanted = Wanted(words=typed)
        self.reload()

    def sort_by(self, column: int, descending: bool) -> None:
        """Order by a column."""
        self.order, self.descending = self.fields[column].name, descending
        self.reload()

    def reload(self) -> None:
        """Read again; what is on screen stays until the answer is here."""
        wanted, order, descending = self.wanted, self.order, self.descending
        if self._counting:
            self._counting.cancel()
        self._counting = self.desk.read(
            self,
            lambda db: (
                summary(db, self.register, wanted),
                stretch(db, self.register, wanted, order, descending, 0),
            ),
            self._reloaded,
        )

    def line(self, row: int) -> Line | None:
        """The row at that place, None while it is on its way."""
        lines = self._stretches.get(row // STRETCH)
        if lines is None:
            self._ask(row // STRETCH)
            return None
        place = row % STRETCH
        return lines[place] if place < len(lines) else None

    def place_of(self, uid: str) -> int | None:
        """Where a row stands, if it is at hand."""
        for number, lines in self._stretches.items():
            for place, line in enumerate(lines):
                if line.row["uid"] == uid:
                    return number * STRETCH + place
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else len(self.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            line = self.line(index.row())
            return line.cells[index.column()] if line else ""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.fields[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        right = self.fields[column].kind in NUMBERS
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _reloaded(self, outcome: Outcome[tuple[Summary, list[Line]]]) -> None:
        self._counting = None
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
            return
        found, first = outcome.value
        for job in self._asked.values():
            job.cancel()
        self.beginResetModel()
        self._asked.clear()
        self._stretches.clear()
        self._stretches[0] = first
        self._count = found.found
        self.endResetModel()
        self.summed.emit(found)

    def _ask(self, number: int) -> None:
        if number in self._asked:
            return
        for passed in [asked for asked in self._asked if abs(asked - number) > NEAR]:
            self._asked.pop(passed).cancel()
        wanted, order, descending = self.wanted, self.order, self.descending
        offset = number * STRETCH
        left = self._count - offset
        self._asked[number] = self.desk.read(
            self,
            lambda db: (
                stretch(db, self.register, wanted, order, descending, offset)
                if left > offset
                else from_the_end(db, self.register, wanted, order, descending, left)
            ),
            lambda outcome: self._arrived(number, outcome),
        )

    def _arrived(self, number: int, outcome: Outcome[list[Line]]) -> None:
        self._asked.pop(number, None)
        if not isinstance(outcome, Ok):
            return
        self._stretches[number] = outcome.value
        while len(self._stretches) > KEPT:
            self._stretches.popitem(last=False)
        first = number * STRETCH
        last = min(first + STRETCH, self._count) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.fields) - 1))


def summary(db: Database, register: Register, wanted: Wanted) -> Summary:
    """What stands below the list."""
    number = next(
        (n for n in register.columns if register.field(n).kind in (Kind.COUNT, Kind.MONEY)), None
    )
    return Summary(
        queries.count(db, register, wanted),
        queries.count(db, register),
        queries.total(db, register, number, wanted) if number else None,
    )


def stretch(
    db: Database,
    register: Register,
    wanted: Wanted,
    order: str,
    descending: bool,
    offset: int,
    limit: int = STRETCH,
) -> list[Line]:
    """One stretch of the list, references already told by their captions."""
    found = queries.page(
        db,
        register,
        wanted,
        order=order,
        descending=descending,
        offset=offset,
        limit=limit,
    )
    lookup = captions(db)
    fields = [register.field(name) for name in register.columns]
    return [
        Line(row, tuple(words.show(field, row[field.name], lookup) for field in fields))
        for row in found
    ]


def from_the_end(
    db: Database, register: Register, wanted: Wanted, order: str, descending: bool, left: int
) -> list[Line]:
    """The stretch that begins ``left`` rows before the end, counted from there: skipping rows is
    what takes time in a long list, and from the end there are fewer to skip."""
    limit = min(STRETCH, left)
    found = stretch(db, register, wanted, order, not descending, left - limit, limit)
    return found[::-1]


def captions(db: Database) -> words.Lookup:
    """A lookup that remembers what it has found."""
    known: dict[tuple[str, str], str] = {}

    def lookup(name: str, uid: str) -> str:
        if (name, uid) not in known:
            row = queries.get(db, REGISTERS[name], uid)
            known[name, uid] = words.caption(REGISTERS[name], row, lookup) if row else ""
        return known[name, uid]

    return lookup
