"""A list of any length: rows are fetched in stretches when they come into view."""

from collections import OrderedDict
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.records.fields import Kind
from desktop.records.queries import Wanted
from desktop.records.registers import Register
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Ok, Outcome
from desktop.ui.stretches import STRETCH, Line, Summary, View, from_the_end, stretch, summary

NEAR = 2
"""Stretches asked for further away than this were only passed on the way."""
KEPT = 40
"""Stretches kept at hand; the ones used longest ago are let go."""

Index = QModelIndex | QPersistentModelIndex
NUMBERS = {Kind.COUNT, Kind.MONEY, Kind.YEAR}


class Rows(QAbstractTableModel):
    """The rows of one register for a list view."""

    summed = Signal(Summary)
    failed = Signal(str)

    def __init__(self, desk: Desk, register: Register) -> None:
        super().__init__()
        self.desk, self.register = desk, register
        self.view = View.of(register, desk.book.office)
        self._count = 0
        self._stretches: OrderedDict[int, list[Line]] = OrderedDict()
        self._asked: dict[int, Job] = {}
        self._counting: Job | None = None

    def search(self, typed: str) -> None:
        """Show only rows that hold every word."""
        self.view = replace(self.view, wanted=replace(self.view.wanted, words=typed))
        self.reload()

    def filter(self, wanted: Wanted) -> None:
        """Show only what is wanted, of what the words that are searched for find."""
        self.view = replace(self.view, wanted=replace(wanted, words=self.view.wanted.words))
        self.reload()

    def sort_by(self, column: int, descending: bool) -> None:
        """Order by a column."""
        order = self.view.fields[column].name
        self.view = replace(self.view, order=order, descending=descending)
        self.reload()

    def reload(self) -> None:
        """Read again; what is on screen stays until the answer is here."""
        view = self.view
        if self._counting:
            self._counting.cancel()
        self._counting = self.desk.read(
            self,
            lambda db: (
                summary(db, view),
                stretch(db, view, 0),
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
        return 0 if parent.isValid() else len(self.view.fields)

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
            return self.view.fields[section].label
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        right = self.view.fields[column].kind in NUMBERS
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
        view = self.view
        offset = number * STRETCH
        left = self._count - offset
        self._asked[number] = self.desk.read(
            self,
            lambda db: stretch(db, view, offset) if left > offset else from_the_end(db, view, left),
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
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.view.fields) - 1))
