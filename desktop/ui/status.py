"""The bottom line: saved and encrypted, the period, what waits. Computed, never assumed."""

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.records.cipher import Database
from desktop.records.clock import VIETNAM, from_text
from desktop.records.language import t
from desktop.records.words import number_words
from desktop.ui import facts, icons
from desktop.ui.desk import Desk
from desktop.ui.facts import Waiting
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.theme import STEP
from desktop.ui.widgets import label, line


class Lock(QWidget):
    """The sign of an encrypted book."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "lock", "muted", QRectF(0, 0, 14, 14))


class StatusLine(QWidget):
    """What is so, in one line at the bottom of the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("look", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(31)
        self.saved = label("", "small")
        self.period = label("", "small")
        self.waits = label("", "small")
        whole = line(
            Lock(), self.saved, 2 * STEP, self.period, -1, self.waits, edges=(16, 0, 16, 0)
        )
        self.setLayout(whole)
        desk.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Ask the book."""
        self.desk.read(self, _state, self._show)

    def _show(self, outcome: Outcome[tuple[str | None, Waiting]]) -> None:
        if not isinstance(outcome, Ok):
            return
        last, waiting = outcome.value
        self.saved.setText(saved_words(last))
        self.period.setText(period_words(date.fromisoformat(self.desk.today())))
        self.waits.setText(waiting_words(waiting) if self.desk.book.office.parent else "")


def _state(db: Database) -> tuple[str | None, Waiting]:
    return facts.last_saved(db), facts.waiting(db)


def saved_words(last: str | None) -> str:
    """Whether and when the book was saved."""
    if last is None:
        return t("Sổ đã mã hóa")
    when = from_text(last).astimezone(VIETNAM)
    return t("Sổ đã mã hóa, đã lưu {when}", when=when.strftime("%H:%M %d/%m/%Y"))


def period_words(today: date) -> str:
    """The reporting month and its days."""
    period = facts.month(today)
    if period is None:
        return ""
    return t(
        "Kỳ: {period} ({first}–{last})",
        period=period.label,
        first=f"{period.first.day}/{period.first.month}",
        last=f"{period.last.day}/{period.last.month}",
    )


def waiting_words(waiting: Waiting) -> str:
    """What is not in any packet yet."""
    if waiting.rows:
        return t("{n} dòng chưa nằm trong gói nào", n=number_words(waiting.rows))
    if waiting.last:
        return t("Mọi dòng đã nằm trong gói số {n}", n=waiting.last.sequence)
    return t("Chưa có gói nào")
