"""How this device stands: whether it may sign, on whose word, how long, what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.records.book import Book
from desktop.records.units import Unit
from sync.enrolment.devices import Standing
from sync.enrolment.founding import enrolled
from sync.enrolment.keyring import (
    authority_of,
    read_certificates,
    read_key,
    signing_identity,
    trust_of,
)
from sync.enrolment.validity import NOTICE
from sync.pki import revocation
from sync.pki.fingerprint import fingerprint_words
from sync.pki.profile import read_subject


@dataclass(frozen=True)
class Own:
    """This device, enrolled.

    ``until`` is when its certificate ends, or the right to issue behind it if that ends sooner;
    ``issuer`` who certified the device. ``ours`` tells that this office renews it by itself.
    """

    standing: Standing
    since: datetime
    until: datetime
    issuer: Unit
    ours: bool


def asks_above(book: Book) -> bool:
    """Whether this office still has to ask the one above: it has no certificate, or one that
    rests on nothing but itself."""
    return bool(book.office.parent) and (alone(book) or not enrolled(book))


def alone(book: Book) -> bool:
    """Whether this office is a root of its own: no office above has certified it."""
    own = read_certificates(book, "authority_certificate")
    return bool(own) and own[0].issuer == own[0].subject


def pending(book: Book) -> tuple[str, ...]:
    """The five words of a device's request that has not been answered yet, () without one."""
    key = read_key(book, "pending_key")
    return fingerprint_words(key.public_key()) if key else ()


def request_words(book: Book) -> tuple[str, ...]:
    """The five words that a request of this office shows now, () where it would make a new key."""
    if book.settings.get("authority_key") is not None:
        return fingerprint_words(authority_of(book).key.public_key())
    return pending(book)


def state(book: Book, now: datetime) -> Own | None:
    """How this device stands, None before it is enrolled."""
    if not enrolled(book):
        return None
    identity = signing_identity(book)
    certificate, right = identity.certificate, read_certificates(book, "authority_certificate")
    until = min(one.not_valid_after_utc for one in (certificate, *right[:1]))
    standing = Standing.VALID
    if revocation.revoked_at(certificate, identity.issuer, trust_of(book).crls):
        standing = Standing.REVOKED
    elif until < now:
        standing = Standing.EXPIRED
    elif until <= now + NOTICE:
        standing = Standing.EXPIRING
    issuer = read_subject(identity.issuer.subject).unit
    return Own(standing, certificate.not_valid_before_utc, until, issuer, issuer == book.office)
