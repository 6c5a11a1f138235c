"""The one window: first the way into a book, then the work in it.

What comes after the passphrase is loaded while somebody types it: old laptops read slowly.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from desktop.records import language
from desktop.records.files import has_book
from desktop.records.language import t
from desktop.ui import locking
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.frame import practising
from desktop.ui.frame.curtain import Curtain
from desktop.ui.jobs import Err, Job, Jobs, Ok, Outcome
from desktop.ui.locking import Idle
from desktop.ui.look import icons, theme
from desktop.ui.remember import Remember

if TYPE_CHECKING:
    from desktop.records.book import Book
    from desktop.records.cipher import Database
    from desktop.ui.desk import Desk
    from desktop.ui.first_run.practice import Practice

USUAL = QSize(1366, 768)
LEAST = QSize(660, 380)
TITLE_BAR = 40
"""What the system puts above a window, in pixels, or a little more."""


class Window(QMainWindow):
    """Neutral in its title, so that a look at the task bar tells nothing.

    ``practice`` is the folder of the practice books; ``restart`` ends this process and starts
    the program anew for the book in a folder.
    """

    def __init__(
        self,
        jobs: Jobs,
        remember: Remember,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        practice: Path | None = None,
        restart: Callable[[Path | None], None] = locking.restart,
    ) -> None:
        super().__init__()
        self.jobs, self.remember, self.now, self._restart = jobs, remember, now, restart
        self.practice = practice or practising.place()
        self.desk: Desk | None = None
        self.idle: Idle | None = None
        self._asking: Unlock | None = None
        self.setMinimumSize(LEAST)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self.resize(USUAL.boundedTo(QGuiApplication.primaryScreen().availableSize()))

    def appear(self) -> None:
        """Come to the screen; over all of it where the window and its title bar do not fit."""
        room = QGuiApplication.primaryScreen().availableSize()
        if self.height() + TITLE_BAR > room.height():
            self.showMaximized()
        else:
            self.show()

    def start(self, folder: Path | None) -> None:
        """Ask for the passphrase of that book, or begin with a new one; nothing is asked for a
        practice book, but which, where all of them are named."""
        self.setWindowTitle(t("Sổ công tác xã hội"))
        if folder == self.practice:
            self._choose_practice()
        elif folder and folder.parent == self.practice and has_book(folder):
            self.jobs.run(self, lambda _job: _practice_book(folder), self._practised)
        elif folder and has_book(folder):
            self.restoreGeometry(self.remember.habits(folder).place)
            other = partial(self.start, None)
            ways = (self.work, other, self._prove, self._renew)
            self._asking = Unlock(self.jobs, folder, self.now, *ways)
            self._asking.installEventFilter(self)
            self.setCentralWidget(self._asking)
        else:
            steps = (self.work, self.start, self._speak, self.practise)
            from desktop.ui.first_run.entrance import Entrance

            self.setCentralWidget(Entrance(self.jobs, self.now, *steps, remember=self.remember))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Once the question stands there, load what comes after it; before, that would only keep
        the question from appearing."""
        if watched is self._asking and event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, lambda: self.jobs.run(None, _load, lambda _outcome: None))
        return False

    def _choose_practice(self) -> Practice:
        from desktop.ui.first_run.practice import Practice

        back = partial(self.start, self.remember.folder)
        sheet = Practice(self.jobs, self.practice, self.now, self.start, back)
        self.setCentralWidget(sheet)
        return sheet

    def _prove(self, book: Book, words: list[str]) -> None:
        """The founding of this book was cut off before its words were shown to be copied."""
        from desktop.ui.first_run.proving import Proving

        self.setCentralWidget(Proving(self.jobs, self.now, book, words, self.work))

    def _renew(self, book: Book, words: str) -> None:
        """Who opened this book by its recovery words has no passphrase any more."""
        from desktop.ui.first_run.renewing import Renewing

        self.setCentralWidget(Renewing(self.jobs, book, words, self.work))

    def work(self, book: Book) -> None:
        """Work in an open book, and come back to it the next time if it is a real one."""
        from desktop.ui.desk import Desk

        if not book.practice:
            self.remember.folder, self.remember.unfinished = book.folder, ""
        self.desk = Desk(book, self.jobs, self.now)
        self.idle = Idle(locking.minutes(book.settings))
        self.idle.passed.connect(self.lock)
        for kept in (self.desk, self.idle):
            kept.setParent(self)  # their timers end on this thread, never with a garbage collection
        self.desk.changed.connect(self._ask_limit)
        self._build()
        self.desk.carrier.start()

    def switch(self, folder: Path | None) -> None:
        """Go to the book in ``folder``, to the practice books or to the way in; a process that has
        had a book open ends first."""
        if self.desk is None:
            self.start(folder)
        else:
            self._leave(t("Đang đóng sổ…"), partial(self._end, folder))

    def practise(self) -> None:
        """Go to the practice books."""
        self.switch(self.practice)

    def lock(self) -> None:
        """Hide the book, let what is under way come to its end, and begin anew outside."""
        if self.desk:
            book = self.desk.book
            folder = self.remember.folder if book.practice else book.folder
            self._leave(t("Đang khóa sổ…"), partial(self._end, folder))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close at once if nothing is under way, else as soon as that is so."""
        self._leave(t("Đang đóng sổ…"), self.close)
        event.setAccepted(self.desk is None)

    def _leave(self, title: str, then: Callable[[], object]) -> None:
        """Hide the book, close it when nothing of it is under way, then go on."""
        if self.desk is None or isinstance(self.centralWidget(), Curtain):
            return
        QGuiApplication.inputMethod().commit()
        self.jobs.stop_reading()
        self.desk.carrier.stop()
        for other in QApplication.topLevelWidgets():
            if isinstance(other, QDialog):
                other.done(QDialog.DialogCode.Rejected)
        work = self.centralWidget()
        work.hide()
        if layout := self.layout():
            layout.removeWidget(work)  # it stays a child: to move thousands takes a second
        ways = (self._put_away, self.desk.drafts.give_up, then)
        curtain = Curtain(title, self.jobs, *ways)
        self.setCentralWidget(curtain)
        curtain.look()

    def _put_away(self) -> None:
        if self.desk:
            self.remember.habits(self.desk.book.folder).place = self.saveGeometry()
            self.desk.close()
            self.desk = self.idle = None

    def _end(self, folder: Path | None) -> None:
        """The book is closed: end this process too, and let the next one go on in ``folder``."""
        try:
            self.close()
        finally:
            self._restart(folder)

    def _ask_limit(self) -> None:
        if self.desk:
            self.desk.read(self, _minutes, self._limited)

    def _limited(self, outcome: Outcome[int]) -> None:
        if self.idle and isinstance(outcome, Ok):
            self.idle.limit = outcome.value

    def _practised(self, outcome: Outcome[Book]) -> None:
        if isinstance(outcome, Err):
            self._choose_practice().refuse(outcome.error)
        else:
            self.work(outcome.value)

    def _build(self) -> None:
        """Make every screen anew: in another language, or in another look."""
        language.use(self.remember.language)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self.remember.theme)
        if self.desk:
            from desktop.ui.work import Work

            practice = self.desk.book.practice
            self.setWindowTitle(t("Sổ thực hành") if practice else t("Sổ công tác xã hội"))
            ways = (self._build, self.switch, self.practise, self.lock)
            self.setCentralWidget(Work(self.desk, self.remember, *ways))

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        """The rest of the screen has turned dark or light: so does the window, unless a look was
        chosen for it. Nothing is made anew, so that what is being typed stays as it is."""
        app = QApplication.instance()
        follows = self.remember.theme == theme.LOOKS[0] and self.isVisible()
        if isinstance(app, QApplication) and follows:
            theme.apply(app, "dark" if scheme is Qt.ColorScheme.Dark else "light")
            icons.renew(app.allWidgets())

    def _speak(self, chosen: str) -> None:
        self.remember.language = chosen
        language.use(chosen)
        self.start(None)


def _load(_job: Job) -> tuple[object, ...]:
    """What opens the book, then what is needed once it is open, loaded away from the window."""
    from desktop.records import book, plan
    from desktop.ui.first_run import unproven
    from sync.enrolment import founding

    opening = (book, founding, unproven)
    from desktop.ui import work
    from desktop.ui.pages.overview import page
    from sync import outbox

    return opening, work, page, outbox, plan.default()


def _minutes(db: Database) -> int:
    from desktop.records.settings import Settings

    return locking.minutes(Settings(db))


def _practice_book(folder: Path) -> Book:
    from sync.practice import course

    return course.open_book(folder)
