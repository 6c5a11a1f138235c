"""Rows about a person are not kept for ever: a slip goes twelve months after its outcome.

What it was counted in stays: the totals of erased slips are kept in the tables of totals under this
device, and every later count adds them. A slip goes as a whole, so that none is counted twice.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from desktop.records import clock, drafts, journal, queries
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.clock import local_day, utc_text
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.identifiers import new_uid
from desktop.records.language import t
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


@dataclass(frozen=True)
class Due:
    """What has been kept long enough: how many slips, of how many rows."""

    slips: int = 0
    rows: int = 0


def due(db: Database, device: str, today: date) -> Due:
    """What ``erase_due`` would erase on that day."""
    sql = f"SELECT count(DISTINCT code), count(*) FROM referrals WHERE code IN ({_DUE})"
    with translated():
        found = db.execute(sql, {"device": device, "today": today.isoformat()}).fetchone()
    return Due(*found)


def erase_due(book: Book, *, now: datetime) -> int:
    """Erase the slips whose time is over, keeping what they were counted in; the number of rows.

    Table, search index, history and freed pages hold nothing of them afterwards. Raises InputError
    when the clock is so far ahead that it may be wrong (see ``clock.correct``): what is erased too
    early is gone.
    """
    if clock.far_ahead(book, now):
        raise InputError(
            t(
                "Ngày trên máy là {day}, xa hơn mọi ngày sổ đã biết. Chưa xóa gì; xem lại ngày giờ "
                "của máy.",
                day=local_day(now).strftime("%d/%m/%Y"),
            )
        )
    values = {"device": book.device, "today": local_day(now).isoformat()}
    with translated(), book.db.atomic():
        query = f"SELECT uid FROM referrals WHERE device = :device AND code IN ({_DUE})"
        uids = [uid for (uid,) in book.db.execute(query, values)]
        if not uids:
            return 0
        found = (queries.stored(book.db, REGISTERS["referrals"], uid) for uid in uids)
        keep_counts(book, [row for row in found if row and row["retired"] is None], now)
        for uid in uids:
            erase(book, uid, now)
    book.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(uids)


def keep_counts(book: Book, rows: Iterable[Row], now: datetime) -> None:
    """Add what ``rows``, all of the slips they belong to, are counted in to the kept totals; the
    caller holds the transaction."""
    months: Counter[tuple[object, ...]] = Counter()
    entitled: dict[int, set[str]] = {}
    served: dict[int, set[str]] = {}
    for row in rows:
        day, code = str(row["date"]), str(row["code"])
        months[day[:7], row["service"], row["outcome"]] += 1
        if row["need"] and row["eligible"]:
            entitled.setdefault(int(day[:4]), set()).add(code)
            if row["outcome"] == "DA_SU_DUNG":
                served.setdefault(int(day[:4]), set()).add(code)
    by_month = [(*keys, count) for keys, count in months.items()]
    by_year = [(year, len(codes), len(served.get(year, ()))) for year, codes in entitled.items()]
    _add(book, "referral_months", ("month", "service", "outcome"), ("count",), by_month, now)
    _add(book, "referral_years", ("year",), ("entitled", "served"), by_year, now)


def _add(
    book: Book,
    name: str,
    keys: tuple[str, ...],
    counts: tuple[str, ...],
    totals: Iterable[tuple[object, ...]],
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


def erase(book: Book, uid: str, now: datetime, *, reason: str = "") -> None:
    """Erase one row wholly and enter that in the journal; the caller holds the transaction."""
    register = REGISTERS["referrals"]
    row = queries.stored(book.db, register, uid) or {}
    _forget(book.db, uid)
    drafts.forget(book.db, register.name, uid, str(row.get("code") or ""))
    book.db.table(register.name).delete(uid)
    entry = journal.Entry(
        "erase",
        register.name,
        uid,
        int(str(row["version"])) + 1,
        journal.row_digest(row),
        reason=reason,
    )
    book.enter(entry, now)


def _forget(db: Database, uid: str) -> None:
    db.execute(
        "UPDATE history SET content = NULL"
        " WHERE number IN (SELECT number FROM journal WHERE uid = ? AND register = 'referrals')",
        [uid],
    )
