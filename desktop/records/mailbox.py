"""What was sent and what came in: part of the record, so that no state is ever guessed."""

from dataclasses import asdict, dataclass, replace

from desktop.records.cipher import Database, translated


@dataclass(frozen=True)
class Sent:
    """A signed packet of this office. ``packet`` holds the bytes of the newest one only."""

    sha256: str
    epoch: str
    sequence: int
    period: str
    created_at: str
    file: str
    rows: int
    packet: bytes | None = None


@dataclass(frozen=True)
class Received:
    """A file that came in and what became of it.

    ``status`` is accepted, duplicate, superseded, fork, refused or unknown_sender; ``unit`` and
    what follows it are empty where the sender could not be established.
    """

    sha256: str
    file: str
    status: str
    reason: str
    received_at: str
    unit: str = ""
    device: str = ""
    epoch: str = ""
    sequence: int = 0
    period: str = ""
    added: int = 0
    changed: int = 0
    removed: int = 0


_SENT = "sha256, epoch, sequence, period, created_at, file, rows, packet"
_RECEIVED = (
    "sha256, file, status, reason, received_at, unit, device, epoch, sequence, period,"
    " added, changed, removed"
)


def add_sent(db: Database, sent: Sent) -> None:
    """Enter a packet that has just been signed; the caller holds the transaction."""
    db.execute("UPDATE sent SET packet = NULL WHERE packet IS NOT NULL")
    db.table("sent").insert(asdict(sent))


@translated()
def last_sent(db: Database, epoch: str) -> Sent | None:
    """The newest packet of this epoch, with its bytes."""
    query = f"SELECT {_SENT} FROM sent WHERE epoch = ? ORDER BY sequence DESC LIMIT 1"
    found = db.execute(query, [epoch]).fetchone()
    return Sent(*found) if found else None


@translated()
def all_sent(db: Database) -> list[Sent]:
    """Every packet this office signed, the newest first, without bytes."""
    query = f"SELECT {_SENT} FROM sent ORDER BY created_at DESC, sequence DESC"
    return [replace(Sent(*cells), packet=None) for cells in db.execute(query)]


def add_received(db: Database, received: Received) -> None:
    """Enter a file that came in; the caller holds the transaction."""
    db.table("received").insert(asdict(received))


@translated()
def history(db: Database, unit: str) -> list[Received]:
    """What came from that office and was verified (accepted, superseded, fork), oldest first."""
    query = (
        f"SELECT {_RECEIVED} FROM received"
        " WHERE unit = ? AND status IN ('accepted', 'superseded', 'fork') ORDER BY number"
    )
    return [Received(*cells) for cells in db.execute(query, [unit])]


@translated()
def all_received(db: Database) -> list[Received]:
    """Every file that came in, the newest first."""
    query = f"SELECT {_RECEIVED} FROM received ORDER BY number DESC"
    return [Received(*cells) for cells in db.execute(query)]
