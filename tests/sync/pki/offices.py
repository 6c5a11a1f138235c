"""Offices with real keys for the tests, and a forger who can put anything into a certificate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA512

from desktop.records import units
from sync.pki.certificates import Authority, Request, issue, make_key, self_root
from sync.pki.profile import DEVICE_PURPOSES, DEVICE_USAGE, ISSUER_USAGE, Subject
from sync.pki.revocation import make_crl
from sync.pki.trust import Trust

NOW = datetime(2024, 3, 5, 8, 30, tzinfo=UTC)
LATER = NOW + timedelta(days=30)
PROVINCE, PAC_NAM, BA_BE = (units.find("2021", code) for code in ("06", "060", "061"))
COMMUNE, OTHER_COMMUNE = units.children(PAC_NAM)[0], units.children(BA_BE)[0]
DEVICE = Subject(COMMUNE, "0190f3c2-laptop")
NO_ISSUER, LAST_ISSUER = x509.BasicConstraints(False, None), x509.BasicConstraints(True, 0)
_SHA256 = SHA256()


@cache
def key(owner: str) -> rsa.RSAPrivateKey:
    """One RSA-3072 key for each owner and test run."""
    return make_key()


@cache
def province() -> Authority:
    return self_root(PROVINCE, key("province"), NOW)


@cache
def district() -> Authority:
    request = Request(Subject(PAC_NAM), key("district").public_key())
    return Authority(issue(request, province(), NOW), key("district"))


@cache
def leaf() -> x509.Certificate:
    return issue(Request(DEVICE, key("commune").public_key()), district(), NOW)


def trust() -> Trust:
    """What the province believes: itself, Pác Nặm, and empty revocation lists of both."""
    crls = (make_crl(province(), (), [], NOW), make_crl(district(), (), [], NOW))
    return Trust((province().certificate,), (district().certificate,), crls)


def forge(
    subject: x509.Name | None = None,
    signer: Authority | None = None,
    *,
    public_key: CertificatePublicKeyTypes | None = None,
    start: datetime = NOW,
    end: datetime = NOW + timedelta(days=900),
    usage: x509.KeyUsage | None = DEVICE_USAGE,
    purposes: x509.ExtendedKeyUsage | None = DEVICE_PURPOSES,
    constraints: x509.BasicConstraints | None = NO_ISSUER,
    critical: x509.ExtensionType | None = None,
    algorithm: SHA256 | SHA512 = _SHA256,
    pss: bool = False,
) -> x509.Certificate:
    """A certificate signed by `signer` (Pác Nặm), honest in everything that is not given."""
    signer = signer or district()
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject or DEVICE.to_name())
        .issuer_name(signer.certificate.subject)
        .public_key(public_key or key("commune").public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
    )
    for extension in (usage, constraints, critical):
        if extension is not None:
            builder = builder.add_extension(extension, critical=True)
    if purposes is not None:
        builder = builder.add_extension(purposes, critical=False)
    scheme = padding.PSS(padding.MGF1(SHA256()), 32) if pss else None
    return builder.sign(signer.key, algorithm, rsa_padding=scheme)


def forge_issuer(
    subject: x509.Name,
    signer: Authority,
    owner: str,
    *,
    usage: x509.KeyUsage | None = ISSUER_USAGE,
    constraints: x509.BasicConstraints | None = LAST_ISSUER,
    **other: datetime,
) -> Authority:
    """An issuer that `signer` may or may not have the right to make."""
    certificate = forge(
        subject,
        signer,
        public_key=key(owner).public_key(),
        usage=usage,
        purposes=None,
        constraints=constraints,
        **other,  # type: ignore[arg-type]
    )
    return Authority(certificate, key(owner))


def with_sha1(certificate: x509.Certificate, signer: rsa.RSAPrivateKey) -> x509.Certificate:
    """The certificate signed anew with SHA-1, which the library itself declines to do."""
    sha256, sha1 = (bytes.fromhex(f"2a864886f70d0101{end}") for end in ("0b", "05"))
    body = certificate.tbs_certificate_bytes.replace(sha256, sha1)
    algorithm = b"\x30\x0d\x06\x09" + sha1 + b"\x05\x00"
    signature = b"\x00" + signer.sign(body, padding.PKCS1v15(), SHA1())
    whole = body + algorithm + b"\x03\x82" + len(signature).to_bytes(2, "big") + signature
    der = b"\x30\x82" + len(whole).to_bytes(2, "big") + whole
    return x509.load_der_x509_certificate(der)
