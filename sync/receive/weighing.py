"""What a verified packet would do to this book; the book is only read."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from desktop.records import mailbox, rules, snapshot, units
from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.mailbox import Received
from desktop.records.registers import TRAVELLING
from sync import lapsed, merge
from sync.merge import Judgement, Status
from sync.package import container
from sync.packet import Header, Packet
from sync.pki.trust import Sender
from sync.receive import explain, files
from sync.receive.planned import Planned, Verified
from sync.sandbox import Opened


def weigh(book: Book, verified: Verified, *, now: datetime) -> Planned:
    """What a verified packet would do to this book."""
    packet, header = verified.packet, verified.packet.header
    planned = Planned(
        verified.file,
        verified.content,
        Status.ACCEPTED,
        "",
        verified.sender,
        header,
        clock_doubt=verified.clock_doubt,
        packet=packet,
        packed=verified.packed,
        content_digest=verified.content_digest,
        entered=mailbox.came_before(book.db, sha256(verified.content).hexdigest()),
    )
    refusal = _not_for_us(book, header) or broken_rule(packet, now)
    if refusal:
        return replace(planned, status=Status.REFUSED, reason=refusal)
    judgement = judged(book, header, planned)
    rows = snapshot.stamped(header.unit, packet.rows)
    if judgement.status in (Status.ACCEPTED, Status.FORK):
        if snapshot.foreign(book.db, header.unit, rows):
            return replace(planned, status=Status.REFUSED, reason=explain.foreign_rows())
        held = snapshot.held(book.db, header.unit)
        changes = {name: merge.diff(held[name], found) for name, found in rows.items()}
        planned = replace(planned, rows=rows, changes=changes)
    return replace(
        planned,
        status=judgement.status,
        reason=explain.judgement(judgement, header),
        missing=judgement.missing,
        cause=judgement.cause,
    )


def weigh_past(book: Book, past: Opened, refused: Planned, *, now: datetime) -> Planned:
    """What a packet counts for whose certificate was good when it was signed and is not any more:
    it is named when it is known or left behind, but changes nothing."""
    packet, sender = past.packet, past.verdict.sender
    if packet is None or sender is None:
        return refused
    named = replace(refused, packed=past.packed, content_digest=past.content_digest)
    planned = weigh(book, _again(named, packet, sender), now=now)
    if planned.status in (Status.DUPLICATE, Status.SUPERSEDED):
        return planned
    if lapsed.has_successor(book, packet.header, now):
        planned = replace(planned, rows={}, changes={}, missing=0)
        return replace(planned, status=Status.SUPERSEDED, reason=explain.replaced())
    return refused


def weigh_again(book: Book, planned: Planned, *, now: datetime) -> Planned:
    """The same plan against the book as it stands now; what was refused stays so, and what was held
    for another that came in with it is not taken because that one has gone."""
    waits = planned.status in (Status.ACCEPTED, Status.FORK)
    if not waits or planned.packet is None or planned.sender is None:
        return planned
    found = weigh(book, _again(planned, planned.packet, planned.sender), now=now)
    if planned.rival and found.status is Status.ACCEPTED:
        found = replace(found, status=Status.FORK, cause=planned.cause, reason=planned.reason)
    return replace(found, rival=planned.rival)


def _again(planned: Planned, packet: Packet, sender: Sender) -> Verified:
    return Verified(
        planned.file,
        planned.content,
        sender,
        packet,
        planned.clock_doubt,
        planned.packed,
        planned.content_digest,
    )


def judged(book: Book, header: Header, planned: Planned) -> Judgement:
    """The judgement on a packet by what has come from its unit before."""
    known = mailbox.history(book.db, header.unit)
    history = (_seen(book, one, header) for one in known)
    return merge.judge(header, planned.names, history, lapsed.gone(book, known, header.device))


def _seen(book: Book, one: Received, header: Header) -> merge.Seen:
    content = one.content_digest
    near = (one.device, one.epoch) == (header.device, header.epoch)
    if not content and near and abs(one.sequence - header.sequence) <= 1:
        content = _content_digest(book, one)
    names = frozenset({one.sha256, one.packed, content} - {""})
    follows = frozenset({one.previous, one.previous_content} - {""})
    return merge.Seen(one.status, names, one.device, one.epoch, one.sequence, follows)


def _content_digest(book: Book, held: Received) -> str:
    """Of a packet that an earlier edition of the book has entered: from its file, "" where that is
    not whole any more."""
    place = files.kept(book.folder, held)
    return container.content_digest(container.unpack(place.read_bytes())) if place else ""


def broken_rule(packet: Packet, now: datetime) -> str:
    """The first broken rule of a row, "" when all keep them.

    Dates ahead only warn: the clock in doubt may be the sender's or ours.
    """
    by_uid = {
        (name, str(row["uid"])): row
        for name, rows in packet.rows.items()
        for row in rows
        if "uid" in row
    }
    known = rules.Known(
        today=local_day(now),
        find=lambda name, uid: by_uid.get((name, uid)),
        clock_doubted=True,
    )
    for register in TRAVELLING:
        for number, row in enumerate(packet.rows[register.name], start=1):
            for problem in rules.check(register, row, known):
                if not problem.warning:
                    return explain.broken_rule(register.label, number, problem.message)
    return ""


def _not_for_us(book: Book, header: Header) -> str:
    sender = units.find(header.edition, header.unit)
    if header.device == book.device:
        return explain.own_packet()
    if sender == book.office:
        return explain.own_office()
    if not units.within(sender, book.office):
        return explain.elsewhere(sender.name, book.office.name)
    return ""
