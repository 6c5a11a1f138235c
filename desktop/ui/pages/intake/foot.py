"""Below the rows of a file: what is left out, what becomes of odd rows, and taking them in."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.records import reasons
from desktop.records.language import t
from desktop.records.words import number_words
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, Tick, button, column, label, line
from sync.intake.planned import Plan

_NAMED = 8


class Foot(QWidget):
    """``takes`` when a person wants the rows, ``other`` when they want another file."""

    takes = Signal()
    other = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self.left_out = label("", "small", wrap=True)
        self.missing = label("", "warning", wrap=True)
        self.skip = Tick(t("Bỏ qua dòng có lỗi"))
        self.skip.toggled.connect(lambda _on: self._show())
        self.odd = self._ask_odd()
        self.take = button(t("Nhập"), self.takes.emit, "primary")
        other = button(t("Chọn tệp khác…"), self.other.emit, key="Ctrl+O")
        buttons = line(self.take, self.skip, -1, other)
        self.setLayout(column(self.left_out, self._odd_line, self.missing, buttons, gap=STEP))

    @property
    def because(self) -> str:
        """Why odd rows are taken in all the same, "" where none are."""
        return reasons.CHECKED if self.odd.currentData() else ""

    @property
    def only_plain(self) -> bool:
        """Whether odd rows stay out."""
        return not self.odd.currentData()

    def begin(self) -> None:
        """Another file: nothing that was decided about the one before holds for it."""
        self.skip.setChecked(False)
        self.odd.setCurrentIndex(-1)

    def show_plan(self, plan: Plan) -> None:
        """Stand below the rows of that plan."""
        self._plan = plan
        self._show()

    def _ask_odd(self) -> Choice:
        """Odd rows are neither taken in nor left out until somebody says so."""
        answer = Choice()
        answer.setPlaceholderText(t("Chọn…"))
        answer.addItem(t("Không nhập những dòng này"), False)
        answer.addItem(t("Đã xem từng dòng, đúng như vậy: vẫn nhập"), True)
        answer.setCurrentIndex(-1)
        answer.activated.connect(lambda _place: self._show())
        self._odd_words = label("", wrap=True)
        self._odd_words.setBuddy(answer)
        self._odd_line = QWidget()
        whole = line(self._odd_words, answer)
        whole.setStretch(1, 1)
        self._odd_line.setLayout(whole)
        return answer

    def taken(self) -> int:
        """How many rows would be taken in."""
        if self._plan is None:
            return 0
        return self._plan.good - (self._plan.warned if self.only_plain else 0)

    def _show(self) -> None:
        plan = self._plan
        if plan is None:
            return
        left = [f"{out.number} ({out.reason})" for out in plan.table.left_out[:_NAMED]]
        unread = [t("cột “{head}”", head=head) for head in plan.unread]
        skipped = ", ".join([*left, *unread])
        self.left_out.setText(t("Không nhập: {what}", what=skipped) if skipped else "")
        self.skip.setVisible(bool(plan.refused))
        odd = t("{n} dòng nên xem lại:", n=number_words(plan.warned))
        self._odd_words.setText(odd)
        self.odd.setAccessibleName(odd)
        self._odd_line.setVisible(bool(plan.warned))
        missing = next(self._missing(plan), "")
        self.missing.setText(missing)
        self.missing.setVisible(bool(missing))
        self.take.setText(t("Nhập {n} dòng", n=number_words(self.taken())))
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(not missing)

    def _missing(self, plan: Plan) -> Iterator[str]:
        """What still stands before taking the rows in, the first thing first."""
        if plan.undecided or plan.undecoded:
            yield t("Chưa nhập được: chọn cách đọc chữ kiểu cũ ở bên trái.")
        if plan.refused and not self.skip.isChecked():
            n = number_words(plan.refused)
            yield t("{n} dòng có lỗi: chọn lại ở bên trái, sửa trong tệp, hoặc bỏ qua.", n=n)
        if plan.warned and self.odd.currentIndex() < 0:
            yield t("Chọn có nhập những dòng nên xem lại hay không.")
        if not self.taken():
            yield t("Chưa có dòng nào nhập được.")
