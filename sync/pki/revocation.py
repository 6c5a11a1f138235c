"""Revocation lists: making the next one, and what the lists at hand say about a certificate."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import SignatureAlgorithmOID

from sync.pki.certificates import Authority

NEXT_UPDATE: Final = timedelta(days=365)

Crl = x509.CertificateRevocationList


def make_crl(
    authority: Authority, held: Iterable[Crl], revoke: Iterable[x509.Certificate], now: datetime
) -> Crl:
    """The authority's next list: all that its lists among `held` name, and `revoke` as of `now`.

    Its number is above every held one and at least the seconds since 1970, so that a list made
    after an old backup was restored is still the newer one.
    """
    own = [crl for crl in held if is_genuine(crl, authority.certificate)]
    number = max([int(now.timestamp()), *(crl_number(crl) + 1 for crl in own)])
    entries = {entry.serial_number: entry for crl in own for entry in crl}
    entries |= {c.serial_number: _entry(c, now) for c in revoke if c.serial_number not in entries}
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(authority.certificate.subject)
        .last_update(now)
        .next_update(now + NEXT_UPDATE)
        .add_extension(x509.CRLNumber(number), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
            critical=False,
        )
    )
    for serial in sorted(entries):
        builder = builder.add_revoked_certificate(entries[serial])
    return builder.sign(authority.key, SHA256())


def crl_number(crl: Crl) -> int:
    """The list's CRL number, 0 where it has none."""
    try:
        return crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number
    except x509.ExtensionNotFound:
        return 0


def is_genuine(crl: Crl, issuer: x509.Certificate) -> bool:
    """Whether the list is this issuer's own: its name and its signature, RSA with SHA-256."""
    return (
        crl.issuer == issuer.subject
        and crl.signature_algorithm_oid == SignatureAlgorithmOID.RSA_WITH_SHA256
        and crl.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    )


def newest(issuer: x509.Certificate, crls: Iterable[Crl]) -> Crl | None:
    """The issuer's genuine list with the highest number, None when there is none."""
    genuine = (crl for crl in crls if is_genuine(crl, issuer))
    return max(genuine, key=crl_number, default=None)


def revoked_at(
    certificate: x509.Certificate, issuer: x509.Certificate, crls: Iterable[Crl]
) -> datetime | None:
    """Since when (UTC) the issuer's genuine lists revoke the certificate, None if they do not."""
    entries = (
        crl.get_revoked_certificate_by_serial_number(certificate.serial_number)
        for crl in crls
        if is_genuine(crl, issuer)
    )
    return min((entry.revocation_date_utc for entry in entries if entry), default=None)


def _entry(certificate: x509.Certificate, now: datetime) -> x509.RevokedCertificate:
    return (
        x509.RevokedCertificateBuilder()
        .serial_number(certificate.serial_number)
        .revocation_date(now)
        .build()
    )
