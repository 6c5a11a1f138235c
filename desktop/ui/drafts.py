"""What is being typed in the forms of a book: at hand at once, in the book half a second later."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from desktop.records import drafts
from desktop.records.book import Book
from desktop.records.clock import utc_text
from desktop.records.drafts import Draft
from desktop.ui.jobs import Err, Job, Outcome

PAUSE = 500
"""Milliseconds between two writings, however fast somebody types."""

Key = tuple[str, str]
"""Register and uid of a form; "" for the uid of a new row."""


class Use(Protocol):
    """Does something with the book away from the window, after all that was asked for before."""

    def __call__(
        self, owner: QObject, work: Callable[[Job], None], done: Callable[[Outcome[None]], None], /
    ) -> object: ...


class Drafts(QObject):
    """Keeps every form's draft; what is not in the book yet is written away from the window.

    ``found`` are the drafts that lay in the book when it was opened.
    """

    def __init__(self, book: Book, use: Use, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._book, self._use, self._now = book, use, now
        drafts.let_go(book.db, now())
        self.found = drafts.waiting(book.db)
        self._held: dict[Key, Draft] = {(d.register, d.uid): d for d in self.found}
        self._unwritten: dict[Key, Draft | None] = {}
        self._under_way: dict[Key, Draft | None] = {}
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._write)

    def get(self, key: Key) -> Draft | None:
        """What was typed there and not saved, None for nothing."""
        return self._held.get(key)

    def put(self, key: Key, raw: dict[str, object]) -> None:
        """Keep what stands in a form."""
        draft = Draft(*key, utc_text(self._now()), raw)
        self._held[key] = self._unwritten[key] = draft
        self._soon()

    def drop(self, key: Key) -> None:
        """The form was saved, or what was typed is not wanted any more."""
        if self._held.pop(key, None):
            self._unwritten[key] = None
            self._soon()

    def waiting(self) -> list[Draft]:
        """Every draft there is, the newest first."""
        return sorted(self._held.values(), key=lambda draft: draft.at, reverse=True)

    def give_up(self) -> None:
        """Let go of what is not in the book yet: a person would rather close it."""
        self._under_way, self._unwritten = {}, {}

    def close(self) -> None:
        """Write what is not in the book yet; the caller has waited until nobody else writes. Raises
        BookError where the disk does not take it; then it is still held."""
        self._pause.stop()
        if rest := self._under_way | self._unwritten:
            self._put_away(rest)

    def _soon(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    def _write(self) -> None:
        if self._under_way:
            self._soon()
            return
        self._under_way, self._unwritten = self._unwritten, {}
        waiting = self._under_way
        self._use(self, lambda _job: self._put_away(waiting), self._done)

    def _done(self, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):  # tried again until the disk takes it, or it is given up
            self._unwritten = self._under_way | self._unwritten
            self._soon()
        self._under_way = {}

    def _put_away(self, waiting: dict[Key, Draft | None]) -> None:
        kept = [draft for draft in waiting.values() if draft]
        drafts.write(self._book.db, kept, [key for key, draft in waiting.items() if not draft])
