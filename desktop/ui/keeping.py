"""What the program does for the book by itself while it is open: the day's copy, the entry in the
journal that it was opened, and a reminder of a copy elsewhere."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.records import audit, safekeeping
from desktop.records.backup import Backup
from desktop.records.language import t
from desktop.records.safekeeping import Standing
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Ok, Outcome
from desktop.ui.look.problems import Banner

SOON, HOUR = 20_000, 3_600_000
"""Milliseconds: a book that is just opened is left in peace; then it is looked after hourly."""


class Keeping(QObject):
    """Says nothing while all is well."""

    def __init__(self, desk: Desk, banner: Banner, go: Callable[[str], None]) -> None:
        super().__init__(banner)
        self.desk, self.banner, self.go = desk, banner, go
        self._reminded = False
        self._late: Standing | None = None
        self._timer = QTimer(self, interval=SOON)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make the day's copy if it is due, then see whether one elsewhere is."""
        book, now = self.desk.book, self.desk.now()
        first = self._timer.interval() == SOON
        self._timer.setInterval(HOUR)

        def work(_job: object) -> Backup | None:
            if first:
                audit.note(book, "open", now)
            return safekeeping.daily(book, now)

        self.desk.use(self, work, self._made)

    def _made(self, outcome: Outcome[Backup | None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        folder, now = self.desk.book.folder, self.desk.now()
        if not self._reminded and not self.desk.book.practice:
            self.desk.read(self, lambda db: safekeeping.standing(db, folder, now), self._stand)

    def remind(self) -> None:
        """Say that a copy elsewhere is late, once; called when a screen comes to the front, so that
        nothing moves below the hand of somebody at work."""
        if self._late and not self.banner.isVisible():
            n, self._late = self._late.waited, None
            words = t("Đã {n} ngày chưa có bản sao nào ở ngoài máy này. Cắm USB rồi sao lưu.", n=n)
            self.banner.warn(words, t("Sao lưu…"), partial(self.go, "settings:backup"))

    def _stand(self, outcome: Outcome[Standing]) -> None:
        if isinstance(outcome, Ok) and outcome.value.late:
            self._late, self._reminded = outcome.value, True
