"""A book that is made: its words are copied and tried, its request waits to be sent."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.records import audit, vault
from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.errors import BookError
from desktop.ui.first_run.asking import Asking
from desktop.ui.first_run.copying import Copying
from desktop.ui.first_run.recovery import Check
from desktop.ui.jobs import Err, Job, Jobs, Manner, Outcome
from desktop.ui.pages.trust.files import request_name
from sync.enrolment import enrol
from sync.enrolment.own import enrolled

UNPROVEN = "recovery_unproven"
"""The setting a book bears until somebody has shown that its words were copied."""


class Proving(Copying):
    """The words first, then the request of a commune; ``opened`` gets the book."""

    def __init__(
        self,
        jobs: Jobs,
        now: Callable[[], datetime],
        book: Book,
        words: list[str],
        opened: Callable[[Book], None],
    ) -> None:
        self.jobs, self.book, self.opened = jobs, book, opened

        def on_paper(page: QWidget) -> None:
            from desktop.ui.sheet_dialog import print_words  # slow to load, and seldom needed

            paper = print_words(jobs, page, book, local_day(now()), tuple(words))
            paper.output.issued.connect(lambda action, _register: self._note(action, now()))

        super().__init__(words, self._proven, on_paper, at=3)

    def _proven(self) -> None:
        self.jobs.run(self, lambda _job: settle(self.book), self._settled, manner=Manner.QUEUED)

    def _note(self, action: str, now: datetime) -> None:
        """Enter in the journal that the words were printed."""

        def work(_job: Job) -> None:
            audit.note(self.book, action, now)

        self.jobs.run(self, work, lambda _outcome: None, manner=Manner.QUEUED)

    def _settled(self, outcome: Outcome[tuple[str, ...]]) -> None:
        sheet = self.currentWidget()
        if isinstance(outcome, Err):
            if isinstance(sheet, Check):
                sheet.refuse(outcome.error)
        elif outcome.value:
            file = self.book.folder / "outbox" / request_name(self.book)
            self.to(Asking(outcome.value, file, partial(self.opened, self.book)))
        else:
            self.opened(self.book)


def renew(book: Book, passphrase: str) -> list[str]:
    """New words in place of the old ones, unproven until somebody has shown to have copied them.
    Raises BookError where there are none; the old ones are then as good as before."""
    before = book.settings.get(UNPROVEN)
    book.settings.put(**{UNPROVEN: "1"})
    try:
        return vault.change_recovery(book.folder, passphrase)
    except BookError:
        book.settings.put(**{UNPROVEN: before})
        raise


def settle(book: Book) -> tuple[str, ...]:
    """The words are copied: say so in the book, and write its request where it needs one; the five
    words of the request."""
    book.settings.put(**{UNPROVEN: None})
    if enrolled(book):
        return ()
    return enrol.request(book, book.folder / "outbox" / request_name(book))
