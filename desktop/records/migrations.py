"""How a book of an earlier edition becomes one of this edition: one named step after another.

Each step and the record that it was done are one transaction (sqlite-utils), so a book is always
of the old edition or of the new one.
"""

from sqlite_utils.migrations import Migrations

from desktop.records import schema
from desktop.records.cipher import APPLICATION_ID, Database, damaged, translated
from desktop.records.errors import BookTooNew
from desktop.records.language import t

steps = Migrations("book")

EDITION = 1
"""How many steps there are; stamped into every book."""


@steps()
def first_edition(db: Database) -> None:
    """Registers of outreach, sites, reach, models and referrals; journal, settings, mailbox."""
    schema.create_all(db)


def require_book(db: Database) -> None:
    """Raises BookDamaged for an empty file, so that none is ever filled in place of a lost book."""
    if db.execute("PRAGMA user_version").fetchone()[0] == 0:
        raise damaged()


def migrate(db: Database) -> None:
    """Bring the book to this edition; raises BookTooNew when it is of a later one."""
    edition = db.execute("PRAGMA user_version").fetchone()[0]
    if edition > EDITION:
        raise BookTooNew(
            t("Sổ này được ghi bằng bản chương trình mới hơn. Hãy cài bản mới rồi mở lại.")
        )
    if edition == EDITION:
        return
    with translated():
        steps.apply(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID & 0x7FFFFFFF}")
        db.execute(f"PRAGMA user_version = {EDITION}")
