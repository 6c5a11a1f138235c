"""What a book is asked about its keys whenever it is opened: light to load."""

from __future__ import annotations

from datetime import datetime

from desktop.records.book import Book


def enrolled(book: Book) -> bool:
    """Whether this device may sign packets."""
    return book.settings.get("device_certificate") is not None


def completed(book: Book, now: datetime) -> Book:
    """``book`` with the keys that its office needs: a founding that was cut off is made whole."""
    if book.office.tier != "commune" and book.settings.get("authority_key") is None:
        from sync.enrolment import enrol  # slow to load, and seldom needed

        enrol.create_authority(book, now)
    return book
