"""Rules E and F: the signature part has exactly our shape and names exactly our algorithms."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from lxml import etree

from sync import dsig, opc
from sync.canonical import canonical
from sync.checks.case import Case
from sync.reasons import refused

_PREFIXES = {opc.DSIG: "", dsig.MDSSI: "m:", dsig.XADES: "xd:", dsig.OFFICE_SIGNATURE: "o:"}
_BASE64 = ("DigestValue", "SignatureValue", "X509Certificate", "EncapsulatedX509Certificate")
_IDS: Final = (
    dsig.SIGNATURE_ID,
    dsig.PACKAGE_ID,
    dsig.TIME_ID,
    dsig.OFFICE_ID,
    dsig.DETAILS_ID,
    dsig.PROPERTIES_ID,
)
_REFERENCES: Final = (
    ("#" + dsig.PACKAGE_ID, dsig.OBJECT_TYPE),
    ("#" + dsig.OFFICE_ID, dsig.OBJECT_TYPE),
    ("#" + dsig.PROPERTIES_ID, dsig.PROPERTIES_TYPE),
)


def _shape(tag: str, *children: str, having: str = "") -> str:
    """A pattern for one element in the notation of `_spell`: name[attributes]{children}."""
    return re.escape(f"{tag}[{having}]") + r"\{" + "".join(children) + r"\}"


_DIGEST = _shape("DigestMethod", having="Algorithm") + _shape("DigestValue")
_C14N = _shape("Transform", having="Algorithm")
_CHOICE = _shape("m:RelationshipReference", having="SourceId")
_SELECTED = _shape("Transform", f"(?:{_CHOICE})*", having="Algorithm")
_OBJECT_REFERENCE = _shape("Reference", _DIGEST, having="Type URI")
_PROPERTY = "SignatureProperty"
_SHAPE = re.compile(
    _shape(
        "Signature",
        _shape(
            "SignedInfo",
            _shape("CanonicalizationMethod", having="Algorithm"),
            _shape("SignatureMethod", having="Algorithm"),
            _OBJECT_REFERENCE * 2,
            _shape("Reference", _shape("Transforms", _C14N), _DIGEST, having="Type URI"),
        ),
        _shape("SignatureValue"),
        _shape("KeyInfo", _shape("X509Data", _shape("X509Certificate"))),
        _shape(
            "Object",
            _shape(
                "Manifest",
                "(?:"
                + _shape(
                    "Reference",
                    f"(?:{_shape('Transforms', f'(?:{_SELECTED})+')})?",
                    _DIGEST,
                    having="URI",
                )
                + ")+",
            ),
            _shape(
                "SignatureProperties",
                _shape(
                    _PROPERTY,
                    _shape("m:SignatureTime", _shape("m:Format"), _shape("m:Value")),
                    having="Id Target",
                ),
            ),
            having="Id",
        ),
        _shape(
            "Object",
            _shape(
                "SignatureProperties",
                _shape(
                    _PROPERTY,
                    _shape("o:SignatureInfoV1", *(_shape(f"o:{n}") for n, _ in dsig.OFFICE_FIELDS)),
                    having="Id Target",
                ),
            ),
            having="Id",
        ),
        _shape(
            "Object",
            _shape(
                "xd:QualifyingProperties",
                _shape(
                    "xd:SignedProperties",
                    _shape(
                        "xd:SignedSignatureProperties",
                        _shape("xd:SigningTime"),
                        _shape(
                            "xd:SigningCertificate",
                            _shape(
                                "xd:Cert",
                                _shape("xd:CertDigest", _DIGEST),
                                _shape(
                                    "xd:IssuerSerial",
                                    _shape("X509IssuerName"),
                                    _shape("X509SerialNumber"),
                                ),
                            ),
                        ),
                        _shape("xd:SignaturePolicyIdentifier", _shape("xd:SignaturePolicyImplied")),
                    ),
                    having="Id",
                ),
                _shape(
                    "xd:UnsignedProperties",
                    _shape(
                        "xd:UnsignedSignatureProperties",
                        _shape("xd:CertificateValues", _shape("xd:EncapsulatedX509Certificate")),
                    ),
                ),
                having="Target",
            ),
        ),
        having="Id",
    )
)


def place(case: Case) -> None:
    """E.place: one empty origin, reached from the package, and from it one signature part."""
    if case.part(opc.ORIGIN):
        raise refused("E.place", "the signature origin is not empty")
    if case.relationships.get(opc.ORIGIN) != opc.ORIGIN_LINES:
        raise refused("E.place", "the signature origin does not lead to sig1.xml alone")


def order(case: Case) -> None:
    """E.order: exactly our elements and attributes, in our order, and no text between them."""
    if not _SHAPE.fullmatch(_spell(case.signature.tree)):
        raise refused("E.order", "elements or attributes of the signature are not as we write them")


def ids(case: Case) -> None:
    """E.ids: every Id once and at its place, every Target the signature."""
    tree = case.signature.tree
    if tuple(node.get("Id") for node in tree.iter() if "Id" in node.attrib) != _IDS:
        raise refused("E.ids", "Ids of the signature")
    targets = {node.get("Target") for node in tree.iter() if "Target" in node.attrib}
    if targets != {"#" + dsig.SIGNATURE_ID}:
        raise refused("E.ids", "Targets of the signature")


def references(case: Case) -> None:
    """E.references: the signed info refers to the three signed elements, each once."""
    if tuple((ref.uri, ref.type) for ref in case.signature.references) != _REFERENCES:
        raise refused("E.references", "references of the signed info")


def spelling(case: Case) -> None:
    """E.canonical: the signature part is in canonical form, so no byte of it is free."""
    if canonical(case.signature.tree) != case.part(opc.SIGNATURE):
        raise refused("E.canonical", "signature part is not in canonical form")


def base64_values(case: Case) -> None:
    """E.base64: every encoded value is spelt in the one way its bytes can be."""
    for node in case.signature.tree.iter(*(f"{{*}}{name}" for name in _BASE64)):
        text = node.text or ""
        try:
            same = base64.b64encode(base64.b64decode(text, validate=True)).decode() == text
        except (binascii.Error, ValueError):
            same = False
        if not same:
            raise refused("E.base64", f"{etree.QName(node).localname} is not plain base64")


def algorithms(case: Case) -> None:
    """F.algorithms: Canonical XML 1.0, RSA with SHA-256, and SHA-256 for every digest."""
    expected = {
        "CanonicalizationMethod": dsig.C14N,
        "SignatureMethod": dsig.RSA_SHA256,
        "DigestMethod": dsig.SHA256,
    }
    for name, algorithm in expected.items():
        for node in case.signature.tree.iter(f"{{*}}{name}"):
            if node.get("Algorithm") != algorithm:
                raise refused("F.algorithms", f"{name} {node.get('Algorithm')}")


def transforms(case: Case) -> None:
    """F.transforms: the relationships transform and C14N on .rels parts, C14N on the signed
    properties, and nothing anywhere else."""
    info = [_transforms(node) for node in case.signature.info.iterfind("{*}Reference")]
    if info != [[], [], [dsig.C14N]]:
        raise refused("F.transforms", "transforms in the signed info")
    for line, node in zip(case.signature.manifest, case.signature.lines, strict=True):
        rels = [dsig.RELATIONSHIP_TRANSFORM, dsig.C14N]
        if _transforms(node) != (rels if line.part.endswith(".rels") else []):
            raise refused("F.transforms", f"transforms of {line.part}")


def _transforms(reference: etree._Element) -> list[str | None]:
    return [node.get("Algorithm") for node in reference.iter("{*}Transform")]


def _spell(node: etree._Element) -> str:
    """A tree in one line: name[attributes]{children}. Text beside elements shows as `#`, a
    namespace that is declared and not the element's own as `!`."""
    tag = etree.QName(node)
    name = _PREFIXES.get(tag.namespace or "", "?:") + tag.localname
    having = " ".join(sorted(str(key) for key in node.attrib))
    mixed = "#" if len(node) and (node.text or any(child.tail for child in node)) else ""
    parent = node.getparent()
    inherited = set() if parent is None else set(parent.nsmap.items())
    foreign = "!" if set(node.nsmap.items()) - inherited - {(node.prefix, tag.namespace)} else ""
    return f"{name}[{having}]{{{mixed}{foreign}{''.join(_spell(child) for child in node)}}}"
