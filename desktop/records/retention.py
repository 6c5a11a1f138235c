"""Rows about a person are not kept for ever: a slip goes twelve months after its outcome.

What it was counted in stays: the totals of erased slips are kept in the tables of totals under this
device, and every later count adds them. A slip goes as a whole, so that none is counted twice.
"""

from datetime import datetime

from desktop.records import journal, queries
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.clock import local_day, utc_text
from desktop.records.identifiers import new_uid
from desktop.records.registers import REGISTERS

KEPT = "12 months"
"""How long a slip stays after its last outcome, or after its last change if that is later."""

_DUE = f"""
SELECT code FROM referrals WHERE device = :device
GROUP BY code
HAVING min(CASE WHEN outcome_date IS NULL AND retired IS NULL THEN 0 ELSE 1 END)
  AND max(max(coalesce(outcome_date, date), substr(updated_at, 1, 10)))
      <= date(:today, '-{KEPT}')
"""
_MONTHS = f"""
SELECT substr(date, 1, 7), service, outcome, count(*) FROM referrals
WHERE retired IS NULL AND device = :device AND code IN ({_DUE}) GROUP BY 1, 2, 3
"""
_YEARS = f"""
SELECT CAST(substr(date, 1, 4) AS INTEGER), count(DISTINCT code),
  count(DISTINCT CASE WHEN outcome = 'DA_SU_DUNG' THEN code END)
FROM referrals
WHERE retired IS NULL AND device = :device AND need = 1 AND eligible = 1 AND code IN ({_DUE})
GROUP BY 1
"""


def erase_due(book: Book, *, now: datetime) -> int:
    """Erase the slips whose time is over, keeping what they were counted in; the number of rows.

    Table, search index, history and freed pages hold nothing of them afterwards.
    """
    values = {"device": book.device, "today": local_day(now).isoformat()}
    with translated(), book.db.atomic():
        query = f"SELECT uid FROM referrals WHERE device = :device AND code IN ({_DUE})"
        uids = [uid for (uid,) in book.db.execute(query, values)]
        if not uids:
            return 0
        months = book.db.execute(_MONTHS, values).fetchall()
        years = book.db.execute(_YEARS, values).fetchall()
        _add(book, "referral_months", ("month", "service", "outcome"), ("count",), months, now)
        _add(book, "referral_years", ("year",), ("entitled", "served"), years, now)
        for uid in uids:
            _erase(book, uid, now)
    book.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(uids)


def _add(
    book: Book,
    name: str,
    keys: tuple[str, ...],
    counts: tuple[str, ...],
    totals: list[tuple[object, ...]],
    now: datetime,
) -> None:
    """Add ``totals`` (keys, then counts) to those kept of slips erased before."""
    stamp = {"unit": book.office.code, "device": book.device, "version": 1, "search": ""}
    moments = dict.fromkeys(("created_at", "updated_at"), utc_text(now))
    same = " AND ".join(f"{key} = ?" for key in keys)
    more = ", ".join(f"{count} = {count} + ?" for count in counts)
    for cells in totals:
        found, grown = cells[: len(keys)], cells[len(keys) :]
        update = f"UPDATE {name} SET {more} WHERE {same} AND device = ?"
        if not book.db.execute(update, [*grown, *found, book.device]).rowcount:
            fields = dict(zip((*keys, *counts), cells, strict=True))
            book.db.table(name).insert({"uid": new_uid(now)} | stamp | moments | fields)


def _erase(book: Book, uid: str, now: datetime) -> None:
    register = REGISTERS["referrals"]
    row = queries.stored(book.db, register, uid) or {}
    _forget(book.db, uid)
    book.db.table(register.name).delete(uid)
    entry = journal.Entry(
        "erase", register.name, uid, int(str(row["version"])) + 1, journal.row_digest(row)
    )
    journal.append(book.db, entry, device=book.device, now=now)


def _forget(db: Database, uid: str) -> None:
    db.execute(
        "UPDATE history SET content = NULL"
        " WHERE number IN (SELECT number FROM journal WHERE uid = ? AND register = 'referrals')",
        [uid],
    )
