"""The steps to a new book, one after the other, with a way back."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from desktop.records import units
from desktop.records.book import Book
from desktop.records.language import current
from desktop.records.units import Unit
from desktop.ui.first_run.choices import Choices
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from desktop.ui.first_run.proving import Proving
from desktop.ui.first_run.restoring import Restoring
from desktop.ui.first_run.steps import Steps
from desktop.ui.first_run.unproven import UNPROVEN
from desktop.ui.first_run.welcome import Welcome
from desktop.ui.jobs import Err, Jobs, Outcome
from desktop.ui.remember import Remember
from sync.enrolment import enrol


class Entrance(Steps):
    """Shows one step at a time; the book is made after the last question."""

    def __init__(
        self,
        jobs: Jobs,
        now: Callable[[], datetime],
        opened: Callable[[Book], None],
        existing: Callable[[Path], None],
        speak: Callable[[str], None],
        practise: Callable[[], None] = lambda: None,
        *,
        remember: Remember,
    ) -> None:
        super().__init__()
        self.jobs, self.now, self.opened, self.remember = jobs, now, opened, remember
        self._existing, self._speak, self._practise = existing, speak, practise
        self.choices = Choices.of(remember.unfinished)
        self._go_on_from(self.choices.step)

    def welcome(self) -> None:
        """The first question."""
        self._reach("welcome")
        ways = (self._existing, self._speak, self._practise, self._restore)
        self.to(Welcome(self.ask_office, *ways))

    def _restore(self) -> None:
        Restoring(self, self.jobs, self.now, self._existing).open()

    def ask_office(self) -> None:
        """Whose book."""
        self._reach("office")
        self.to(Office(self.choices, self.welcome, self.ask_passphrase))

    def ask_passphrase(self, choices: Choices) -> None:
        """What opens it."""
        self.choices = choices
        self._reach("passphrase")
        self.to(Passphrase(self.choices, self.ask_office, self.make))

    def _go_on_from(self, step: str) -> None:
        """Begin, or go on where a power cut ended the way."""
        if step == "passphrase" and self.choices.office:
            self.ask_passphrase(self.choices)
        elif step == "office":
            self.ask_office()
        else:
            self.welcome()

    def _reach(self, step: str) -> None:
        self.choices = replace(self.choices, step=step)
        self.remember.unfinished = self.choices.text()

    def make(self, choices: Choices, passphrase: str) -> None:
        """Make the book, away from the window."""
        office = choices.office
        sheet = self.currentWidget()
        if office is None or not isinstance(sheet, Passphrase):
            return
        sheet.busy(True)
        self.choices = choices
        self._reach("passphrase")
        before, self.remember.folder = self.remember.folder, choices.place
        self.jobs.run(
            self,
            lambda _job: found(choices.place, passphrase, office, self.now()),
            partial(self._made, before),
        )

    def _made(self, before: Path | None, outcome: Outcome[tuple[Book, list[str]]]) -> None:
        sheet = self.currentWidget()
        if isinstance(outcome, Err):
            self.remember.folder = before
            if isinstance(sheet, Passphrase):
                sheet.busy(False)
                sheet.refuse(outcome.error)
            return
        book, words = outcome.value
        self.remember.unfinished = ""
        self.to(Proving(self.jobs, self.now, book, words, self.opened))


def found(folder: Path, passphrase: str, office: Unit, now: datetime) -> tuple[Book, list[str]]:
    """A new book and its recovery words, which it calls unproven (see ``Proving``). An office with
    others below it gets its right to issue certificates."""
    first = {"language": current(), UNPROVEN: "1"}
    book, words = Book.create(folder, passphrase, office, now=now, first=first)
    with ExitStack() as undo:
        undo.callback(book.close)
        if units.children(office):
            enrol.create_authority(book, now)
        undo.pop_all()
    return book, words
