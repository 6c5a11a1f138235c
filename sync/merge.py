"""What a verified packet means for what is held: pure, so the same packets always end the same.

A packet is a snapshot, so the newest of a device stands and nothing depends on the order in which
packets come in. Order is the sequence's, never the clock's.
"""

from collections.abc import Container, Iterable, Mapping
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
    """A verified packet that came in before, and what became of it. ``names`` are the digests by
    which its sender may know it, as in `judge`; ``follows`` those by which it names the packet
    before it, none where that is not known."""

    status: str
    names: frozenset[str]
    device: str
    epoch: str
    sequence: int
    follows: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Judgement:
    """``missing`` is how many packets between the held one and this one have not come in.

    ``cause`` says why a fork is one: another ``device``, an ``epoch`` that a restored backup began,
    the ``old_epoch`` going on after that, other ``content`` under the same number, a broken
    ``chain``. It marks the packets of a ``successor`` to a lost laptop, and what comes late from
    the one that was ``replaced``.
    """

    status: Status
    missing: int = 0
    cause: str = ""


def judge(
    header: Header, names: set[str], history: Iterable[Seen], gone: Container[str] = ()
) -> Judgement:
    """The state of a packet of one office, given what came from that office before.

    ``names`` are the digests by which it may be known: of the file as it came, of the file that
    this program packs of the same parts, of the parts themselves (see `mailbox.Received`). A zip
    may be written again by who carries it, and says the same.
    ``history`` is oldest first; the last accepted entry is what is held. ``gone`` are the devices
    of the office whose certificates have been revoked.
    """
    known = list(history)
    accepted = [entry for entry in known if entry.status == Status.ACCEPTED]
    if any(entry.names & names and entry.status != Status.FORK for entry in known):
        return Judgement(Status.DUPLICATE)
    if not accepted:
        return Judgement(Status.ACCEPTED, missing=header.sequence - 1)
    held = accepted[-1]
    if header.device != held.device:
        return _from_another_device(header, held, gone)
    if header.epoch != held.epoch:
        return _from_another_epoch(header, held, accepted)
    run = [e for e in known if (e.device, e.epoch) == (header.device, header.epoch)]
    if any(e.sequence == header.sequence and not e.names & names for e in run):
        return Judgement(Status.FORK, cause="content")
    if not _joins(header, names, run):
        return Judgement(Status.FORK, cause="chain")
    if header.sequence < held.sequence:
        return Judgement(Status.SUPERSEDED)
    return Judgement(Status.ACCEPTED, missing=header.sequence - held.sequence - 1)


def _from_another_device(header: Header, held: Seen, gone: Container[str]) -> Judgement:
    if header.device in gone:
        return Judgement(Status.SUPERSEDED, cause="replaced")
    if held.device in gone:
        return Judgement(Status.ACCEPTED, missing=header.sequence - 1, cause="successor")
    return Judgement(Status.FORK, cause="device")


def _from_another_epoch(header: Header, held: Seen, accepted: list[Seen]) -> Judgement:
    """A restored book jumps past every number it knows of, so what comes late from before has a
    lower one; a higher one is a sign that the old copy is still in use."""
    if all(entry.epoch != header.epoch for entry in accepted):
        return Judgement(Status.FORK, cause="epoch")
    if header.sequence > held.sequence:
        return Judgement(Status.FORK, cause="old_epoch")
    return Judgement(Status.SUPERSEDED)


def _joins(header: Header, names: set[str], run: list[Seen]) -> bool:
    """Whether the packet follows the one before it and is followed by the one after it, as far as
    they have come in and were not held back."""
    taken = {entry.sequence: entry for entry in run if entry.status != Status.FORK}
    before, after = taken.get(header.sequence - 1), taken.get(header.sequence + 1)
    if before and not header.follows & before.names:
        return False
    return not (after and after.follows) or bool(after.follows & names)


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
