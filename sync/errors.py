"""What can go wrong between two offices, as a small typed tree over `SobanError`.

As there, `str(error)` is already translated and says what happened, that nothing was imported, and
what to do next.
"""

from desktop.records.errors import SobanError


class SyncError(SobanError):
    """A packet, its sender or its way here stopped the work; the book is as it was before."""


class PacketRefused(SyncError):
    """A packet breaks the format or was altered.

    `rule` is the checklist's letter and short name ("B.names", "H.parts"); `evidence` says in
    English for a technician which part or field it was, and never quotes content of the record.
    """

    def __init__(self, rule: str, reason: str, evidence: str = "") -> None:
        super().__init__(reason)
        self.rule = rule
        self.evidence = evidence


class TrustError(SyncError):
    """A certificate, request or revocation list is not acceptable: use, time, area or signature."""


class UnknownSender(TrustError):
    """The certificate may be good, but no office this one trusts vouches for it."""


class SandboxError(SyncError):
    """The process that opens packets does not start here; that is no fault of the packet."""


class SealError(SyncError):
    """A packet could not be signed: key and certificates of this device do not belong together."""
