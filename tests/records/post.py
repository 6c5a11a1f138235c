"""What channels and offices would have left in a book: packets that were sent, receipts read."""

from __future__ import annotations

from hashlib import sha256

from desktop.records import mailbox
from desktop.records.book import Book
from desktop.records.mailbox import receipts

MOMENT = "2024-06-01T08:00:00Z"


def digest(sequence: int, epoch: str) -> str:
    return sha256(f"{epoch}/{sequence}".encode()).hexdigest()


def sent(book: Book, *sequences: int) -> None:
    """Packets that this book has signed."""
    for sequence in sequences:
        with book.db.atomic():
            found = digest(sequence, book.epoch)
            entry = mailbox.Sent(found, book.epoch, sequence, "2024-05", MOMENT, "f", 1, b"")
            mailbox.add_sent(book.db, entry)


def receipt(
    book: Book, *covers: receipts.Cover, created_at: str = MOMENT, doubted: bool = False
) -> None:
    """A receipt of the office above that was believed."""
    number = book.db.table("receipts_read").count + 1
    reading = receipts.Reading(
        sha256=f"{number:064}",
        office="060",
        signer="signer",
        epoch="e",
        before="",
        sequence=number,
        created_at=created_at,
        read_at=MOMENT,
        held={},
        strangers=0,
        reads=1,
        doubted=doubted,
    )
    with book.db.atomic():
        receipts.add_reading(book.db, reading, (), covers)


def cover(book: Book, sequence: int, epoch: str, sha: str) -> receipts.Cover:
    """The office above holds that packet of this device."""
    return receipts.Cover("01864", book.device, epoch, sequence, sha, "signer")
