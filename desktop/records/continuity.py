"""A device's unbroken run of packet numbers, and the new run that an older copy of a book begins.

An office above tells packets apart by device, epoch and number. A book that was put back from a
backup must never give a number a second time: it jumps past every number that is known to have been
used, and begins a new epoch, by which the office above sees what has happened. SQLCipher does not
notice that an older copy of the file was put back by hand; only a receipt can show it.
"""

from dataclasses import dataclass
from datetime import datetime

from desktop.records import identifiers, journal, mailbox
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.mailbox import receipts
from desktop.records.settings import Settings

_FLOOR = "sequence_floor"


@dataclass(frozen=True)
class Place:
    """Where the next packet stands; ``previous`` is the SHA-256 of the one before,
    ``previous_content`` that of its parts, both "" if there is none."""

    epoch: str
    sequence: int
    previous: str
    previous_content: str = ""


def next_place(book: Book) -> Place:
    """The place of this device's next packet: after all it sent, over all epochs."""
    sent = mailbox.all_sent(book.db)
    before = (sent[0].sha256, sent[0].content_digest) if sent else ("", "")
    return Place(book.epoch, _used(book.db) + 1, *before)


def start_over(
    db: Database, device: str, entry: journal.Entry, *, now: datetime
) -> tuple[str, int]:
    """Begin a new epoch past every number that is known to have been used, and enter why.

    The caller holds the transaction. Returns the epoch and the number after which it begins.
    """
    epoch = identifiers.new_epoch()
    last = max(_used(db), *(seen.sequence for seen in _told(db, device)), 0)
    Settings(db).put(epoch=epoch, **{_FLOOR: str(last)})
    journal.append(db, entry, device=device, now=now)
    return epoch, last


def reconcile(book: Book, *, now: datetime) -> bool:
    """After a receipt: whether it shows that this book is an older copy of itself, so that a new
    epoch was begun.

    It does when the office above holds a packet of this device and epoch that this book never
    signed. A packet of an epoch left behind only lifts the numbers to come.
    """
    own = {sent.sha256 for sent in mailbox.all_sent(book.db)}
    unknown = [seen for seen in _told(book.db, book.device) if seen.sha256 not in own]
    with translated(), book.db.atomic():
        if any(seen.epoch == book.epoch for seen in unknown):
            entry = journal.Entry("rolled_back", after=unknown[0].sha256)
            book.epoch, _ = start_over(book.db, book.device, entry, now=now)
            return True
        highest = max((seen.sequence for seen in unknown), default=0)
        if highest > _used(book.db):
            book.settings.put(**{_FLOOR: str(highest)})
    return False


def _used(db: Database) -> int:
    """The highest number that must not be given again."""
    (sent,) = db.execute("SELECT coalesce(max(sequence), 0) FROM sent").fetchone()
    return max(int(sent), int(Settings(db).get(_FLOOR) or 0))


def _told(db: Database, device: str) -> list[receipts.Cover]:
    """The packets of this device that an office above has signed for."""
    return [seen for seen in receipts.covers(db) if seen.device == device]
