"""What every row said before, who changed it and why, and what was done at one go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.records import history, journal, queries, store, undo
from desktop.records.book import Book
from desktop.records.cipher import DatabaseError
from tests.records.making import NOW, OUTREACH, SITES, TRAININGS, event, save, site, training

LATER = NOW + timedelta(hours=3)


@pytest.fixture
def uid(book: Book) -> str:
    """A row that was saved, corrected with a reason, and taken out."""
    uid = save(book, "outreach", event())
    row = queries.get(book.db, OUTREACH, uid) or {}
    changed = row | {"attendees": 50, "women": None, "note": "gọi 0912345678"}
    store.save(book, OUTREACH, changed, now=LATER, confirmed=True, because="số của trạm")
    store.retire(book, OUTREACH, uid, "ghi nhầm", now=LATER)
    return uid


def test_every_change_of_a_row_is_told_newest_first(book: Book, uid: str) -> None:
    save(book, "outreach", event(date="2024-03-06"))
    events = history.of(book.db, OUTREACH, uid)
    told = [(one.kind, one.version, one.at, one.reason) for one in events]
    assert told == [
        ("retire", 3, "2024-06-03T04:00:00Z", "ghi nhầm"),
        ("save", 2, "2024-06-03T04:00:00Z", "số của trạm"),
        ("save", 1, "2024-06-03T01:00:00Z", ""),
    ]
    assert {one.device for one in events} == {book.device}
    assert events[0].after == queries.stored(book.db, OUTREACH, uid)
    assert [one.before for one in events] == [*(one.after for one in events[1:]), None]


def test_what_each_change_replaced_is_what_the_journal_has_the_digest_of(
    book: Book, uid: str
) -> None:
    for one in history.of(book.db, OUTREACH, uid):
        told = book.db.execute(
            "SELECT before, after FROM journal WHERE number = ?", [one.number]
        ).fetchone()
        rows = (one.before, one.after)
        assert told == tuple(journal.row_digest(row) if row else "" for row in rows)


def test_differences_name_the_fields_that_changed(book: Book, uid: str) -> None:
    retired, edited, created = history.of(book.db, OUTREACH, uid)
    found = [(field.name, old, new) for field, old, new in history.differences(OUTREACH, edited)]
    assert found == [
        ("attendees", 42, 50),
        ("women", 20, None),
        ("note", None, "gọi 0912345678"),
    ]
    assert list(history.differences(OUTREACH, retired)) == []
    first = {field.name: (old, new) for field, old, new in history.differences(OUTREACH, created)}
    assert first == {name: (None, value) for name, value in event().items()}


def test_a_field_called_like_a_word_of_sql_has_its_history_too(book: Book) -> None:
    """``group`` is a keyword wherever it is not quoted."""
    uid = save(book, "trainings", training())
    row = queries.get(book.db, TRAININGS, uid) or {}
    store.save(book, TRAININGS, row | {"group": "BCV"}, now=LATER)
    (changed, _) = history.of(book.db, TRAININGS, uid)
    found = [(field.name, old, new) for field, old, new in history.differences(TRAININGS, changed)]
    assert found == [("group", "CB_XA", "BCV")]
    (found_row,) = queries.page(book.db, TRAININGS, order="group")
    assert found_row["group"] == "BCV"
    undo.undo(book, now=LATER)
    assert (queries.get(book.db, TRAININGS, uid) or {})["group"] == "CB_XA"


def test_what_was_saved_at_one_go_is_one_action(book: Book) -> None:
    rows = [site(name=f"Nơi {n}") for n in range(5)]
    saved = store.save_all(book, SITES, rows, now=NOW, because="nhập tệp")
    store.retire(book, SITES, saved[0].uid, "trùng", now=LATER)
    retired, imported = history.actions(book.db)
    assert {row.action for row in saved} == {imported.id}
    assert (imported.kind, imported.register, imported.rows) == ("save", "sites", 5)
    assert (imported.at, imported.reason) == ("2024-06-03T01:00:00Z", "nhập tệp")
    assert (retired.kind, retired.rows, retired.reason) == ("retire", 1, "trùng")
    assert history.actions(book.db, 1) == [retired]
    undo.undo(book, now=LATER)
    assert [action.undone for action in history.actions(book.db)] == [True, False]


def test_a_row_that_never_was_has_no_history(book: Book, uid: str) -> None:
    assert history.of(book.db, SITES, uid) == []
    assert history.actions(book.db, 0) == []


def test_history_cannot_be_cut_from_its_journal(book: Book, uid: str) -> None:
    with pytest.raises(DatabaseError):
        book.db.execute("DELETE FROM journal")
