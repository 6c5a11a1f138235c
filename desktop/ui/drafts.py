"""What is being typed in the forms of a book: at hand at once, in the book half a second later."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from desktop.records import drafts
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.clock import utc_text
from desktop.records.drafts import Draft
from desktop.ui.jobs import Err, Outcome

PAUSE = 500
"""Milliseconds between two writings, however fast somebody types."""

Key = tuple[str, str]
"""Register and uid of a form; "" for the uid of a new row."""


Work = Callable[[Database], None]
Done = Callable[[Outcome[None]], None]


class AtOnce(Protocol):
    """Writes through a connection of its own, whatever else the book is used for."""

    def __call__(self, owner: QObject, work: Work, done: Done, /) -> object: ...


class Drafts(QObject):
    """Keeps every form's draft; what is not in the book yet is written away from the window.

    Whenever it comes to be written, a form is written as it stands then, so that a writing that
    failed or came late does no harm. ``found`` are the drafts that lay in the book when it was
    opened; ``certain`` whether the day is, so that what is too old may be let go.
    """

    def __init__(
        self, book: Book, at_once: AtOnce, now: Callable[[], datetime], *, certain: bool
    ) -> None:
        super().__init__()
        self._book, self._at_once, self._now = book, at_once, now
        drafts.let_go(book.db, now() if certain else None)
        found = drafts.waiting(book.db)
        self.found = drafts.openable(book.db, book.device, found)
        self._held: dict[Key, Draft] = {(d.register, d.uid): d for d in found}
        self._unwritten: set[Key] = set()
        self._settling: set[Key] = set()
        self._state, self._pen = threading.Lock(), threading.Lock()
        self._under_way = self._closed = False
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._write)

    def get(self, key: Key) -> Draft | None:
        """What was typed there and not saved, None for nothing. In any thread."""
        with self._state:
            return self._held.get(key)

    def put(self, key: Key, raw: dict[str, object]) -> None:
        """Keep what stands in a form."""
        with self._state:
            self._held[key] = Draft(*key, utc_text(self._now()), raw)
            self._unwritten.add(key)
        self._soon()

    def drop(self, key: Key) -> None:
        """The form was saved, or what was typed is not wanted any more."""
        with self._state:
            self._settling.discard(key)
            self._held.pop(key, None)
            self._unwritten.add(key)
        self._soon()

    @contextmanager
    def settling(self, key: Key) -> Iterator[None]:
        """Inside, in the thread that does it, the row of that form is saved, and its draft goes
        with the same commit. It is not written any more until it is dropped; where the row was not
        saved it goes on. Waits at the beginning for a writing that is under way."""
        with self._pen, self._state:
            self._settling.add(key)
        try:
            yield
        except BaseException:
            with self._state:
                self._settling.discard(key)
            raise

    def waiting(self) -> list[Draft]:
        """Every draft there is, the newest first."""
        with self._state:
            held = list(self._held.values())
        return sorted(held, key=lambda draft: draft.at, reverse=True)

    def hurry(self) -> None:
        """Write what is not in the book yet without another pause."""
        if self._pause.isActive():
            self._pause.stop()
            self._write()

    def give_up(self) -> None:
        """Let go of what is not in the book yet: a person would rather close it."""
        self._pause.stop()
        self._closed = True

    def close(self) -> None:
        """Write what is not in the book yet; the caller has waited until nobody else writes. Raises
        BookError where the disk does not take it; then it is still held."""
        self._pause.stop()
        if not self._closed:
            self._put_away(self._book.db)
            self._closed = True

    def _soon(self) -> None:
        if not self._closed and not self._pause.isActive():
            self._pause.start()

    def _write(self) -> None:
        if self._under_way:
            self._soon()
            return
        self._under_way = True
        self._at_once(self, self._put_away, self._done)

    def _done(self, outcome: Outcome[None]) -> None:
        self._under_way = False
        if isinstance(outcome, Err):  # tried again until the disk takes it, or it is given up
            self._soon()

    def _put_away(self, db: Database) -> None:
        with self._pen:
            with self._state:
                keys = self._unwritten - self._settling
                self._unwritten -= keys
                stand = {key: self._held.get(key) for key in keys}
            kept = [draft for draft in stand.values() if draft]
            try:
                if stand:
                    drafts.write(db, kept, [key for key, draft in stand.items() if not draft])
            except BaseException:
                with self._state:
                    self._unwritten |= keys
                raise
