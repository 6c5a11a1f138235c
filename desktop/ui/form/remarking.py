"""Beside a row's form: what an office above says about it, or what this office gives back."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.records import units
from desktop.records.cipher import Database
from desktop.records.fields import Row
from desktop.records.language import t
from desktop.records.mailbox import remarks
from desktop.records.mailbox.remarks import LONGEST, Remark
from desktop.records.registers import TRAVELLING, Register
from desktop.ui.desk import Desk
from desktop.ui.form import history
from desktop.ui.jobs import Err, Ok, Outcome
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line


class Remarking(QWidget):
    """Not there for a row that nobody may say anything about.

    Of an own row it shows why the office above gave it back; a row of another office can be given
    back with a reason, since nobody but its owner may change it.
    """

    failed = Signal(str)

    def __init__(self, desk: Desk, register: Register, row: Row) -> None:
        super().__init__()
        self.desk, self.register, self.row = desk, register, row
        self.said = label("", "warning", wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST)
        self.reason.setPlaceholderText(t("Cần sửa gì? Đơn vị sẽ đọc câu này"))
        self.reason.setAccessibleName(t("Lý do trả lại"))
        self.reason.returnPressed.connect(self.give)
        self.give_back = button(t("Trả lại để sửa"), self.give)
        self.withdraw = button(t("Rút ý kiến"), self.take_back)
        self._writing = QWidget()
        self._writing.setLayout(
            column(self.reason, line(self.give_back, self.withdraw, -1), gap=STEP)
        )
        self.setLayout(column(self.said, self._writing, edges=(22, 0, 22, 0)))
        self.own = bool(row) and row.get("device") == desk.book.device
        gone = row.get("retired") is not None
        travels = register in TRAVELLING and not register.derived_from
        self._writing.setVisible(not self.own)
        self.found: Remark | None = None
        self.hide()
        if row and travels and not gone:
            self.refresh()

    def refresh(self) -> None:
        """Read again what has been said about the row."""
        self.desk.read(self, self._read, self._show)

    @property
    def waits(self) -> bool:
        """Whether this office's row is to be corrected, and is as it was when it was given back."""
        return self.own and self.found is not None

    def give(self) -> None:
        """Give the row back with the reason that was typed."""
        book, now, reason = self.desk.book, self.desk.now(), self.reason.text()
        self.desk.write(
            self,
            lambda _job: remarks.remark(book, self.register, self._uid(), reason, now=now),
            self._given,
        )

    def take_back(self) -> None:
        """Take an open remark back."""
        book, now, name = self.desk.book, self.desk.now(), self.register.name
        work = partial(remarks.withdraw, book, name, self._uid(), now=now)
        self.desk.write(self, lambda _job: work(), self._given)

    def _uid(self) -> str:
        return str(self.row["uid"])

    def _read(self, db: Database) -> Remark | None:
        found = remarks.returned(db) if self.own else remarks.given(db)
        here = (self.register.name, self._uid())
        return next((one for one in found if (one.register, one.uid) == here), None)

    def _show(self, outcome: Outcome[Remark | None]) -> None:
        if not isinstance(outcome, Ok):
            return
        found = self.found = outcome.value
        self.said.setText(self._words(found) if found else "")
        self.said.setVisible(found is not None)
        self.withdraw.setVisible(found is not None)
        self.setVisible(found is not None or not self.own)

    def _words(self, found: Remark) -> str:
        if self.own:
            above = units.parent(self.desk.book.office)
            name = above.name if above else ""
            at = history.when(found.at)
            return t("{name} trả lại để sửa ({at}): {why}", name=name, at=at, why=found.reason)
        return t("Đã trả lại để sửa, gửi kèm giấy báo kế tiếp: {why}", why=found.reason)

    def _given(self, outcome: Outcome[object]) -> None:
        if isinstance(outcome, Err):
            self.failed.emit(str(outcome.error))
            return
        self.reason.clear()
        self.refresh()
