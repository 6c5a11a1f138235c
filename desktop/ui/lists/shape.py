"""Which columns a list has, in which order, how wide: chosen by a person, and remembered."""

import json
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.records.fields import Field, Kind
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.units import Unit
from desktop.ui.lists.listing import Column
from desktop.ui.lists.rows import Rows
from desktop.ui.lists.stretches import SENT, View, choosable
from desktop.ui.lists.table import Table
from desktop.ui.look.widgets import button
from desktop.ui.remember import Habits

WIDTHS = {
    Kind.DATE: 108,
    Kind.MOMENT: 148,
    Kind.MONTH: 100,
    Kind.YEAR: 90,
    Kind.COUNT: 96,
    Kind.MONEY: 128,
    Kind.YES_NO: 100,
    Kind.CASE: 130,
    Kind.CODE: 230,
    Kind.CODES: 230,
    Kind.TEXT: 200,
    Kind.REFERENCE: 240,
}
"""How wide a column of each kind begins, in pixels; wider where its title is."""
FLEXIBLE = {Kind.CODE, Kind.CODES, Kind.TEXT, Kind.REFERENCE}
"""The kinds whose columns share what is left over."""
NARROW = 74
"""How wide the column begins that says what was sent."""


class Shape(QObject):
    """The columns of one list, and the button to choose them."""

    def __init__(self, table: Table, rows: Rows, habits: Habits | None) -> None:
        super().__init__(table)
        self.table, self.rows, self.habits = table, rows, habits
        self.button = button(t("Cột"), self._offer, "filter", icon="chevron-down")
        self.button.setToolTip(t("Chọn cột của danh sách"))
        head = table.horizontalHeader()
        head.setSectionsMovable(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(
            lambda place: self.menu().exec(head.mapToGlobal(place))
        )
        table.shaped.connect(self._keep)
        self._spread(kept(habits, rows.register, rows.desk.book.office))
        self.show_order()

    def menu(self) -> QMenu:
        """Every column there could be, ticked when it is there."""
        made = QMenu(self.button)
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # its button has its icon behind
        names = [field.name for field in self.rows.view.fields]
        for field in choosable(self.rows.register, self.rows.desk.book.office):
            action = made.addAction(field.label)
            action.setCheckable(True)
            action.setChecked(field.name in names)
            action.setEnabled(names != [field.name])
            action.toggled.connect(partial(self._toggle, field))
        made.addSeparator()
        _add(made, t("Như ban đầu"), self.reset)
        return made

    def reset(self) -> None:
        """The usual columns again."""
        if self.habits:
            self.habits.put(_name(self.rows.register), "")
        self._choose({})

    def show_order(self) -> None:
        """Mark the column the list is ordered by."""
        view, head = self.rows.view, self.table.horizontalHeader()
        names = [field.name for field in view.fields]
        head.setSortIndicatorShown(view.order in names)
        if view.order in names:
            down = view.descending
            order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(names.index(view.order), order)

    def _offer(self) -> None:
        self.menu().exec(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _toggle(self, field: Field, on: bool) -> None:
        held = self._columns()
        if on:
            closing = {SENT.name: held.pop(SENT.name)} if SENT.name in held else {}
            held = held | {field.name: 0} | closing
        else:
            del held[field.name]
        self._choose(held)
        self._keep()

    def _choose(self, columns: dict[str, int]) -> None:
        head = self.table.horizontalHeader()
        for place in range(head.count()):
            head.moveSection(head.visualIndex(place), place)
        register, office = self.rows.register, self.rows.desk.book.office
        if not columns:
            columns = dict.fromkeys((f.name for f in View.of(register, office).fields), 0)
        self.rows.choose(tuple(columns))
        self._spread(columns)
        self.show_order()

    def _spread(self, widths: dict[str, int]) -> None:
        """Begin with these columns; 0 is the usual width."""
        self.table.share([_column(f, widths.get(f.name, 0)) for f in self.rows.view.fields])
        self.table.spread()

    def _columns(self) -> dict[str, int]:
        """The columns from left to right, with the widths they were given."""
        head, fields = self.table.horizontalHeader(), self.rows.view.fields
        order = sorted(range(len(fields)), key=head.visualIndex)
        return {fields[place].name: self.table.width_of(place) for place in order}

    def _keep(self) -> None:
        if self.habits:
            held = {self.habits.mark(name): width for name, width in self._columns().items()}
            self.habits.put(_name(self.rows.register), json.dumps(held))


def kept(habits: Habits | None, register: Register, office: Unit) -> dict[str, int]:
    """The columns of a list from left to right as they were last chosen, with the widths they were
    given (0 for none); nothing while it is as it was made."""
    text = habits.get(_name(register)) if habits else ""
    if not habits or not text:
        return {}
    known = {habits.mark(field.name): field.name for field in choosable(register, office)}
    try:
        held = json.loads(text)
        return {known[mark]: int(width) for mark, width in held.items() if mark in known}
    except (ValueError, AttributeError):
        return {}


def _column(field: Field, made: int) -> Column:
    usual = NARROW if field is SENT else WIDTHS[field.kind]
    grows = field.kind in FLEXIBLE and field is not SENT
    return Column(field.label, made or usual, grows=grows, exact=not grows, made=bool(made))


def _name(register: Register) -> str:
    return f"columns {register.name}"


def _add(made: QMenu, words: str, do: Callable[[], object]) -> QAction:
    action = made.addAction(words)
    action.triggered.connect(lambda _on: do())
    return action
