"""Taking back: an action as one, newest first or by name, and never half of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.records import cipher, history, journal, queries, snapshot, store, undo, vault
from desktop.records.book import FILE, Book
from desktop.records.cipher import Database
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS
from tests.records.making import (
    NOW,
    OUTREACH,
    PASSPHRASE,
    REACH,
    REFERRALS,
    SITES,
    event,
    inspection,
    referral,
    save,
    site,
)
from tests.records.photographs import photographed, put_back

LATER = NOW + timedelta(hours=3)


def live(db: Database) -> dict[str, list[Row]]:
    """The content of every live row, without what changes with each version."""
    passing = {"version", "updated_at"}
    return {
        name: [
            {key: value for key, value in row.items() if key not in passing}
            for row in queries.rows(db, register)
        ]
        for name, register in REGISTERS.items()
    }


def kept(book: Book) -> tuple[Any, ...]:
    """All that could change: rows, journal and history."""
    tables = ("journal", "history", *REGISTERS)
    return tuple(book.db.execute(f"SELECT * FROM {name}").fetchall() for name in tables)


def refused(book: Book, match: str, action: str | None = None) -> None:
    before = kept(book)
    with pytest.raises(InputError, match=match):
        undo.undo(book, now=LATER, action=action)
    assert kept(book) == before


def edit(book: Book, uid: str, **changes: Any) -> store.Saved:
    row = queries.get(book.db, OUTREACH, uid) or {}
    return store.save(book, OUTREACH, row | changes, now=LATER, confirmed=True)


def test_a_new_row_is_taken_out_and_stays_in_the_book(book: Book) -> None:
    uid = save(book, "outreach", event())
    done = undo.undo(book, now=LATER)
    assert (done.kind, done.register, done.rows) == ("save", "outreach", 1)
    assert queries.get(book.db, OUTREACH, uid) is None
    gone = queries.stored(book.db, OUTREACH, uid) or {}
    assert (gone["retired"], gone["version"]) == ("hoàn tác", 2)
    assert journal.verify(book.db) is None


def test_an_edit_is_taken_back_as_a_new_version_that_is_found(book: Book) -> None:
    uid = save(book, "outreach", event(place="Nà Phầy"))
    edit(book, uid, place="Nà Coóc", attendees=50)
    undo.undo(book, now=LATER)
    row = queries.get(book.db, OUTREACH, uid) or {}
    assert (row["place"], row["attendees"], row["version"]) == ("Nà Phầy", 42, 3)
    assert queries.count(book.db, OUTREACH, Wanted("phay")) == 1
    assert queries.count(book.db, OUTREACH, Wanted("cooc")) == 0
    assert [e.kind for e in history.of(book.db, OUTREACH, uid)] == ["undo", "save", "save"]


def test_a_row_taken_out_comes_back_with_what_finds_it(book: Book) -> None:
    talk, place = save(book, "outreach", event()), save(book, "sites", site(name="Núi Xanh"))
    visit = save(book, "reach", {"event": talk, "site": place, "attended": 3})
    before = live(book.db)
    store.retire(book, REACH, visit, "ghi nhầm", now=LATER)
    undo.undo(book, now=LATER)
    assert live(book.db) == before
    assert queries.count(book.db, REACH, Wanted("nui xanh")) == 1


def test_one_after_another_everything_is_taken_back_to_the_start(book: Book) -> None:
    states = [live(book.db)]
    place = save(book, "sites", site())
    states.append(live(book.db))
    talk = save(book, "outreach", event())
    states.append(live(book.db))
    for people in (50, 60):
        edit(book, talk, attendees=people)
        states.append(live(book.db))
    visit = save(book, "reach", {"event": talk, "site": place, "attended": 3})
    states.append(live(book.db))
    store.retire(book, REACH, visit, "x", now=LATER)
    store.retire(book, OUTREACH, talk, "x", now=LATER)
    states.append(live(book.db) | {"reach": states[-1]["reach"]})
    undo.undo(book, now=LATER)
    for state in reversed(states[:-1]):
        undo.undo(book, now=LATER)
        assert live(book.db) == state
    assert undo.last(book) is None
    refused(book, "Không còn việc nào")
    assert journal.verify(book.db) is None


def test_after_taking_back_the_row_can_be_changed_and_that_taken_back(book: Book) -> None:
    uid = save(book, "outreach", event())
    edit(book, uid, attendees=50)
    undo.undo(book, now=LATER)
    edit(book, uid, attendees=70)
    undo.undo(book, now=LATER)
    assert (queries.get(book.db, OUTREACH, uid) or {})["attendees"] == 42
    undo.undo(book, now=LATER)
    assert queries.count(book.db, OUTREACH) == 0


def test_a_batch_is_taken_back_as_one(book: Book) -> None:
    old = save(book, "sites", site(name="Nơi cũ"))
    before = live(book.db)
    row = queries.get(book.db, SITES, old) or {}
    rows = [row | {"headcount": 99}, *(site(name=f"Nơi {n}") for n in range(20))]
    saved = store.save_all(book, SITES, rows, now=NOW)
    last = undo.last(book)
    assert last is not None
    assert (last.id, last.rows) == (saved[0].action, 21)
    save(book, "outreach", event())
    done = undo.undo(book, now=LATER, action=saved[0].action)
    assert done.rows == 21
    assert live(book.db) | {"outreach": []} == before
    assert queries.count(book.db, OUTREACH) == 1
    refused(book, "Không còn việc nào", saved[0].action)


def test_a_batch_that_changes_a_row_twice_goes_back_to_before_the_first(book: Book) -> None:
    uid = save(book, "outreach", event())
    rows = [event(uid=uid, attendees=n, women=0) for n in (50, 60, 70)]
    store.save_all(book, OUTREACH, rows, now=NOW, confirmed=True)
    undo.undo(book, now=LATER)
    row = queries.get(book.db, OUTREACH, uid) or {}
    assert (row["attendees"], row["women"], row["version"]) == (42, 20, 7)


def test_a_batch_with_a_row_that_was_changed_later_is_left_whole(book: Book) -> None:
    rows = [event(date=f"2024-03-0{n}") for n in range(1, 6)]
    saved = store.save_all(book, OUTREACH, rows, now=NOW)
    later = edit(book, saved[2].uid, attendees=50)
    refused(book, "đã được sửa sau đó", saved[0].action)
    undo.undo(book, now=LATER, action=later.action)
    undo.undo(book, now=LATER, action=saved[0].action)
    assert queries.count(book.db, OUTREACH) == 0


def test_a_row_that_others_have_come_to_use_stays(book: Book) -> None:
    talk = store.save(book, OUTREACH, event(), now=NOW)
    place = save(book, "sites", site())
    save(book, "reach", {"event": talk.uid, "site": place, "attended": 3})
    refused(book, "Còn 1 dòng ở sổ “Lượt tiếp cận theo nơi”", talk.action)


def test_no_row_comes_back_that_refers_to_what_is_gone(book: Book) -> None:
    """Such a row would have the whole packet refused by whoever receives it."""
    first, second = save(book, "outreach", event()), save(book, "outreach", event(form="LOA"))
    place = save(book, "sites", site())
    visit = save(book, "reach", {"event": first, "site": place, "attended": 3})
    row = queries.get(book.db, REACH, visit) or {}
    moved = store.save(book, REACH, row | {"event": second}, now=NOW)
    store.retire(book, OUTREACH, first, "x", now=NOW)
    refused(book, "mục “Hoạt động” nhắc đến đã được bỏ", moved.action)
    undo.undo(book, now=LATER)
    undo.undo(book, now=LATER, action=moved.action)
    assert (queries.get(book.db, REACH, visit) or {})["event"] == first


def test_an_own_row_of_an_office_that_dropped_its_place_can_be_taken_back(book: Book) -> None:
    place = save(book, "sites", site())
    checked = save(book, "inspections", inspection(place))
    book.db.execute("UPDATE sites SET device = 'ffffffffffffffff', retired = 'x'")
    store.retire(book, REGISTERS["inspections"], checked, "x", now=NOW)
    undo.undo(book, now=LATER)
    assert queries.count(book.db, REGISTERS["inspections"]) == 1


def test_a_slip_goes_back_without_leaving_its_code_in_a_packet(book: Book) -> None:
    uid = save(book, "referrals", referral())
    row = queries.get(book.db, REFERRALS, uid) or {}
    store.save(book, REFERRALS, row | {"outcome": "DA_SU_DUNG"}, now=NOW, confirmed=True)
    counted = snapshot.take(book)["referral_months"]
    undo.undo(book, now=LATER)
    assert [line["outcome"] for line in snapshot.take(book)["referral_months"]] == ["DA_CHUYEN"]
    assert [line["outcome"] for line in counted] == ["DA_SU_DUNG"]
    assert str(row["code"]) not in str(snapshot.take(book))


def test_taking_back_is_bound_into_the_journal(book: Book) -> None:
    save(book, "outreach", event())
    undo.undo(book, now=LATER)
    (number, told) = book.db.execute(
        "SELECT number, action FROM journal ORDER BY number DESC LIMIT 1"
    ).fetchone()
    assert told == "undo"
    book.db.execute("UPDATE journal SET action = 'save' WHERE number = ?", [number])
    assert journal.verify(book.db) == number


@pytest.mark.parametrize("which", [0, 1])
def test_an_earlier_action_is_taken_back_by_name_alone(book: Book, which: int) -> None:
    saved = [store.save(book, OUTREACH, event(date=f"2024-03-0{n}"), now=NOW) for n in (1, 2, 3)]
    undo.undo(book, now=LATER, action=saved.pop(which).action)
    assert [row["uid"] for row in queries.rows(book.db, OUTREACH)] == [row.uid for row in saved]


def test_many_actions_taken_back_hide_none_that_stands(book: Book) -> None:
    first = store.save(book, SITES, site(), now=NOW)
    for _ in range(51):
        save(book, "outreach", event())
        undo.undo(book, now=LATER)
    last = undo.last(book)
    assert last is not None
    assert last.id == first.action


def test_cut_off_at_any_moment_a_batch_is_taken_back_wholly_or_not(folder: Path) -> None:
    with Book.open(folder, PASSPHRASE) as book:
        book.db.execute("PRAGMA cache_size = 10")  # pages are written before the commit
        rows = [event(date=f"2024-03-{n:02}", note="Nà Phầy " * 30) for n in range(1, 9)]
        store.save_all(book, OUTREACH, rows, now=NOW)
        before = live(book.db)
        with photographed(book.db, folder / FILE) as shots:
            undo.undo(book, now=LATER)
        after = live(book.db)
    key, seen = vault.unlock(folder, PASSPHRASE), []
    assert len(shots) > 30
    for shot in [*shots[:: len(shots) // 15], shots[-1]]:
        put_back(folder / FILE, shot)
        db = cipher.connect(folder / FILE, key)
        assert journal.verify(db) is None
        assert live(db) in (before, after)
        seen.append(live(db) == after)
        db.close()
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (False, True)
