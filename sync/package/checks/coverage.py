"""Rules G and H: the signature covers everything there is, and everything is as it was signed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from sync.package import dsig, opc
from sync.package.canonical import canonical
from sync.package.checks.case import Case
from sync.package.opc import Relationship
from sync.package.reasons import refused


def entries(case: Case) -> None:
    """G.entries: the manifest names every entry once, but for the signature's own, and no other."""
    counted = Counter(line.part for line in case.signature.manifest)
    uncovered = case.parts.keys() - opc.UNSIGNED - counted.keys()
    if uncovered:
        raise refused("G.entries", f"not covered: {min(uncovered)}")
    if set(counted.values()) != {1} or counted.keys() & opc.UNSIGNED:
        raise refused("G.entries", "a part is referenced twice or must not be")
    if counted.keys() - case.parts.keys():
        raise refused("G.entries", "a referenced part is missing")


def lines(case: Case) -> None:
    """G.lines: every relationship is covered; only the one to the signature's origin is exempt."""
    for digest in case.signature.manifest:
        if digest.part.endswith(".rels"):
            present = [line.id for line in _relationships(case, digest.part) if not _exempt(line)]
            if sorted(digest.relationships) != sorted(present):
                raise refused("G.lines", f"{digest.part}: a relationship is not covered")


def types(case: Case) -> None:
    """G.types: each part is signed as the content type that the package gives it."""
    for digest in case.signature.manifest:
        if digest.content_type != case.content_types.get(digest.part):
            raise refused("G.types", f"{digest.part}: signed as {digest.content_type!r}")


def root(case: Case) -> None:
    """G.root: the package leads to the workbook and to the signature's origin, nowhere else."""
    if case.relationships.get("") != opc.ROOT_LINES:
        raise refused("G.root", "the package leads elsewhere")


def reach(case: Case) -> None:
    """G.reach: every signed part is reached from the workbook, every .rels part has its source."""
    found = opc.reachable(opc.WORKBOOK, case.relationships) | {opc.ROOT_RELS}
    lost = case.parts.keys() - opc.UNSIGNED - found
    if lost:
        raise refused("G.reach", f"nothing leads to {min(lost)}")
    if found - case.parts.keys():
        raise refused(
            "G.reach", f"a relationship leads to nothing: {min(found - case.parts.keys())}"
        )


def parts(case: Case) -> None:
    """H.parts: every part has the digest that the manifest gives."""
    for digest in case.signature.manifest:
        content = case.part(digest.part)
        if digest.relationships:
            content = _selected(_relationships(case, digest.part), digest.relationships)
        if hashlib.sha256(content).digest() != digest.digest:
            raise refused("H.parts", f"{digest.part}: digest differs")


def objects(case: Case) -> None:
    """H.objects: the three signed elements have the digests that the signed info gives."""
    for reference in case.signature.references:
        content = canonical(case.signature.by_id(reference.uri))
        if hashlib.sha256(content).digest() != reference.digest:
            raise refused("H.objects", f"{reference.uri}: digest differs")


def signature(case: Case) -> None:
    """H.signature: the signed info is signed with the key of the certificate."""
    try:
        key = case.signature.leaf.public_key()
        if not isinstance(key, RSAPublicKey):
            raise refused("H.signature", "not an RSA key")
        key.verify(case.signature.value, canonical(case.signature.info), PKCS1v15(), SHA256())
    except (InvalidSignature, UnsupportedAlgorithm, ValueError) as error:
        raise refused("H.signature", "signature does not verify") from error


def certificate(case: Case) -> None:
    """H.certificate: the certificate is the one that the signed properties name."""
    leaf = case.signature.leaf
    if case.signature.leaf_digest != dsig.certificate_digest(leaf):
        raise refused("H.certificate", "not the certificate that signed")
    if case.signature.leaf_serial != (dsig.issuer_name(leaf), str(leaf.serial_number)):
        raise refused("H.certificate", "issuer or serial number of the certificate differs")


def _exempt(line: Relationship) -> bool:
    return line.source == "" and line.type == opc.ORIGIN_TYPE


def _relationships(case: Case, rels: str) -> tuple[Relationship, ...]:
    return case.relationships.get(opc.source_of(rels), ())


def _selected(present: Sequence[Relationship], ids: Sequence[str]) -> bytes:
    return opc.write_relationships(line for line in present if line.id in ids)
