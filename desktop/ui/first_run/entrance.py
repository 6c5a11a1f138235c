"""The steps to a new book, one after the other, with a way back."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.records import units
from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.language import current
from desktop.records.units import Unit
from desktop.ui.first_run.choices import Choices
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from desktop.ui.first_run.recovery import Recovery
from desktop.ui.first_run.welcome import Welcome
from desktop.ui.jobs import Err, Jobs, Outcome
from desktop.ui.pages.trust.files import request_name
from desktop.ui.restoring import Restoring
from sync.enrolment import enrol
from sync.enrolment.own import enrolled


class Entrance(QStackedWidget):
    """Shows one step at a time; the book is made after the last question."""

    def __init__(
        self,
        jobs: Jobs,
        now: Callable[[], datetime],
        opened: Callable[[Book], None],
        existing: Callable[[Path], None],
        speak: Callable[[str], None],
        practise: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self.jobs, self.now, self.opened = jobs, now, opened
        self.choices = Choices()
        self._existing, self._speak, self._practise = existing, speak, practise
        self.welcome()

    def welcome(self) -> None:
        """The first question."""
        ways = (self._existing, self._speak, self._practise, self._restore)
        self._to(Welcome(self.ask_office, *ways))

    def _restore(self) -> None:
        Restoring(self, self.jobs, self.now, self._existing).open()

    def ask_office(self) -> None:
        """Whose book."""
        self._to(Office(self.choices, self.welcome, self.ask_passphrase))

    def ask_passphrase(self, choices: Choices) -> None:
        """What opens it."""
        self.choices = choices
        self._to(Passphrase(choices, self.ask_office, self.make))

    def make(self, choices: Choices, passphrase: str) -> None:
        """Make the book, away from the window."""
        office = choices.office
        sheet = self.currentWidget()
        if office is None or not isinstance(sheet, Passphrase):
            return
        sheet.busy(True)
        self.jobs.run(
            self,
            lambda _job: found(choices.place, passphrase, office, self.now()),
            self._made,
        )

    def _made(self, outcome: Outcome[tuple[Book, list[str]]]) -> None:
        sheet = self.currentWidget()
        if isinstance(outcome, Err):
            if isinstance(sheet, Passphrase):
                sheet.busy(False)
                sheet.refuse(outcome.error)
            return
        book, words = outcome.value
        asks = not enrolled(book)

        def on_paper(page: QWidget) -> None:
            from desktop.ui.sheet_dialog import print_words  # slow to load, and seldom needed

            print_words(self.jobs, page, book, local_day(self.now()), tuple(words))

        self._to(Recovery(words, lambda: self.opened(book), asks=asks, on_paper=on_paper))

    def _to(self, sheet: QWidget) -> None:
        before = self.currentWidget() if self.count() else None
        self.addWidget(sheet)
        self.setCurrentWidget(sheet)
        if before:
            self.removeWidget(before)
            before.deleteLater()


def found(folder: Path, passphrase: str, office: Unit, now: datetime) -> tuple[Book, list[str]]:
    """A new book and its recovery words. An office with others below it gets its right to issue
    certificates; one at the bottom writes its request into the outbox."""
    book, words = Book.create(folder, passphrase, office, now=now)
    with ExitStack() as undo:
        undo.callback(book.close)
        book.settings.put(language=current())
        if units.children(office):
            enrol.create_authority(book, now)
        else:
            enrol.request(book, folder / "outbox" / request_name(book))
        undo.pop_all()
    return book, words
