"""Making keys, requests and certificates by the profile; pure but for random keys and serials."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256

from desktop.records import units
from desktop.records.language import t
from desktop.records.units import Unit
from sync.errors import TrustError
from sync.pki import pem
from sync.pki.fingerprint import fingerprint_words
from sync.pki.profile import (
    DEVICE_PURPOSES,
    DEVICE_USAGE,
    ISSUER_USAGE,
    KEY_BITS,
    PUBLIC_EXPONENT,
    Subject,
    check_strength,
    covers,
    read_subject,
)

DEVICE_LIFE: Final = timedelta(days=5 * 365)
ISSUER_LIFE: Final = timedelta(days=10 * 365)
ROOT_LIFE: Final = timedelta(days=20 * 365)


@dataclass(frozen=True)
class Request:
    """What a request asks for: a certificate that binds `key` to `subject`."""

    subject: Subject
    key: rsa.RSAPublicKey

    @property
    def words(self) -> tuple[str, ...]:
        """The five words that both offices read out."""
        return fingerprint_words(self.key)


@dataclass(frozen=True)
class Authority:
    """An office's right to issue: its certificate and the private key that goes with it."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def unit(self) -> Unit:
        """The office that issues."""
        return read_subject(self.certificate.subject).unit


def make_key() -> rsa.RSAPrivateKey:
    """A new RSA-3072 key; takes up to a second on an old laptop."""
    return rsa.generate_private_key(PUBLIC_EXPONENT, KEY_BITS)


def make_request(subject: Subject, key: rsa.RSAPrivateKey) -> bytes:
    """A PKCS#10 request in PEM, signed with the key it is for."""
    constraints = x509.BasicConstraints(ca=subject.is_issuer, path_length=None)
    builder = x509.CertificateSigningRequestBuilder().subject_name(subject.to_name())
    return pem.write(builder.add_extension(constraints, critical=True).sign(key, SHA256()))


def read_request(data: bytes) -> Request:
    """What a PKCS#10 file asks for, after checking that the asker holds the key.

    Raises TrustError on a damaged file, a wrong signature, a weak key or a foreign subject.
    """
    request = pem.read_request(data)
    try:
        key = check_strength(request)
        if not request.is_signature_valid:
            raise TrustError(
                t("Tệp đề nghị đã bị sửa: dấu ký trong tệp không đúng. Hãy làm lại đề nghị.")
            )
        return Request(read_subject(request.subject), key)
    except pem.MALFORMED as error:
        raise pem.damaged() from error


def self_root(unit: Unit, key: rsa.RSAPrivateKey, now: datetime) -> Authority:
    """The authority of a province, or of a district without a province, certified by itself."""
    if not _can_issue(unit):
        raise TrustError(
            t("{name} không có đơn vị cấp dưới nên không cấp chứng thư.", name=unit.name)
        )
    name = Subject(unit).to_name()
    builder = _builder(name, name, key.public_key(), key.public_key(), now, now + ROOT_LIFE)
    return Authority(_as_issuer(builder, unit).sign(key, SHA256()), key)


def issue(request: Request, authority: Authority, now: datetime) -> x509.Certificate:
    """A certificate for the request: five years for a device, ten for an issuer, and never longer
    than the issuing certificate itself.

    Raises TrustError when the unit is not the authority's to certify, the unit cannot be an issuer,
    or the authority's own certificate is not valid at `now`.
    """
    subject, issuer = request.subject, authority.certificate
    check_may_issue(subject, authority, now)
    life = ISSUER_LIFE if subject.is_issuer else DEVICE_LIFE
    end = min(now + life, issuer.not_valid_after_utc)
    builder = _builder(
        subject.to_name(), issuer.subject, request.key, authority.key.public_key(), now, end
    )
    builder = _as_issuer(builder, subject.unit) if subject.is_issuer else _as_device(builder)
    return builder.sign(authority.key, SHA256())


def check_may_issue(subject: Subject, authority: Authority, now: datetime) -> None:
    """Raises TrustError unless the authority may certify the subject now (see `issue`)."""
    if not covers(authority.unit, subject.unit):
        raise TrustError(
            t(
                "{name} không thuộc {issuer} nên không cấp được chứng thư.",
                name=subject.unit.name,
                issuer=authority.unit.name,
            )
        )
    if subject.is_issuer and (not _can_issue(subject.unit) or subject.unit == authority.unit):
        raise TrustError(
            t("{name} không được đề nghị quyền cấp chứng thư ở đây.", name=subject.unit.name)
        )
    certificate = authority.certificate
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise TrustError(
            t("Chứng thư của cơ quan cấp chưa hoặc hết hiệu lực. Kiểm tra ngày giờ của máy.")
        )


def _can_issue(unit: Unit) -> bool:
    return bool(units.children(unit))


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPublicKey,
    issuer_key: rsa.RSAPublicKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    identifier = x509.SubjectKeyIdentifier.from_public_key(key)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(identifier, critical=False)
        .add_extension(authority, critical=False)
    )


def _as_device(builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
    constraints = x509.BasicConstraints(ca=False, path_length=None)
    return (
        builder.add_extension(constraints, critical=True)
        .add_extension(DEVICE_USAGE, critical=True)
        .add_extension(DEVICE_PURPOSES, critical=False)
    )


def _as_issuer(builder: x509.CertificateBuilder, unit: Unit) -> x509.CertificateBuilder:
    below = int(any(_can_issue(child) for child in units.children(unit)))
    constraints = x509.BasicConstraints(ca=True, path_length=below)
    return builder.add_extension(constraints, critical=True).add_extension(
        ISSUER_USAGE, critical=True
    )
