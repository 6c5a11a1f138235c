"""The bottom line: whose book, saved and encrypted, the period, what waits, what the office above
has, and that the machine's clock is in doubt while it is. Computed, never assumed; each part leads
to where it belongs. In a low window it also says that the book is for practice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.records import reporting, units
from desktop.records.cipher import Database
from desktop.records.clock import VIETNAM, from_text
from desktop.records.language import t
from desktop.records.periods import Period
from desktop.records.reporting import Reporting
from desktop.records.words import number_words
from desktop.ui import facts
from desktop.ui.desk import Desk
from desktop.ui.facts import Waiting
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.look.widgets import button, line

HEIGHT, EDGE, GAP = 31, 10, 2
MINUTE = 60_000
"""Milliseconds between two looks at the clock."""


@dataclass(frozen=True)
class State:
    """What the line says: the last change (UTC), what no packet holds, and the number of the last
    packet that a receipt of the office above speaks of, with what it says; ``reporting`` bounds the
    period; ``under_way`` is how the newest packet stands while no receipt speaks of it, ""
    otherwise."""

    last: str | None
    waiting: Waiting
    told: tuple[int, str] | None
    reporting: Reporting
    under_way: str = ""


class StatusLine(QWidget):
    """What is so, in one line at the bottom of the window. ``go`` leads to a screen.

    ``practice`` is hidden until somebody wants it shown.
    """

    def __init__(self, desk: Desk, go: Callable[[str], None], lock: Callable[[], None]) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("look", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(t("Dòng trạng thái"))
        office = desk.book.office
        self.practice = button(t("Sổ thực hành"), partial(go, "practice"), "practice")
        self.practice.setToolTip(t("Số liệu bịa, không gửi đi đâu."))
        self.practice.hide()
        self.unit = part(partial(go, "settings:office"), office.name)
        self.saved = part(partial(go, "overview"))
        self.period = part(partial(go, "reports:summary"))
        self.clock = part(partial(go, "overview"), icon="triangle-alert", look="foot-warn")
        self.waits = part(partial(go, "packets:up"))
        self.told = part(partial(go, "packets:up"))
        self.lock = part(lock, t("Khóa"), "lock")
        self.lock.setToolTip(t("Khóa sổ (Ctrl+L)"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        sides = (
            self.practice,
            self.unit,
            self.saved,
            self.period,
            self.clock,
            -1,
            self.waits,
            self.told,
            self.lock,
        )
        self.clock.setToolTip(t("Dòng lưu lúc này được đánh dấu; bấm để xem và chỉnh."))
        self.setLayout(line(*sides, gap=GAP, edges=(EDGE, 0, EDGE, 0)))
        desk.changed.connect(self.refresh)
        again = QTimer(self, interval=MINUTE)
        again.timeout.connect(self.look_at_clock)
        again.start()
        self.refresh()

    def refresh(self) -> None:
        """Ask the book."""
        self.desk.read(self, state, self._show)

    def look_at_clock(self) -> None:
        """Say whether the machine's clock is in doubt; it may jump at any time."""
        say(self.clock, t("Giờ máy không chắc") if self.desk.doubts() else "")
        self._fit()

    def mark(self, practice: bool) -> None:
        """Say here that the book is for practice, or leave it to the band across the top."""
        self.practice.setVisible(practice)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room for all parts, leave out those that matter least."""
        parts = (
            self.lock,
            self.clock,
            self.waits,
            self.saved,
            self.told,
            self.unit,
            self.period,
        )
        room = self.width() - 2 * EDGE
        if not self.practice.isHidden():
            room -= self.practice.sizeHint().width() + GAP
        for one in parts:
            wide = one.sizeHint().width() + GAP
            one.setVisible(bool(one.text()) and wide <= room)
            room -= wide if one.text() else 0

    def _show(self, outcome: Outcome[State]) -> None:
        if not isinstance(outcome, Ok):
            return
        found, office = outcome.value, self.desk.book.office
        above = units.parent(office)
        say(self.saved, saved_words(found.last))
        say(self.period, period_words(found.reporting.month(date.fromisoformat(self.desk.today()))))
        say(self.waits, waiting_words(found.waiting, found.under_way) if above else "")
        say(self.told, told_words(above.name, found.told) if above and found.told else "")
        self.look_at_clock()


def part(
    do: Callable[[], object], words: str = "", icon: str = "", look: str = "foot"
) -> QPushButton:
    """One thing the line says, and the way to where it belongs."""
    made = button(words, do, look, icon=icon)
    if not words:
        made.hide()
    return made


def say(part: QPushButton, words: str) -> None:
    """Put words on a part."""
    part.setText(words)
    part.setAccessibleName(words)


def state(db: Database) -> State:
    """Ask the book what the line says."""
    from sync import outbox  # slow to load: it knows every channel

    items = outbox.states(db)
    heard = (i for i in items if i.answered and i.state != outbox.State.ATTENTION)
    newest = next(heard, None)
    told = (newest.sent.sequence, newest.state.words) if newest else None
    under_way = items[0].state.words if items and not items[0].answered else ""
    last, waiting = facts.last_saved(db), facts.waiting(db)
    return State(last, waiting, told, reporting.of(db), under_way)


def saved_words(last: str | None) -> str:
    """Whether and when the book was saved."""
    if last is None:
        return t("Sổ đã mã hóa")
    when = from_text(last).astimezone(VIETNAM)
    return t("Đã lưu và mã hóa {when}", when=when.strftime("%H:%M %d/%m/%Y"))


def period_words(period: Period | None) -> str:
    """The reporting month and its days."""
    if period is None:
        return ""
    return t(
        "Kỳ: {period} ({first}–{last})",
        period=period.label,
        first=f"{period.first.day}/{period.first.month}",
        last=f"{period.last.day}/{period.last.month}",
    )


def waiting_words(waiting: Waiting, under_way: str = "") -> str:
    """What is not in any packet yet, else how the newest one stands on its way."""
    if waiting.rows:
        return t("{n} dòng chưa nằm trong gói nào", n=number_words(waiting.rows))
    if waiting.last and under_way:
        return t("Gói số {n}: {state}", n=waiting.last.sequence, state=under_way)
    if waiting.last:
        return t("Mọi dòng đã nằm trong gói số {n}", n=waiting.last.sequence)
    return t("Chưa có gói nào")


def told_words(office: str, told: tuple[int, str]) -> str:
    """What the office above has said of this office's packets."""
    sequence, words = told
    return t("{office}: gói số {n} {words}", office=office, words=words, n=sequence)
