"""What a packet is still worth whose certificate has lapsed: revoked, replaced, or run out.

A signing time is only a claim, and a stolen laptop may claim any. So a packet that is good only by
the time it claims is never imported: it may be named (a packet that came in before, or one that
another laptop's has left behind), and that is all.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from desktop.records import clock, mailbox, units
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.clock import from_text
from sync.enrolment import enrol
from sync.enrolment.keyring import trust_of
from sync.package.verify import Verdict
from sync.packet import Header
from sync.pki.profile import read_subject
from sync.sandbox import Opened


class Examine(Protocol):
    """Opens a packet where it can do no harm, judging its sender at a moment."""

    def __call__(self, data: bytes, *, now: datetime) -> Opened:
        """See `Sandbox.open`."""


def now_or_surely(book: Book, examine: Callable[[datetime], Opened], now: datetime) -> Opened:
    """The verdict as of ``now``; and while the clock is in doubt and nothing but a certificate's
    time is wrong, as of what has certainly passed: a clock far ahead ends nobody's certificate."""
    opened = examine(now)
    if not (book.clock_doubted and opened.verdict.signed_at):
        return opened
    surely = examine(clock.floor(book))
    return surely if surely.verdict.status == "valid" else opened


def as_signed(book: Book, content: bytes, verdict: Verdict, examine: Examine) -> Opened | None:
    """The packet as it was when it was signed, or when it was accepted here; None unless nothing
    but its certificate is wrong now and was right then."""
    if not verdict.signed_at:
        return None
    for moment in (_accepted_at(book, content), verdict.signed_at):
        opened = examine(content, now=from_text(moment)) if moment else None
        if opened and opened.packet:
            return opened
    return None


def gone(book: Book, history: Iterable[mailbox.Received], device: str) -> set[str]:
    """The devices of one office whose certificates have been revoked, each judged by the newest it
    has used. Where no other than ``device`` has sent anything there is nothing to look up."""
    serials = {entry.device: (entry.unit, entry.serial) for entry in history if entry.serial}
    if serials.keys() <= {device}:
        return set()
    trust, edition = trust_of(book), book.office.edition
    return {
        sender
        for sender, (unit, serial) in serials.items()
        if trust.revokes(units.find(edition, unit), serial)
    }


def has_successor(book: Book, header: Header, now: datetime) -> bool:
    """Whether this office has issued a certificate in force to another device of the sender."""
    issued = enrol.issued_to(book, header.unit, now)
    return any(read_subject(one.subject).device != header.device for one in issued)


def _accepted_at(book: Book, content: bytes) -> str:
    """When the very same file was accepted here (UTC), "" when it was not."""
    query = (
        "SELECT received_at FROM received WHERE sha256 = ? AND status IN ('accepted', 'superseded')"
    )
    with translated():
        found = book.db.execute(query, [sha256(content).hexdigest()]).fetchone()
    return found[0] if found else ""
