"""A book that is made: its words are copied and tried, its request waits to be sent."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.records import audit
from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.journal import ActionName
from desktop.ui.first_run.asking import Asking
from desktop.ui.first_run.copying import Copying
from desktop.ui.first_run.recovery import Check
from desktop.ui.first_run.unproven import UNPROVEN
from desktop.ui.jobs import Err, Job, Jobs, Manner, Outcome
from desktop.ui.pages.trust.files import request_name
from sync.enrolment import enrol
from sync.enrolment.founding import enrolled


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
            from desktop.ui.paper.sheet_dialog import print_words  # slow to load, and seldom needed

            paper = print_words(jobs, page, book, local_day(now()), tuple(words))
            paper.output.issued.connect(lambda action, _register: self._note(action, now()))

        super().__init__(words, self._proven, on_paper, at=3)

    def _proven(self) -> None:
        self.jobs.run(self, lambda _job: settle(self.book), self._settled, manner=Manner.QUEUED)

    def _note(self, action: ActionName, now: datetime) -> None:
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


def settle(book: Book) -> tuple[str, ...]:
    """The words are copied: say so in the book, and write its request where it needs one; the five
    words of the request."""
    book.settings.put(**{UNPROVEN: None})
    if enrolled(book):
        return ()
    return enrol.request(book, book.folder / "outbox" / request_name(book))
