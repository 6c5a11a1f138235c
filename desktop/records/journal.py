"""The journal: every change of the book, each entry bound to the one before by SHA-256.

It holds who, when, which row and the digests of the row before and after, never its content.
An entry is written in the transaction of the change it tells of. One that was written while the
machine's clock was in doubt says so (``doubted``): its time proves nothing.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from desktop.records.cipher import Database, translated
from desktop.records.clock import utc_text
from desktop.records.fields import Value

START = "0" * 64
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_COLUMNS = ("number", "at", "device", "action", "register", "uid", "version", "before", "after")


ActionName = Literal[
    "create",
    "open",
    "save",
    "retire",
    "undo",
    "erase",
    "export",
    "receive",
    "receipt",
    "told",
    "remark",
    "withdraw",
    "certify",
    "revoke",
    "backup",
    "restore",
    "rolled_back",
    "takeover",
    "print",
    "file",
]
"""All that a journal tells of; `audit` has the words."""


@dataclass(frozen=True)
class Entry:
    """What happened; ``reason`` says why, in the officer's words, where one was given."""

    action: ActionName
    register: str = ""
    uid: str = ""
    version: int = 0
    before: str = ""
    after: str = ""
    reason: str = ""


def append(db: Database, entry: Entry, *, device: str, now: datetime, doubted: bool = False) -> int:
    """Write ``entry`` after the last one; returns its number."""
    number, previous = _last(db)
    line: dict[str, str | int] = {
        "number": number + 1,
        "at": utc_text(now),
        "device": device,
        "action": entry.action,
        "register": entry.register,
        "uid": entry.uid,
        "version": entry.version,
        "before": entry.before,
        "after": entry.after,
    }
    digest = _digest(line, entry.reason, doubted, previous)
    values = [*line.values(), entry.reason or None, int(doubted), previous, digest]
    db.conn.execute(
        f"INSERT INTO journal({', '.join(_COLUMNS)}, reason, doubted, previous, digest)"
        f" VALUES({', '.join('?' * len(values))})",
        values,
    )
    return number + 1


@translated()
def head(db: Database) -> str:
    """The digest of the last entry, ``START`` in a new book."""
    return _last(db)[1]


@translated()
def verify(db: Database) -> int | None:
    """The number of the first entry that does not fit the chain, None when all fit."""
    expected, previous = 1, START
    columns = ", ".join(_COLUMNS)
    cursor = db.execute(
        f"SELECT {columns}, reason, doubted, previous, digest FROM journal ORDER BY 1"
    )
    for *values, reason, doubted, stated_previous, digest in cursor:
        line = dict(zip(_COLUMNS, values, strict=True))
        fits = line["number"] == expected and stated_previous == previous
        if not fits or digest != _digest(line, reason, bool(doubted), previous):
            return expected
        expected, previous = expected + 1, digest
    return None


def row_digest(row: Mapping[str, Value]) -> str:
    """SHA-256 over the row's canonical JSON."""
    return hashlib.sha256(_canonical(row).encode()).hexdigest()


def _last(db: Database) -> tuple[int, str]:
    found = db.execute("SELECT number, digest FROM journal ORDER BY number DESC LIMIT 1").fetchone()
    return (found[0], found[1]) if found else (0, START)


def _digest(line: Mapping[str, object], reason: str | None, doubted: bool, previous: str) -> str:
    """Over the entry and the one before; a reason and a doubt are bound in where there is one."""
    line = {**line, **({"reason": reason} if reason else {}), **({"doubted": 1} if doubted else {})}
    return hashlib.sha256((previous + _canonical(line)).encode()).hexdigest()
