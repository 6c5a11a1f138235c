"""The journal: no entry can be changed, dropped, added or moved without being noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desktop.records import columns, journal, store
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.identifiers import new_case_code
from tests.records.making import NOW, OUTREACH, event, referral, save, site

COLUMNS = (
    *("number", "at", "device", "action", "register", "uid", "version", "before", "after"),
    *("reason", "doubted", "previous", "digest"),
)
ENTRIES = 6


@pytest.fixture
def kept(book: Book) -> Database:
    """The journal of a book with a few changes, of every action that a row has.

    Whoever tampers with it minds no references.
    """
    book.db.execute("PRAGMA foreign_keys = OFF")
    uid = save(book, "outreach", event())
    save(book, "outreach", event(uid=uid, attendees=43))
    save(book, "sites", site())
    save(book, "outreach", event())
    store.retire(book, OUTREACH, uid, "ghi nhầm", now=NOW)
    return book.db


@contextmanager
def undone(db: Database) -> Iterator[None]:
    """What is done inside is taken back afterwards."""
    db.execute("SAVEPOINT trial")
    yield
    db.execute("ROLLBACK TO trial")
    db.execute("RELEASE trial")


def test_an_untouched_journal_fits(kept: Database) -> None:
    assert journal.verify(kept) is None
    actions = [action for (action,) in kept.execute("SELECT action FROM journal ORDER BY number")]
    assert actions == ["create", "save", "save", "save", "save", "retire"]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_change_of_any_column_of_any_entry_is_found(kept: Database, column: str) -> None:
    change = (
        f"UPDATE journal SET {column} = CASE typeof({column}) WHEN 'integer' THEN {column} + 100"
        f" ELSE coalesce({column}, '') || '0' END WHERE number = ?"
    )
    for number in range(1, ENTRIES + 1):
        with undone(kept):
            kept.execute(change, [number])
            assert journal.verify(kept) == number
    assert journal.verify(kept) is None


def test_a_doubt_about_the_clock_is_bound_in(book: Book) -> None:
    book.clock_doubted = True
    save(book, "outreach", event())
    last = "SELECT doubted FROM journal ORDER BY number DESC LIMIT 1"
    assert book.db.execute(last).fetchone() == (1,)
    assert journal.verify(book.db) is None
    book.db.execute("UPDATE journal SET doubted = 0")
    assert journal.verify(book.db) == 2


def test_a_dropped_entry_is_found(kept: Database) -> None:
    for number in range(1, ENTRIES):
        with undone(kept):
            kept.execute("DELETE FROM journal WHERE number = ?", [number])
            assert journal.verify(kept) == number
            kept.execute("UPDATE journal SET number = number - 1 WHERE number > ?", [number])
            assert journal.verify(kept) == number


def test_entries_that_changed_places_are_found(kept: Database) -> None:
    move = "UPDATE journal SET number = ? WHERE number = ?"
    for number in range(1, ENTRIES):
        with undone(kept):
            for places in ((-1, number), (number, number + 1), (number + 1, -1)):
                kept.execute(move, places)
            assert journal.verify(kept) == number


def test_an_entry_added_by_hand_is_found(kept: Database) -> None:
    kept.execute(
        "INSERT INTO journal(number, at, device, action, register, uid, version, before, after,"
        " previous, digest) SELECT number + 1, at, device, action, register, uid, version, before,"
        " after, digest, digest FROM journal ORDER BY number DESC LIMIT 1"
    )
    assert journal.verify(kept) == ENTRIES + 1


def test_a_dropped_tail_changes_the_head(kept: Database) -> None:
    head = journal.head(kept)
    kept.execute("DELETE FROM journal WHERE number = ?", [ENTRIES])
    assert journal.head(kept) != head


def test_every_change_of_a_row_is_told_with_the_digests_before_and_after(
    kept: Database, book: Book
) -> None:
    lines = kept.execute(
        "SELECT uid, version, before, after FROM journal WHERE register = 'outreach'"
    ).fetchall()
    uid = lines[0][0]
    own = [line[1:] for line in lines if line[0] == uid]
    assert [version for version, _, _ in own] == [1, 2, 3]
    assert own[0][1] == ""
    assert own[1][1] == own[0][2]
    assert own[2][1] == own[1][2]
    names = ", ".join(columns.names(OUTREACH))
    found = kept.execute(f"SELECT {names} FROM outreach WHERE uid = ?", [uid]).fetchone()
    assert own[2][2] == journal.row_digest(columns.to_row(OUTREACH, found))


def test_the_journal_tells_nothing_of_what_a_row_says(kept: Database, book: Book) -> None:
    code = new_case_code()
    save(book, "referrals", referral(code=code))
    save(book, "outreach", event(place="Nà Phầy"))
    told = str(kept.execute("SELECT * FROM journal").fetchall())
    assert "Nà Phầy" not in told
    assert code not in told


def test_a_digest_depends_on_content_and_not_on_the_order_of_fields() -> None:
    row = event()
    turned = dict(reversed(row.items()))
    assert journal.row_digest(row) == journal.row_digest(turned)
    assert journal.row_digest(row) != journal.row_digest(row | {"women": 21})


def test_the_head_of_an_empty_journal_is_the_start(kept: Database) -> None:
    kept.execute("DELETE FROM journal")
    assert journal.head(kept) == journal.START
    assert journal.verify(kept) is None
