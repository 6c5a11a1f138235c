"""Signing a packet: from the parts of a workbook to the parts of a signed package.

The recipe is the one whose packets LibreOffice, Apache POI and xmlsec accept. Every element is
written in canonical form, so the bytes that are digested are the bytes in the file plus the
namespaces in scope, and no canonicalisation engine is needed to sign.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from desktop.records.language import t
from sync.errors import SealError
from sync.package import dsig, opc
from sync.package.canonical import element, text
from sync.package.dsig import PartDigest, encode
from sync.package.opc import Relationship
from sync.package.strictxml import parse


def seal(
    parts: Mapping[str, bytes],
    key: RSAPrivateKey,
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    signed_at: datetime,
) -> dict[str, bytes]:
    """The parts of a signed package, ready for `container.pack`.

    `parts` are a workbook's, by name; docProps and the content types are dropped and written anew.
    `signed_at` is aware and only a claim: no reader orders by it. The same arguments give the same
    bytes. Raises SealError when a part is not one a packet may have or key and certificates do not
    belong together.
    """
    if key.public_key() != certificate.public_key() or certificate.issuer != issuer.subject:
        raise _unpaired()
    package = _package(parts)
    moment = dsig.timestamp(signed_at.astimezone(UTC))
    manifest = _package_object(_digests(package), moment)
    office = _office_object()
    properties = _signed_properties(certificate, moment)
    info = _signed_info(manifest, office, properties)
    value = key.sign(_octets(info), PKCS1v15(), hashes.SHA256())
    key_info = element("X509Data", None, element("X509Certificate", None, _der(certificate)))
    package[opc.SIGNATURE] = element(
        "Signature",
        {"Id": dsig.SIGNATURE_ID},
        info,
        element("SignatureValue", None, encode(value)),
        element("KeyInfo", None, key_info),
        manifest,
        office,
        element("Object", None, _qualifying(properties, issuer)),
        xmlns={"": opc.DSIG},
    ).encode()
    return package


def _unpaired() -> SealError:
    return SealError(
        t(
            "Khóa và chứng thư của máy này không khớp nhau nên chưa ký gói nào. Sổ còn nguyên; xin "
            "cấp trên chứng thư mới ở mục Máy và chứng thư."
        )
    )


def _package(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts to sign, the origin and the content types; every .rels in its one spelling."""
    package = {opc.ORIGIN: b""}
    for name, content in parts.items():
        if name.startswith("docProps/") or name in (opc.CONTENT_TYPES, opc.ROOT_RELS):
            continue
        if opc.kind_of(name) is None or name.startswith("_"):
            raise SealError(t("Gói có phần không được phép: {name}.", name=name))
        if not name.endswith(".rels"):
            package[name] = content
        elif lines := opc.read_relationships(name, parse(content)):
            package[name] = opc.write_relationships(lines)
    package[opc.ROOT_RELS] = opc.write_relationships(opc.ROOT_LINES)
    package[opc.ORIGIN_RELS] = opc.write_relationships(opc.ORIGIN_LINES)
    package[opc.CONTENT_TYPES] = opc.write_content_types([*package, opc.SIGNATURE])
    return package


def _digests(package: Mapping[str, bytes]) -> list[PartDigest]:
    digests = []
    for name in package.keys() - opc.UNSIGNED:
        covered: tuple[Relationship, ...] = ()
        content = package[name]
        if name.endswith(".rels"):
            lines = opc.read_relationships(name, parse(content))
            covered = tuple(line for line in lines if line.type != opc.ORIGIN_TYPE)
            content = opc.write_relationships(covered)
        ids = tuple(line.id for line in covered)
        digests.append(PartDigest(name, opc.type_of(name), hashlib.sha256(content).digest(), ids))
    return sorted(digests, key=lambda digest: digest.uri)


def _package_object(digests: list[PartDigest], moment: str) -> str:
    references = (
        _reference(digest.uri, digest.digest, _relationship_transforms(digest.relationships))
        for digest in digests
    )
    time = element(
        "mdssi:SignatureTime",
        None,
        element("mdssi:Format", None, dsig.TIME_FORMAT),
        element("mdssi:Value", None, moment),
        xmlns={"mdssi": dsig.MDSSI},
    )
    return element(
        "Object",
        {"Id": dsig.PACKAGE_ID},
        element("Manifest", None, *references),
        _properties(dsig.TIME_ID, time),
    )


def _office_object() -> str:
    fields = (element(name, None, value) for name, value in dsig.OFFICE_FIELDS)
    info = element("SignatureInfoV1", None, *fields, xmlns={"": dsig.OFFICE_SIGNATURE})
    return element("Object", {"Id": dsig.OFFICE_ID}, _properties(dsig.DETAILS_ID, info))


def _properties(name: str, content: str) -> str:
    about = {"Id": name, "Target": "#" + dsig.SIGNATURE_ID}
    return element("SignatureProperties", None, element("SignatureProperty", about, content))


def _signed_properties(leaf: x509.Certificate, moment: str) -> str:
    serial = element(
        "xd:IssuerSerial",
        None,
        element("X509IssuerName", None, text(dsig.issuer_name(leaf))),
        element("X509SerialNumber", None, str(leaf.serial_number)),
    )
    digest = element("xd:CertDigest", None, *_digest(dsig.certificate_digest(leaf)))
    signed = element(
        "xd:SignedSignatureProperties",
        None,
        element("xd:SigningTime", None, moment),
        element("xd:SigningCertificate", None, element("xd:Cert", None, digest, serial)),
        element("xd:SignaturePolicyIdentifier", None, element("xd:SignaturePolicyImplied")),
    )
    return element("xd:SignedProperties", {"Id": dsig.PROPERTIES_ID}, signed)


def _qualifying(properties: str, issuer: x509.Certificate) -> str:
    certificate = element("xd:EncapsulatedX509Certificate", None, _der(issuer))
    values = element("xd:CertificateValues", None, certificate)
    unsigned = element(
        "xd:UnsignedProperties", None, element("xd:UnsignedSignatureProperties", None, values)
    )
    return element(
        "xd:QualifyingProperties",
        {"Target": "#" + dsig.SIGNATURE_ID},
        properties,
        unsigned,
        xmlns={"xd": dsig.XADES},
    )


def _signed_info(package: str, office: str, properties: str) -> str:
    c14n = (_algorithm("Transform", dsig.C14N),)
    signed = (
        (dsig.PACKAGE_ID, dsig.OBJECT_TYPE, package, ()),
        (dsig.OFFICE_ID, dsig.OBJECT_TYPE, office, ()),
        (dsig.PROPERTIES_ID, dsig.PROPERTIES_TYPE, properties, c14n),
    )
    references = (
        _reference("#" + name, hashlib.sha256(_octets(written)).digest(), transforms, kind)
        for name, kind, written, transforms in signed
    )
    return element(
        "SignedInfo",
        None,
        _algorithm("CanonicalizationMethod", dsig.C14N),
        _algorithm("SignatureMethod", dsig.RSA_SHA256),
        *references,
    )


def _octets(written: str) -> bytes:
    """The canonical bytes of an element on its own: with the namespaces in scope where it is."""
    end = min(written.find(mark) for mark in " >" if mark in written)
    spaces = f' xmlns="{opc.DSIG}"'
    if written.startswith("<xd:"):
        spaces += f' xmlns:xd="{dsig.XADES}"'
    return (written[:end] + spaces + written[end:]).encode()


def _reference(uri: str, digest: bytes, transforms: tuple[str, ...] = (), kind: str = "") -> str:
    attributes = {"Type": kind, "URI": uri} if kind else {"URI": uri}
    listed = (element("Transforms", None, *transforms),) if transforms else ()
    return element("Reference", attributes, *listed, *_digest(digest))


def _relationship_transforms(ids: tuple[str, ...]) -> tuple[str, ...]:
    if not ids:
        return ()
    selected = (
        element("mdssi:RelationshipReference", {"SourceId": name}, xmlns={"mdssi": dsig.MDSSI})
        for name in ids
    )
    chosen = element("Transform", {"Algorithm": dsig.RELATIONSHIP_TRANSFORM}, *selected)
    return chosen, _algorithm("Transform", dsig.C14N)


def _digest(digest: bytes) -> tuple[str, str]:
    return _algorithm("DigestMethod", dsig.SHA256), element("DigestValue", None, encode(digest))


def _algorithm(tag: str, uri: str) -> str:
    return element(tag, {"Algorithm": uri})


def _der(certificate: x509.Certificate) -> str:
    return encode(certificate.public_bytes(Encoding.DER))
