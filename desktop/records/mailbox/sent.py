"""The packets this office has signed."""

import json
from bisect import bisect
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from desktop.records.cipher import Database, translated


@dataclass(frozen=True)
class Sent:
    """A signed packet of this office.

    ``sha256`` is of the signed file. ``packet`` holds the bytes of the newest one only, as they
    travel: those of the signed file, or of what a password was put around. ``content_digest`` is of
    the parts, however they are packed, "" for one that an earlier edition of the book signed.
    """

    sha256: str
    epoch: str
    sequence: int
    period: str
    created_at: str
    file: str
    rows: int
    packet: bytes | None = None
    content_digest: str = ""


_COLUMNS = "sha256, epoch, sequence, period, created_at, file, rows, packet, content_digest"


def add_sent(db: Database, sent: Sent) -> None:
    """Enter a packet that has just been signed; the caller holds the transaction."""
    db.execute("UPDATE sent SET packet = NULL WHERE packet IS NOT NULL")
    db.table("sent").insert(asdict(sent))


@translated()
def last_sent(db: Database, epoch: str) -> Sent | None:
    """The newest packet of this epoch, with its bytes."""
    query = f"SELECT {_COLUMNS} FROM sent WHERE epoch = ? ORDER BY sequence DESC LIMIT 1"
    found = db.execute(query, [epoch]).fetchone()
    return Sent(*found) if found else None


@translated()
def all_sent(db: Database) -> list[Sent]:
    """Every packet this office signed, the newest first, without bytes."""
    query = f"SELECT {_COLUMNS} FROM sent ORDER BY rowid DESC"
    return [replace(Sent(*cells), packet=None) for cells in db.execute(query)]


@translated()
def travelled_in(db: Database, uids: Iterable[str]) -> dict[str, int]:
    """In which packet each row of this office travelled first as it stands now, by its number.

    A row that was saved after the newest packet is not among them. The order is that of the
    journal, so no clock is asked.
    """
    signed = db.execute(
        "SELECT number, version FROM journal WHERE action = 'export' ORDER BY number"
    ).fetchall()
    numbers = [number for number, _ in signed]
    changed = db.execute(
        "SELECT uid, max(number) FROM journal WHERE action IN ('save', 'retire', 'undo')"
        " AND uid IN (SELECT value FROM json_each(?)) GROUP BY uid",
        [json.dumps(list(uids))],
    )
    after = {uid: bisect(numbers, number) for uid, number in changed}
    return {uid: signed[place][1] for uid, place in after.items() if place < len(signed)}
