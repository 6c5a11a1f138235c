"""The path from a certificate to an anchor by RFC 5280, and the reason when there is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from desktop.records.language import t
from sync.errors import TrustError, UnknownSender
from sync.pki.profile import read_subject

INTERMEDIATES: Final = 1
_EXPLAINED = 3

Chain = tuple[x509.Certificate, ...]


def build(leaf: x509.Certificate, pool: Chain, anchors: Chain, now: datetime) -> Chain:
    """Leaf, issuers, anchor: a path that is valid at `now`, through at most one issuer of `pool`.

    Raises UnknownSender when no anchor has the name the path would need, TrustError otherwise.
    """
    if not anchors:
        raise _unknown(leaf)
    issuer_policy = (
        ExtensionPolicy.permit_all()
        .require_present(x509.BasicConstraints, Criticality.CRITICAL, None)
        .require_present(x509.KeyUsage, Criticality.CRITICAL, None)
    )
    verifier = (
        PolicyBuilder()
        .store(Store(list(anchors)))
        .time(now)
        .max_chain_depth(INTERMEDIATES)
        .extension_policies(ca_policy=issuer_policy, ee_policy=ExtensionPolicy.permit_all())
        .build_client_verifier()
    )
    try:
        return tuple(verifier.verify(leaf, list(pool)).chain)
    except VerificationError as error:
        raise _reason(leaf, pool, anchors, now) from error


def signed_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the certificate names the issuer and its signature verifies with the issuer's key."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError, UnsupportedAlgorithm):
        return False
    return True


def _reason(leaf: x509.Certificate, pool: Chain, anchors: Chain, now: datetime) -> TrustError:
    name = read_subject(leaf.subject).unit.name
    paths = list(_by_name((leaf,), pool, anchors))
    if not paths:
        return _unknown(leaf)
    genuine = [path for path in paths if all(signed_by(c, i) for c, i in pairwise(path))]
    if not genuine:
        return TrustError(
            t("Chứng thư của {name} là giả: cơ quan cấp trùng tên nhưng khác khóa.", name=name)
        )
    for certificate in genuine[0]:
        owner = read_subject(certificate.subject).unit.name
        if now < certificate.not_valid_before_utc:
            date = f"{certificate.not_valid_before_utc:%d/%m/%Y}"
            return TrustError(
                t("Chứng thư của {name} chỉ có hiệu lực từ ngày {date}.", name=owner, date=date)
            )
        if now > certificate.not_valid_after_utc:
            date = f"{certificate.not_valid_after_utc:%d/%m/%Y}"
            return TrustError(
                t("Chứng thư của {name} đã hết hạn ngày {date}.", name=owner, date=date)
            )
    return TrustError(t("Cơ quan cấp chứng thư cho {name} không có quyền cấp.", name=name))


def _unknown(leaf: x509.Certificate) -> UnknownSender:
    name = read_subject(leaf.subject).unit.name
    return UnknownSender(t("Máy này chưa biết cơ quan đã cấp chứng thư cho {name}.", name=name))


def _by_name(path: Chain, pool: Chain, anchors: Chain) -> Iterator[Chain]:
    for anchor in anchors:
        if anchor.subject == path[-1].issuer:
            yield (*path, anchor)
    if len(path) < _EXPLAINED:
        for issuer in pool:
            if issuer.subject == path[-1].issuer and issuer not in path:
                yield from _by_name((*path, issuer), pool, anchors)
