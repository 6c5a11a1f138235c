"""Signing receipts at the office that received packets."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from desktop.records import journal
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.clock import utc_text
from desktop.records.mailbox import receipts
from desktop.records.mailbox.receipts import Written
from sync.enrolment.keyring import signing_identity, trust_of
from sync.package import container, seal
from sync.receipt import FORMAT, Header, Receipt, file_name
from sync.receipts.facts import Facts, untold
from sync.xlsx import receipt_writer


def write_owed(book: Book, *, now: datetime) -> list[Written]:
    """One signed receipt for every sending device that has something new to be told.

    Each is cumulative and is kept in the book, where ``current`` finds it again, until a newer one
    to that device takes its place. Raises TrustError on a device that is not enrolled.
    """
    trust = trust_of(book).to_pem().decode("ascii")
    before = {(found.unit, found.device): found.sequence for found in receipts.written(book.db)}
    return [
        _write(book, facts, digest, trust, before.get((facts.unit, facts.device), 0), now)
        for facts, digest in list(untold(book))
    ]


def current(book: Book) -> Sequence[Written]:
    """The newest receipt to every device, so that one that was lost can be sent again."""
    return receipts.written(book.db)


def _write(
    book: Book, facts: Facts, digest: str, trust: str, before: int, now: datetime
) -> Written:
    header = _header(book, facts, _number(before, now), now)
    receipt = Receipt(header, facts.packets, facts.remarks, facts.held, facts.covers, trust)
    parts = seal.seal(receipt_writer.write(receipt), *signing_identity(book), now)
    content = container.pack(parts)
    hashed = sha256(content).hexdigest()
    written = Written(
        unit=facts.unit,
        device=facts.device,
        sequence=header.number,
        file_name=file_name(header, hashed),
        sha256=hashed,
        created_at=header.created,
        upto=facts.upto,
        facts=digest,
        content=content,
    )
    with translated(), book.db.atomic():
        receipts.put_written(book.db, written)
        entry = journal.Entry("receipt", uid=facts.device, after=hashed)
        journal.append(book.db, entry, device=book.device, now=now)
    return written


def _number(before: int, now: datetime) -> int:
    """Above the last one and at least the seconds since 1970: also after an old backup of this
    office was restored, a receipt written later is the newer one."""
    return max(before + 1, int(now.timestamp()))


def _header(book: Book, facts: Facts, number: int, now: datetime) -> Header:
    last = facts.packets[0]
    return Header(
        format=FORMAT,
        edition=book.office.edition,
        unit=book.office.code,
        tier=book.office.tier,
        device=book.device,
        to_unit=facts.unit,
        to_device=facts.device,
        number=number,
        created=utc_text(now),
        packet=last.sha256,
        sequence=last.sequence,
        state=last.state,
    )
