"""How long certificates still last, and the renewal of what an office certifies for itself.

A device asks for its next certificate as it asked for its first (`enrol.request`), with a new key;
until the answer is taken it goes on with the old one, and what it has signed stays good. An office
that issues asks for its own right in the same way, with its key unchanged. Only what rests on
nobody above is renewed here: the device of an issuing office, and a root.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from cryptography import x509

from desktop.records.book import Book
from desktop.records.units import Unit
from sync.enrolment.keyring import (
    as_text,
    authority_of,
    key_text,
    read_certificates,
    trust_of,
    trust_text,
)
from sync.pki import certificates, revocation
from sync.pki.certificates import Authority, Request, make_key, self_root
from sync.pki.profile import Subject, read_subject
from sync.pki.trust import Trust

NOTICE: Final = timedelta(days=60)
"""How long before its end a certificate is spoken of."""


class Role(StrEnum):
    """What a certificate is for: signing packets, or issuing certificates."""

    DEVICE = "device"
    ISSUER = "issuer"


@dataclass(frozen=True)
class Expiry:
    """A certificate and its end: whose it is and when (UTC).

    ``ours`` tells that this office renews it itself (`renew`); else it asks the office above.
    """

    unit: Unit
    device: str
    role: Role
    until: datetime
    ours: bool


def expiring(book: Book, now: datetime) -> list[Expiry]:
    """The certificates of this office that end within ``NOTICE`` of ``now`` or have ended."""
    return [one for one in held(book) if one.until <= now + NOTICE]


def held(book: Book) -> list[Expiry]:
    """The certificates of this office, of its device first, and when they end."""
    names = ("device_certificate", "authority_certificate")
    return [_expiry(book, one) for name in names for one in read_certificates(book, name)[:1]]


def expiring_below(book: Book, now: datetime) -> list[Expiry]:
    """The certificates this office has issued to others that end soon and have no successor yet;
    ended and revoked ones are not among them."""
    authority, crls = authority_of(book), trust_of(book).crls
    newest: dict[Subject, x509.Certificate] = {}
    for certificate in read_certificates(book, "issued"):
        newest[read_subject(certificate.subject)] = certificate
    return [
        _expiry(book, certificate)
        for subject, certificate in newest.items()
        if subject.unit != book.office
        and now <= certificate.not_valid_after_utc <= now + NOTICE
        and revocation.revoked_at(certificate, authority.certificate, crls) is None
    ]


def renew(book: Book, now: datetime) -> list[Expiry]:
    """Renew what this office certifies for itself: its device, with a new key, and its root where
    that ends soon. Returns what there was before.

    Raises TrustError at an office that does not issue, and where the right to issue has ended that
    the office above gave: ask that office first.
    """
    ended = [one for one in expiring(book, now) if one.role is Role.ISSUER and one.ours]
    authority, settings = authority_of(book), dict[str, str]()
    if ended:
        authority = self_root(book.office, authority.key, now)
        settings = _root_settings(book, authority, now)
    before = read_certificates(book, "device_certificate")
    settings |= device_settings(book, authority, now)
    book.settings.put(**settings)
    return [*ended, *(_expiry(book, one) for one in before[:1])]


def device_settings(book: Book, authority: Authority, now: datetime) -> dict[str, str]:
    """What the book will keep when its office certifies its own device anew."""
    key = make_key()
    request = Request(Subject(book.office, book.device), key.public_key())
    certificate = certificates.issue(request, authority, now)
    return {
        "device_key": key_text(key),
        "device_certificate": as_text(certificate),
        "issued": as_text(*read_certificates(book, "issued"), certificate),
    }


def _root_settings(book: Book, authority: Authority, now: datetime) -> dict[str, str]:
    """Those below believe the old root until it ends; their next certificate brings the new one."""
    held = trust_of(book)
    crl = revocation.make_crl(authority, held.crls, (), now)
    anchors = (authority.certificate, *held.anchors)
    trust = Trust(anchors, held.issuers, held.crls).with_news(Trust((), (), (crl,)))
    return {"authority_certificate": as_text(authority.certificate), "trust": trust_text(trust)}


def _expiry(book: Book, certificate: x509.Certificate) -> Expiry:
    subject = read_subject(certificate.subject)
    role = Role.ISSUER if subject.is_issuer else Role.DEVICE
    own_root = certificate.issuer == certificate.subject
    issues = bool(book.settings.get("authority_key")) and subject.unit == book.office
    ours = own_root if role is Role.ISSUER else issues
    return Expiry(subject.unit, subject.device, role, certificate.not_valid_after_utc, ours)
