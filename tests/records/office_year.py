"""Small books for printing: an office of the 2021 list, and rows entered as its officer would."""

from datetime import UTC, datetime
from pathlib import Path

from desktop.records import journal, mailbox, store, units
from desktop.records.book import Book
from desktop.records.fields import Row
from desktop.records.registers import REGISTERS

NOW = datetime(2024, 7, 20, 3, tzinfo=UTC)


def new_book(folder: Path, code: str) -> Book:
    return Book.create(folder, "mật khẩu để thử", units.find("2021", code), now=NOW)[0]


def record(book: Book, register: str, rows: list[Row]) -> None:
    store.save_all(book, REGISTERS[register], rows, now=NOW, confirmed=True)


def event(day: str, attendees: int) -> Row:
    return {
        "date": day, "form": "HOI_NGHI", "topics": ["PHAP_LUAT"], "audiences": ["NHAN_DAN"],
        "attendees": attendees,
    }  # fmt: skip


def slip(outcome: str) -> Row:
    return {
        "date": "2024-03-05", "need": True, "eligible": True, "service": "Y_TE",
        "outcome": outcome, "consent_date": "2024-03-05",
    }  # fmt: skip


def packet(book: Book, sha256: str, period: str = "2024-06") -> None:
    """Enter a signed packet, as exporting one does."""
    number = len(mailbox.all_sent(book.db)) + 1
    sent = mailbox.Sent(sha256, book.epoch, number, period, "2024-07-01T01:30:00Z", "x.xlsx", 3)
    with book.db.atomic():
        mailbox.add_sent(book.db, sent)
        entry = journal.Entry("export", version=number, after=sha256)
        journal.append(book.db, entry, device=book.device, now=NOW)
