"""Time as it is written down: UTC in the book, the day as it is in Vietnam; and how far the
machine's clock is believed.

Nothing is ordered by it; laptops here have dead clock batteries. But a book knows moments that have
certainly passed: no clock that reads an earlier one can be right.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Protocol

from desktop.records.cipher import Database, translated
from desktop.records.settings import Settings

VIETNAM = timezone(timedelta(hours=7))

BUILT: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""No copy of this program was ever started before."""

FAR: Final = timedelta(days=183)
"""A clock that is so far ahead of all the book knows is asked about."""

_LEARNED = "time_floor"


class Dated(Protocol):
    """What the time is judged by: a book."""

    @property
    def db(self) -> Database:
        """The open book."""


def utc_text(moment: datetime) -> str:
    """``2024-03-05T08:30:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """The moment written by ``utc_text``."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def local_day(moment: datetime) -> date:
    """The day it is in Vietnam."""
    return moment.astimezone(VIETNAM).date()


def floor(book: Dated) -> datetime:
    """The latest moment that has certainly passed: the program's build, the last entry of the
    journal, and what was learned from certificates, receipts and the officer (see ``learn``)."""
    with translated():
        entry = book.db.execute("SELECT at FROM journal ORDER BY number DESC LIMIT 1").fetchone()
    learned = Settings(book.db).get(_LEARNED)
    known = [from_text(text) for text in (entry and entry[0], learned) if text]
    return max([BUILT, *known])


def believed(book: Dated, now: datetime) -> tuple[datetime, bool]:
    """The moment to work with when the clock reads ``now``, and whether the clock is in doubt.

    One below the floor is wrong; one far above it may be, and until an officer has said that it is
    right (``learn``) nothing is dated by it: the floor takes its place in both cases.
    """
    lowest = floor(book)
    doubted = not lowest <= now <= lowest + FAR
    return (lowest if doubted else now), doubted


def far_ahead(book: Dated, now: datetime) -> bool:
    """Whether to ask the officer if the day is right before anything is signed or issued."""
    return now > floor(book) + FAR


def learn(book: Dated, moment: datetime) -> None:
    """Never believe a clock below ``moment`` again: a certificate begins there, a receipt was
    signed then, or the officer has said that the clock, which reads it, is right."""
    if moment > floor(book):
        Settings(book.db).put(**{_LEARNED: utc_text(moment)})
