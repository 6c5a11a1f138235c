"""Small books for printing: an office of the 2021 list, and rows entered as its officer would."""

from datetime import UTC, datetime
from pathlib import Path

from desktop.records import store, units
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
