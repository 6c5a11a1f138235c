"""The list of a register: search, chips, the rows, their totals."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.records.language import t
from desktop.records.registers import Register
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job, Ok, Outcome
from desktop.ui.lists import chosen, seeking, sums
from desktop.ui.lists.chips import Chips
from desktop.ui.lists.excel import Excel
from desktop.ui.lists.row_menu import Deed, menu
from desktop.ui.lists.rows import Rows
from desktop.ui.lists.shape import Shape, kept
from desktop.ui.lists.stretches import SENT, Summary
from desktop.ui.lists.table import Table
from desktop.ui.look import icons, theme
from desktop.ui.look.empty import Empty
from desktop.ui.look.page import Page
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import button, column, label, line
from desktop.ui.remember import Habits

PAUSE = 150
"""Milliseconds after the last key before a search begins."""
PATIENCE = 300
"""Milliseconds before it is said that something is still being counted."""


class Browse(Page):
    """The rows of one register as a list.

    ``opens`` tells which one a person wants to see, ``drops`` that the chosen ones are to be taken
    out, ``copies`` that a new row is to begin as a copy of one.
    """

    opens = Signal(str)
    drops = Signal()
    copies = Signal()

    def __init__(
        self,
        desk: Desk,
        register: Register,
        banner: Banner,
        *,
        new: Callable[[], None] | None,
        bring_in: Callable[[], None] | None = None,
        on_paper: Callable[[], None] | None = None,
        guide: Callable[[], object] | None = None,
        habits: Habits | None = None,
    ) -> None:
        super().__init__(register.label)
        self.desk, self.register, self.kept, self._guide = desk, register, new is not None, guide
        self.rows = Rows(desk, register, tuple(kept(habits, register, desk.book.office)))
        self.add = button(t("Thêm"), new or (lambda: None), "primary", key="Ctrl+N")
        self.search = self._search_line()
        self.chips = Chips(desk, self.rows.view)
        self.table = self._table()
        self.shape = Shape(self.table, self.rows, habits)
        self.totals = label("", "muted")
        self.empty = Empty()
        self.excel = Excel(desk, self.rows, self.table, banner, bring_in if new else None)
        self._found: Summary | None = None
        self._seeking: Job | None = None
        self._everything, self._awaited = False, ""
        self._arrange(on_paper)
        self._connect(banner)

    def refresh(self) -> None:
        """Read the list again."""
        self.chips.refresh()
        self.rows.reload()

    def narrow(self, to: str) -> None:
        """Show only what ``Chips.narrow`` makes of ``to``."""
        self.search.clear()
        self.rows.search("")
        self.chips.narrow(to)

    def select(self, uid: str) -> None:
        """Show which row is open beside the list; what is chosen beside it stays so."""
        place = self.rows.place_of(uid) if uid else None
        self._awaited = uid if place is None else ""
        picked = chosen.spans(self.table.selectionModel())
        if place is not None and not any(first <= place <= last for first, last in picked):
            self.table.selectRow(place)

    def _select_awaited(self) -> None:
        """The open row may come to the list after its form."""
        if self._awaited:
            self.select(self._awaited)

    def current(self) -> str:
        """The uid of the row that is marked, "" for none."""
        index = self.table.currentIndex()
        found = self.rows.line(index.row()) if index.isValid() else None
        return str(found.row["uid"]) if found else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.chips.fold(self.height() < theme.LOW)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.table.geometry().contains(event.pos()):
            menu(self, self.deeds()).exec(event.globalPos())

    def deeds(self) -> list[Deed]:
        """What can be done with the chosen rows, and with the list."""
        found = bool(chosen.spans(self.table.selectionModel()))
        live = self.kept and not self.rows.view.wanted.retired
        return [
            Deed(t("Mở"), "Enter", self._open_current, found),
            Deed(t("Thêm dòng mới"), "Ctrl+N", self.add.click, self.kept),
            Deed(t("Thêm dòng giống dòng này"), "Ctrl+D", self.copies.emit, self.kept and found),
            Deed(t("Bỏ ra khỏi sổ"), "Del", self.drops.emit, live and found),
            Deed(t("Chép để dán vào Excel"), "Ctrl+C", self.excel.copy, found),
            Deed(t("Chọn tất cả"), "Ctrl+A", self.choose_all, self.rows.rowCount() > 0),
        ]

    def choose_all(self) -> None:
        """Choose every row of the list, those that are still on their way too."""
        self._everything = self.rows.gathering
        self.table.selectAll()

    def _arrange(self, on_paper: Callable[[], None] | None) -> None:
        if on_paper:
            self.buttons.addWidget(button(t("In danh sách"), on_paper, key="Ctrl+P"))
        self.buttons.addWidget(self.excel.button)
        self.buttons.addWidget(self.add)
        self.add.setVisible(self.kept)
        self.excel.button.setVisible(bool(self.excel.options()))
        above = line(self.search, self.chips.more, self.chips.gone, self.shape.button)
        top = column(above, self.chips, gap=theme.STEP)
        self.content.addLayout(top)
        below = line(self.totals, -1, self.excel.progress)
        self.content.addWidget(self.table)
        self.content.addWidget(self.empty)
        self.content.addLayout(below)
        self.content.setStretchFactor(self.table, 1)
        self.content.setStretchFactor(self.empty, 1)

    def _connect(self, banner: Banner) -> None:
        self.chips.changed.connect(self.rows.filter)
        self.rows.begun.connect(self._begun)
        self.rows.arrived.connect(self._select_awaited)
        self.rows.summed.connect(self._summed)
        self.rows.failed.connect(banner.bad)
        self.search.leaves.connect(self.table.setFocus)
        self.table.typed.connect(self._jump)
        self.table.drops.connect(self.drops)
        self.table.alls.connect(self.choose_all)
        self._patience = QTimer(self, interval=PATIENCE, singleShot=True)
        self._patience.timeout.connect(lambda: self.totals.setText(t("Đang xếp và đếm…")))
        self.rows.looking.connect(self._patience.start)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._sum_chosen)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: self._pause.start())

    def _search_line(self) -> "SearchLine":
        search = SearchLine()
        search.setPlaceholderText(t("Tìm, gõ không dấu cũng được (Ctrl+F)"))
        search.setAccessibleName(t("Tìm trong danh sách"))
        search.setClearButtonEnabled(True)
        for clears in cast(list[QAction], search.findChildren(QAction)):
            clears.setIcon(icons.icon("x"))  # Qt's own is drawn for neither theme
        glass = QAction(icons.icon("search"), "", search)
        search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        pause = QTimer(self, interval=PAUSE, singleShot=True)
        pause.timeout.connect(lambda: self.rows.search(search.text()))
        search.textChanged.connect(lambda _text: pause.start())
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(search.setFocus)
        find.activated.connect(search.selectAll)
        return search

    def _table(self) -> Table:
        table = Table(self.rows, self.register.label)
        table.setSelectionMode(Table.SelectionMode.ExtendedSelection)
        table.activated.connect(self._activated)
        table.clicked.connect(self._clicked)
        head = table.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort)
        return table

    def _clicked(self, index: QModelIndex) -> None:
        if QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self._activated(index)

    def _activated(self, index: QModelIndex) -> None:
        found = self.rows.line(index.row())
        if found:
            self.opens.emit(str(found.row["uid"]))

    def _open_current(self) -> None:
        self._activated(self.table.currentIndex())

    def _sort(self, section: int) -> None:
        view = self.rows.view
        if view.fields[section] is SENT:
            return
        again = view.fields[section].name == view.order
        descending = not view.descending if again else False
        self.rows.sort_by(section, descending)
        self.shape.show_order()

    def _jump(self, typed: str) -> None:
        view, places = self.rows.view, self.rows.order.places[:]
        if self._seeking:
            self._seeking.cancel()
        read = partial(seeking.seek, view=view, places=places, typed=typed)
        self._seeking = self.desk.read(self, read, self._jumped)

    def _jumped(self, outcome: Outcome[int | None]) -> None:
        self._seeking = None
        if isinstance(outcome, Ok) and outcome.value is not None:
            self.table.setCurrentIndex(self.rows.index(outcome.value, 0))

    def _sum_chosen(self) -> None:
        """What several chosen rows add up to, in place of what all rows do."""
        picked = chosen.spans(self.table.selectionModel())
        count = sum(last - first + 1 for first, last in picked)
        if self._found is None:
            return
        if count < 2:
            self.totals.setText(sums.totals(self.register, self._found) if self._found.all else "")
        else:
            self.totals.setText(sums.chosen(self.register, count, self.rows.sums(picked)))

    def _begun(self) -> None:
        """The first rows are here: they are shown at once, the totals follow."""
        self._found = None
        if self.rows.rowCount():
            self.empty.hide()
            self.table.show()

    def _summed(self, found: Summary) -> None:
        self._patience.stop()
        self._found = found
        self.table.setVisible(found.found > 0)
        self.empty.setVisible(found.found == 0)
        self.search.setEnabled(found.all > 0 or self.rows.view.narrowed)
        if found.found == 0:
            self._teach(found)
        if self._everything:
            self._everything = False
            self.table.selectAll()
        self._sum_chosen()

    def _teach(self, found: Summary) -> None:
        if self.rows.view.narrowed and found.all:
            typed = bool(self.search.text().strip())
            self.empty.nothing_found(partial(self.narrow, ""), typed=typed)
        elif self.rows.view.wanted.retired:
            self.empty.nothing_out(lambda: self.chips.gone.setChecked(False))
        else:
            self.empty.nothing_yet(
                self.register,
                kept=self.kept,
                guide=self._guide,
                old_files=self.excel.bring_in is not None,
            )


class SearchLine(QLineEdit):
    """Esc clears it, Down and Enter go on to the list (``leaves``)."""

    leaves = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leaves.emit()
        else:
            super().keyPressEvent(event)
