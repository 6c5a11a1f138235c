"""The certificate profile: what a subject says, which keys and uses count, whom one certifies.

Every subject is the same sequence of single-valued attributes:

    C   VN
    O   SOBAN-<edition>       the unit list that gives the code its meaning, e.g. SOBAN-2021
    OU  <tier>-<unit code>    e.g. commune-01858, district-060, province-06
    UID <device id>           on a device only; an issuer has none
    CN  <office>              the unit's name for people; on an issuer without Vietnamese marks

So an issuer's name, which signatures repeat as text, is plain ASCII without commas and holds only
attributes that RFC 4514 names. CN is never relied on: names come from the unit list.

A device certificate is no CA, has key usage digitalSignature and nonRepudiation and exactly the
purposes `DEVICE_PURPOSES`. An issuer is a CA with a path length, for keyCertSign and cRLSign.
Neither has any extension but these and the key identifiers.
Keys are RSA of 3072 bits or more, signatures RSA PKCS#1 v1.5 with SHA-256.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, SignatureAlgorithmOID

from desktop.records import units
from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.units import Unit
from sync.errors import TrustError

KEY_BITS: Final = 3072
PUBLIC_EXPONENT: Final = 65537
DEVICE_PURPOSES: Final = x509.ExtendedKeyUsage(
    [
        x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"),  # documentSigning, RFC 9336
        x509.ObjectIdentifier("1.3.6.1.4.1.311.10.3.12"),  # Microsoft document signing
        ExtendedKeyUsageOID.EMAIL_PROTECTION,
    ]
)
_NO_USE = dict.fromkeys(
    (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ),
    False,
)
DEVICE_USAGE: Final = x509.KeyUsage(
    **(_NO_USE | {"digital_signature": True, "content_commitment": True})
)
ISSUER_USAGE: Final = x509.KeyUsage(**(_NO_USE | {"key_cert_sign": True, "crl_sign": True}))

_EXTENSIONS = {
    x509.BasicConstraints.oid,
    x509.KeyUsage.oid,
    x509.ExtendedKeyUsage.oid,
    x509.SubjectKeyIdentifier.oid,
    x509.AuthorityKeyIdentifier.oid,
}
_SCHEME = "SOBAN-"
_OFFICE = re.compile(r"([a-z]+)-([0-9]+)")
_DEVICE = re.compile(r"[0-9A-Za-z-]{1,64}")
_LAYOUT = (
    NameOID.COUNTRY_NAME,
    NameOID.ORGANIZATION_NAME,
    NameOID.ORGANIZATIONAL_UNIT_NAME,
    NameOID.USER_ID,
    NameOID.COMMON_NAME,
)


@dataclass(frozen=True)
class Subject:
    """Whom a certificate or a request is for; `device` is empty on an issuer."""

    unit: Unit
    device: str = ""

    @property
    def is_issuer(self) -> bool:
        """Whether this names the office as issuer and not one of its devices."""
        return not self.device

    def to_name(self) -> x509.Name:
        """The X.509 name of this subject."""
        values = (
            "VN",
            _SCHEME + self.unit.edition,
            f"{self.unit.tier}-{self.unit.code}",
            self.device,
            _without_marks(self.unit.name) if self.is_issuer else self.unit.name,
        )
        pairs = zip(_LAYOUT, values, strict=True)
        return x509.Name([x509.NameAttribute(oid, value) for oid, value in pairs if value])


def read_subject(name: x509.Name) -> Subject:
    """The office and device an X.509 name stands for.

    Raises TrustError when the name does not follow the profile in every attribute or names a unit
    that its edition does not have.
    """
    values = {attribute.oid: str(attribute.value) for attribute in name}
    layout = tuple(oid for oid in _LAYOUT if oid in values or oid != NameOID.USER_ID)
    if tuple(attribute.oid for attribute in name) != layout or len(name.rdns) != len(layout):
        raise _not_ours()
    office = _OFFICE.fullmatch(values[NameOID.ORGANIZATIONAL_UNIT_NAME])
    scheme, _, edition = values[NameOID.ORGANIZATION_NAME].partition("-")
    device = values.get(NameOID.USER_ID)
    if office is None or f"{scheme}-" != _SCHEME or values[NameOID.COUNTRY_NAME] != "VN":
        raise _not_ours()
    if device is not None and not _DEVICE.fullmatch(device):
        raise _not_ours()
    try:
        unit = units.find(edition, office[2])
    except InputError as error:
        raise TrustError(str(error)) from error
    if unit.tier != office[1]:
        raise _not_ours()
    return Subject(unit, device or "")


def covers(issuer: Unit, unit: Unit) -> bool:
    """Whether an office may certify `unit`: itself or a unit directly under it, in one edition."""
    return issuer.edition == unit.edition and issuer.code in (unit.code, unit.parent)


def check_extensions(certificate: x509.Certificate) -> None:
    """Raises TrustError on an extension that the profile does not have, and on a CA without a path
    length."""
    found = {extension.oid: extension.value for extension in certificate.extensions}
    constraints = found.get(x509.BasicConstraints.oid)
    endless = (
        isinstance(constraints, x509.BasicConstraints)
        and constraints.ca
        and constraints.path_length is None
    )
    if endless or not found.keys() <= _EXTENSIONS:
        raise _not_ours()


def check_strength(signed: x509.Certificate | x509.CertificateSigningRequest) -> RSAPublicKey:
    """The key of a certificate or request after checking key and signature algorithm.

    Raises TrustError on another algorithm, a key below 3072 bits or an unusual exponent.
    """
    key = signed.public_key()
    if (
        signed.signature_algorithm_oid != SignatureAlgorithmOID.RSA_WITH_SHA256
        or not isinstance(key, RSAPublicKey)
        or key.key_size < KEY_BITS
        or key.public_numbers().e != PUBLIC_EXPONENT
    ):
        raise TrustError(
            t("Chứng thư dùng khóa hoặc thuật toán quá yếu (cần RSA 3072 bit và SHA-256).")
        )
    return key


def _without_marks(name: str) -> str:
    decomposed = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _not_ours() -> TrustError:
    return TrustError(t("Chứng thư không theo mẫu của Sổ Bản nên không dùng được."))
