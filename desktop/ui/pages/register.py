"""One screen for any register: search, list, totals, and the form beside it."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.records import queries
from desktop.records.fields import Kind, Row
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.words import number_words
from desktop.ui import icons, theme
from desktop.ui.desk import Desk
from desktop.ui.drafting import CARRIED
from desktop.ui.jobs import Err, Outcome
from desktop.ui.problems import Banner
from desktop.ui.record import Record
from desktop.ui.rows import Rows
from desktop.ui.stretches import Summary
from desktop.ui.table import Table
from desktop.ui.widgets import Page, button, column, label, restyle

PAUSE = 150
"""Milliseconds after the last key before a search begins."""

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


class RegisterPage(QWidget):
    """The list stays while a form is open beside it."""

    def __init__(
        self,
        desk: Desk,
        register: Register,
        banner: Banner,
        bring_in: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.desk, self.register, self.banner = desk, register, banner
        self.bring_in = bring_in
        self.kept = desk.book.office.tier in register.tiers and not register.derived_from
        self.record: Record | None = None
        self.rows = Rows(desk, register)
        self.page = Page(register.label)
        self._build()
        self._sides = QHBoxLayout(self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addWidget(self.page, 1)
        self.rows.summed.connect(self._summed)
        self.rows.failed.connect(banner.bad)
        desk.changed.connect(self._reread)

    def refresh(self) -> None:
        """Read the list again."""
        self.rows.reload()

    def new(self) -> None:
        """Open an empty form."""
        if self.kept:
            self._show(Record(self.desk, self.register, None))

    def open(self, uid: str) -> None:
        """Open the form on a stored row."""
        self.desk.read(self, lambda db: queries.get(db, self.register, uid), self._opened)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a narrow window the form stands in place of the list."""
        self.page.setVisible(self.record is None or self.width() >= theme.NARROW)

    def _reread(self) -> None:
        if self.isVisible():
            self.refresh()

    def _build(self) -> None:
        if self.kept and self.bring_in:
            self.page.buttons.addWidget(button(t("Nhập từ Excel…"), self.bring_in))
        self.add = button(t("Thêm"), self.new, "primary", key="Ctrl+N")
        self.page.buttons.addWidget(self.add)
        self.add.setVisible(self.kept)
        self.search = QLineEdit()
        self.search.setPlaceholderText(t("Tìm, gõ không dấu cũng được (Ctrl+F)"))
        self.search.setAccessibleName(t("Tìm trong danh sách"))
        self.search.setClearButtonEnabled(True)
        glass = QAction(icons.icon("search"), "", self.search)
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        pause = QTimer(self, interval=PAUSE, singleShot=True)
        pause.timeout.connect(lambda: self.rows.search(self.search.text()))
        self.search.textChanged.connect(lambda _text: pause.start())
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self.search.setFocus)
        self.table = Table(self.rows, self.register.label)
        kinds = [field.kind for field in self.rows.view.fields]
        self.table.share([WIDTHS[kind] for kind in kinds], [kind in FLEXIBLE for kind in kinds])
        self.table.activated.connect(self._activated)
        self.table.clicked.connect(self._activated)
        head = self.table.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort)
        self.totals = label("", "muted")
        self.empty = self._teach()
        for part in (self.search, self.table, self.empty, self.totals):
            self.page.content.addWidget(part)
        self.page.content.setStretchFactor(self.table, 1)
        self.page.content.setStretchFactor(self.empty, 1)

    def _teach(self) -> QWidget:
        empty = QWidget()
        step = (
            t("Bấm “Thêm” hoặc Ctrl+N để ghi dòng đầu tiên.")
            if self.kept
            else t("Các dòng sẽ có ở đây khi nhận gói dữ liệu của xã.")
        )
        about, first = label(self.register.about, "name", wrap=True), label(step, "muted")
        for line in (about, first):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        empty.setLayout(column(-1, about, first, -1))
        empty.hide()
        return empty

    def _sort(self, section: int) -> None:
        view = self.rows.view
        again = view.fields[section].name == view.order
        descending = not view.descending if again else False
        self.rows.sort_by(section, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicatorShown(True)
        self.table.horizontalHeader().setSortIndicator(section, order)

    def _summed(self, found: Summary) -> None:
        self.empty.setVisible(found.all == 0)
        self.table.setVisible(found.all > 0)
        self.search.setEnabled(found.all > 0)
        words = (
            t(
                "{found} trong {all} dòng",
                found=number_words(found.found),
                all=number_words(found.all),
            )
            if self.rows.view.wanted.words
            else t("{all} dòng", all=number_words(found.all))
        )
        number = next(
            (f for f in self.rows.view.fields if f.kind in (Kind.COUNT, Kind.MONEY)), None
        )
        if found.total is not None and number is not None:
            words += f" · {number.label.lower()}: {number_words(found.total)}"
        self.totals.setText(words if found.all else "")
        self._select()

    def _select(self) -> None:
        uid = str(self.record.row.get("uid", "")) if self.record else ""
        place = self.rows.place_of(uid) if uid else None
        if place is not None:
            self.table.selectRow(place)

    def _activated(self, index: QModelIndex) -> None:
        line = self.rows.line(index.row())
        if line:
            self.open(str(line.row["uid"]))

    def _opened(self, outcome: Outcome[Row | None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        elif outcome.value is None:
            self._close()
        else:
            self._show(Record(self.desk, self.register, outcome.value))

    def _show(self, record: Record) -> None:
        self._close()
        self.record = record
        record.saved.connect(self._saved)
        record.closed.connect(self._close)
        record.failed.connect(self.banner.bad)
        self._sides.addWidget(record)
        record.show()
        self._make_room()
        restyle(self.add, "look", "")
        self._select()
        if record.own:
            record.form.start()

    def _close(self) -> None:
        if self.record is None:
            return
        self.record.hide()
        self.record.deleteLater()
        self.record = None
        self._make_room()
        restyle(self.add, "look", "primary")
        self.table.setFocus()

    def _saved(self, uid: str, then_next: bool) -> None:
        raw = self.record.form.raw() if self.record else {}
        self.banner.hide()
        if then_next:
            self._carry(raw)
        elif uid:
            self.open(uid)
        else:
            self._close()

    def _carry(self, raw: dict[str, object]) -> None:
        carried = {name: raw[name] for name in CARRIED if name in raw}
        self._show(Record(self.desk, self.register, None))
        assert self.record is not None
        self.record.state.setText(t("Đã lưu. Ghi tiếp dòng sau; ngày và nơi đã có sẵn."))
        for name, value in carried.items():
            self.record.form.boxes[name].editor.restore(value)
