"""What a bundle from the office above would mean here, checked before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from desktop.records.book import Book
from desktop.records.language import t
from sync.enrolment.keyring import (
    as_text,
    authority_of,
    key_text,
    not_enrolled,
    read_certificates,
    read_key,
    trust_text,
)
from sync.enrolment.validity import device_settings
from sync.errors import TrustError
from sync.pki import pem, revocation
from sync.pki.certificates import Authority
from sync.pki.chain import signed_by
from sync.pki.fingerprint import fingerprint_words
from sync.pki.profile import Subject, read_subject
from sync.pki.trust import Sender, Trust, check_chain


@dataclass(frozen=True)
class Enrolment:
    """A bundle that may be applied. `words` are those of the office that issued it, to be compared
    by telephone; `settings` is what the book will keep."""

    sender: Sender
    words: tuple[str, ...]
    settings: dict[str, str | None]


def examine(book: Book, bundle: bytes, now: datetime) -> Enrolment:
    """What accepting the bundle means for this device; the book is only read.

    A clock that reads earlier than the certificate begins is set aside, since the certificate shows
    what time it is at least. Raises TrustError when the bundle is damaged or incomplete, does not
    lead to its own anchor, or is for another device or unit.
    """
    found, _ = pem.read_bundle(bundle)
    offered = Trust.from_pem(bundle)
    try:
        if book.settings.get("authority_key") is not None:
            return _examine_issuer(book, offered, now)
        return _examine_device(book, found, offered, now)
    except pem.MALFORMED as error:
        raise pem.damaged() from error


def _examine_device(
    book: Book, found: tuple[x509.Certificate, ...], offered: Trust, now: datetime
) -> Enrolment:
    keys = [key for name in ("pending_key", "device_key") if (key := read_key(book, name))]
    if not keys:
        raise not_enrolled()
    pairs = [(key, c) for key in keys for c in found if c.public_key() == key.public_key()]
    if not pairs:
        raise _for_another(found)
    key, certificate = pairs[0]
    sender = check_chain(certificate, (), offered, max(now, certificate.not_valid_before_utc))
    if read_subject(certificate.subject) != Subject(book.office, book.device):
        raise _for_another(found)
    _require_lists(offered, (*offered.anchors, *offered.issuers))
    trust = _with_held_lists(book, offered)
    settings = {
        "device_key": key_text(key),
        "device_certificate": as_text(certificate),
        "pending_key": None,
        "trust": trust_text(trust),
    }
    return Enrolment(sender, _issuer_words(certificate, offered), settings)


def _examine_issuer(book: Book, offered: Trust, now: datetime) -> Enrolment:
    key = authority_of(book).key.public_key()
    answers = [c for c in offered.issuers if c.public_key() == key]
    if not answers or read_subject(answers[0].subject) != Subject(book.office):
        raise _for_another(offered.issuers or offered.anchors)
    _require_lists(offered, offered.anchors)
    trust = _with_held_lists(book, offered)
    moment = max(now, answers[0].not_valid_before_utc)
    settings: dict[str, str | None] = {
        "authority_certificate": as_text(answers[0]),
        "trust": trust_text(trust),
    }
    before = authority_of(book).certificate
    if before.issuer == before.subject:
        settings["root_before"] = as_text(before)
    device = read_certificates(book, "device_certificate")[0]
    if device.not_valid_after_utc < moment:
        authority = Authority(answers[0], authority_of(book).key)
        settings |= device_settings(book, authority, moment)
        device = pem.read_bundle(str(settings["device_certificate"]).encode("ascii"))[0][0]
    sender = check_chain(device, (), trust, max(moment, device.not_valid_before_utc))
    return Enrolment(sender, _issuer_words(answers[0], offered), settings)


def _require_lists(offered: Trust, authorities: tuple[x509.Certificate, ...]) -> None:
    """A bundle ends with a revocation list of each office on the path, so one that was cut between
    two blocks shows."""
    if any(revocation.newest(issuer, offered.crls) is None for issuer in authorities):
        raise pem.damaged()


def _with_held_lists(book: Book, offered: Trust) -> Trust:
    held = book.settings.get("trust")
    return offered.with_news(Trust.from_pem(held.encode("ascii"))) if held else offered


def _issuer_words(certificate: x509.Certificate, trust: Trust) -> tuple[str, ...]:
    issuers = (c for c in (*trust.issuers, *trust.anchors) if signed_by(certificate, c))
    return fingerprint_words(next(issuers).public_key())


def _for_another(found: tuple[x509.Certificate, ...]) -> TrustError:
    return TrustError(
        t(
            "Tệp này cấp cho một máy khác ({name}). Hãy lấy đúng tệp trả lời đề nghị của máy này.",
            name=read_subject(found[0].subject).unit.name,
        )
    )
