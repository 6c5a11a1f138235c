"""The packets this office has signed."""

from dataclasses import asdict, dataclass, replace

from desktop.records.cipher import Database, translated


@dataclass(frozen=True)
class Sent:
    """A signed packet of this office.

    ``sha256`` is of the signed file. ``packet`` holds the bytes of the newest one only, as they
    travel: those of the signed file, or of what a password was put around.
    """

    sha256: str
    epoch: str
    sequence: int
    period: str
    created_at: str
    file: str
    rows: int
    packet: bytes | None = None


_COLUMNS = "sha256, epoch, sequence, period, created_at, file, rows, packet"


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
