"""How packets and receipts are worded: every published edition of their sheets, kept as data.

A wording is a file in `resources/wordings/`: the parts of both documents without rows, the columns
of every register, the words of every code and office. It is never changed once it is published. A
program writes and reads all the wordings it has, so offices may update at different times: what an
earlier one has sent is read whole, and what a later one sends is refused with what to do.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import resources

FOLDER: Final = "wordings"
_NAME = re.compile("([1-9][0-9]{0,5})-[0-9a-f]{16}")
_SHEET, _TABLE = "xl/worksheets/sheet{}.xml", "xl/tables/table{}.xml"
_BEFORE: Final = 2
"""How many sheets stand before those of the registers: the summary and the header."""


@dataclass(frozen=True)
class Column:
    """One column of a register's sheet: its key in a row, what it holds, its heading, its width in
    characters, the lists its codes are from, and the register it refers to."""

    name: str
    kind: str
    label: str
    width: int
    lists: tuple[str, ...] = ()
    target: str = ""


@dataclass(frozen=True)
class Sheet:
    """One register: the part that holds its rows, the part that makes them an Excel table ("" for
    none), the sheet's name, the register's label, the columns that name a row, and all columns.
    ``totals`` has no uid, version or times."""

    register: str
    part: str
    table: str
    title: str
    label: str
    totals: bool
    caption: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The keys of a row, in their order."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, eq=False)
class Document:
    """A packet or a receipt: its parts with nothing below the headings, and its fixed words."""

    parts: Mapping[str, bytes]
    words: Mapping[str, str]

    def starting(self, start: str) -> dict[str, str]:
        """The words whose names begin with ``start``, by the rest of their names, in order."""
        found = {name: text for name, text in self.words.items() if name.startswith(start)}
        return {name.removeprefix(start): text for name, text in found.items()}


@dataclass(frozen=True, eq=False)
class Wording:
    """One published wording. ``digest`` is the first 16 hex digits of the SHA-256 of its file;
    ``lists`` gives the words of each code, ``offices`` the full name of each unit by the edition
    of the unit list and its code."""

    number: int
    digest: str
    sheets: tuple[Sheet, ...]
    lists: Mapping[str, Mapping[str, str]]
    offices: Mapping[str, Mapping[str, str]]
    packet: Document
    receipt: Document

    @property
    def name(self) -> str:
        """What a packet or receipt calls it: ``1-0123456789abcdef``."""
        return f"{self.number}-{self.digest}"

    @property
    def knows_content(self) -> bool:
        """Whether packets name the one before them also by the digest of what is in it."""
        return "field.previous_content" in self.packet.words

    def codes(self, column: Column) -> dict[str, str]:
        """The words of every code that the column may hold, by code."""
        return {code: text for name in column.lists for code, text in self.lists[name].items()}


@cache
def known() -> Mapping[int, Wording]:
    """Every wording this program has, by number, the newest last."""
    files = resources.path(FOLDER).glob("*.json")
    found = [of(file.read_bytes()) for file in files]
    return MappingProxyType({w.number: w for w in sorted(found, key=lambda w: w.number)})


def newest() -> Wording:
    """The wording this program writes when nothing speaks for an earlier one."""
    return known()[max(known())]


def up_to(number: int) -> Wording:
    """The newest wording of at most that number; the newest of all for 0 and where there is none
    so early."""
    fitting = [one for known_as, one in known().items() if known_as <= number]
    return fitting[-1] if fitting else newest()


def named(name: str) -> Wording | None:
    """The wording that a document names, None where this program does not have it."""
    found = known().get(number_of(name))
    return found if found and found.name == name else None


def number_of(name: str) -> int:
    """The number in a wording's name, 0 where it is no such name."""
    shaped = _NAME.fullmatch(name)
    return int(shaped[1]) if shaped else 0


def of(content: bytes) -> Wording:
    """The wording in the bytes of a file."""
    told = json.loads(content)
    return Wording(
        told["wording"],
        hashlib.sha256(content).hexdigest()[:16],
        tuple(_sheet(place, one) for place, one in enumerate(told["registers"], _BEFORE + 1)),
        told["lists"],
        told["offices"],
        _document(told["packet"]),
        _document(told["receipt"]),
    )


def _document(told: dict[str, Any]) -> Document:
    parts = {name: text.encode() for name, text in told["parts"].items()}
    return Document(MappingProxyType(parts), MappingProxyType(told["words"]))


def _sheet(place: int, told: dict[str, Any]) -> Sheet:
    columns = tuple(
        Column(**(one | {"lists": tuple(one.get("lists", ()))})) for one in told["columns"]
    )
    return Sheet(
        told["name"],
        _SHEET.format(place),
        _TABLE.format(place - _BEFORE) if told["table"] else "",
        told["sheet"],
        told["label"],
        told["totals"],
        tuple(told["caption"]),
        columns,
    )
