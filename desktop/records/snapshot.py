"""An office's record as one whole: taken at the sender, put in place of the earlier one at the
receiver.

Rows of referrals are read here for one purpose, to be counted; only the counts are given out.
To them come the kept counts of slips that were erased when their time was over.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from uuid import NAMESPACE_OID, uuid5

from desktop.records import columns, queries, search
from desktop.records.book import Book
from desktop.records.change import Changes
from desktop.records.cipher import Database, translated
from desktop.records.fields import Row
from desktop.records.registers import REGISTERS, TRAVELLING, Register

Rows = Mapping[str, list[Row]]
"""Rows by register name."""

REMOVED = "đơn vị gửi đã bỏ"
"""Why a row of another office was retired here: its later snapshot no longer holds it."""


def take(book: Book) -> dict[str, list[Row]]:
    """The office's own travelling rows as they stand, every travelling register present."""
    return {
        register.name: _DERIVED[register.name](book)
        if register.derived_from
        else list(queries.rows(book.db, register, device=book.device))
        for register in TRAVELLING
    }


def stamped(unit: str, rows: Rows) -> dict[str, list[Row]]:
    """``rows`` of a packet of ``unit`` with totals given the stamp of a stored row.

    Their uid follows from what they count, so that a later total takes the place of the earlier.
    """
    return {
        name: [_stamp(unit, REGISTERS[name], row) for row in found]
        if REGISTERS[name].derived_from
        else found
        for name, found in rows.items()
    }


def held(db: Database, unit: str) -> dict[str, dict[str, Row]]:
    """The live rows held of another office, by register and uid."""
    found: dict[str, dict[str, Row]] = {}
    for register in TRAVELLING:
        wanted = queries.Wanted(units=(unit,))
        rows = queries.page(db, register, wanted, descending=False, limit=-1)
        found[register.name] = {str(row["uid"]): row for row in rows}
    return found


@translated()
def foreign(db: Database, unit: str, rows: Rows) -> list[str]:
    """The uids among ``rows`` that belong to another office than ``unit``."""
    taken: list[str] = []
    for register in TRAVELLING:
        query = (
            f"SELECT uid FROM {register.name}"
            " WHERE uid IN (SELECT value FROM json_each(?)) AND unit <> ?"
        )
        uids = json.dumps([row["uid"] for row in rows[register.name]])
        taken += [uid for (uid,) in db.execute(query, [uids, unit])]
    return taken


def put(db: Database, unit: str, device: str, rows: Rows, changes: Mapping[str, Changes]) -> None:
    """Write ``changes`` to the rows held of ``unit``; the caller holds the transaction."""
    by_uid = {name: {str(row["uid"]): row for row in found} for name, found in rows.items()}
    indexed: dict[str, str] = {}

    def find(name: str, uid: str) -> Row | None:
        row = by_uid[name].get(uid)
        if row is None:
            return queries.find(db, name, uid)
        if uid not in indexed:
            indexed[uid] = search.index_words(REGISTERS[name], row, find)
        return row | {"search": indexed[uid]}

    for register in TRAVELLING:
        change = changes[register.name]
        _upsert(db, register, unit, device, [*change.added, *change.changed], find)
        _index(db, register, unit, _referrers(register, rows, changes), find)
    for register in reversed(TRAVELLING):
        db.conn.executemany(
            f"UPDATE {register.name} SET retired = ? WHERE uid = ? AND unit = ?",
            [(REMOVED, uid, unit) for uid in changes[register.name].removed],
        )
    _index_elsewhere(db, unit, changes)


def _referrers(register: Register, rows: Rows, changes: Mapping[str, Changes]) -> list[Row]:
    """The rows that are found by the words of a row that has changed."""
    targets = {field.name: field.target for field in register.fields if field.target}
    changed = {
        name: {str(row["uid"]) for row in changes[target].changed}
        for name, target in targets.items()
    }
    if not any(changed.values()):
        return []
    return [
        row
        for row in rows[register.name]
        if any(str(row[name]) in uids for name, uids in changed.items())
    ]


def _index(
    db: Database, register: Register, unit: str, rows: Iterable[Row], find: search.Find
) -> None:
    db.conn.executemany(
        f"UPDATE {register.name} SET search = ? WHERE uid = ? AND unit = ?",
        [(search.index_words(register, row, find), row["uid"], unit) for row in rows],
    )


def _index_elsewhere(db: Database, unit: str, changes: Mapping[str, Changes]) -> None:
    """Rows of other offices are found by the words of a row that came in or has changed."""
    anywhere = ((r, field) for r in TRAVELLING for field in r.fields if field.anywhere)
    for register, field in anywhere:
        change = changes[field.target]
        uids = json.dumps([row["uid"] for row in (*change.added, *change.changed)])
        found = db.execute(
            f"SELECT {columns.listed(register)} FROM {register.name} WHERE retired IS NULL"
            f" AND {columns.quoted(field.name)} IN (SELECT value FROM json_each(?)) AND unit <> ?",
            [uids, unit],
        ).fetchall()
        for row in (columns.to_row(register, cells) for cells in found):
            _index(db, register, str(row["unit"]), [row], partial(queries.find, db))


def _stamp(unit: str, register: Register, row: Row) -> Row:
    counted = register.caption
    key = "/".join(str(row[name]) for name in counted)
    moment = f"{str(row[counted[0]])[:4]}-01-01T00:00:00Z"
    return row | {
        "uid": str(uuid5(NAMESPACE_OID, f"{unit}/{register.name}/{key}")),
        "version": 1,
        "created_at": moment,
        "updated_at": moment,
    }


def _upsert(
    db: Database,
    register: Register,
    unit: str,
    device: str,
    rows: list[Row],
    find: search.Find,
) -> None:
    """Put rows in by way of a table in memory, so that one statement moves them all: FTS5 writes
    its index out at the end of every statement, which row by row takes longer than all the rest."""
    if not rows:
        return
    names = (*columns.names(register), "search")
    quoted = [columns.quoted(name) for name in names]
    listed = ", ".join(quoted)
    updates = ", ".join(f"{name} = excluded.{name}" for name in quoted if name != '"uid"')
    origin = {"unit": unit, "device": device, "retired": None}
    encode, words_of = columns.encoder(register), search.indexer(register, find)

    def cells(row: Row) -> list[object]:
        stamp = [origin[n] if n in origin else row[n] for n in columns.STAMP_NAMES]
        return [*stamp, *encode(row), words_of(row)]

    db.execute(f"CREATE TEMP TABLE arriving AS SELECT {listed} FROM {register.name} WHERE 0")
    places = ", ".join("?" * len(names))
    db.conn.executemany(f"INSERT INTO temp.arriving VALUES({places})", map(cells, rows))
    db.execute(
        f"INSERT INTO {register.name}({listed}) SELECT {listed} FROM temp.arriving WHERE true"
        f" ON CONFLICT(uid) DO UPDATE SET {updates} WHERE unit = excluded.unit"
    )
    db.execute("DROP TABLE temp.arriving")


def _referral_months(book: Book) -> list[Row]:
    query = (
        "SELECT month, service, outcome, sum(count) FROM ("
        " SELECT substr(date, 1, 7) AS month, service, outcome, count(*) AS count FROM referrals"
        " WHERE retired IS NULL AND device = :device GROUP BY 1, 2, 3"
        " UNION ALL SELECT month, service, outcome, count FROM referral_months"
        " WHERE retired IS NULL AND device = :device) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    names = ("month", "service", "outcome", "count")
    return [dict(zip(names, cells, strict=True)) for cells in _counted(book, query)]


def _referral_years(book: Book) -> list[Row]:
    """Distinct slips with a need and eligible, and those of them that used a service."""
    query = (
        "SELECT year, sum(entitled), sum(served) FROM ("
        " SELECT CAST(substr(date, 1, 4) AS INTEGER) AS year, count(DISTINCT code) AS entitled,"
        " count(DISTINCT CASE WHEN outcome = 'DA_SU_DUNG' THEN code END) AS served FROM referrals"
        " WHERE retired IS NULL AND device = :device AND need = 1 AND eligible = 1 GROUP BY 1"
        " UNION ALL SELECT year, entitled, served FROM referral_years"
        " WHERE retired IS NULL AND device = :device) GROUP BY 1 ORDER BY 1"
    )
    names = ("year", "entitled", "served")
    return [dict(zip(names, cells, strict=True)) for cells in _counted(book, query)]


def _counted(book: Book, query: str) -> Iterable[tuple[str | int, ...]]:
    with translated():
        return book.db.execute(query, {"device": book.device}).fetchall()


_DERIVED: dict[str, Callable[[Book], list[Row]]] = {
    "referral_months": _referral_months,
    "referral_years": _referral_years,
}
