"""Time as it is written down: UTC in the book, the day as it is in Vietnam; and how far the
machine's clock is believed.

Nothing is ordered by it; laptops here have dead clock batteries. But a book knows moments that have
certainly passed: no clock that reads an earlier one can be right.
"""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Protocol

from desktop.records.cipher import Database, translated
from desktop.records.settings import Settings

VIETNAM = timezone(timedelta(hours=7))

BUILT: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""No copy of this program was ever started before."""

FAR: Final = timedelta(days=183)
"""A clock that is so far ahead of all the book knows is asked about."""

_LEARNED, _CORRECTED = "time_floor", "time_corrected"
_SEEN = (
    "SELECT max(at) FROM (SELECT at FROM journal WHERE number > ? AND NOT doubted"
    " ORDER BY number DESC LIMIT 100)",
    "SELECT max(created_at) FROM receipts_read WHERE number > ? AND NOT doubted",
)
_COUNTS = (
    "SELECT coalesce(max(number), 0) FROM journal",
    "SELECT coalesce(max(number), 0) FROM receipts_read",
)


class Dated(Protocol):
    """What the time is judged by: a book."""

    @property
    def db(self) -> Database:
        """The open book."""


def utc_text(moment: datetime) -> str:
    """``2024-03-05T08:30:00Z``."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def from_text(text: str) -> datetime:
    """The moment written by ``utc_text``."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def local_day(moment: datetime) -> date:
    """The day it is in Vietnam."""
    return moment.astimezone(VIETNAM).date()


def floor(book: Dated) -> datetime:
    """The latest moment that has certainly passed: the program's build, the last entries of the
    journal and the last receipt whose time was not in doubt, and the start of this device's
    certificate (see ``learn``).

    Once an officer has said that the clock is right (``correct``), only what came after counts.
    """
    settings = Settings(book.db)
    since = json.loads(settings.get(_CORRECTED) or "[0, 0]")
    with translated():
        found = [
            book.db.execute(query, [n]).fetchone() for query, n in zip(_SEEN, since, strict=True)
        ]
    known = [*(text for (text,) in found), settings.get(_LEARNED)]
    return max([BUILT, *(from_text(text) for text in known if text)])


def believed(book: Dated, now: datetime) -> tuple[datetime, bool]:
    """The moment to work with when the clock reads ``now``, and whether the clock is in doubt.

    One below the floor is wrong, and the floor takes its place. One far above it may well be right
    (a laptop lay in a drawer): it is used, and asked about before a packet is signed, see
    ``far_ahead``.
    """
    lowest = floor(book)
    return max(now, lowest), now < lowest


def far_ahead(book: Dated, now: datetime) -> bool:
    """Whether to ask the officer if the day is right before anything is signed or issued."""
    return now > floor(book) + FAR


def in_doubt(lowest: datetime, reads: datetime) -> bool:
    """Whether a clock may be wrong: it is behind ``lowest``, the ``floor``, or far ahead of it and
    no person has said that it is right."""
    return not lowest <= reads <= lowest + FAR


def learn(book: Dated, moment: datetime) -> None:
    """Never believe a clock below ``moment`` again: a certificate of this device begins there."""
    if moment > floor(book):
        Settings(book.db).put(**{_LEARNED: utc_text(moment)})


def correct(book: Dated, now: datetime) -> None:
    """The officer has looked at the calendar: the clock, which reads ``now``, is right, whatever
    was written under a wrong one before."""
    with translated():
        since = [book.db.execute(query).fetchone()[0] for query in _COUNTS]
    values = {_CORRECTED: json.dumps(since), _LEARNED: utc_text(now)}
    Settings(book.db).put(**values)
