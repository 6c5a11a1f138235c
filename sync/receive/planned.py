"""What a file that came in would do: the plan that a person looks at before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from desktop.records.change import Changes
from desktop.records.fields import Row
from sync.merge import Status
from sync.packet import Header, Packet
from sync.pki.trust import Sender


@dataclass(frozen=True)
class Verified:
    """A file whose every byte is as its sender signed it, and what it says."""

    file: Path
    content: bytes
    sender: Sender
    packet: Packet
    clock_doubt: bool = False
    packed: str = ""
    content_digest: str = ""


@dataclass(frozen=True)
class Planned:
    """What accepting one file would do; nothing has been done.

    ``content`` are the signed bytes; of a file with a password, those behind it once it is open.
    ``added``, ``changed`` and ``removed`` count rows over all registers; ``changes`` holds them by
    register. ``sender`` is None for a file whose seal is not good, ``header`` for one that does not
    say what its seal promises. Of a refused file ``rule`` is the broken rule ("B.cut") and
    ``evidence`` a technical word in English; ``clock_doubt`` marks a signing time that cannot be
    right, or that its sender doubted; ``cause`` is that of `merge.Judgement`; ``packet`` what a
    good seal promises, ``packed`` and ``content_digest`` as in `mailbox.Received`. ``entered``
    marks a file that came in before, ``rival`` is one that came in together and contradicts it.
    """

    file: Path
    content: bytes
    status: Status
    reason: str
    sender: Sender | None = None
    header: Header | None = None
    missing: int = 0
    rows: Mapping[str, list[Row]] = field(default_factory=dict)
    changes: Mapping[str, Changes] = field(default_factory=dict)
    rule: str = ""
    evidence: str = ""
    clock_doubt: bool = False
    cause: str = ""
    packet: Packet | None = field(default=None, repr=False)
    packed: str = ""
    content_digest: str = ""
    entered: bool = False
    rival: "Planned | None" = field(default=None, repr=False, compare=False)

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()

    @property
    def names(self) -> set[str]:
        """The digests by which its sender may know it."""
        return {self.sha256, self.packed, self.content_digest} - {""}

    @property
    def added(self) -> int:
        return sum(len(change.added) for change in self.changes.values())

    @property
    def changed(self) -> int:
        return sum(len(change.changed) for change in self.changes.values())

    @property
    def removed(self) -> int:
        return sum(len(change.removed) for change in self.changes.values())
