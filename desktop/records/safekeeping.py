"""How well a book is backed up: what copies there are, and when to remind of one elsewhere.

Copies inside the book's own folder are made every day and guard against a damaged file; only a copy
on a stick or another disk guards against a lost laptop.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.records import backup
from desktop.records.backup import Backup
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.clock import far_ahead, from_text, local_day
from desktop.records.settings import Settings

REMIND = 7
"""Days after which a copy elsewhere is asked for, unless the office has set others."""

CHOICES = (3, 7, 14, 30)
"""Days an office may choose from."""

_DAYS = "backup_remind_days"


@dataclass(frozen=True)
class Standing:
    """``inside`` are the copies in the book's folder, the newest first; ``outside`` is when (UTC)
    one was last written elsewhere and ``place`` where, None and "" for never; ``entered`` counts
    the changes since, ``waited`` the days since (since the first change for never)."""

    inside: tuple[Backup, ...]
    outside: datetime | None
    place: str
    entered: int
    waited: int
    remind: int

    @property
    def late(self) -> bool:
        """Whether to ask for a copy elsewhere."""
        return self.entered > 0 and self.waited >= self.remind


def standing(db: Database, folder: Path, now: datetime) -> Standing:
    """How the book in ``folder``, read through ``db``, is backed up as of ``now``."""
    settings = Settings(db)
    at = settings.get(backup.OUTSIDE_AT)
    with translated():
        entered, first = db.execute(
            "SELECT count(*), min(at) FROM journal WHERE action IN ('save', 'retire', 'undo',"
            " 'receive') AND at > ?",
            [at or ""],
        ).fetchone()
    since = at or first
    waited = (local_day(now) - local_day(from_text(since))).days if since else 0
    return Standing(
        tuple(backup.listed(folder / "backups")),
        from_text(at) if at else None,
        settings.get(backup.OUTSIDE) or "",
        int(entered),
        waited,
        remind_days(settings),
    )


def remind_days(settings: Settings) -> int:
    """After how many days the office wants to be reminded."""
    return int(settings.get(_DAYS) or REMIND)


def set_remind_days(settings: Settings, days: int) -> None:
    """Remind after so many days from now on."""
    settings.put(**{_DAYS: str(days)})


def daily(book: Book, now: datetime) -> Backup | None:
    """Today's copy into the book's folder if one is due; old ones go whether or not it is, since
    what was erased from the book must not live on in them (``backup.prune``). Under a clock far
    ahead of all the book knows nothing goes."""
    if backup.due(book, now):
        return backup.make(book, now=now)
    if not far_ahead(book, now):
        backup.prune(book.folder / "backups", local_day(now))
    return None
