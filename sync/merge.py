"""What a verified packet means for what is held: pure, so the same packets always end the same.

A packet is a snapshot, so the newest of a device stands and nothing depends on the order in which
packets come in. Order is the sequence's, never the clock's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.records.change import Changes
from desktop.records.fields import Row
from sync.packet import Header


class Status(StrEnum):
    """What becomes of a file that came in."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    SUPERSEDED = "superseded"
    FORK = "fork"
    REFUSED = "refused"
    UNKNOWN_SENDER = "unknown_sender"


@dataclass(frozen=True)
class Seen:
    """A verified packet that came in before, and what became of it."""

    status: str
    sha256: str
    device: str
    epoch: str
    sequence: int


@dataclass(frozen=True)
class Judgement:
    """``missing`` is how many packets between the held one and this one have not come in;
    ``cause`` says why a fork is one: device, epoch, content or chain."""

    status: Status
    missing: int = 0
    cause: str = ""


def judge(header: Header, digest: str, history: Iterable[Seen]) -> Judgement:
    """The state of a packet of one office, given what came from that office before.

    ``history`` is oldest first; the last accepted entry is what is held.
    """
    known = list(history)
    accepted = [entry for entry in known if entry.status == Status.ACCEPTED]
    if any(entry.sha256 == digest and entry.status != Status.FORK for entry in known):
        return Judgement(Status.DUPLICATE)
    if not accepted:
        return Judgement(Status.ACCEPTED, missing=header.sequence - 1)
    held = accepted[-1]
    if header.device != held.device:
        return Judgement(Status.FORK, cause="device")
    if header.epoch != held.epoch:
        gone = any(entry.epoch == header.epoch for entry in accepted)
        return Judgement(Status.SUPERSEDED) if gone else Judgement(Status.FORK, cause="epoch")
    same = [e for e in known if (e.epoch, e.sequence) == (header.epoch, header.sequence)]
    if any(entry.sha256 != digest for entry in same):
        return Judgement(Status.FORK, cause="content")
    if header.sequence < held.sequence:
        return Judgement(Status.SUPERSEDED)
    if header.sequence == held.sequence + 1 and header.previous != held.sha256:
        return Judgement(Status.FORK, cause="chain")
    return Judgement(Status.ACCEPTED, missing=header.sequence - held.sequence - 1)


def diff(held: Mapping[str, Row], rows: Iterable[Row]) -> Changes:
    """What ``rows`` add to, change in and drop from the ``held`` rows of one register."""
    changes = Changes()
    coming: set[str] = set()
    for row in rows:
        uid = str(row["uid"])
        coming.add(uid)
        before = held.get(uid)
        if before is None:
            changes.added.append(row)
        elif any(before.get(name) != value for name, value in row.items()):
            changes.changed.append(row)
    changes.removed.extend(uid for uid in held if uid not in coming)
    return changes
