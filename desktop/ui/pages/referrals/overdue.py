"""What there is to do with slips: outcomes that are overdue, slips whose time is over."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.records.language import t
from desktop.records.retention import Due
from desktop.ui.editors.base import Option
from desktop.ui.lists.menu import Menu
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Panel, button, label, line
from desktop.ui.pages.referrals.asking import Standing, Waiting, outcomes, spelt


class Overdue(Panel):
    """Hidden while there is nothing to do."""

    def __init__(
        self,
        enter: Callable[[str, str], None],
        open_row: Callable[[str], None],
        erase: Callable[[Due], None],
    ) -> None:
        super().__init__()
        self._enter, self._open, self._erase = enter, open_row, erase
        self._lines = QVBoxLayout()
        self._lines.setSpacing(STEP // 2)
        self.body.addLayout(self._lines)
        self.hide()

    def show_standing(self, found: Standing) -> None:
        """Show what there is to do now."""
        while self._lines.count():
            old: QWidget | None = self._lines.takeAt(0).widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if found.number:
            words = t("Quá hẹn, chưa có kết quả: {n}", n=found.number)
            self._lines.addWidget(label(words, "strong"))
        for waiting in found.overdue:
            self._lines.addWidget(self._waiting(waiting))
        rest = found.number - len(found.overdue)
        if rest:
            more = button(
                t("Xem {n} dòng nữa", n=rest), partial(self._open, "@overdue=yes"), "link"
            )
            self._lines.addWidget(more)
        if found.erasable.slips:
            self._lines.addWidget(self._over(found.erasable))
        self.setVisible(bool(found.number or found.erasable.slips))

    def _waiting(self, waiting: Waiting) -> QWidget:
        made = QWidget()
        code = button(spelt(waiting.code), partial(self._open, waiting.uid), "link")
        said = label(t("{service} · hẹn {day}", service=waiting.service, day=waiting.due))
        enter = button(t("Ghi kết quả"), lambda: self._ask(enter, waiting.uid))
        enter.setAccessibleName(t("Ghi kết quả của phiếu {code}", code=spelt(waiting.code)))
        made.setLayout(line(code, said, -1, enter))
        return made

    def _ask(self, below: QWidget, uid: str) -> None:
        options = [Option(code, words) for code, words in outcomes().items()]
        Menu(below, options, lambda option: self._enter(uid, option.key)).drop(below)

    def _over(self, due: Due) -> QWidget:
        made = QWidget()
        said = label(t("{n} phiếu đã qua 12 tháng từ khi có kết quả.", n=due.slips))
        erase = button(t("Xóa khỏi máy…"), partial(self._erase, due))
        made.setLayout(line(said, -1, erase))
        return made
