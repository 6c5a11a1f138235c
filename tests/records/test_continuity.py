"""No packet number is given twice, also by an older copy of the book."""

from __future__ import annotations

from desktop.records import continuity, journal
from desktop.records.book import Book
from desktop.records.continuity import Place
from tests.records import post
from tests.records.making import NOW
from tests.records.post import digest, sent


def receipt(book: Book, sequence: int, *, epoch: str | None = None, sha: str = "") -> bool:
    """A receipt for a packet of this device is read; whether it showed an older copy."""
    epoch = book.epoch if epoch is None else epoch
    post.receipt(book, post.cover(book, sequence, epoch, sha or digest(sequence, epoch)))
    return continuity.reconcile(book, now=NOW)


def test_a_new_device_begins_at_one_and_goes_on(book: Book) -> None:
    assert continuity.next_place(book) == Place(book.epoch, 1, "")
    sent(book, 1, 2)
    assert continuity.next_place(book) == Place(book.epoch, 3, digest(2, book.epoch))


def test_a_receipt_for_what_was_sent_changes_nothing(book: Book) -> None:
    sent(book, 1, 2, 3)
    before, epoch = continuity.next_place(book), book.epoch
    for sequence in (1, 2, 3):
        assert not receipt(book, sequence)
    assert (continuity.next_place(book), book.epoch) == (before, epoch)
    assert book.settings.get("sequence_floor") is None


def test_a_receipt_for_what_was_never_sent_here_shows_an_older_copy(book: Book) -> None:
    sent(book, 1, 2)
    last, epoch = digest(2, book.epoch), book.epoch

    assert receipt(book, 7)
    assert book.epoch == book.settings.get("epoch") != epoch
    assert continuity.next_place(book) == Place(book.epoch, 8, last)
    (action,) = book.db.execute("SELECT action FROM journal ORDER BY number DESC").fetchone()
    assert action == "rolled_back"
    assert journal.verify(book.db) is None


def test_a_receipt_for_other_content_under_a_number_shows_an_older_copy(book: Book) -> None:
    sent(book, 1, 2, 3)
    assert receipt(book, 2, sha="f" * 64)
    assert continuity.next_place(book).sequence == 4


def test_receipts_of_an_epoch_left_behind_only_lift_the_numbers(book: Book) -> None:
    sent(book, 1, 2)
    assert receipt(book, 7, epoch="e0") is False
    place = continuity.next_place(book)
    assert (place.epoch, place.sequence) == (book.epoch, 8)
    sent(book, 8)
    assert receipt(book, 7, epoch="e0") is False
    assert continuity.next_place(book).sequence == 9
