"""A book of edition 1 opens as one of today, with all it holds, however often it is cut off."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.records import cipher, columns, journal, migrations, queries, store, undo, vault
from desktop.records.book import FILE, Book
from desktop.records.cipher import Database, DatabaseError
from desktop.records.errors import BookTooNew, InputError
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS
from desktop.records.settings import Settings
from tests.records.making import NOW, OUTREACH, PASSPHRASE, REACH, REFERRALS, event, save
from tests.records.photographs import photographed, put_back

SCRIPT = Path(__file__).with_name("edition_1.sql")
KEPT = ("outreach", "sites", "reach", "models", "referrals")
Cells = dict[str, list[Any]]


@pytest.fixture
def key(folder: Path) -> bytes:
    return vault.unlock(folder, PASSPHRASE)


@pytest.fixture
def old(folder: Path, key: bytes) -> Path:
    """The folder of a closed book of edition 1."""
    for file in folder.glob(FILE + "*"):
        file.unlink()
    db = cipher.connect(folder / FILE, key)
    db.executescript(SCRIPT.read_text("utf-8"))
    db.close()
    return folder


@pytest.fixture
def content(old: Path, key: bytes) -> Cells:
    found: Cells = read(old, key, cells)
    return found


def read(folder: Path, key: bytes, look: Callable[[Database], Any]) -> Any:
    """What is seen in the file beside the program."""
    db = cipher.connect(folder / FILE, key)
    try:
        return look(db)
    finally:
        db.close()


def cells(db: Database) -> Cells:
    """Every row and journal entry, as far as edition 1 knew them."""
    held = {name: list(db.query(f"SELECT * FROM {name} ORDER BY uid")) for name in KEPT}
    held["journal"] = list(db.query("SELECT * FROM journal ORDER BY number"))
    later = (("referrals", "provider"), ("journal", "reason"), ("journal", "doubted"))
    for name, column in later:
        assert {line.pop(column, None) or None for line in held[name]} == {None}
    return held


def shape(db: Database) -> dict[str, Any]:
    """The tables of a book with columns, references, indexes and triggers, in no order."""
    return {
        table.name: (
            {(c.name, c.type, bool(c.notnull), bool(c.is_pk)) for c in table.columns},
            {(key.column, key.other_table, key.other_column) for key in table.foreign_keys},
            {(tuple(index.columns), bool(index.unique)) for index in table.indexes},
            {trigger.name for trigger in table.triggers},
            table.strict,
        )
        for table in db.tables
    }


def test_it_opens_with_every_row_and_an_unbroken_journal(old: Path, content: Cells) -> None:
    assert all(content.values())
    with Book.open(old, PASSPHRASE) as book:
        assert cells(book.db) == content
        assert journal.verify(book.db) is None
        for typed, found in (("nui xanh", 1), ("boc bo", 1), ("na phay", 2)):
            assert queries.count(book.db, REACH, Wanted(typed)) == found
        for name in REGISTERS:
            book.db.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES('integrity-check')")
        assert book.db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_its_rows_are_those_that_the_journal_tells_of(old: Path) -> None:
    with Book.open(old, PASSPHRASE) as book:
        told = book.db.execute("SELECT register, uid, after FROM journal WHERE uid <> ''")
        last = {(name, uid): after for name, uid, after in told}
        for (name, uid), after in last.items():
            row = queries.stored(book.db, REGISTERS[name], uid) or {}
            row.pop("provider", None)
            assert journal.row_digest(row) == after


def test_it_has_the_tables_of_a_new_book(old: Path, district: Book) -> None:
    with Book.open(old, PASSPHRASE) as book:
        assert shape(book.db) == shape(district.db)
        assert book.db.execute("PRAGMA user_version").fetchone() == (migrations.EDITION,)
        before = book.db.schema
    with Book.open(old, PASSPHRASE) as book:
        assert book.db.schema == before


def test_its_rows_go_on_with_history_undo_and_the_new_fields(old: Path) -> None:
    with Book.open(old, PASSPHRASE) as book:
        (row,) = queries.rows(book.db, OUTREACH)
        store.save(book, OUTREACH, row | {"attendees": 60}, now=NOW)
        undo.undo(book, now=NOW)
        (again,) = queries.rows(book.db, OUTREACH)
        assert (again["attendees"], again["version"]) == (row["attendees"], 4)
        with pytest.raises(InputError, match="Không còn việc nào"):
            undo.undo(book, now=NOW)
        provider = save(book, "providers", {"name": "Trạm y tế xã", "services": ["Y_TE"]})
        (slip,) = queries.rows(book.db, REFERRALS)
        save(book, "referrals", slip | {"provider": provider})
        assert queries.count(book.db, REFERRALS, Wanted("tram y te")) == 1
        with pytest.raises(DatabaseError):
            book.db.execute("UPDATE referrals SET provider = 'none'")
        book.db.execute("UPDATE reach SET site = 'of another office'")
        assert journal.verify(book.db) is None


def test_cut_off_at_any_moment_it_opens_whole(
    old: Path, key: bytes, content: Cells, district: Book
) -> None:
    db = cipher.connect(old / FILE, key)
    with photographed(db, old / FILE) as shots:
        migrations.migrate(db)
    db.close()
    assert len(shots) > migrations.EDITION, "each step is a state of its own"
    for shot in shots:
        put_back(old / FILE, shot)
        assert read(old, key, cells) == content
        with Book.open(old, PASSPHRASE) as book:
            assert cells(book.db) == content
            assert journal.verify(book.db) is None
            assert shape(book.db) == shape(district.db)
            assert queries.count(book.db, REACH, Wanted("nui xanh")) == 1


@pytest.mark.parametrize("more", [{"kites": ["date"]}, {"sites": ["name", "colour"]}])
def test_a_book_with_an_unknown_register_or_field_is_too_new(
    book: Book, more: dict[str, list[str]]
) -> None:
    settings = Settings(book.db)
    known = json.loads(settings.get("registers") or "")
    assert known["sites"] == [field.name for field in REGISTERS["sites"].fields]
    settings.put(registers=json.dumps(known | more))
    before = book.db.schema
    with pytest.raises(BookTooNew):
        migrations.migrate(book.db)
    assert book.db.schema == before
    assert settings.get("registers") == json.dumps(known | more)


def test_a_register_and_a_field_that_are_missing_are_added_with_rows_kept(book: Book) -> None:
    save(book, "outreach", event(note="Nà Phầy"))
    known = json.loads(book.settings.get("registers") or "")
    db = book.db
    db.execute("ALTER TABLE outreach DROP COLUMN cost")
    db.execute("DROP TABLE tips_fts")
    db.execute("DROP TABLE tips")
    del known["tips"]
    known["outreach"].remove("cost")
    book.settings.put(registers=json.dumps(known))
    migrations.migrate(db)
    (row,) = queries.rows(db, OUTREACH)
    assert (row["note"], row["cost"]) == ("Nà Phầy", None)
    assert columns.names(REGISTERS["tips"]) == tuple(db.table("tips").columns_dict)[:-1]
