"""What is being typed and is not saved yet, kept in the encrypted book through a power cut."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop.records import queries
from desktop.records.cipher import Database, translated
from desktop.records.clock import utc_text
from desktop.records.fields import Kind
from desktop.records.registers import REGISTERS

KEPT = timedelta(days=365)
"""A draft nobody came back to for so long is let go."""


@dataclass(frozen=True)
class Draft:
    """The fields of one form as they were typed, readable or not.

    ``uid`` is the row being edited, "" for a new one; ``at`` the time of the last key, UTC.
    """

    register: str
    uid: str
    at: str
    raw: dict[str, object] = field(repr=False)


def create(db: Database) -> None:
    """The table, as the book's migrations create it."""
    db.table("drafts").create(
        {"register": str, "uid": str, "at": str, "raw": str},
        pk=("register", "uid"),
        not_null={"at", "raw"},
        strict=True,
    )


@translated()
def waiting(db: Database) -> list[Draft]:
    """Every draft, the newest first."""
    lines = db.execute("SELECT register, uid, at, raw FROM drafts ORDER BY at DESC, register")
    return [Draft(register, uid, at, json.loads(raw)) for register, uid, at, raw in lines]


def write(db: Database, kept: Iterable[Draft], dropped: Iterable[tuple[str, str]] = ()) -> None:
    """Keep these drafts in place of what was kept for their forms, and drop those of the forms
    ``(register, uid)``; durable when it returns."""
    with translated(), db.atomic():
        drop(db, dropped)
        db.conn.executemany(
            "INSERT OR REPLACE INTO drafts(register, uid, at, raw) VALUES(?, ?, ?, ?)",
            [(d.register, d.uid, d.at, json.dumps(d.raw, ensure_ascii=False)) for d in kept],
        )


def drop(db: Database, forms: Iterable[tuple[str, str]]) -> None:
    """Drop the drafts of these forms; the caller holds the transaction."""
    db.conn.executemany("DELETE FROM drafts WHERE register = ? AND uid = ?", list(forms))


def let_go(db: Database, now: datetime | None) -> None:
    """Drop what was left lying longer than ``KEPT``, where the day is certain (``now``), and what
    was typed about rows that are erased."""
    with translated(), db.atomic():
        if now:
            db.conn.execute("DELETE FROM drafts WHERE at < ?", [utc_text(now - KEPT)])
        write(db, [], [(draft.register, draft.uid) for draft in orphans(db, waiting(db))])


def forget(db: Database, register: str, uid: str, code: str) -> None:
    """Drop what was typed about a row that is erased, or for the slip it belongs to; the caller
    holds the transaction."""
    db.conn.execute(
        "DELETE FROM drafts WHERE register = ? AND (uid = ? OR raw ->> '$.code' = ?)",
        [register, uid, code],
    )


@translated()
def openable(db: Database, device: str, found: Iterable[Draft]) -> list[Draft]:
    """Those of ``found`` whose form can be gone on with: a new row, or one of this device that was
    not taken out since."""
    return [draft for draft in found if not draft.uid or _live(db, device, draft)]


@translated()
def orphans(db: Database, found: Iterable[Draft]) -> list[Draft]:
    """Those of ``found`` whose row, or the slip they are for, is erased."""
    return [draft for draft in found if draft.register in REGISTERS and _orphaned(db, draft)]


def _orphaned(db: Database, draft: Draft) -> bool:
    register = REGISTERS[draft.register]
    if draft.uid and queries.stored(db, register, draft.uid) is None:
        return True
    codes = (f.name for f in register.fields if f.kind is Kind.CASE and draft.raw.get(f.name))
    return any(
        not db.execute(
            f"SELECT 1 FROM {register.name} WHERE {name} = ?", [draft.raw[name]]
        ).fetchone()
        for name in codes
    )


def _live(db: Database, device: str, draft: Draft) -> bool:
    register = REGISTERS.get(draft.register)
    row = queries.stored(db, register, draft.uid) if register else None
    return row is not None and row["device"] == device and row["retired"] is None
