"""What is being typed and is not saved yet, kept in the encrypted book through a power cut."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop.records.cipher import Database, translated
from desktop.records.clock import utc_text

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


def let_go(db: Database, now: datetime) -> None:
    """Drop what was left lying longer than ``KEPT``."""
    with translated(), db.atomic():
        db.conn.execute("DELETE FROM drafts WHERE at < ?", [utc_text(now - KEPT)])
