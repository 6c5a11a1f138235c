"""A list of any length: it is lined up in the background, and its rows are read when they come
into view."""

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal

from desktop.records import shown
from desktop.records.fields import Field
from desktop.records.queries import Wanted
from desktop.records.registers import Register
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Ok, Outcome
from desktop.ui.lists.cells import BADGE
from desktop.ui.lists.model import NUMBERS, Index, Model
from desktop.ui.lists.order import Order
from desktop.ui.lists.stretches import (
    SENT,
    STRETCH,
    Line,
    Piece,
    Summary,
    View,
    gather,
    lines_at,
)

NEAR = 2
"""Stretches asked for further away than this were only passed on the way."""
KEPT = 40 * STRETCH
"""Lines kept at hand; the ones read longest ago are let go."""


class Rows(Model):
    """The rows of one register for a list view.

    ``looking`` when another list is asked for, ``begun`` when its first rows are there, ``summed``
    when all of it is.
    """

    looking = Signal()
    begun = Signal()
    arrived = Signal()
    summed = Signal(Summary)
    failed = Signal(str)

    def __init__(self, desk: Desk, register: Register, names: Sequence[str] = ()) -> None:
        super().__init__()
        self.desk, self.register = desk, register
        self.view = View.of(register, desk.book.office, names)
        self.order = Order(len(shown.added_up(register)))
        self._lines: OrderedDict[int, tuple[int, Line]] = OrderedDict()
        self._reading = 0
        self._asked: dict[int, Job] = {}
        self._gathering: Job | None = None
        self._coming: Order | None = None

    def search(self, typed: str) -> None:
        """Show only rows that hold every word."""
        self.look(replace(self.view, wanted=replace(self.view.wanted, words=typed)))

    def filter(self, wanted: Wanted) -> None:
        """Show only what is wanted, of what the words that are searched for find."""
        self.look(replace(self.view, wanted=replace(wanted, words=self.view.wanted.words)))

    def sort_by(self, column: int, descending: bool) -> None:
        """Order by a column."""
        order = self.view.fields[column].name
        self.look(replace(self.view, order=order, descending=descending))

    def choose(self, names: Sequence[str]) -> None:
        """Show these columns."""
        fields = View.of(self.register, self.desk.book.office, names).fields
        self.look(replace(self.view, fields=fields))

    def look(self, view: View) -> None:
        """Show another list; what is on screen stays until its first rows are here."""
        self.view = view
        self.looking.emit()
        self._gather(None)

    def reload(self) -> None:
        """Read again; what is on screen stays where it is."""
        fresh = self._gathering is not None and self._coming is None
        self._gather(None if fresh or not self.order.places else Order(len(self.order.numbers)))

    @property
    def gathering(self) -> bool:
        """Whether rows of the list are still on their way."""
        return self._gathering is not None

    def line(self, row: int) -> Line | None:
        """The row at that place, None while it is on its way."""
        held = self._lines.get(self.order.places[row])
        if held is None or held[0] != self._reading:
            self._ask(row // STRETCH)
        return held[1] if held else None

    def place_of(self, uid: str) -> int | None:
        """Where a row stands, if it is at hand."""
        for place, (_, line) in self._lines.items():
            if line.row["uid"] == uid and place in self.order.places:
                return self.order.places.index(place)
        return None

    def places(self, spans: Sequence[tuple[int, int]]) -> "array[int]":
        """Where in the table the rows from the first to the last of each span are."""
        found = array("q")
        for first, last in spans:
            found += self.order.places[first : last + 1]
        return found

    def sums(self, spans: Sequence[tuple[int, int]]) -> list[tuple[Field, int]]:
        """What the rows of those spans add up to."""
        fields = shown.added_up(self.register)
        return list(zip(fields, self.order.sums(spans), strict=True))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else len(self.order.places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else len(self.view.fields)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        field = self.view.fields[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            line = self.line(index.row())
            return line.cells[index.column()] if line else ""
        if role == BADGE and field is self.view.badges:
            line = self.line(index.row())
            return line.state if line else None
        if role == Qt.ItemDataRole.ForegroundRole and field is SENT:
            return "muted"
        return None

    def title(self, column: int) -> str:
        return self.view.fields[column].label

    def numeric(self, column: int) -> bool:
        return self.view.fields[column].kind in NUMBERS

    def _gather(self, coming: Order | None) -> None:
        """Line up anew: into ``coming``, to be put in place when it is whole, or step by step."""
        if self._gathering:
            self._gathering.cancel()
        view, self._coming = self.view, coming
        self._gathering = self.desk.gather(
            self,
            lambda db, job: gather(db, job, view),
            self._ended,
            partial(self._came, view),
        )
        self._shown: View | None = None

    def _came(self, view: View, piece: Piece) -> None:
        if self._coming is not None:
            self._coming.add(piece.part)
        elif self._shown is view:
            first = len(self.order.places)
            self.beginInsertRows(QModelIndex(), first, first + len(piece.part.places) - 1)
            self.order.add(piece.part)
            self.endInsertRows()
        else:
            self._begin(view, piece)

    def _begin(self, view: View, piece: Piece | None) -> None:
        """Put the first rows of another list in place of what was there."""
        self._pass_by(list(self._asked))
        self._shown = view
        self.beginResetModel()
        self._reading += 1
        self._lines.clear()
        self.order = Order(len(self.order.numbers))
        if piece:
            self.order.add(piece.part)
            self._keep(piece.part.places, piece.lines)
        self.endResetModel()
        self.begun.emit()

    def _ended(self, outcome: Outcome[Summary]) -> None:
        coming, self._gathering, self._coming = self._coming, None, None
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
            return
        if coming is not None:
            self._put(coming)
        elif self._shown is not self.view:
            self._begin(self.view, None)
        self.summed.emit(outcome.value)

    def _put(self, coming: Order) -> None:
        """What has been read again, in place of what was there: only what differs moves."""
        start, old, new = self.order.difference(coming)
        if old > start:
            self.beginRemoveRows(QModelIndex(), start, old - 1)
            self.order.cut(start, old)
            self.endRemoveRows()
        if new > start:
            self.beginInsertRows(QModelIndex(), start, new - 1)
            self.order = coming
            self.endInsertRows()
        self.order = coming
        self._pass_by(list(self._asked))
        self._reading += 1
        if self.order.places:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def _ask(self, number: int) -> None:
        if number in self._asked:
            return
        self._pass_by([asked for asked in self._asked if abs(asked - number) > NEAR])
        view, first = self.view, number * STRETCH
        places = self.order.places[first : first + STRETCH]
        self._asked[number] = self.desk.read(
            self,
            lambda db: lines_at(db, view, places),
            partial(self._arrived, number, places),
        )

    def _pass_by(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self._asked.pop(number).cancel()

    def _arrived(
        self, number: int, places: "array[int]", outcome: Outcome[list[Line | None]]
    ) -> None:
        self._asked.pop(number, None)
        if not isinstance(outcome, Ok):
            return
        self._keep(places, outcome.value)
        first = number * STRETCH
        last = min(first + STRETCH, self.rowCount()) - 1
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
        self.arrived.emit()

    def _keep(self, places: Sequence[int], lines: Sequence[Line | None]) -> None:
        for place, line in zip(places, lines, strict=False):
            if line is not None:
                self._lines.pop(place, None)
                self._lines[place] = self._reading, line
        while len(self._lines) > KEPT:
            self._lines.popitem(last=False)
