"""The files that came in, and what became of them."""

from dataclasses import asdict, dataclass

from desktop.records.cipher import Database, translated


@dataclass(frozen=True)
class Received:
    """A file that came in and what became of it.

    ``status`` is accepted, duplicate, superseded, fork, refused or unknown_sender; ``unit`` and
    what follows it are empty where the sender could not be established. A refused packet whose
    seal was good bears ``unit`` and ``device`` of its signer, and nothing that it claims itself.
    ``previous`` is the SHA-256 of the packet it says it follows, ``serial`` that of the signer's
    certificate in hex; both are empty in what an earlier edition entered. ``reads`` is the number
    of the newest wording that the sender reads, 0 where that is not known. ``content_digest`` is of
    the parts, however they are packed, ``previous_content`` that of the packet it says it follows;
    both are empty in what an earlier edition entered. ``packed``, of a packet in the first wording,
    is the SHA-256 of the file that this program would have packed of its parts, "" where that is
    ``sha256``: the sender may know it by that when its zip was written again on its way.
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
    previous: str = ""
    serial: str = ""
    reads: int = 0
    packed: str = ""
    content_digest: str = ""
    previous_content: str = ""

    @property
    def name(self) -> str:
        """The digest that tells it from every other packet, however its zip is written."""
        return self.content_digest or self.sha256


_NAME = "coalesce(nullif({0}.content_digest, ''), {0}.sha256)"
"""`Received.name` in SQL."""

_COLUMNS = (
    "sha256, file, status, reason, received_at, unit, device, epoch, sequence, period,"
    " added, changed, removed, coalesce(previous, ''), coalesce(serial, ''), reads, packed,"
    " content_digest, previous_content"
)


def add_received(db: Database, received: Received) -> None:
    """Enter a file that came in; the caller holds the transaction."""
    db.table("received").insert(asdict(received))


@translated()
def history(db: Database, unit: str) -> list[Received]:
    """What came from that office and was verified (accepted, superseded, fork), oldest first."""
    query = (
        f"SELECT {_COLUMNS} FROM received"
        " WHERE unit = ? AND status IN ('accepted', 'superseded', 'fork') ORDER BY number"
    )
    return [Received(*cells) for cells in db.execute(query, [unit])]


@translated()
def came_before(db: Database, sha256: str) -> bool:
    """Whether that very file was entered already, whatever became of it."""
    return bool(db.execute("SELECT 1 FROM received WHERE sha256 = ?", [sha256]).fetchone())


@translated()
def all_received(db: Database) -> list[Received]:
    """Every file that came in, the newest first."""
    query = f"SELECT {_COLUMNS} FROM received ORDER BY number DESC"
    return [Received(*cells) for cells in db.execute(query)]


@translated()
def from_device(db: Database, unit: str, device: str) -> list[Received]:
    """Everything that bore the good seal of one device, the newest first."""
    query = f"SELECT {_COLUMNS} FROM received WHERE unit = ? AND device = ? ORDER BY number DESC"
    return [Received(*cells) for cells in db.execute(query, [unit, device])]


@translated()
def devices(db: Database) -> dict[tuple[str, str], int]:
    """Every sending device (unit, device) and the number of the last file that came from it."""
    query = (
        "SELECT unit, device, max(number) FROM received WHERE device <> ''"
        " GROUP BY unit, device ORDER BY unit, device"
    )
    return {(unit, device): number for unit, device, number in db.execute(query)}


@translated()
def count_since(db: Database, unit: str, device: str, number: int) -> int:
    """How many different files came from a device after the one with that number."""
    query = (
        "SELECT count(DISTINCT sha256) FROM received WHERE unit = ? AND device = ? AND number > ?"
    )
    return int(db.execute(query, [unit, device, number]).fetchone()[0])


@translated()
def heads(db: Database) -> list[Received]:
    """The packet of each office that is held: the one that was accepted last, by unit."""
    query = (
        f"SELECT {_COLUMNS} FROM received WHERE number IN (SELECT max(number) FROM received"
        " WHERE status = 'accepted' GROUP BY unit) ORDER BY unit"
    )
    return [Received(*cells) for cells in db.execute(query)]


@translated()
def undecided(db: Database) -> list[Received]:
    """The files that wait for a person's decision, oldest first: forks that nothing has been
    decided about since and that no later packet of their run has left behind."""
    query = (
        f"SELECT {_COLUMNS} FROM received AS one WHERE status = 'fork' AND number = (SELECT"
        f" max(number) FROM received AS same WHERE {_NAME.format('same')} = {_NAME.format('one')}"
        " AND status <> 'duplicate')"
        " AND NOT EXISTS (SELECT 1 FROM received AS later WHERE later.status = 'accepted'"
        " AND later.device = one.device AND later.epoch = one.epoch"
        " AND later.sequence > one.sequence AND later.number > one.number) ORDER BY number"
    )
    return [Received(*cells) for cells in db.execute(query)]
