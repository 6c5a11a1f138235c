"""The names of files in a channel: ASCII, neutral, and another one for every content.

    in/<unit>/<device>_<sequence>_<hash8>.xlsx               a packet on its way up
    ack/<unit>/ack_<unit>_<device>_<number>_<hash8>.xlsx     a receipt on its way back to a device

`hash8` is the first 8 hex digits of the file's SHA-256, so that whoever fetches it knows whether it
is whole. Nothing else that lies in the place is ever looked at.
"""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

IN: Final = "in"
ACK: Final = "ack"

_FOLDER: Final = re.compile(r"(in|ack)(/[0-9]{2,5})?")
_UNIT: Final = re.compile(r"[0-9]{2,5}")
_LEAF: Final = {
    IN: re.compile(r"[0-9A-Za-z-]{1,64}_[0-9]{4,12}_[0-9a-f]{8}\.xlsx"),
    ACK: re.compile(r"ack_[0-9]{2,5}_[0-9A-Za-z-]{1,64}_[0-9]{1,12}_[0-9a-f]{8}\.xlsx"),
}


def packet(unit: str, device: str, sequence: int, digest: str) -> str:
    """Where a packet lies; `digest` is the SHA-256 in hex of the file as it travels."""
    return f"{folder(IN, unit)}/{device}_{sequence:04}_{digest[:8]}.xlsx"


def receipt(unit: str, file_name: str) -> str:
    """Where a receipt to a device of `unit` lies."""
    return f"{folder(ACK, unit)}/{file_name}"


def folder(kind: str, unit: str) -> str:
    """Where the packets (`IN`) or receipts (`ACK`) of a unit lie."""
    return f"{kind}/{unit}"


def below(place: str, leaves: Iterable[str]) -> list[str]:
    """Those of `leaves` that may lie right below the folder `place`, as whole names, sorted."""
    if not _FOLDER.fullmatch(place):
        raise ValueError(place)
    kind, _, unit = place.partition("/")
    shape = _LEAF[kind] if unit else _UNIT
    return sorted(f"{place}/{leaf}" for leaf in leaves if shape.fullmatch(leaf))


def checked(name: str) -> str:
    """`name` when it is one of a packet or receipt; raises ValueError, so that no handler can be
    led to another file."""
    place, _, leaf = name.rpartition("/")
    if "/" in place and _FOLDER.fullmatch(place) and below(place, [leaf]):
        return name
    raise ValueError(name)


def unit(name: str) -> str:
    """The unit whose packets or receipts lie under a folder or file."""
    return name.split("/")[1]


def sequence(name: str) -> int:
    """The number of a packet, as its name gives it."""
    return int(name.split("_")[1])


def addressee(name: str) -> str:
    """The device that a receipt is for."""
    return name.split("_")[2]


def digest(name: str) -> str:
    """The `hash8` of a file's name."""
    return name.removesuffix(".xlsx")[-8:]


def whole(name: str, content: bytes) -> bool:
    """Whether `content` is what its name says; a file cut off on its way is not."""
    return sha256(content).hexdigest()[:8] == digest(name)
