"""What the office has set stays set."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.records.book import Book
from tests.records.making import PASSPHRASE


def test_settings_outlive_the_book_being_closed(folder: Path) -> None:
    with Book.open(folder, PASSPHRASE) as book:
        book.settings.put(language="en", receiver="Phòng Lao động “huyện”")
        book.settings.put(language="vi")
    with Book.open(folder, PASSPHRASE) as book:
        assert book.settings.get("language") == "vi"
        assert book.settings.get("receiver") == "Phòng Lao động “huyện”"


def test_what_was_never_set_or_was_taken_back_is_nothing(book: Book) -> None:
    book.settings.put(receiver="x", other="y")
    book.settings.put(receiver=None, never=None)
    assert book.settings.get("receiver") is None
    assert book.settings.get("never") is None
    assert book.settings.get("other") == "y"


def test_settings_put_together_are_kept_together_or_not_at_all(book: Book) -> None:
    with pytest.raises(ZeroDivisionError), book.db.atomic():
        book.settings.put(one="1", two="2")
        raise ZeroDivisionError
    assert book.settings.get("one") is None


def test_a_name_is_only_a_name(book: Book) -> None:
    assert book.settings.get("' OR 1=1 --") is None
