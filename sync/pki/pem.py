"""PEM files from outside, read strictly: every block whole, of a known kind, within a size."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from desktop.records.language import t
from sync.errors import TrustError

LIMIT: Final = 1 << 20
MALFORMED: Final = (
    ValueError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
)
"""What the X.509 parser raises on bytes that are not what they claim, often only on first use."""

_CERTIFICATE, _REQUEST, _CRL = "CERTIFICATE", "CERTIFICATE REQUEST", "X509 CRL"
_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\r?\n([A-Za-z0-9+/=\s]+)-----END \1-----")
_REMNANT = re.compile(rb"^-", re.MULTILINE)


def read_bundle(
    data: bytes,
) -> tuple[tuple[x509.Certificate, ...], tuple[x509.CertificateRevocationList, ...]]:
    """The certificates and the revocation lists of a PEM file, in file order.

    Raises TrustError on a cut or damaged file, another kind of block, or more than 1 MiB.
    """
    blocks = _blocks(data, _CERTIFICATE, _CRL)
    try:
        return (
            tuple(x509.load_der_x509_certificate(der) for kind, der in blocks if kind != _CRL),
            tuple(x509.load_der_x509_crl(der) for kind, der in blocks if kind == _CRL),
        )
    except MALFORMED as error:
        raise damaged() from error


def read_request(data: bytes) -> x509.CertificateSigningRequest:
    """The one PKCS#10 request of a PEM file. Raises TrustError like `read_bundle`."""
    blocks = _blocks(data, _REQUEST)
    if len(blocks) != 1:
        raise damaged()
    try:
        return x509.load_der_x509_csr(blocks[0][1])
    except MALFORMED as error:
        raise damaged() from error


def write(
    *blocks: x509.Certificate | x509.CertificateRevocationList | x509.CertificateSigningRequest,
) -> bytes:
    """The PEM file of these blocks, in this order."""
    return b"".join(block.public_bytes(Encoding.PEM) for block in blocks)


def damaged() -> TrustError:
    """What the officer is told about a file that is cut, damaged or something else altogether."""
    return TrustError(
        t("Tệp chứng thư bị thiếu, bị hỏng hoặc không phải tệp của Sổ Bản. Hãy xin gửi lại tệp.")
    )


def _blocks(data: bytes, *kinds: str) -> list[tuple[str, bytes]]:
    found = _BLOCK.findall(data) if len(data) <= LIMIT else []
    if not found or _REMNANT.search(_BLOCK.sub(b"", data)):
        raise damaged()
    blocks = [(label.decode("ascii"), body) for label, body in found]
    for kind, _ in blocks:
        if kind not in kinds:
            raise TrustError(
                t("Chọn nhầm tệp: trong tệp có phần “{kind}” không dùng ở đây.", kind=kind)
            )
    try:
        return [(k, base64.b64decode(b"".join(body.split()), validate=True)) for k, body in blocks]
    except binascii.Error as error:
        raise damaged() from error
