"""The keys and certificates a book holds: PEM text among its encrypted settings, never in a file.

device_key, device_certificate            what this device signs with
pending_key                               the key of a request that has not been answered yet
authority_key, authority_certificate      an office that issues: its right to do so
root_before                               the root a district was for itself before it had a
                                          province: what its communes then took on still rests on it
issued                                    every certificate this office has issued
trust                                     whom this office believes, as `Trust.to_pem` writes it
"""

from __future__ import annotations

from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from desktop.records.book import Book
from desktop.records.language import t
from sync.errors import TrustError
from sync.pki import pem
from sync.pki.certificates import Authority
from sync.pki.chain import signed_by
from sync.pki.trust import Trust


class Identity(NamedTuple):
    """What `seal` needs: this device's key, its certificate, and the certificate of its issuer."""

    key: RSAPrivateKey
    certificate: x509.Certificate
    issuer: x509.Certificate


def read_key(book: Book, name: str) -> RSAPrivateKey | None:
    """The private key kept under `name`, None when there is none."""
    text = book.settings.get(name)
    if text is None:
        return None
    # The book is authenticated, so its keys are as they were made: no primality test again (0.1 s).
    key = load_pem_private_key(
        text.encode("ascii"), password=None, unsafe_skip_rsa_key_validation=True
    )
    assert isinstance(key, RSAPrivateKey)
    return key


def key_text(key: RSAPrivateKey) -> str:
    """The key as PKCS#8 PEM, for the settings of an encrypted book and nowhere else."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode("ascii")


def read_certificates(book: Book, name: str) -> tuple[x509.Certificate, ...]:
    """The certificates kept under `name`, none when nothing is kept."""
    text = book.settings.get(name)
    return pem.read_bundle(text.encode("ascii"))[0] if text else ()


def as_text(*certificates: x509.Certificate) -> str:
    """The certificates as `read_certificates` finds them again."""
    return pem.write(*certificates).decode("ascii")


def trust_text(trust: Trust) -> str:
    """The trust as `trust_of` finds it again."""
    return trust.to_pem().decode("ascii")


def authority_of(book: Book) -> Authority:
    """This office's right to issue. Raises TrustError where it has none."""
    key, certificates = (
        read_key(book, "authority_key"),
        read_certificates(book, "authority_certificate"),
    )
    if key is None or not certificates:
        raise TrustError(
            t("{name} không có quyền cấp chứng thư cho đơn vị khác.", name=book.office.name)
        )
    return Authority(certificates[0], key)


def trust_of(book: Book) -> Trust:
    """Whom this office believes. Raises TrustError on a device that is not enrolled yet."""
    text = book.settings.get("trust")
    if text is None:
        raise not_enrolled()
    return Trust.from_pem(text.encode("ascii"))


def signing_identity(book: Book) -> Identity:
    """What this device signs with. Raises TrustError on a device that is not enrolled yet.

    The issuer is the certificate by which the most offices know it: its key is the same in all.
    """
    key, certificates = read_key(book, "device_key"), read_certificates(book, "device_certificate")
    if key is None or not certificates:
        raise not_enrolled()
    trust, certificate = trust_of(book), certificates[0]
    known = (*read_certificates(book, "root_before"), *trust.issuers, *trust.anchors)
    issuers = (c for c in known if signed_by(certificate, c))
    return Identity(key, certificate, next(issuers))


def not_enrolled() -> TrustError:
    """What an officer is told who wants to sign or check before the device is enrolled."""
    return TrustError(
        t("Máy này chưa được cấp chứng thư. Hãy làm đề nghị, gửi lên cấp trên rồi nạp tệp trả lời.")
    )
