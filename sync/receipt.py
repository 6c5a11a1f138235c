"""What a receipt says, without how it is written: the contract between writer and reader.

A receipt is cumulative: it tells all that its office holds of the sender, so any later one covers
those that were lost. It is addressed to one device and is believed by no other.
"""

from dataclasses import dataclass
from typing import Any, Final

from sync.merge import Status

FORMAT: Final = 1
"""The edition of the receipt format: all that is not left to a wording."""

MOST_PACKETS: Final = 500
"""A receipt names the packets that came in last, at most so many; what is held covers the rest."""

STATES: Final = (Status.ACCEPTED, Status.SUPERSEDED, Status.FORK, Status.REFUSED)
"""What may be told of a packet, what proves most first."""


@dataclass(frozen=True)
class Header:
    """Who tells whom.

    ``wording`` names the published sheets the receipt is written in (`sync.xlsx.wording`),
    ``reads`` is the number of the newest that the signing office's program knows. ``edition``,
    ``unit``, ``tier`` and ``device`` are the receiving office's, which signs;
    ``to_unit`` and ``to_device`` name the sender of the packets. ``number`` counts the receipts
    that the signing device writes for that one within its ``epoch``, so that an older one never
    undoes a newer; ``before`` names the epochs that a restored backup left behind, blanks between.
    ``packet``, ``sequence`` and ``state`` are of the packet that came in last; ``created`` is UTC,
    ``clock_doubted`` 1 where the signing office's program doubted its clock, else 0.
    """

    format: int
    wording: str
    edition: str
    unit: str
    tier: str
    device: str
    to_unit: str
    to_device: str
    epoch: str
    before: str
    number: int
    created: str
    packet: str
    sequence: int
    state: str
    reads: int
    clock_doubted: int = 0


@dataclass(frozen=True)
class Told:
    """What became of one packet; ``epoch`` "" and ``sequence`` 0 where its header was not read."""

    sequence: int
    epoch: str
    state: str
    reason: str
    received: str
    added: int
    changed: int
    removed: int
    sha256: str


@dataclass(frozen=True)
class Remark:
    """A row that is given back to be corrected, in the ``version`` that was received.

    ``label`` is what its register is called by who signs: a receipt carries all words that may be
    others in another edition of the program, so that its sheets seldom need a new wording.
    """

    label: str
    caption: str
    reason: str
    at: str
    version: int
    register: str
    uid: str


@dataclass(frozen=True)
class Held:
    """How many rows of the sender's unit the office holds in one register, called ``label``."""

    label: str
    rows: int
    register: str


@dataclass(frozen=True)
class Cover:
    """The packet of a device that was accepted last: all its earlier ones are covered by it.

    At a district also the devices of its communes, whose packets it forwarded.
    """

    unit: str
    device: str
    sequence: int
    epoch: str
    sha256: str


@dataclass(frozen=True)
class Receipt:
    """A header and what is told; ``trust`` is PEM: anchors, issuers and revocation lists."""

    header: Header
    packets: tuple[Told, ...]
    remarks: tuple[Remark, ...]
    held: tuple[Held, ...]
    covers: tuple[Cover, ...]
    trust: str

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Receipt":
        """The receipt behind ``dataclasses.asdict``."""
        return cls(
            Header(**plain["header"]),
            tuple(Told(**line) for line in plain["packets"]),
            tuple(Remark(**line) for line in plain["remarks"]),
            tuple(Held(**line) for line in plain["held"]),
            tuple(Cover(**line) for line in plain["covers"]),
            plain["trust"],
        )


def file_name(header: Header, sha256: str) -> str:
    """ASCII, neutral, and different for every content."""
    return f"ack_{header.to_unit}_{header.to_device}_{header.number}_{sha256[:8]}.xlsx"
