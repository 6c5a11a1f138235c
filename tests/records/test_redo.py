"""Redo: what was taken back is put back, one after the other, until something new is done."""

from __future__ import annotations

import pytest

from desktop.records import history, queries, store, undo
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.health import check
from desktop.records.registers import REGISTERS
from tests.district import NOW, record

OUTREACH = REGISTERS["outreach"]
EVENT: dict[str, object] = {
    "date": "5/5/2024",
    "form": "HOI_NGHI",
    "topics": "PHAP_LUAT",
    "audiences": "NHAN_DAN",
    "place": "Khuổi Bốc",
    "attendees": "42",
}


def attendees(book: Book, uid: str) -> object:
    row = queries.get(book.db, OUTREACH, uid)
    return row["attendees"] if row else None


def change(book: Book, uid: str, number: int) -> None:
    row = queries.get(book.db, OUTREACH, uid)
    assert row
    store.save(book, OUTREACH, row | {"attendees": number}, now=NOW)


def test_undo_and_redo_walk_back_and_forth(book: Book) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    change(book, uid, 50)
    change(book, uid, 60)
    for _ in range(3):
        seen = [attendees(book, uid)]
        for _ in range(3):
            undo.undo(book, now=NOW)
            seen.append(attendees(book, uid))
        assert seen == [60, 50, 42, None]
        seen = []
        for _ in range(3):
            undo.redo(book, now=NOW)
            seen.append(attendees(book, uid))
        assert seen == [42, 50, 60]
        with pytest.raises(InputError, match="để làm lại"):
            undo.redo(book, now=NOW)
    assert check(book) == []


def test_something_new_ends_the_way_forward(book: Book) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    change(book, uid, 50)
    undo.undo(book, now=NOW)
    change(book, uid, 70)
    with pytest.raises(InputError, match="Sổ không thay đổi"):
        undo.redo(book, now=NOW)
    assert attendees(book, uid) == 70
    undo.undo(book, now=NOW)
    undo.redo(book, now=NOW)
    assert attendees(book, uid) == 70


def test_a_row_taken_out_again(book: Book) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    store.retire(book, OUTREACH, uid, "trùng", now=NOW)
    undo.undo(book, now=NOW)
    assert attendees(book, uid) == 42
    done = undo.redo(book, now=NOW)
    assert (done.kind, done.register, done.rows) == ("retire", "outreach", 1)
    assert attendees(book, uid) is None


def test_only_what_was_taken_back_in_this_sitting(book: Book) -> None:
    record(book, "outreach", EVENT, now=NOW)
    undo.undo(book, now=NOW)
    since = book.db.execute("SELECT max(number) FROM journal").fetchone()[0]
    assert history.last_undo(book.db, since) is None
    with pytest.raises(InputError):
        undo.redo(book, now=NOW, since=since)
    assert history.last_undo(book.db) is not None
