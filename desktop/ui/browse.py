"""The list of a register: search, chips, the rows, their totals."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.records.fields import Field, Kind
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.words import number_words
from desktop.ui import chosen, icons
from desktop.ui.chips import Chips
from desktop.ui.desk import Desk
from desktop.ui.excel import Excel
from desktop.ui.jobs import Job, Ok, Outcome
from desktop.ui.problems import Banner
from desktop.ui.rows import Rows
from desktop.ui.stretches import EVERYTHING, Summary
from desktop.ui.table import Table
from desktop.ui.widgets import Page, button, column, label, line

PAUSE = 150
"""Milliseconds after the last key before a search begins."""
MOST = 20_000
"""More chosen rows than this are counted, not added up."""

Sums = Sequence[tuple[Field, int]]

WIDTHS = {
    Kind.DATE: 116,
    Kind.MOMENT: 150,
    Kind.MONTH: 100,
    Kind.YEAR: 90,
    Kind.COUNT: 150,
    Kind.MONEY: 150,
    Kind.YES_NO: 100,
    Kind.CASE: 130,
    Kind.CODE: 230,
    Kind.CODES: 230,
    Kind.TEXT: 200,
    Kind.REFERENCE: 240,
}
"""How wide a column of each kind begins, in pixels."""
FLEXIBLE = {Kind.CODE, Kind.CODES, Kind.TEXT, Kind.REFERENCE}
"""The kinds whose columns share what is left over."""


class Browse(Page):
    """The rows of one register as a list; ``opens`` tells which one a person wants to see."""

    opens = Signal(str)

    def __init__(
        self,
        desk: Desk,
        register: Register,
        banner: Banner,
        *,
        new: Callable[[], None] | None,
        bring_in: Callable[[], None] | None = None,
        on_paper: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(register.label)
        self.desk, self.register, self.kept = desk, register, new is not None
        self.rows = Rows(desk, register)
        self.add = button(t("Thêm"), new or (lambda: None), "primary", key="Ctrl+N")
        self.search = self._search_line()
        self.chips = Chips(desk, self.rows.view)
        self.table = self._table()
        self.totals = label("", "muted")
        self.empty = Empty()
        self.excel = Excel(desk, self.rows, self.table, banner, bring_in if new else None)
        if on_paper:
            self.buttons.addWidget(button(t("In danh sách"), on_paper, key="Ctrl+P"))
        self.buttons.addWidget(self.excel.button)
        self.buttons.addWidget(self.add)
        self.add.setVisible(self.kept)
        self.excel.button.setVisible(bool(self.excel.options()))
        top = column(line(self.search, self.chips.gone), self.chips, gap=10)
        self.content.addLayout(top)
        for part in (self.table, self.empty, self.totals):
            self.content.addWidget(part)
        self.content.setStretchFactor(self.table, 1)
        self.content.setStretchFactor(self.empty, 1)
        self.chips.changed.connect(self.rows.filter)
        self.rows.summed.connect(self._summed)
        self.rows.failed.connect(banner.bad)
        self._found: Summary | None = None
        self._summing: Job | None = None
        pause = QTimer(self, interval=PAUSE, singleShot=True)
        pause.timeout.connect(self._sum_chosen)
        self.table.selectionModel().selectionChanged.connect(lambda _new, _old: pause.start())

    def refresh(self) -> None:
        """Read the list again."""
        self.chips.refresh()
        self.rows.reload()

    def narrow(self, to: str) -> None:
        """Show only what ``Chips.narrow`` makes of ``to``."""
        self.search.clear()
        self.chips.narrow(to)

    def select(self, uid: str) -> None:
        """Show which row is open beside the list."""
        place = self.rows.place_of(uid) if uid else None
        if place is not None:
            self.table.selectRow(place)

    def _search_line(self) -> QLineEdit:
        search = QLineEdit()
        search.setPlaceholderText(t("Tìm, gõ không dấu cũng được (Ctrl+F)"))
        search.setAccessibleName(t("Tìm trong danh sách"))
        search.setClearButtonEnabled(True)
        glass = QAction(icons.icon("search"), "", search)
        search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        pause = QTimer(self, interval=PAUSE, singleShot=True)
        pause.timeout.connect(lambda: self.rows.search(search.text()))
        search.textChanged.connect(lambda _text: pause.start())
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(search.setFocus)
        return search

    def _table(self) -> Table:
        table = Table(self.rows, self.register.label)
        kinds = [field.kind for field in self.rows.view.fields]
        table.share([WIDTHS[kind] for kind in kinds], [kind in FLEXIBLE for kind in kinds])
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

    def _sort(self, section: int) -> None:
        view = self.rows.view
        again = view.fields[section].name == view.order
        descending = not view.descending if again else False
        self.rows.sort_by(section, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicatorShown(True)
        self.table.horizontalHeader().setSortIndicator(section, order)

    def _sum_chosen(self) -> None:
        """What several chosen rows add up to, in place of what all rows do."""
        picked, view = chosen.spans(self.table.selectionModel()), self.rows.view
        count = sum(last - first + 1 for first, last in picked)
        if self._summing:
            self._summing.cancel()
        if self._found is None or count < 2 or count == self._found.found:
            self.totals.setText(totals(self._found) if self._found and self._found.all else "")
        elif count > MOST:
            self.totals.setText(t("Đã chọn {n} dòng", n=number_words(count)))
        else:
            read = partial(chosen.sums, view=view, chosen=picked)
            self._summing = self.desk.read(self, read, partial(self._say_chosen, count))

    def _say_chosen(self, count: int, outcome: Outcome[Sums]) -> None:
        self._summing = None
        if isinstance(outcome, Ok):
            self.totals.setText(
                _with_sums(t("Đã chọn {n} dòng", n=number_words(count)), outcome.value)
            )

    def _summed(self, found: Summary) -> None:
        self._found = found
        self.table.setVisible(found.found > 0)
        self.empty.setVisible(found.found == 0)
        narrowed = self.rows.view.wanted != EVERYTHING
        self.search.setEnabled(found.all > 0 or narrowed)
        if found.found == 0:
            self._teach(found)
        self.totals.setText(totals(found) if found.all else "")

    def _teach(self, found: Summary) -> None:
        if self.rows.view.wanted.retired:
            self.empty.say(t("Chưa bỏ dòng nào."), t("Bấm “Đã bỏ” lần nữa để về danh sách."))
        elif found.all:
            self.empty.say(
                t("Không có dòng nào như thế."), t("Gõ ít chữ hơn, hoặc bỏ bớt điều kiện lọc.")
            )
        elif self.kept:
            step = t("Bấm “Thêm” hoặc Ctrl+N để ghi dòng đầu tiên.")
            self.empty.say(self.register.about, step)
        else:
            step = t("Các dòng sẽ có ở đây khi nhận gói dữ liệu của xã.")
            self.empty.say(self.register.about or self.register.label, step)


class Empty(QWidget):
    """Stands in place of a list without rows, and says what it is for and what to do first."""

    def __init__(self) -> None:
        super().__init__()
        self._about, self._step = label("", "name", wrap=True), label("", "muted", wrap=True)
        for words in (self._about, self._step):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(column(-1, self._about, self._step, -1, edges=(48, 0, 48, 0)))
        self.hide()

    def say(self, about: str, step: str) -> None:
        """Say what there is to know."""
        self._about.setText(about)
        self._step.setText(step)


def totals(found: Summary) -> str:
    """How many rows there are, and what they add up to."""
    every, some = number_words(found.all), number_words(found.found)
    rows = (
        t("{all} dòng", all=every)
        if found.found == found.all
        else t("{found} trong {all} dòng", found=some, all=every)
    )
    return _with_sums(rows, found.totals)


def _with_sums(rows: str, found: Sums) -> str:
    sums = (f"{field.label.lower()}: {number_words(total)}" for field, total in found)
    return " · ".join((rows, *sums))
