"""What a packet says, without how it is written: the contract between writer and reader.

A packet is a snapshot: every row that travels, as the sender's record stands now. Which columns a
row has follows from the register's declaration alone, so nothing undeclared can travel along.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.records.fields import Row, Value
from desktop.records.registers import TRAVELLING, Register
from desktop.records.text import nfc

FORMAT: Final = 1
"""The edition of the packet format: all that is not left to a wording."""

SYSTEM: Final = ("uid", "version", "created_at", "updated_at")
"""What every row has besides its fields: UUIDv7, count of changes, UTC ``2024-03-05T08:30:00Z``.

Totals (a register with ``derived_from``) have none of it: they are computed anew for each packet.
"""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


@dataclass(frozen=True)
class Header:
    """Who sends what: one packet's place in the order of its device.

    ``wording`` names the published sheets the packet is written in (`sync.xlsx.wording`), ``reads``
    is the number of the newest that its sender's program knows. ``edition``, ``unit`` and ``tier``
    name the office; ``sequence`` rises with each packet of a ``device`` within an ``epoch`` and
    never repeats; ``period`` (2024, 2024-H1, 2024-Q1, 2024-05) only decides what the summary sheet
    shows; ``created`` is UTC, ``2024-03-05T08:30:00Z``;
    ``previous`` is the SHA-256 in hex of this device's previous packet file, "" for the first;
    ``journal_head`` the hex digest at the end of the sender's journal. ``previous_content`` is the
    digest of what is in the previous packet (`container.content_digest`), "" for the first and in
    the first wording: a zip may be written again by who carries it, what is in it may not.
    ``clock_doubted`` is 1 where the sender's program doubted its clock, so that ``created`` may be
    wrong, else 0.
    """

    format: int
    wording: str
    edition: str
    unit: str
    tier: str
    device: str
    epoch: str
    sequence: int
    period: str
    created: str
    previous: str
    journal_head: str
    reads: int
    previous_content: str = ""
    clock_doubted: int = 0

    @property
    def follows(self) -> frozenset[str]:
        """The digests by which it names the packet before it."""
        return frozenset({self.previous, self.previous_content} - {""})


@dataclass(frozen=True)
class Packet:
    """A header and the rows by register name, every travelling register present, in sheet order."""

    header: Header
    rows: dict[str, list[Row]]

    @classmethod
    def of(cls, header: Header, rows: Mapping[str, Iterable[Mapping[str, Value]]]) -> "Packet":
        """A packet of what may travel of ``rows``: declared columns, texts in NFC, order kept.

        Raises ValueError when rows of a register that does not travel are offered.
        """
        names = [register.name for register in TRAVELLING]
        if not rows.keys() <= set(names):
            raise ValueError(f"does not travel: {sorted(rows.keys() - set(names))}")
        kept = {
            register.name: _travelling(register, rows.get(register.name, ()))
            for register in TRAVELLING
        }
        return cls(header, kept)


def columns(register: Register) -> tuple[str, ...]:
    """The keys of every row of ``register`` in a packet, in the order of its sheet."""
    fields = tuple(field.name for field in register.fields)
    return fields if register.derived_from else fields + SYSTEM


def rows_digest(
    register_name: str, names: Sequence[str], rows: Iterable[Mapping[str, Value]]
) -> str:
    """The SHA-256 in hex that the header sheet gives for a register with the columns ``names``.

    Over JSON lines in UTF-8 without white space, each ended by a line feed: an array of the
    register's name and its columns, then each row as the array of its values in that order.
    """
    digest = hashlib.sha256(_line([register_name, *names]))
    for row in rows:
        digest.update(_line([row.get(name) for name in names]))
    return digest.hexdigest()


def _line(values: list[Value]) -> bytes:
    return f"{_encode(values)}\n".encode()


def _travelling(register: Register, rows: Iterable[Mapping[str, Value]]) -> list[Row]:
    names = columns(register)
    return [{name: _composed(row.get(name)) for name in names} for row in rows]


def _composed(value: Value) -> Value:
    """Text in NFC, and nothing (an empty text or list) always as None."""
    if isinstance(value, str):
        value = nfc(value)
    return None if value == "" or value == [] else value
