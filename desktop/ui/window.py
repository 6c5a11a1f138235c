"""The one window: first the way into a book, then the work in it."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop.records import language
from desktop.records.book import FILE, Book
from desktop.records.language import t
from desktop.ui import practising, theme
from desktop.ui.desk import Desk
from desktop.ui.first_run.entrance import Entrance
from desktop.ui.first_run.practice import Practice
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.jobs import Err, Jobs, Outcome
from desktop.ui.remember import Remember
from desktop.ui.work import Work
from sync.practice import course


class Window(QMainWindow):
    """Neutral in its title, so that a look at the task bar tells nothing."""

    def __init__(
        self,
        jobs: Jobs,
        remember: Remember,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        practice: Path | None = None,
    ) -> None:
        super().__init__()
        self.jobs, self.remember, self.now = jobs, remember, now
        self.practice = practice or practising.place()
        self.desk: Desk | None = None
        self.setMinimumSize(660, 380)
        self.resize(1366, 768)

    def start(self, folder: Path | None) -> None:
        """Ask for the passphrase of that book, or begin with a new one."""
        self.setWindowTitle(t("Sổ công tác xã hội"))
        if folder and folder.parent == self.practice and (folder / FILE).is_file():
            self.jobs.run(self, lambda _job: course.open_book(folder), self._practised)
        elif folder and (folder / FILE).is_file():
            other = partial(self.start, None)
            self.setCentralWidget(Unlock(self.jobs, folder, self.now, self.work, other))
        else:
            ways = (self.work, self.start, self._speak, self.practise)
            self.setCentralWidget(Entrance(self.jobs, self.now, *ways))

    def work(self, book: Book) -> None:
        """Work in an open book, and come back to it the next time if it is a real one."""
        if not course.is_practice(book):
            self.remember.folder = book.folder
        self.desk = Desk(book, self.jobs, self.now)
        self._build()
        self.desk.carrier.start()

    def switch(self, folder: Path | None) -> None:
        """Close the book that is open and go to the one in ``folder``, or to the way in."""
        self._put_away()
        self.start(folder)

    def practise(self) -> None:
        """Close the book that is open and go to the practice books."""
        self._put_away()
        back = partial(self.start, self.remember.folder)
        self.setCentralWidget(Practice(self.jobs, self.practice, self.now, self.start, back))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._put_away()
        super().closeEvent(event)

    def _put_away(self) -> None:
        if self.desk:
            self.desk.close()
            self.desk = None

    def _practised(self, outcome: Outcome[Book]) -> None:
        if isinstance(outcome, Err):
            self.practise()
        else:
            self.work(outcome.value)

    def _build(self) -> None:
        """Make every screen anew: in another language, or in another look."""
        language.use(self.remember.language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.remember.theme)
        if self.desk:
            practises = course.is_practice(self.desk.book)
            self.setWindowTitle(t("Sổ thực hành") if practises else t("Sổ công tác xã hội"))
            ways = (self._build, self.switch, self.practise)
            self.setCentralWidget(Work(self.desk, self.remember, *ways))

    def _speak(self, chosen: str) -> None:
        self.remember.language = chosen
        language.use(chosen)
        self.start(None)
