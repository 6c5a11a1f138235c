"""Rules E and F: the signature part has exactly our shape and names exactly our algorithms."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from lxml import etree

from sync.package import dsig, opc
from sync.package.canonical import canonical
from sync.package.checks import shape
from sync.package.checks.case import Case
from sync.package.reasons import refused

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


def place(case: Case) -> None:
    """E.place: one empty origin, reached from the package, and from it one signature part."""
    if case.part(opc.ORIGIN):
        raise refused("E.place", "the signature origin is not empty")
    if case.relationships.get(opc.ORIGIN) != opc.ORIGIN_LINES:
        raise refused("E.place", "the signature origin does not lead to sig1.xml alone")


def order(case: Case) -> None:
    """E.order: exactly our elements and attributes, in our order, and no text between them."""
    if not shape.fits(case.signature.tree):
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


def words(case: Case) -> None:
    """E.words: what the signature says in words beside digests is what we always say, and the
    manifest is in the order of its addresses: nothing can be told there that no sheet shows."""
    tree, office = case.signature.tree, f"{{{dsig.OFFICE_SIGNATURE}}}"
    said = [(name, tree.findtext(f".//{office}{name}")) for name, _ in dsig.OFFICE_FIELDS]
    if said != list(dsig.OFFICE_FIELDS):
        raise refused("E.words", "Office's details are not as we write them")
    if tree.findtext(f".//{{{dsig.MDSSI}}}Format") != dsig.TIME_FORMAT:
        raise refused("E.words", "format of the signing time")
    if tree.findtext(f".//{{{dsig.XADES}}}SignaturePolicyImplied"):
        raise refused("E.words", "a policy in words")
    addresses = [line.uri for line in case.signature.manifest]
    if addresses != sorted(addresses):
        raise refused("E.words", "manifest in another order")


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
