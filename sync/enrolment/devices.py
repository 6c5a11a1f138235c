"""The devices an office has certified, what is so with each, and what a request asks for: looked at
by a person before anything is issued or taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cryptography import x509

from desktop.records import units
from desktop.records.book import Book
from desktop.records.mailbox import received
from desktop.records.units import Unit
from sync.enrolment.keyring import authority_of, read_certificates, trust_of
from sync.enrolment.validity import NOTICE
from sync.pki import certificates, revocation
from sync.pki.certificates import Authority
from sync.pki.fingerprint import fingerprint_words
from sync.pki.profile import Subject, read_subject
from sync.pki.revocation import Crl


class Standing(StrEnum):
    """What is so with a device, by the newest certificate this office has issued to it."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Device:
    """One device below, or an office's right to issue (``device`` "").

    ``since`` and ``until`` bound its certificate, ``revoked`` is when it was taken back (UTC).
    ``successor`` is the device in force that the unit has instead of a revoked or ended one, ""
    where there is none. ``packets`` is how many files bore its seal.
    """

    unit: Unit
    device: str
    standing: Standing
    since: datetime
    until: datetime
    revoked: datetime | None = None
    successor: str = ""
    packets: int = 0

    @property
    def in_force(self) -> bool:
        """Whether packets it signs now are believed."""
        return self.standing in (Standing.VALID, Standing.EXPIRING)


@dataclass(frozen=True)
class Asked:
    """What a request is, before it is answered.

    ``words`` are the five pairs that the asker reads out. ``known`` tells that this device has
    asked before (it renews, or the answer was lost); ``others`` are devices of the unit in force
    that it would stand beside.
    """

    content: bytes
    subject: Subject
    words: tuple[str, ...]
    known: bool
    others: tuple[str, ...]


def below(book: Book, now: datetime) -> list[Device]:
    """Every device and office this one has certified but itself, by unit, what is in force first.

    Raises TrustError at an office that does not issue.
    """
    authority, crls = authority_of(book), trust_of(book).crls
    newest: dict[tuple[str, str], x509.Certificate] = {}
    for certificate in read_certificates(book, "issued"):
        subject = read_subject(certificate.subject)
        if subject.unit != book.office:
            newest[subject.unit.code, subject.device] = certificate
    found = [_device(book, one, authority, crls, now) for one in newest.values()]
    return sorted(_with_successors(found), key=lambda one: (one.unit.code, not one.in_force))


def without(book: Book, found: list[Device]) -> list[Unit]:
    """The units directly below that have no device or right in force among ``found``."""
    served = {one.unit.code for one in found if one.in_force}
    return [unit for unit in units.children(book.office) if unit.code not in served]


def asked(book: Book, request: bytes, now: datetime) -> Asked:
    """What a request asks this office for; nothing is issued.

    Raises TrustError where the file is no whole request, or this office could not grant it.
    """
    read, authority = certificates.read_request(request), authority_of(book)
    subject = read.subject
    certificates.check_may_issue(subject, authority, now)
    here = [one for one in below(book, now) if one.unit == subject.unit]
    return Asked(
        request,
        subject,
        read.words,
        any(one.device == subject.device for one in here),
        tuple(
            one.device for one in here if one.in_force and one.device not in ("", subject.device)
        ),
    )


def own_words(book: Book) -> tuple[str, ...]:
    """The five pairs of this office's right to issue, which those below compare when they take its
    answer. Raises TrustError at an office that does not issue."""
    return fingerprint_words(authority_of(book).certificate.public_key())


def _device(
    book: Book,
    certificate: x509.Certificate,
    authority: Authority,
    crls: tuple[Crl, ...],
    now: datetime,
) -> Device:
    subject, until = read_subject(certificate.subject), certificate.not_valid_after_utc
    revoked = revocation.revoked_at(certificate, authority.certificate, crls)
    standing = Standing.VALID
    if revoked is not None:
        standing = Standing.REVOKED
    elif until < now:
        standing = Standing.EXPIRED
    elif until <= now + NOTICE:
        standing = Standing.EXPIRING
    packets = len(received.from_device(book.db, subject.unit.code, subject.device))
    since = certificate.not_valid_before_utc
    device = subject.device
    return Device(
        subject.unit,
        device,
        standing,
        since,
        until,
        revoked,
        packets=packets if device else 0,
    )


def _with_successors(found: list[Device]) -> Iterator[Device]:
    for one in found:
        heirs = [o for o in found if o.unit == one.unit and o.in_force and o.since > one.since]
        gone = not one.in_force and one.device != ""
        yield replace(one, successor=heirs[0].device) if gone and heirs else one
