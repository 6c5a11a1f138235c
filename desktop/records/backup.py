"""A backup: one file that holds the whole book, as unreadable without its passphrase as the book.

It is a crate of ``book.db``, a consistent copy still under the book's key, and both copies of the
key slots. The packets that are held of other offices lie inside the copy, in its table ``packets``.
"""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from desktop.records import crate, health, journal, vault
from desktop.records.book import FILE, Book
from desktop.records.cipher import Database, translated
from desktop.records.clock import far_ahead, local_day, utc_text
from desktop.records.errors import BookDamaged
from desktop.records.mailbox import originals, received

DAILY: Final = 7
"""Of how many of the latest days with a backup the newest is kept."""

WEEKLY: Final = 8
"""Of how many of the latest weeks with a backup the newest is kept."""

LONGEST: Final = timedelta(days=366)
"""After that a backup is deleted: what was taken out of the record does not live on in copies."""

OUTSIDE: Final = "backup_outside"
OUTSIDE_AT: Final = "backup_outside_at"
"""The settings that say to which other folder the last backup went, and when (UTC)."""

CONTENT: Final = (FILE, *vault.COPIES)
"""What is in a backup."""

_NAME = re.compile(r"\d+_(\d{4}-\d{2}-\d{2})_(\d{7,})\.backup")
_COPY = "copy.part"


@dataclass(frozen=True)
class Backup:
    """A finished backup: the day it was made (in Vietnam) and how many journal entries it has."""

    path: Path
    day: date
    entries: int


def make(book: Book, *, now: datetime, out: Path | None = None) -> Backup:
    """Write a backup into ``backups/``, where old ones then make room, or into the folder ``out``.

    When this returns, the file is on the disk and was read back whole. Raises BookDamaged when the
    book itself is not sound (no earlier backup is touched), DiskError.
    """
    folder = out or book.folder / "backups"
    with crate.on_disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
    ahead = far_ahead(book, now)
    day, slots = local_day(now), vault.sound_copies(book.folder)
    with _copied(book) as (copy, entries):
        target = folder / f"{book.office.code}_{day}_{entries:07}.backup"
        digest = crate.pack(target, {FILE: copy} | slots)
    with translated(), book.db.atomic():
        entry = journal.Entry("backup", after=digest)
        book.enter(entry, now)
        if out is not None:
            book.settings.put(**{OUTSIDE: str(out), OUTSIDE_AT: utc_text(now)})
    if out is None and not ahead:
        prune(folder, day)
    return Backup(target, day, entries)


def listed(folder: Path) -> list[Backup]:
    """The backups in a folder, the newest first."""
    named = ((file, _NAME.fullmatch(file.name)) for file in folder.glob("*.backup"))
    found = [Backup(file, date.fromisoformat(m[1]), int(m[2])) for file, m in named if m]
    return sorted(found, key=lambda one: (one.day, one.entries), reverse=True)


@translated()
def due(book: Book, now: datetime) -> bool:
    """Whether today's backup is still to be made: something was entered since the last one."""
    made = listed(book.folder / "backups")
    if any(one.day == local_day(now) for one in made):
        return False
    last = max((one.entries for one in made), default=0)
    query = (
        "SELECT count(*) FROM journal WHERE number > ?"
        " AND action NOT IN ('backup', 'open', 'print', 'file')"
    )
    return bool(book.db.execute(query, [last]).fetchone()[0])


def prune(folder: Path, today: date) -> list[Path]:
    """Delete the backups that nobody needs any more; returns their paths.

    Kept are the newest of each of the latest ``DAILY`` days and ``WEEKLY`` weeks that are not older
    than ``LONGEST``; the newest of all always stays. Raises DiskError.
    """
    made = listed(folder)
    days: dict[date, Backup] = {}
    weeks: dict[object, Backup] = {}
    for one in made:
        days.setdefault(one.day, one)
        weeks.setdefault(one.day.isocalendar()[:2], one)
    kept = {*list(days.values())[:DAILY], *list(weeks.values())[:WEEKLY]}
    gone = [one.path for one in made[1:] if one not in kept or one.day < today - LONGEST]
    with crate.on_disk(folder):
        for file in gone:
            file.unlink()
    return gone


@contextmanager
def _copied(book: Book) -> Iterator[tuple[Path, int]]:
    """A copy of the book as it stands, in one file, and how many journal entries it has."""
    copy = book.folder / "backups" / _COPY
    _sweep(copy)
    try:
        # A connection of its own: with an open write on it, SQLite's backup would never return.
        with closing(book.connect()) as source, closing(book.beside(copy)) as db:
            with translated():
                source.conn.backup(db.conn)
                _add_packets(book, db)
                db.execute("PRAGMA journal_mode = DELETE")
                (entries,) = db.execute("SELECT max(number) FROM journal").fetchone()
            if found := health.of_file(db):
                raise BookDamaged(found[0].message)
        yield copy, entries
    finally:
        _sweep(copy)


def _add_packets(book: Book, db: Database) -> None:
    db.execute("CREATE TABLE packets(name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT")
    for held in received.heads(db):
        if content := originals.read(book.folder, held):
            name = originals.place(book.folder, held.sha256).name
            db.execute("INSERT INTO packets VALUES(?, ?)", [name, content])
    db.conn.commit()


def _sweep(copy: Path) -> None:
    with crate.on_disk(copy.parent):
        for left in copy.parent.glob(copy.name + "*"):
            left.unlink()
