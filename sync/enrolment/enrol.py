"""Enrolment: how a device gets its certificate, and how an office takes it back.

    the device asks            request   → a PKCS#10 file
    the office above answers   issue     → a PEM bundle: certificate, issuers, anchors, CRLs
    the device believes it     accept

Both sides read the five words of the request to each other, and may do the same with those of the
office above (`issuer_words`). A district asks the province in the same way, for the right to
issue: its key stays the same, so all it has issued, its own device certificate too, then leads up
to the province without a change. Private keys never leave the book.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from desktop.records import journal, units
from desktop.records.book import Book
from desktop.records.cipher import translated
from desktop.records.clock import learn as learn_time
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.text import clean
from sync.enrolment.acceptance import examine
from sync.enrolment.keyring import (
    as_text,
    authority_of,
    key_text,
    read_certificates,
    read_key,
    signing_identity,
    trust_of,
    trust_text,
)
from sync.enrolment.validity import device_settings
from sync.errors import TrustError
from sync.pki import certificates, pem, revocation
from sync.pki.certificates import Authority, make_key, make_request, self_root
from sync.pki.fingerprint import fingerprint_words
from sync.pki.profile import Subject, read_subject
from sync.pki.trust import Sender, Trust


def create_authority(book: Book, now: datetime) -> None:
    """Make a new district or province its own root, with a certificate for its own device.

    Raises TrustError for a commune and for an office that has its keys already.
    """
    if book.settings.get("authority_key") is not None:
        raise TrustError(t("Cơ quan này đã có khóa cấp chứng thư; không tạo lại."))
    authority = self_root(book.office, make_key(), now)
    crl = revocation.make_crl(authority, (), (), now)
    book.settings.put(
        authority_key=key_text(authority.key),
        authority_certificate=as_text(authority.certificate),
        trust=trust_text(Trust((authority.certificate,), (), (crl,))),
        **device_settings(book, authority, now),
    )


def request(book: Book, out: Path) -> tuple[str, ...]:
    """Write this device's request (a district's is for the right to issue) and give its five words.

    Until it is answered, asking again gives a request for the same key. Raises TrustError at a
    province, which has no office above it, and DiskError.
    """
    subject, key = _asker(book)
    if subject.device and read_key(book, "pending_key") is None:
        book.settings.put(pending_key=key_text(key))
    write_durably(out, make_request(subject, key))
    return fingerprint_words(key.public_key())


def issue(book: Book, request_bytes: bytes, now: datetime) -> bytes:
    """The bundle that answers a request: certificate, issuers, anchors, revocation lists, in PEM.

    Raises TrustError when this office may not issue, the request is damaged or altered, or it comes
    from a unit that is not directly under this office.
    """
    authority, held = authority_of(book), trust_of(book)
    asked = certificates.read_request(request_bytes)
    certificate = certificates.issue(asked, authority, now)
    crl = revocation.make_crl(authority, held.crls, (), now)
    kept = held.with_news(Trust((), (), (crl,)))
    if asked.subject.is_issuer:
        others = (c for c in kept.issuers if c.public_key() != certificate.public_key())
        kept = Trust(kept.anchors, (*others, certificate), kept.crls)
    issued = (*read_certificates(book, "issued"), certificate)
    with translated(), book.db.atomic():
        book.settings.put(issued=as_text(*issued), trust=trust_text(kept))
        _journal(book, "certify", asked.subject, now)
    return _bundle(certificate, authority, kept)


def accept(book: Book, bundle: bytes, now: datetime) -> Sender:
    """Apply a bundle: this device signs with the new certificate and believes the offices in it.

    Revocation lists that are newer here are kept. Raises TrustError like `examine`; the book is
    then as it was.
    """
    enrolment = examine(book, bundle, now)
    book.settings.put(**enrolment.settings)
    learn_time(book, signing_identity(book).certificate.not_valid_before_utc)
    return enrolment.sender


def revoke(book: Book, unit: str, now: datetime, device: str = "", because: str = "") -> int:
    """Revoke every certificate in force of a unit (its code), or of one `device` of it, as of
    `now`; their number. The journal keeps why (`because`).

    Raises TrustError when this office may not issue or there is no such certificate, and
    InputError when the unit list does not have it.
    """
    authority, office = authority_of(book), units.find(book.office.edition, unit)
    found = [
        one
        for one in issued_to(book, unit, now)
        if device in ("", read_subject(one.subject).device)
    ]
    if not found or office == book.office:
        raise TrustError(t("{name} không có chứng thư nào để thu hồi.", name=office.name))
    held = trust_of(book)
    crl = revocation.make_crl(authority, held.crls, found, now)
    with translated(), book.db.atomic():
        learn(book, Trust((), (), (crl,)))
        for subject in dict.fromkeys(read_subject(one.subject) for one in found):
            _journal(book, "revoke", subject, now, because)
    return len(found)


def issued_to(book: Book, unit: str, now: datetime) -> list[x509.Certificate]:
    """The certificates this office issued to a unit that are in force at `now`, oldest first.

    More than one device means that an old laptop has not been revoked yet.
    """
    authority, crls = authority_of(book), trust_of(book).crls
    return [
        certificate
        for certificate in read_certificates(book, "issued")
        if read_subject(certificate.subject).unit.code == unit
        and now <= certificate.not_valid_after_utc
        and revocation.revoked_at(certificate, authority.certificate, crls) is None
    ]


def learn(book: Book, offered: Trust) -> None:
    """Keep what a verified receipt says of issuers and revocations (see `Trust.with_news`)."""
    book.settings.put(trust=trust_text(trust_of(book).with_news(offered)))


def issuer_words(book: Book) -> tuple[str, ...]:
    """The five words of the office that certified this device; at that office itself, its own."""
    return fingerprint_words(signing_identity(book).issuer.public_key())


def _journal(
    book: Book, action: journal.ActionName, subject: Subject, now: datetime, because: str = ""
) -> None:
    whose = f"{subject.unit.code}/{subject.device}".rstrip("/")
    entry = journal.Entry(action, uid=whose, reason=clean(because))
    book.enter(entry, now)


def _asker(book: Book) -> tuple[Subject, RSAPrivateKey]:
    if not book.office.parent:
        raise TrustError(
            t("{name} là cấp cao nhất nên không cần xin chứng thư.", name=book.office.name)
        )
    if book.settings.get("authority_key") is not None:
        return Subject(book.office), authority_of(book).key
    return Subject(book.office, book.device), read_key(book, "pending_key") or make_key()


def _bundle(certificate: x509.Certificate, authority: Authority, kept: Trust) -> bytes:
    """Only what the asker needs: its path to the anchor, and the lists of those on that path."""
    above = () if authority.certificate in kept.anchors else (authority.certificate,)
    authorities = (*above, *kept.anchors)
    crls = (revocation.newest(issuer, kept.crls) for issuer in authorities)
    return pem.write(certificate, *authorities, *(crl for crl in crls if crl is not None))
