"""Rule I: who signed. Judged by this office's clock and trust, never by the sender's clock."""

from __future__ import annotations

from datetime import UTC, datetime

from sync.package.checks.case import Case
from sync.package.dsig import timestamp
from sync.package.reasons import refused
from sync.pki.chain import signed_by
from sync.pki.trust import check_chain


def times(case: Case) -> None:
    """I.times: both copies of the signing time are equal and are a time."""
    office, xades = case.signature.times
    if office != xades or signing_time(case) is None:
        raise refused("I.times", f"signing time {office!r} and {xades!r}")


def chain(case: Case) -> None:
    """I.chain: the certificate is a device's and leads to an office this one trusts, now.

    Raises UnknownSender or TrustError with their own words.
    """
    case.sender = check_chain(case.signature.leaf, (case.signature.issuer,), case.trust, case.now)


def issuer(case: Case) -> None:
    """I.issuer: the certificate that came along is the issuer's, as this office or its anchor
    knows it."""
    carried = case.signature.issuer
    known = (*case.trust.anchors, *case.trust.issuers)
    if not signed_by(case.signature.leaf, carried):
        raise refused("I.issuer", "the carried certificate did not issue the signer's")
    if carried not in known and not any(signed_by(carried, anchor) for anchor in known):
        raise refused("I.issuer", "the carried issuer is not below a trusted one")


def signing_time(case: Case) -> datetime | None:
    """The time the sender claims (UTC); None when it is no time."""
    claimed = case.signature.times[0]
    try:
        moment = datetime.strptime(claimed, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment if timestamp(moment) == claimed else None


def clock_doubt(case: Case) -> bool:
    """Whether the claimed time lies in the future or outside the certificate's life."""
    moment, leaf = signing_time(case), case.signature.leaf
    if moment is None:
        return True
    return moment > case.now or not leaf.not_valid_before_utc <= moment <= leaf.not_valid_after_utc
