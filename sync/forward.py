"""Up the line: the packets of the offices below, as they signed them, with this office's own.

Nothing is signed again, so the office above verifies every sender itself. Beside the packets goes
what it needs for that and cannot know: whom this office has certified below itself, and whose
certificates it has taken back. That file proves itself by its signatures; it needs no other.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.records import units
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.mailbox import originals, received
from desktop.records.units import Unit
from sync import send
from sync.enrolment import enrol
from sync.enrolment.keyring import trust_of
from sync.pki.trust import Trust

CERTIFICATES = "_certificates.pem"
"""How the name of the file with certificates and revocation lists ends."""


@dataclass(frozen=True)
class Forwarded:
    """What lies in the folder now: this office's own packet, those of the offices below, and the
    certificates. ``lost`` are the offices whose original file is no longer whole."""

    own: Path
    packets: tuple[Path, ...]
    certificates: Path
    lost: tuple[Unit, ...]


def forward(book: Book, out: Path, *, now: datetime, period: str | None = None) -> Forwarded:
    """Write into ``out`` a new packet of this office's own record, the newest accepted packet of
    every office below, and the certificates.

    Raises InputError at an office with none above or none below it, TrustError, DiskError.
    """
    if not book.office.parent or not units.children(book.office):
        raise InputError(
            t("{name} không có gói của cấp dưới để chuyển lên cấp trên.", name=book.office.name)
        )
    own = send.export(book, now=now, period=period, out=out)
    packets, lost = [], []
    for held in received.heads(book.db):
        content = originals.read(book.folder, held)
        if content is None:
            lost.append(units.find(book.office.edition, held.unit))
            continue
        packets.append(out / send.file_name(held, content))
        write_durably(packets[-1], content)
    certificates = out / f"{book.office.code}_{book.device}{CERTIFICATES}"
    write_durably(certificates, trust_of(book).to_pem())
    return Forwarded(own.path, tuple(packets), certificates, tuple(lost))


def take_certificates(book: Book, content: bytes) -> None:
    """Learn from the certificates that an office below has sent along: only what is signed by an
    office this one believes already, and only news.

    Raises TrustError when the file is damaged.
    """
    enrol.learn(book, Trust.from_pem(content))
