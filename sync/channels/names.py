"""The names of files in a channel: ASCII, neutral, and another one for every content.

    in/<unit>/<device>_<sequence>_<hash8>.xlsx      a packet on its way up
    ack/<unit>/<…>_<hash8>.xlsx                     a receipt on its way back to that unit

`hash8` is the first 8 hex digits of the file's SHA-256, so that whoever fetches it knows whether it
is whole. Nothing else that lies in the place is ever looked at.
"""

import re
from hashlib import sha256
from typing import Final

IN: Final = "in"
ACK: Final = "ack"

_FOLDER: Final = re.compile(r"(in|ack)(/[0-9]{2,5})?")
_LEAF: Final = {
    IN: re.compile(r"[0-9A-Za-z-]{1,64}_[0-9]{4,12}_[0-9a-f]{8}\.xlsx"),
    ACK: re.compile(r"[0-9A-Za-z-]{1,64}(_[0-9A-Za-z-]{1,64}){0,4}_[0-9a-f]{8}\.xlsx"),
}
_UNIT: Final = re.compile(r"[0-9]{2,5}")


def packet(unit: str, device: str, sequence: int, digest: str) -> str:
    """Where a packet lies; `digest` is its SHA-256 in hex."""
    return f"{folder(IN, unit)}/{device}_{sequence:04}_{digest[:8]}.xlsx"


def folder(kind: str, unit: str) -> str:
    """Where the packets (`IN`) or receipts (`ACK`) of a unit lie."""
    return f"{kind}/{unit}"


def below(place: str, leaves: list[str]) -> list[str]:
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
    if "/" not in place or not below(place, [leaf]):
        raise ValueError(name)
    return name


def whole(name: str, content: bytes) -> bool:
    """Whether `content` is what its name says; a file cut off on its way is not."""
    return sha256(content).hexdigest()[:8] == name.removesuffix(".xlsx")[-8:]
