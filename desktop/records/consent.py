"""Spoken consent to a referral slip: the fixed text that is read out, and taking consent back.

The text has a version, which the journal keeps with the saving of the slip; the day stands in the
slip. Withdrawing erases the rows of a slip at once; counts that have been reported stay.
"""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache

import resources
from desktop.records import history, queries, reasons, retention
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.language import pick, t
from desktop.records.registers import REGISTERS

REFERRALS = REGISTERS["referrals"]


@dataclass(frozen=True)
class Text:
    """One version of what is read out."""

    version: int
    vi: str
    en: str

    @property
    def sentences(self) -> list[str]:
        """Its sentences in the language in use, the question last."""
        return pick(self.vi, self.en).strip().splitlines()


@cache
def current() -> Text:
    """The version that is read out now."""
    found = tomllib.loads(resources.text("print", "consent.toml"))
    version = int(found["current"])
    return Text(version, **found["versions"][str(version)])


def witnessed() -> str:
    """What the journal keeps with a new slip."""
    return reasons.read_out(current().version)


def withdraw(book: Book, code: str, *, now: datetime) -> int:
    """Erase every row of the slip ``code``; how many there were.

    What a packet has already reported of it stays in the totals, as it was reported. Raises
    InputError when there is no such slip.
    """
    with translated(), book.db.atomic():
        found = [row for row in _rows(book) if row["code"] == code.strip().upper()]
        if not found:
            raise InputError(t("Sổ không có phiếu này. Kiểm tra lại mã; chưa xóa gì."))
        since = _last_export(book.db)
        reported = [_then(book.db, row, since) for row in found]
        counted = [row for row in reported if row is not None and row["retired"] is None]
        retention.keep_counts(book, counted, now)
        for row in found:
            retention.erase(book, str(row["uid"]), now, reason=reasons.WITHDRAWN)
    book.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(found)


def _rows(book: Book) -> list[Row]:
    uids = book.db.execute("SELECT uid FROM referrals WHERE device = ?", [book.device])
    stored = (queries.stored(book.db, REFERRALS, uid) for (uid,) in uids.fetchall())
    return [row for row in stored if row is not None]


def _last_export(db: Database) -> int:
    sql = "SELECT coalesce(max(number), 0) FROM journal WHERE action = 'export'"
    return int(db.execute(sql).fetchone()[0])


def _then(db: Database, row: Row, number: int) -> Row | None:
    """How the row read at that number of the journal, None when it was not there yet."""
    state: Row | None = row
    for event in history.of(db, REFERRALS, str(row["uid"])):
        if event.number <= number:
            break
        state = event.before
    return state
