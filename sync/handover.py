"""When a laptop was lost: its last snapshot goes back from the office above to its successor.

What is handed back is the very packet that the lost laptop signed, so the successor can see that it
is genuine. Its rows become the successor's own, uid for uid; the totals of referrals are carried on
as totals, since the rows about people never left the lost laptop and cannot come back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from desktop.records import history, journal, queries, reasons, snapshot, units
from desktop.records.book import Book
from desktop.records.change import Changes
from desktop.records.cipher import translated
from desktop.records.clock import from_text
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.files import write_durably
from desktop.records.identifiers import new_uid
from desktop.records.language import t
from desktop.records.mailbox import Received, originals, received
from desktop.records.registers import REGISTERS
from sync import receive
from sync.enrolment.keyring import trust_of
from sync.lapsed import Examine
from sync.packet import Header, Packet
from sync.sandbox import Sandbox


@dataclass(frozen=True)
class TakenOver:
    """What the successor now has: ``rows`` of its own, and ``totals`` of referrals carried on, from
    the packet with that ``header``."""

    header: Header
    rows: int
    totals: int


def hand_back(book: Book, unit: str, out: Path) -> Received:
    """Write the last packet accepted from a unit (its code) to ``out``, byte for byte.

    Raises InputError when there is none or its original file is no longer whole, DiskError.
    """
    office = units.find(book.office.edition, unit)
    held = next((one for one in received.heads(book.db) if one.unit == unit), None)
    if held is None:
        raise InputError(
            t("Chưa nhận gói nào của {name} nên không có gì trả lại.", name=office.name)
        )
    content = originals.read(book.folder, held)
    if content is None:
        raise InputError(
            t("Tệp gốc của gói đã nhận của {name} mất hoặc hỏng; chưa ghi gì.", name=office.name)
        )
    write_durably(out, content)
    return held


def take_over(
    book: Book, file: Path, *, now: datetime, sandbox: Sandbox | None = None
) -> TakenOver:
    """Make the record in a packet of this office's lost laptop the own record of this one.

    All of it or nothing. Raises InputError when the packet is not good, is not one of another
    laptop of this office, or has been taken over already; TrustError before enrolment.
    """
    content = receive.read_file(file)
    trust = trust_of(book)
    revocations = (entry.revocation_date_utc for crl in trust.crls for entry in crl)
    moments = [now, *(moment - timedelta(seconds=1) for moment in sorted(revocations))]
    with sandbox or Sandbox() as opener:
        packet = _opened(content, partial(opener.open, trust=trust), moments)
    _require_own(book, packet.header)
    if broken := receive.broken_rule(packet, now):
        raise InputError(broken)
    rows = snapshot.stamped(book.office.code, packet.rows)
    with translated(), book.db.atomic():
        _require_new(book, rows)
        entry = journal.Entry("takeover", after=sha256(content).hexdigest())
        book.enter(entry, now)
        counts = _put(book, rows, packet.header, now)
    return TakenOver(packet.header, *counts)


def _opened(content: bytes, examine: Examine, moments: list[datetime]) -> Packet:
    """The packet, judged now or as it was before its certificate was revoked or ran out."""
    first = opened = examine(content, now=moments[0])
    signed = first.verdict.signed_at
    past = [*moments[1:], *([from_text(signed)] if signed else [])] if signed else []
    for moment in past:
        if opened.packet:
            break
        opened = examine(content, now=moment)
    if opened.packet is None:
        raise InputError(first.verdict.reason)
    return opened.packet


def _require_own(book: Book, header: Header) -> None:
    sender = units.find(header.edition, header.unit)
    if sender != book.office:
        raise InputError(
            t(
                "Đây là gói của {sender}, không phải của {office}. Xin cấp trên trả lại đúng gói.",
                sender=sender.name,
                office=book.office.name,
            )
        )
    if header.device == book.device:
        raise InputError(t("Gói này do chính máy này ký; các dòng của nó đã ở trong sổ."))


def _require_new(book: Book, rows: snapshot.Rows) -> None:
    carried = any(
        book.db.execute(f"SELECT 1 FROM {name} WHERE device = ?", [book.device]).fetchone()
        for name in rows
        if REGISTERS[name].derived_from
    )
    if carried or any(
        queries.stored(book.db, REGISTERS[name], str(row["uid"])) for name, row in _each(rows)
    ):
        raise InputError(t("Gói này đã được nạp vào sổ trước đây. Không nạp lại; sổ còn nguyên."))


def _put(book: Book, rows: snapshot.Rows, header: Header, now: datetime) -> tuple[int, int]:
    """Write the rows as own ones, each with its journal entry, as one action."""
    changes = {name: Changes(added=list(found)) for name, found in rows.items()}
    snapshot.put(book.db, book.office.code, book.device, rows, changes)
    action, saved, totals = new_uid(now), 0, 0
    because = reasons.taken_over(header.sequence)
    for name, given in _each(rows):
        if REGISTERS[name].derived_from:
            totals += 1
            continue
        row = queries.stored(book.db, REGISTERS[name], str(given["uid"])) or {}
        version, digest = int(str(row["version"])), journal.row_digest(row)
        entry = journal.Entry("save", name, str(row["uid"]), version, after=digest, reason=because)
        number = book.enter(entry, now)
        history.keep(book.db, number, action, None)
        saved += 1
    return saved, totals


def _each(rows: snapshot.Rows) -> Iterator[tuple[str, Row]]:
    return ((name, row) for name, found in rows.items() for row in found)
