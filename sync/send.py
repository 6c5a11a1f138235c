"""From the record to a signed packet: the newest state of this office, ready to travel."""

import errno
import os
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from desktop.records import continuity, journal, mailbox, periods, reporting, snapshot
from desktop.records.because import because
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.clock import local_day, utc_text
from desktop.records.errors import DiskError
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.mailbox import receipts
from sync.enrolment.keyring import signing_identity
from sync.package import container, seal
from sync.package import password as passwords
from sync.packet import FORMAT, Header, Packet
from sync.xlsx import fitting, wording, workbook

PLAN_BEGAN = date(2021, 1, 1)
"""There is no period before it, whatever a clock with a dead battery says."""


@dataclass(frozen=True)
class Exported:
    """A packet that is signed and on the disk; ``rows`` counts what travels in it."""

    path: Path
    sequence: int
    rows: int
    sha256: str


def export(
    book: Book,
    *,
    now: datetime,
    period: str | None = None,
    out: Path | None = None,
    password: str = "",
) -> Exported:
    """Sign this office's record as it stands and put the packet into the outbox (or ``out``).

    The number is taken and the bytes are kept in the book in one transaction before any file is
    written, so no number is ever given to two contents. With a ``password`` the file can only be
    opened by who knows it; ``sha256`` and the file's name are still of the signed packet inside.
    Raises TrustError on a device that is not enrolled, InputError for an unknown period or an
    unusable password, DiskError.
    """
    identity = signing_identity(book)
    named = _period(book, period, now)
    if out is not None:
        _prepare(out)
    refill_outbox(book)
    with translated(), book.db.atomic():
        packet = _packet(book, named, now)
        parts = seal.seal(workbook.write(packet), *identity, now)
        content = container.pack(parts)
        sent = mailbox.Sent(
            sha256=sha256(content).hexdigest(),
            epoch=packet.header.epoch,
            sequence=packet.header.sequence,
            period=packet.header.period,
            created_at=packet.header.created,
            file=file_name(packet.header, content),
            rows=sum(len(rows) for rows in packet.rows.values()),
            packet=passwords.lock(content, password) if password else content,
            content_digest=container.content_digest(parts),
        )
        mailbox.add_sent(book.db, sent)
        entry = journal.Entry("export", version=sent.sequence, after=sent.sha256)
        book.enter(entry, now)
    return Exported(_write(book, sent, out), sent.sequence, sent.rows, sent.sha256)


def _packet(book: Book, period: str, now: datetime) -> Packet:
    """The record as it stands, in a wording that the office above reads by its last receipt."""
    packet = Packet.of(next_header(book, period, now), snapshot.take(book))
    return fitting.chosen(packet, receipts.reads_above(book.db))


def refill_outbox(book: Book) -> None:
    """Write the newest packet again if a power cut came between the book and its file."""
    newest = mailbox.last_sent(book.db, book.epoch)
    if newest and newest.packet and not (book.folder / "outbox" / newest.file).exists():
        _write(book, newest, None)


def file_name(header: Header | mailbox.Received, content: bytes) -> str:
    """ASCII, neutral, and different for every content."""
    digest = sha256(content).hexdigest()[:8]
    return f"{header.unit}_{header.device}_{header.sequence:04}_{digest}.xlsx"


def next_header(book: Book, period: str, now: datetime) -> Header:
    """The header that this office's next packet bears."""
    place = continuity.next_place(book)
    return Header(
        format=FORMAT,
        wording=wording.newest().name,
        edition=book.office.edition,
        unit=book.office.code,
        tier=book.office.tier,
        device=book.device,
        epoch=place.epoch,
        sequence=place.sequence,
        period=period,
        created=utc_text(now),
        previous=place.previous,
        journal_head=journal.head(book.db),
        reads=wording.newest().number,
        previous_content=place.previous_content,
        clock_doubted=int(book.clock_doubted),
    )


def _period(book: Book, name: str | None, now: datetime) -> str:
    if name:
        return periods.named(name).name
    today = max(local_day(now), PLAN_BEGAN)
    month = periods.holding(today, periods.Length.MONTH, reporting.of(book.db).basis)
    return month.name if month else str(today.year)


def _prepare(out: Path) -> None:
    """Be sure of the folder before a number is taken: a packet that lands nowhere wastes one."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not os.access(out, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise DiskError(
            t(
                "Không ghi được vào thư mục “{folder}”: {why}. Chưa ký gói nào; chọn thư mục khác.",
                folder=out,
                why=because(error),
            )
        ) from error


def _write(book: Book, sent: mailbox.Sent, out: Path | None) -> Path:
    content = sent.packet or b""
    target = book.folder / "outbox" / sent.file
    write_durably(target, content)
    if out is None:
        return target
    write_durably(out / sent.file, content)
    return out / sent.file
