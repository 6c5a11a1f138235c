"""Real books of offices, and what two of them do to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.records import units
from desktop.records.book import Book
from sync.enrolment import enrol
from sync.enrolment.keyring import signing_identity, trust_of
from sync.pki.trust import check_chain

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
Offices = Callable[[str], Book]


class Pool:
    """Books that tests share, since making one costs a key derivation and several RSA keys; each
    test gets them as they were made."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._free: dict[str, list[Book]] = defaultdict(list)
        self._lent: list[tuple[str, Book]] = []
        self._made: dict[Path, dict[str, str | None]] = {}

    def lend(self, code: str) -> Book:
        """A book of the unit on a device no one else has; an office above has its keys already."""
        book = self._free[code].pop() if self._free[code] else self._make(code)
        self._lent.append((code, book))
        return book

    def take_back(self) -> None:
        for code, book in self._lent:
            book.settings.put(**dict.fromkeys(settings_of(book)) | self._made[book.folder])
            self._free[code].append(book)
        self._lent.clear()

    def _make(self, code: str) -> Book:
        unit, folder = units.find("2021", code), self._folder / str(len(self._made))
        book, _ = Book.create(folder, "mot cau du dai", unit, now=NOW)
        self._stack.enter_context(book)
        if unit.tier != "commune":
            enrol.create_authority(book, NOW)
        self._made[folder] = settings_of(book)
        return book


def ask(book: Book) -> bytes:
    out = book.folder / "request.pem"
    enrol.request(book, out)
    return out.read_bytes()


def enrolled(book: Book, above: Book) -> Book:
    enrol.accept(book, enrol.issue(above, ask(book), NOW), NOW)
    return book


def sender_of(book: Book, judge: Book, now: datetime = NOW) -> str:
    """The unit that `judge` sees behind what `book` signs."""
    identity = signing_identity(book)
    return check_chain(identity.certificate, (identity.issuer,), trust_of(judge), now).unit


def settings_of(book: Book) -> dict[str, str | None]:
    return dict(book.db.execute("SELECT name, value FROM settings").fetchall())
