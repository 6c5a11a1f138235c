"""What signer and verifier of a packet share: the fixed words and a line of the manifest.

XML Signature 1.1 with an OPC manifest (ECMA-376 part 2), Office's signature info and XAdES
properties ([MS-OFFCRYPTO] 2.5).
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from sync.package.opc import DSIG

MDSSI: Final = "http://schemas.openxmlformats.org/package/2006/digital-signature"
XADES: Final = "http://uri.etsi.org/01903/v1.3.2#"
OFFICE_SIGNATURE: Final = "http://schemas.microsoft.com/office/2006/digsig"

C14N: Final = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
RSA_SHA256: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
RELATIONSHIP_TRANSFORM: Final = (
    "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
)
OBJECT_TYPE: Final = DSIG + "Object"
PROPERTIES_TYPE: Final = "http://uri.etsi.org/01903#SignedProperties"

SIGNATURE_ID: Final = "idPackageSignature"
PACKAGE_ID: Final = "idPackageObject"
TIME_ID: Final = "idSignatureTime"
OFFICE_ID: Final = "idOfficeObject"
DETAILS_ID: Final = "idOfficeV1Details"
PROPERTIES_ID: Final = "idSignedProperties"
TIME_FORMAT: Final = "YYYY-MM-DDThh:mm:ssTZD"
OFFICE_FIELDS: Final = (
    ("SetupID", ""),
    ("SignatureText", ""),
    ("SignatureImage", ""),
    ("SignatureComments", ""),
    ("WindowsVersion", "10.0"),
    ("OfficeVersion", "16.0"),
    ("ApplicationVersion", "16.0"),
    ("Monitors", "1"),
    ("HorizontalResolution", "1366"),
    ("VerticalResolution", "768"),
    ("ColorDepth", "32"),
    ("SignatureProviderId", "{00000000-0000-0000-0000-000000000000}"),
    ("SignatureProviderUrl", ""),
    ("SignatureProviderDetails", "9"),
    ("SignatureType", "1"),
)


@dataclass(frozen=True)
class PartDigest:
    """A line of the manifest: a part, its type, its digest, and, for a .rels part, the Ids of the
    relationships that are signed."""

    part: str
    content_type: str
    digest: bytes
    relationships: tuple[str, ...] = ()

    @property
    def uri(self) -> str:
        return f"/{self.part}?ContentType={self.content_type}"


def encode(data: bytes) -> str:
    """Base64 on one line."""
    return base64.b64encode(data).decode("ascii")


def timestamp(moment: datetime) -> str:
    """A moment as both places of the signing time write it (UTC, whole seconds)."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def issuer_name(certificate: x509.Certificate) -> str:
    """The issuer's name as XAdES repeats it: RFC 4514, the most specific attribute first."""
    return certificate.issuer.rfc4514_string()


def certificate_digest(certificate: x509.Certificate) -> bytes:
    """SHA-256 of the certificate's DER."""
    return hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()
