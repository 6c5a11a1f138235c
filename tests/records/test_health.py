"""Whatever is wrong with a book is found, named, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.records import clock, health, journal, mailbox, queries, retention, store, vault
from desktop.records.book import FILE, Book
from desktop.records.errors import BookDamaged
from desktop.records.mailbox import originals
from tests.records.making import (
    NOW,
    OUTREACH,
    PASSPHRASE,
    REFERRALS,
    event,
    model,
    referral,
    save,
    site,
)

A, B = vault.COPIES


def where(book: Book) -> list[str]:
    return [problem.field for problem in health.check(book)]


def one_sent(book: Book) -> Path:
    content = b"a packet as it was signed"
    digest = sha256(content).hexdigest()
    with book.db.atomic():
        sent = mailbox.Sent(digest, book.epoch, 1, "2024-05", "x", "1.xlsx", 1, content)
        mailbox.add_sent(book.db, sent)
    file = book.folder / "outbox" / "1.xlsx"
    file.write_bytes(content)
    return file


def one_received(book: Book) -> Path:
    content = b"a packet that came in"
    digest = sha256(content).hexdigest()
    with book.db.atomic():
        mailbox.add_received(
            book.db, mailbox.Received(digest, "x", "accepted", "", "x", "01864", sequence=3)
        )
    file = originals.place(book.folder, digest)
    file.write_bytes(content)
    return file


def lived_in(book: Book) -> None:
    """Rows saved, changed, retired and erased; a packet out and one in."""
    uid = save(book, "outreach", event())
    store.save(book, OUTREACH, event(uid=uid, attendees=50), now=NOW)
    store.retire(book, OUTREACH, save(book, "outreach", event(place="Nà Coóc")), "thử", now=NOW)
    save(book, "sites", site())
    save(book, "models", model())
    slip = referral(date="2021-02-01", consent_date="2021-02-01", outcome="DA_SU_DUNG",
                    outcome_date="2021-02-20")  # fmt: skip
    save(book, "referrals", slip)
    later = NOW + timedelta(days=800)
    clock.correct(book, later)
    assert retention.erase_due(book, now=later) == 1
    one_sent(book)
    one_received(book)


def test_a_book_that_is_lived_in_is_sound(book: Book) -> None:
    assert health.check(book) == []
    lived_in(book)
    assert health.check(book) == []


def alter_row(book: Book) -> None:
    book.db.execute("UPDATE outreach SET attendees = 43, search = 'x'")


def retire_row(book: Book) -> None:
    book.db.execute("UPDATE sites SET retired = 'lặng lẽ'")


def insert_row(book: Book) -> None:
    book.db.execute("CREATE TEMP TABLE twin AS SELECT * FROM models")
    book.db.execute("UPDATE twin SET uid = '00000000-0000-7000-8000-000000000000'")
    book.db.execute("INSERT INTO models SELECT * FROM twin")


def delete_row(book: Book) -> None:
    book.db.execute("DELETE FROM sites")


def alter_journal(book: Book) -> None:
    book.db.execute("UPDATE journal SET at = '2024-01-01T00:00:00Z' WHERE number = 2")


def drop_last_entry(book: Book) -> None:
    book.db.execute("PRAGMA foreign_keys = OFF")
    book.db.execute("DELETE FROM journal WHERE number = 2")


def lose_a_reference(book: Book) -> None:
    book.db.execute("PRAGMA foreign_keys = OFF")
    book.db.execute("UPDATE history SET number = 999 WHERE number = 2")


def spoil_slot(book: Book) -> None:
    (book.folder / A).write_bytes((book.folder / A).read_bytes()[:-30])


def lose_slot(book: Book) -> None:
    (book.folder / B).unlink()


def change_one_slot(book: Book) -> None:
    (book.folder / A).write_bytes((book.folder / A).read_bytes().replace(b'"format"', b'"Format"'))


def spoil_sent(book: Book) -> None:
    (book.folder / "outbox" / "1.xlsx").write_bytes(b"saved again by another program")


def lose_received(book: Book) -> None:
    next((book.folder / "inbox").glob("*.xlsx")).unlink()


def spoil_received(book: Book) -> None:
    next((book.folder / "inbox").glob("*.xlsx")).write_bytes(b"")


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (alter_row, "rows"),
        (retire_row, "rows"),
        (insert_row, "rows"),
        (delete_row, "rows"),
        (alter_journal, "journal"),
        (drop_last_entry, "references"),
        (lose_a_reference, "references"),
        (spoil_slot, "keys"),
        (lose_slot, "keys"),
        (change_one_slot, "keys"),
        (spoil_sent, "outbox"),
        (lose_received, "inbox"),
        (spoil_received, "inbox"),
    ],
)
def test_each_damage_is_found_and_named(
    book: Book, damage: Callable[[Book], None], named: str
) -> None:
    lived_in(book)
    damage(book)
    book.db.conn.commit()
    assert where(book)[0] == named
    assert set(where(book)) <= {named, "journal"}


def test_a_book_without_recovery_words_is_told(book: Book) -> None:
    vault._write(book.folder, vault._slots(vault._copies(book.folder), "passphrase"))
    (problem,) = health.check(book)
    assert "24 từ" in problem.message


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_a_spoilt_page_is_found_before_anything_else_is_read(folder: Path, place: float) -> None:
    """By the check, or already by opening where the page says what tables there are."""
    spoilt = bytearray((folder / FILE).read_bytes())
    spoilt[int(len(spoilt) * place)] ^= 1
    (folder / FILE).write_bytes(spoilt)
    with suppress(BookDamaged), Book.open(folder, PASSPHRASE) as book:
        assert where(book) == ["pages"]
        return
    with pytest.raises(BookDamaged, match="khôi phục từ bản sao lưu"):
        Book.open(folder, PASSPHRASE)


def test_a_row_from_before_a_field_was_declared_is_as_it_was_written(book: Book) -> None:
    uid = save(book, "referrals", referral())
    row = queries.stored(book.db, REFERRALS, uid) or {}
    early = journal.row_digest({k: v for k, v in row.items() if k not in ("provider", "due")})
    assert health._as_written(row, journal.row_digest(row), ["due", "provider"])
    assert health._as_written(row, early, ["due", "provider"])
    assert not health._as_written(row, early, ["provider"])
    assert not health._as_written(row | {"due": "2024-05-01"}, early, ["due", "provider"])


def test_fields_that_came_later_are_those_behind_the_index(book: Book) -> None:
    assert health._later_fields(book.db, OUTREACH) == []
    book.db.table("outreach").add_column("weather", str)
    assert health._later_fields(book.db, OUTREACH) == ["weather"]
