"""Whom this office believes, and the check of one sender's chain.

Pure: the same certificates and the same `now` give the same answer, without book, disk or clock.
The tree is province root → district issuer → device; a district without a province is its own
root, and in an edition of two tiers the province issues to its communes. Path building, validity,
signatures, path length and critical extensions are judged by `cryptography.x509.verification`
(RFC 5280) in `sync.pki.chain`; this module adds the profile, the area an issuer may certify, and
revocation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from desktop.records.language import t
from desktop.records.units import Unit
from sync.errors import TrustError
from sync.pki import pem, revocation
from sync.pki.chain import build, signed_by
from sync.pki.profile import (
    DEVICE_PURPOSES,
    DEVICE_USAGE,
    ISSUER_USAGE,
    check_extensions,
    check_strength,
    covers,
    read_subject,
)


@dataclass(frozen=True)
class Sender:
    """The device a chain vouches for. `name` is the office's in the unit list, `fingerprint` the
    SHA-256 of the certificate in hex, `serial` its serial number in hex, `issuer` the unit code of
    the office that issued it."""

    edition: str
    unit: str
    tier: str
    device: str
    name: str
    fingerprint: str
    issuer: str
    serial: str


@dataclass(frozen=True)
class Trust:
    """Self-signed anchors, issuers that count only below an anchor, and revocation lists."""

    anchors: tuple[x509.Certificate, ...]
    issuers: tuple[x509.Certificate, ...] = ()
    crls: tuple[x509.CertificateRevocationList, ...] = ()

    @classmethod
    def from_pem(cls, data: bytes) -> Trust:
        """The trust in a PEM file; device certificates in it are passed over.

        Raises TrustError on a damaged file and on one without an anchor.
        """
        certificates, crls = pem.read_bundle(data)
        try:
            authorities = [c for c in certificates if read_subject(c.subject).is_issuer]
            anchors = tuple(c for c in authorities if signed_by(c, c))
        except pem.MALFORMED as error:
            raise pem.damaged() from error
        if not anchors:
            raise TrustError(
                t("Tệp không có chứng thư gốc của cơ quan cấp nên không dùng để kiểm tra được.")
            )
        return cls(anchors, tuple(c for c in authorities if c not in anchors), crls)

    def to_pem(self) -> bytes:
        """Anchors, issuers and revocation lists as PEM blocks; `from_pem` reads them back."""
        return pem.write(*self.anchors, *self.issuers, *self.crls)

    def with_news(self, offered: Trust) -> Trust:
        """This trust after a verified receipt brought `offered`: issuers below the anchors already
        held, and each issuer's newest genuine revocation list. An anchor never comes this way."""
        below = (c for c in offered.issuers if any(signed_by(c, a) for a in self.anchors))
        issuers = tuple(dict.fromkeys((*self.issuers, *below)))
        crls = (*self.crls, *offered.crls)
        newest = (revocation.newest(issuer, crls) for issuer in (*self.anchors, *issuers))
        unique = {crl.fingerprint(SHA256()): crl for crl in newest if crl is not None}
        return Trust(self.anchors, issuers, tuple(unique.values()))

    def revokes(self, unit: Unit, serial: str) -> bool:
        """Whether a genuine list of an office that may certify `unit` names the certificate."""
        offices = [
            office
            for office in (*self.anchors, *self.issuers)
            if covers(read_subject(office.subject).unit, unit)
        ]
        return any(
            crl.get_revoked_certificate_by_serial_number(int(serial, 16)) is not None
            for crl in self.crls
            if any(revocation.is_genuine(crl, office) for office in offices)
        )


def check_chain(
    leaf: x509.Certificate, extra: Sequence[x509.Certificate], trust: Trust, now: datetime
) -> Sender:
    """The sender `leaf` belongs to, judged at `now` (aware); for a packet accepted earlier pass the
    time of its acceptance. `extra` are issuers that came along; they count only below an anchor.

    A revocation list past its next update still counts: an office may be without news for months.
    Raises UnknownSender when no anchor of that name is held, TrustError with the reason otherwise.
    """
    try:
        subject = read_subject(leaf.subject)
        check_strength(leaf)
        _check_device(leaf)
        chain = build(leaf, (*trust.issuers, *extra), trust.anchors, now)
        for certificate in chain:
            check_extensions(certificate)
        for certificate, issuer in pairwise(chain):
            _check_link(certificate, issuer, trust, now)
        return Sender(
            subject.unit.edition,
            subject.unit.code,
            subject.unit.tier,
            subject.device,
            subject.unit.name,
            leaf.fingerprint(SHA256()).hex(),
            read_subject(chain[1].subject).unit.code,
            f"{leaf.serial_number:x}",
        )
    except pem.MALFORMED as error:
        raise pem.damaged() from error


def _check_device(leaf: x509.Certificate) -> None:
    extensions = leaf.extensions
    try:
        constraints = extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
        purposes = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound as error:
        raise _not_for_signing() from error
    if (
        constraints.ca
        or read_subject(leaf.subject).is_issuer
        or usage != DEVICE_USAGE
        or set(purposes) != set(DEVICE_PURPOSES)
    ):
        raise _not_for_signing()


def _not_for_signing() -> TrustError:
    return TrustError(t("Chứng thư này không được cấp để ký gói dữ liệu."))


def _check_link(
    certificate: x509.Certificate, issuer: x509.Certificate, trust: Trust, now: datetime
) -> None:
    check_strength(issuer)
    unit, above = read_subject(certificate.subject).unit, read_subject(issuer.subject)
    usage = issuer.extensions.get_extension_for_class(x509.KeyUsage).value
    if not above.is_issuer or usage != ISSUER_USAGE:
        raise TrustError(t("{name} không có quyền cấp chứng thư.", name=above.unit.name))
    _check_area(unit, above.unit)
    revoked = revocation.revoked_at(certificate, issuer, trust.crls)
    if revoked is not None and revoked <= now:
        raise TrustError(
            t(
                "Chứng thư của {name} đã bị thu hồi ngày {date}.",
                name=unit.name,
                date=f"{revoked:%d/%m/%Y}",
            )
        )


def _check_area(unit: Unit, issuer: Unit) -> None:
    if not covers(issuer, unit):
        raise TrustError(
            t(
                "{issuer} không có quyền cấp chứng thư cho {name}.",
                issuer=issuer.name,
                name=unit.name,
            )
        )
