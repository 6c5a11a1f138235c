"""Receipts: those this office has written to the offices below it, and what those of the office
above have proved about its own packets."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields

from desktop.records.cipher import Database, translated


@dataclass(frozen=True)
class Written:
    """The newest receipt written to a device of an office below, with its bytes.

    ``sequence`` counts the receipts to that device within the ``epoch`` of this book, ``before``
    names its earlier epochs, blanks between; ``upto`` is the number of the last received file it
    tells about; ``facts`` is a digest of all it says but for its time.
    """

    unit: str
    device: str
    epoch: str
    before: str
    sequence: int
    file_name: str
    sha256: str
    created_at: str
    upto: int
    facts: str
    content: bytes


@dataclass(frozen=True)
class Told:
    """What the office above has signed about one packet of this office.

    ``state`` is accepted, superseded, fork or refused; ``signer`` is the device that signed the
    receipt, ``at`` when the packet came in there (UTC).
    """

    sha256: str
    state: str
    reason: str
    at: str
    added: int
    changed: int
    removed: int
    signer: str


@dataclass(frozen=True)
class Cover:
    """The packet of a device that the office above holds: every earlier one is covered by it."""

    unit: str
    device: str
    epoch: str
    sequence: int
    sha256: str
    signer: str


@dataclass(frozen=True)
class Reading:
    """A receipt that was believed. ``epoch``, ``before`` and ``sequence`` are its signer's, see
    ``Written``; ``held`` is how many rows the office above holds, by register;
    ``strangers`` how many packets it names under this device that this book never signed;
    ``reads`` the number of the newest wording of packets that the office above can read;
    ``doubted`` whether it doubted its clock, so that ``created_at`` proves nothing."""

    sha256: str
    office: str
    signer: str
    epoch: str
    before: str
    sequence: int
    created_at: str
    read_at: str
    held: Mapping[str, int]
    strangers: int
    reads: int
    doubted: bool = False


_READING = tuple(field.name for field in fields(Reading))


def put_written(db: Database, written: Written) -> None:
    """Keep the newest receipt to a device; the caller holds the transaction."""
    db.table("receipts_written").upsert(asdict(written), pk=("unit", "device"))


@translated()
def written(db: Database) -> list[Written]:
    """The newest receipt to every device that has one."""
    query = (
        "SELECT unit, device, epoch, before, sequence, file_name, sha256, created_at, upto, facts,"
        " content FROM receipts_written ORDER BY unit, device"
    )
    return [Written(*cells) for cells in db.execute(query)]


def add_reading(
    db: Database, reading: Reading, told: Iterable[Told], covers: Iterable[Cover]
) -> None:
    """Enter a believed receipt; the caller holds the transaction.

    It takes the place of all that the same signer said before, but for packets it is silent about.
    """
    cells = asdict(reading) | {"held": json.dumps(dict(reading.held))}
    db.table("receipts_read").insert(cells)
    db.table("told").upsert_all(map(asdict, told), pk=("sha256", "signer"))
    db.execute("DELETE FROM covers WHERE signer = ?", [reading.signer])
    db.table("covers").insert_all(map(asdict, covers))


@translated()
def is_news(db: Database, signer: str, epoch: str, sequence: int) -> bool:
    """Whether a receipt is later than all that was read of its signer in that epoch, and the signer
    has not left the epoch behind."""
    query = "SELECT epoch, before, sequence FROM receipts_read WHERE signer = ?"
    read = db.execute(query, [signer]).fetchall()
    left = {name for _, before, _ in read for name in before.split()}
    return epoch not in left and sequence > max((n for e, _, n in read if e == epoch), default=0)


@translated()
def last_reading(db: Database, signer: str | None = None) -> Reading | None:
    """The newest receipt that was believed (of one signer), None before the first."""
    chosen, values = ("WHERE signer = ?", [signer]) if signer else ("", [])
    query = f"SELECT {', '.join(_READING)} FROM receipts_read {chosen} ORDER BY number DESC LIMIT 1"
    found = db.execute(query, values).fetchone()
    if found is None:
        return None
    cells = dict(zip(_READING, found, strict=True))
    return Reading(**(cells | {"held": json.loads(cells["held"])}))


@translated()
def reads_above(db: Database) -> int:
    """The number of the newest wording that the office above reads by its last receipt, 0 before
    the first."""
    reading = last_reading(db)
    return reading.reads if reading else 0


@translated()
def told(db: Database) -> list[Told]:
    """All that was signed about packets of this office, the latest statement of each signer."""
    query = "SELECT sha256, state, reason, at, added, changed, removed, signer FROM told"
    return [Told(*cells) for cells in db.execute(query)]


@translated()
def covers(db: Database) -> list[Cover]:
    """What the office above holds of this office and of those below it, by its newest receipts."""
    query = "SELECT unit, device, epoch, sequence, sha256, signer FROM covers"
    return [Cover(*cells) for cells in db.execute(query)]
