"""How a book of an earlier edition becomes one of this edition: one named step after another.

Each step and the record that it was done are one transaction (sqlite-utils), so a book is always
of the old edition or of the new one.
"""

from sqlite_utils.migrations import Migrations

from desktop.records import drafts, schema
from desktop.records.cipher import APPLICATION_ID, Database, damaged, translated
from desktop.records.mailbox import deliveries, tables
from desktop.records.registers.communication import REACH

steps = Migrations("book")

EDITION = 10
"""How many steps there are; stamped into every book."""


@steps()
def first_edition(db: Database) -> None:
    """Journal, settings, mailbox; the registers' tables follow from their declaration."""
    schema.create_journal(db)
    schema.create_mailbox(db)


@steps()
def history(db: Database) -> None:
    """What every changed row said before, and why; an event may reach another office's place."""
    db.table("journal").add_column("reason", str)
    db.table("journal").create_index(["uid"])
    db.table("history").create(
        {"number": int, "action": str, "content": str, "undoes": str},
        pk="number",
        not_null={"action"},
        foreign_keys=[("number", "journal", "number")],
    )
    db.table("history").create_index(["action"])
    db.table("history").create_index(["undoes"])
    if db.table("reach").exists():
        schema.rebuild(db, REACH)


@steps()
def receipts_and_remarks(db: Database) -> None:
    """What receiving offices sign back, and the rows they give back to be corrected."""
    tables.create_receipts(db)


@steps()
def channels(db: Database) -> None:
    """What channels report of the packets they carry."""
    deliveries.create_table(db)


@steps()
def unfinished_forms(db: Database) -> None:
    """What is being typed outlives a power cut."""
    drafts.create(db)


@steps()
def chain_of_packets(db: Database) -> None:
    """Which packet each received one says it follows, and under which certificate it was signed."""
    db.table("received").add_column("previous", str)
    db.table("received").add_column("serial", str)


@steps()
def wordings_read(db: Database) -> None:
    """Which published sheets the office at the other end can read, so that it is sent no newer."""
    for table in ("received", "receipts_read"):
        db.table(table).add_column("reads", int, not_null_default=0)


@steps()
def packed_again(db: Database) -> None:
    """By which other digest a packet may be known whose zip was written again on its way."""
    db.table("received").add_column("packed", str, not_null_default="")


@steps()
def digests_of_content(db: Database) -> None:
    """By which digest a packet is known however its zip is written, at both offices."""
    for column in ("content_digest", "previous_content"):
        db.table("received").add_column(column, str, not_null_default="")
    db.table("sent").add_column("content_digest", str, not_null_default="")


@steps()
def times_in_doubt(db: Database) -> None:
    """Which entries and receipts were written while the clock of their machine was in doubt."""
    for table in ("journal", "receipts_read"):
        db.table(table).add_column("doubted", int, not_null_default=0)


def require_book(db: Database) -> None:
    """Raises BookDamaged for an empty file, so that none is ever filled in place of a lost book."""
    if db.execute("PRAGMA user_version").fetchone()[0] == 0:
        raise damaged()


def migrate(db: Database) -> None:
    """Bring the book to this edition; raises BookTooNew when it is of a later one."""
    edition = db.execute("PRAGMA user_version").fetchone()[0]
    if edition > EDITION:
        raise schema.too_new()
    with translated():
        if edition < EDITION:
            steps.apply(db)
        with db.atomic():
            schema.reconcile(db)
        if edition < EDITION:
            db.execute(f"PRAGMA application_id = {APPLICATION_ID & 0x7FFFFFFF}")
            db.execute(f"PRAGMA user_version = {EDITION}")
