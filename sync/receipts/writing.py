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
from sync.xlsx import receipt_writer, wording


def write_owed(book: Book, *, now: datetime) -> list[Written]:
    """One signed receipt for every sending device that has something new to be told.

    Each is cumulative and is kept in the book, where ``current`` finds it again, until a newer one
    to that device takes its place. Raises TrustError on a device that is not enrolled.
    """
    trust = trust_of(book).to_pem().decode("ascii")
    last = {(found.unit, found.device): found for found in receipts.written(book.db)}
    return [
        _write(book, facts, digest, trust, last.get((facts.unit, facts.device)), now)
        for facts, digest in list(untold(book))
    ]


def current(book: Book) -> Sequence[Written]:
    """The newest receipt to every device, so that one that was lost can be sent again."""
    return receipts.written(book.db)


def _write(
    book: Book, facts: Facts, digest: str, trust: str, last: Written | None, now: datetime
) -> Written:
    header = _header(book, facts, last, now)
    receipt = Receipt(header, facts.packets, facts.remarks, facts.held, facts.covers, trust)
    parts = seal.seal(receipt_writer.write(receipt), *signing_identity(book), now)
    content = container.pack(parts)
    hashed = sha256(content).hexdigest()
    written = Written(
        unit=facts.unit,
        device=facts.device,
        epoch=header.epoch,
        before=header.before,
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
        book.enter(entry, now)
    return written


def _header(book: Book, facts: Facts, last: Written | None, now: datetime) -> Header:
    """Later than the ``last`` receipt to that device, be it of an epoch that was left behind; in a
    wording that the device reads, as its last packet said."""
    same = last is not None and last.epoch == book.epoch
    left = f"{last.epoch} {last.before}".strip() if last and not same else ""
    newest = facts.packets[0]
    return Header(
        format=FORMAT,
        wording=wording.up_to(facts.reads).name,
        edition=book.office.edition,
        unit=book.office.code,
        tier=book.office.tier,
        device=book.device,
        to_unit=facts.unit,
        to_device=facts.device,
        epoch=book.epoch,
        before=last.before if last and same else left,
        number=last.sequence + 1 if last and same else 1,
        created=utc_text(now),
        packet=facts.newest,
        sequence=newest.sequence,
        state=newest.state,
        reads=wording.newest().number,
        clock_doubted=int(book.clock_doubted),
    )
