"""The schema follows from the registers; a book is of one edition, stamped into it."""

from __future__ import annotations

import pytest

from desktop.records import cipher, migrations
from desktop.records.book import Book
from desktop.records.cipher import DatabaseError
from desktop.records.columns import STAMP_NAMES
from desktop.records.errors import BookTooNew
from desktop.records.registers import REGISTERS, Register

REGISTER_IDS = pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda r: r.name)


@REGISTER_IDS
def test_a_register_is_a_strict_table_of_its_fields(book: Book, register: Register) -> None:
    columns = {column.name: column for column in book.db.table(register.name).columns}
    assert set(columns) == {*STAMP_NAMES, *(field.name for field in register.fields), "search"}
    needed = {field.name for field in register.fields if field.required}
    assert needed <= {name for name, column in columns.items() if column.notnull}
    assert book.db.table(register.name).strict
    assert book.db.table(register.name).pks == ["uid"]


@REGISTER_IDS
def test_references_are_indexed_and_foreign_keys_unless_they_reach_other_offices(
    book: Book, register: Register
) -> None:
    table = book.db.table(register.name)
    referring = [field for field in register.fields if field.target]
    own = {field.name: field.target for field in referring if not field.anywhere}
    assert {key.column: key.other_table for key in table.foreign_keys} == own
    assert {(field.name,) for field in referring} <= {tuple(i.columns) for i in table.indexes}


def test_a_new_book_bears_its_edition_and_the_mark_of_a_book(book: Book) -> None:
    assert book.db.execute("PRAGMA user_version").fetchone() == (migrations.EDITION,)
    assert book.db.execute("PRAGMA application_id").fetchone() == (cipher.APPLICATION_ID,)


def test_there_is_a_step_for_every_edition(book: Book) -> None:
    done = book.db.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
    assert done == (migrations.EDITION,)


def test_migrating_a_book_of_this_edition_changes_nothing(book: Book) -> None:
    before = book.db.schema
    migrations.migrate(book.db)
    assert book.db.schema == before


def test_a_book_of_a_later_edition_is_refused_unchanged(book: Book) -> None:
    book.db.execute(f"PRAGMA user_version = {migrations.EDITION + 1}")
    before = book.db.schema
    with pytest.raises(BookTooNew):
        migrations.migrate(book.db)
    assert book.db.schema == before


def test_a_reference_to_nothing_cannot_be_written(book: Book) -> None:
    with pytest.raises(DatabaseError):
        book.db.execute(
            "INSERT INTO reach(uid, unit, device, version, created_at, updated_at, search, event,"
            " site, attended) VALUES('u', '01864', 'd', 1, '', '', '', 'no', 'no', 1)"
        )


def test_a_deleted_row_leaves_no_words_in_the_index(book: Book) -> None:
    book.db.execute(
        "INSERT INTO sites(uid, unit, device, version, created_at, updated_at, search, name, kind,"
        " headcount, active_from) VALUES('u', '0', 'd', 1, '', '', 'canari', '', '', 1, '')"
    )
    find = "SELECT count(*) FROM sites_fts WHERE sites_fts MATCH 'canari'"
    assert book.db.execute(find).fetchone() == (1,)
    book.db.execute("UPDATE sites SET search = 'khac' WHERE uid = 'u'")
    assert book.db.execute(find).fetchone() == (0,)
    vocabulary = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, sites_fts, row)"
    book.db.execute(vocabulary)
    assert book.db.execute("SELECT term FROM temp.terms").fetchall() == [("khac",)]
