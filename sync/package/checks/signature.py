"""What the signature part says, read leniently and in one place."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from functools import cached_property

from cryptography import x509
from lxml import etree

from sync.package import dsig
from sync.package.dsig import PartDigest
from sync.package.opc import DSIG
from sync.package.reasons import refused
from sync.pki import pem

_SPACES = {"ds": DSIG, "m": dsig.MDSSI, "xd": dsig.XADES}
_URI = re.compile(r"/([^?]+)\?ContentType=([^?]*)")
_CERT = (
    "ds:Object/xd:QualifyingProperties/xd:SignedProperties/xd:SignedSignatureProperties"
    "/xd:SigningCertificate/xd:Cert/"
)


@dataclass(frozen=True)
class Reference:
    """A reference of SignedInfo."""

    uri: str
    type: str
    digest: bytes


class Signature:
    """The parsed signature part. Every reading raises PacketRefused when its place is empty."""

    def __init__(self, tree: etree._Element) -> None:
        self.tree = tree

    @property
    def info(self) -> etree._Element:
        return self.node("ds:SignedInfo")

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        return tuple(
            Reference(node.get("URI", ""), node.get("Type", ""), _digest(node))
            for node in self.info.iterfind("ds:Reference", _SPACES)
        )

    @property
    def lines(self) -> list[etree._Element]:
        """The references of the manifest, as elements."""
        return self.node("ds:Object/ds:Manifest").findall("ds:Reference", _SPACES)

    @cached_property
    def manifest(self) -> tuple[PartDigest, ...]:
        """The references of the manifest: which part, of which type, with which digest."""
        return tuple(_part_digest(node) for node in self.lines)

    @property
    def value(self) -> bytes:
        return _decode(self.text("ds:SignatureValue"))

    @cached_property
    def leaf(self) -> x509.Certificate:
        """The certificate of the signer."""
        return _certificate(self.text("ds:KeyInfo/ds:X509Data/ds:X509Certificate"))

    @cached_property
    def issuer(self) -> x509.Certificate:
        """The certificate that came along for whoever does not hold the issuer's."""
        return _certificate(self.text(".//xd:CertificateValues/xd:EncapsulatedX509Certificate"))

    @property
    def leaf_digest(self) -> bytes:
        return _digest(self.node(_CERT + "xd:CertDigest"))

    @property
    def leaf_serial(self) -> tuple[str, str]:
        """Issuer name and serial number of the signer's certificate, as XAdES repeats them."""
        place = _CERT + "xd:IssuerSerial/"
        return self.text(place + "ds:X509IssuerName"), self.text(place + "ds:X509SerialNumber")

    @property
    def times(self) -> tuple[str, str]:
        """Both copies of the signing time."""
        return self.text(".//m:SignatureTime/m:Value"), self.text(".//xd:SigningTime")

    def by_id(self, uri: str) -> etree._Element:
        """The element that a same-document reference points to."""
        for node in self.tree.iter():
            if uri.startswith("#") and node.get("Id") == uri[1:]:
                return node
        raise refused("E.references", f"nothing at {uri!r}")

    def node(self, path: str) -> etree._Element:
        """The first element at `path`."""
        found = self.tree.find(path, _SPACES)
        if found is None:
            raise refused("E.order", f"no {path}")
        return found

    def text(self, path: str) -> str:
        """The text of the first element at `path`."""
        return self.node(path).text or ""


def _part_digest(node: etree._Element) -> PartDigest:
    place = _URI.fullmatch(node.get("URI", ""))
    if place is None:
        raise refused("F.transforms", f"reference outside the package: {node.get('URI', '')!r}")
    chosen = node.iterfind("ds:Transforms/ds:Transform/m:RelationshipReference", _SPACES)
    ids = tuple(reference.get("SourceId", "") for reference in chosen)
    return PartDigest(place[1], place[2], _digest(node), ids)


def _digest(node: etree._Element) -> bytes:
    return _decode(node.findtext("ds:DigestValue", "", _SPACES))


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError) as error:
        raise refused("E.base64", "not base64") from error


def _certificate(text: str) -> x509.Certificate:
    try:
        certificate = x509.load_der_x509_certificate(_decode(text))
        _read_through(certificate)
    except pem.MALFORMED as error:
        raise refused("I.certificate", "a certificate does not parse") from error
    return certificate


def _read_through(certificate: x509.Certificate) -> None:
    """cryptography parses a certificate's fields when they are asked for: ask for all of them."""
    certificate.public_key()
    certificate.issuer.rfc4514_string()
    for name in ("subject", "serial_number", "not_valid_before_utc", "not_valid_after_utc"):
        getattr(certificate, name)
    len(certificate.extensions)
