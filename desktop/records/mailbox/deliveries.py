"""What the channels have reported: every step of a packet on its way, and when to try again.

Entries are only added, so that what is said of a packet can be proved. That a file was delivered is
no proof that it was received; only a receipt is.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum

from desktop.records.cipher import Database, translated

TRIP = ""
"""Stands in place of a file's digest in the entries about a whole trip to the channel."""


class Step(StrEnum):
    """What happened to a file at a place.

    ``BEGUN``: it was about to be carried. ``FAILED``: it was not carried. ``SENT`` and ``COPIED``:
    it lies there whole, on a server or in a folder. ``TAKEN``: it came from there and was dealt
    with. ``REFUSED``: it came from there and was not believed; ``problem`` is the rule. Of a trip,
    ``DONE``: it ended without a problem, and ``SET_UP``: the channel is new.
    """

    BEGUN = "begun"
    FAILED = "failed"
    SENT = "sent"
    COPIED = "copied"
    TAKEN = "taken"
    REFUSED = "refused"
    DONE = "done"
    SET_UP = "set_up"


@dataclass(frozen=True)
class Delivery:
    """One step.

    ``sha256`` is of the packet or receipt (``TRIP`` for a trip), ``place`` the channel's address
    without secrets, ``at`` the time (UTC) as far as it is believed. ``clock`` (seconds since 1970)
    is what the machine's clock read, by which the ``wait`` (seconds) to the next attempt is
    counted; ``attempt`` counts those that ended alike, ``problem`` says why it failed.
    """

    sha256: str
    place: str
    step: str
    at: str
    clock: int
    problem: str = ""
    attempt: int = 0
    wait: int = 0


_COLUMNS = "sha256, place, step, at, clock, problem, attempt, wait"


def create_table(db: Database) -> None:
    """The table, as the book's migrations create it."""
    columns: dict[str, type] = {"number": int, "sha256": str, "place": str, "step": str, "at": str}
    columns |= {"clock": int, "problem": str, "attempt": int, "wait": int}
    table = db.table("deliveries")
    table.create(columns, pk="number", not_null=set(columns) - {"number"}, strict=True)
    table.create_index(["sha256", "place"])


def add(db: Database, delivery: Delivery) -> None:
    """Enter a step, durably."""
    with translated(), db.atomic():
        db.table("deliveries").insert(asdict(delivery))


@translated()
def last(db: Database, sha256: str, place: str) -> Delivery | None:
    """The last step of a file at a place, None before the first."""
    query = (
        f"SELECT {_COLUMNS} FROM deliveries WHERE sha256 = ? AND place = ?"
        " ORDER BY number DESC LIMIT 1"
    )
    found = db.execute(query, [sha256, place]).fetchone()
    return Delivery(*found) if found else None


@translated()
def of(db: Database, sha256: str) -> list[Delivery]:
    """All steps of a file, at every place, oldest first."""
    query = f"SELECT {_COLUMNS} FROM deliveries WHERE sha256 = ? ORDER BY number"
    return [Delivery(*cells) for cells in db.execute(query, [sha256])]


@translated()
def at_step(db: Database, *steps: Step) -> list[Delivery]:
    """Every entry of these kinds, oldest first."""
    chosen = ", ".join("?" * len(steps))
    query = f"SELECT {_COLUMNS} FROM deliveries WHERE step IN ({chosen}) ORDER BY number"
    return [Delivery(*cells) for cells in db.execute(query, list(steps))]
