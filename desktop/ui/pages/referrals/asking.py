"""What the screen of slips asks the record: what is overdue, what has been kept long enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.records import clock, lists, queries, retention, store
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.clock import local_day
from desktop.records.fields import Row
from desktop.records.registers import REGISTERS
from desktop.records.retention import Due
from desktop.records.store import Saved
from desktop.records.words import date_words
from desktop.ui.desk import Desk

REFERRALS = REGISTERS["referrals"]
SHOWN = 4
"""Overdue slips shown at once, the longest overdue first."""
SHARED = ("code", "need", "eligible", "consent_date")
"""What the services of one slip have in common."""

_OVERDUE = """
    SELECT uid FROM referrals WHERE retired IS NULL AND device = ? AND due < ?
    AND outcome_date IS NULL ORDER BY due, uid
"""


@dataclass(frozen=True)
class Waiting:
    """A service whose follow-up day has passed: its slip, what it is, and the day."""

    uid: str
    code: str
    service: str
    due: str


@dataclass(frozen=True)
class Standing:
    """What there is to do on this screen: ``overdue`` holds the first of ``number``."""

    overdue: tuple[Waiting, ...]
    number: int
    erasable: Due


def standing(db: Database, device: str, today: str) -> Standing:
    """How things stand on that day."""
    uids = [uid for (uid,) in db.execute(_OVERDUE, [device, today])]
    rows = (queries.stored(db, REFERRALS, uid) for uid in uids[:SHOWN])
    first = tuple(_waiting(row) for row in rows if row)
    return Standing(first, len(uids), retention.due(db, device, date.fromisoformat(today)))


def spelt(code: str) -> str:
    """A code in two halves, as it is printed and read out."""
    return f"{code[:4]} {code[4:]}"


def outcomes() -> Mapping[str, str]:
    """What may become of a referral: code and words, without "referred", which is no outcome."""
    entries = lists.codes(REFERRALS.field("outcome").lists).values()
    return {entry.code: entry.label for entry in entries if entry.code != "DA_CHUYEN"}


def enter_outcome(desk: Desk, uid: str, outcome: str) -> Saved:
    """Say what became of a referral, as of today. Raises like ``store.save``."""
    row = queries.get(desk.book.db, REFERRALS, uid) or {}
    day = max(desk.today(), str(row.get("date") or ""))
    told: Row = row | {"outcome": outcome, "outcome_date": day}
    return store.save(desk.book, REFERRALS, told, now=desk.now())


def erase(book: Book, desk: Desk, *, day_is_right: bool) -> int:
    """Erase what has been kept long enough. ``day_is_right``: a person has looked at a calendar."""
    if day_is_right and clock.far_ahead(book, desk.now()):
        clock.correct(book, desk.now())
    return retention.erase_due(book, now=desk.now())


def day_doubted(desk: Desk) -> bool:
    """Whether the day has to be confirmed by a person before anything is erased."""
    return clock.in_doubt(clock.floor(desk.book), desk.clock())


def day_words(desk: Desk) -> str:
    """The day it is by the machine."""
    return date_words(local_day(desk.now()).isoformat())


def _waiting(row: Row) -> Waiting:
    service = lists.codes(REFERRALS.field("service").lists)[str(row["service"])]
    return Waiting(str(row["uid"]), str(row["code"]), service.label, date_words(str(row["due"])))
