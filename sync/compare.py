"""What a packet would change, row by row and field by field; and the two sides of a fork."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.records import queries, snapshot, words
from desktop.records.book import Book
from desktop.records.change import Changes
from desktop.records.clock import from_text
from desktop.records.fields import Row
from desktop.records.mailbox import Received, originals, received
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS, TRAVELLING, Register
from sync import merge
from sync.enrolment.keyring import trust_of
from sync.packet import Header
from sync.receive import Planned
from sync.sandbox import open_packet


class What(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """One field as it reads in the book and in the packet; "" for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One row that differs, with how it is called and the fields that do."""

    register: Register
    what: What
    uid: str
    caption: str
    fields: tuple[Change, ...]


@dataclass(frozen=True)
class Side:
    """What one side of a fork says about itself. ``created`` and ``received`` are UTC, "" where
    that is not known."""

    sequence: int
    epoch: str
    device: str
    period: str
    created: str
    received: str
    rows: int
    sha256: str


def lines(book: Book, planned: Planned) -> list[Line]:
    """Every row that accepting the packet would add, change or drop, by register."""
    if planned.header is None or not planned.changes:
        return []
    held = snapshot.held(book.db, planned.header.unit)
    coming = {name: {str(r["uid"]): r for r in rows} for name, rows in planned.rows.items()}
    captions = _Captions(book, coming)
    changes = planned.changes
    return [line for r in TRAVELLING for line in _of(r, changes[r.name], held[r.name], captions)]


def apart(book: Book, planned: Planned) -> list[Line]:
    """Every row in which the packet differs from the one that came in together with it: "added" are
    those that only this one has, "removed" those that only the other has."""
    rival = planned.rival
    if rival is None or not (rival.rows and planned.rows):
        return []
    other = {name: {str(r["uid"]): r for r in rows} for name, rows in rival.rows.items()}
    own = {name: {str(r["uid"]): r for r in rows} for name, rows in planned.rows.items()}
    captions = _Captions(book, {name: other[name] | own[name] for name in own})
    changes = {name: merge.diff(other[name], rows) for name, rows in planned.rows.items()}
    return [line for r in TRAVELLING for line in _of(r, changes[r.name], other[r.name], captions)]


def sides(book: Book, planned: Planned) -> tuple[Side | None, Side | None]:
    """The packet that is held of the unit, or that came in together with this one and contradicts
    it, and the one that came in."""
    came = _came(planned)
    if came is None or planned.header is None:
        return None, None
    if planned.rival:
        return _came(planned.rival), came
    unit = planned.header.unit
    head = next((one for one in received.heads(book.db) if one.unit == unit), None)
    return (_held(book, head) if head else None), came


def _came(planned: Planned) -> Side | None:
    header = planned.header
    if header is None:
        return None
    rows = sum(len(found) for found in planned.rows.values())
    return Side(
        header.sequence,
        header.epoch,
        header.device,
        header.period,
        header.created,
        "",
        rows,
        planned.sha256,
    )


class _Captions:
    """How rows are called: by the packet's own words first, then by the book's."""

    def __init__(self, book: Book, coming: Mapping[str, Mapping[str, Row]]) -> None:
        self._db, self._coming = book.db, coming

    def of(self, name: str, uid: str) -> str:
        row = self._coming.get(name, {}).get(uid) or self._stored(name, uid)
        return words.caption(REGISTERS[name], row, self.of) if row else ""

    def stored(self, name: str, uid: str) -> str:
        row = self._stored(name, uid) or self._coming.get(name, {}).get(uid)
        return words.caption(REGISTERS[name], row, self.stored) if row else ""

    def _stored(self, name: str, uid: str) -> Row | None:
        return queries.stored(self._db, REGISTERS[name], uid)


def _of(
    register: Register, change: Changes, held: Mapping[str, Row], captions: _Captions
) -> Iterator[Line]:
    for row in change.added:
        yield _line(register, What.ADDED, {}, row, captions)
    for row in change.changed:
        yield _line(register, What.CHANGED, held[str(row["uid"])], row, captions)
    for uid in change.removed:
        yield _line(register, What.REMOVED, held[uid], {}, captions)


def _line(register: Register, what: What, before: Row, after: Row, captions: _Captions) -> Line:
    row = after or before
    lookup = captions.of if after else captions.stored
    shown = (
        Change(
            field.label,
            words.show(field, before.get(field.name), captions.stored),
            words.show(field, after.get(field.name), captions.of),
        )
        for field in register.fields
    )
    differing = tuple(change for change in shown if change.before != change.after)
    return Line(register, what, str(row["uid"]), words.caption(register, row, lookup), differing)


def _held(book: Book, head: Received) -> Side:
    wanted = Wanted(units=(head.unit,))
    rows = sum(queries.count(book.db, register, wanted) for register in TRAVELLING)
    header = _header(book, head)
    return Side(
        head.sequence,
        head.epoch,
        head.device,
        head.period,
        header.created if header else "",
        head.received_at,
        rows,
        head.sha256,
    )


def _header(book: Book, head: Received) -> Header | None:
    """What the held packet said of itself, from its original file, judged when it came in."""
    content = originals.read(book.folder, head)
    if content is None:
        return None
    packet = open_packet(content, trust_of(book), from_text(head.received_at)).packet
    return packet.header if packet else None
