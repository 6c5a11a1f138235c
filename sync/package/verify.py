"""Whether a file from outside is a packet exactly as its sender signed it, and who that was.

Pure: bytes, trust and time in, verdict out. Hostile bytes get a verdict too, within bounded time
and memory. Rules run in the order of the checklist and the first broken one decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final, Literal

from sync.errors import PacketRefused, TrustError, UnknownSender
from sync.package import archive, opc, reasons
from sync.package.archive import Archive
from sync.package.checks import coverage, package, sender, structure
from sync.package.checks.case import Case
from sync.pki.trust import Sender, Trust

Status = Literal["valid", "refused", "unknown_sender"]
Rule = Callable[[Case], None]


@dataclass(frozen=True)
class Verdict:
    """The answer about one file.

    `rule` is the checklist's letter and `check` the full name ("E.order") of the rule that was
    broken, `reason` what to tell the officer, `evidence` a technical word in English. `parts` are
    the verified buffers, to be read instead of the file; empty unless valid. `clock_doubt` marks a
    signing time that cannot be right; it refuses nothing. `signed_at` is the time that the sender
    claims (UTC, 2024-03-05T08:30:00Z), given where nothing but the sender's certificate is wrong.
    """

    status: Status
    check: str = ""
    reason: str = ""
    evidence: str = ""
    sender: Sender | None = None
    parts: Mapping[str, bytes] = field(default_factory=dict)
    clock_doubt: bool = False
    signed_at: str = ""

    @property
    def rule(self) -> str:
        return self.check[:1]


def _on_archive(check: Callable[[Archive], None]) -> Rule:
    return lambda case: check(case.archive)


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "A.size": package.size,
        **{f"B.{name}": _on_archive(check) for name, check in archive.RULES.items()},
        "C.markup": package.markup,
        "C.words": package.words,
        "C.form": package.form,
        "D.names": package.names,
        "D.types": package.content_types,
        "D.rels": package.spelling,
        "D.external": package.external,
        "D.links": package.links,
        "D.sheets": package.sheets,
        "E.place": structure.place,
        "E.order": structure.order,
        "E.ids": structure.ids,
        "E.references": structure.references,
        "E.words": structure.words,
        "E.canonical": structure.spelling,
        "E.base64": structure.base64_values,
        "F.algorithms": structure.algorithms,
        "F.transforms": structure.transforms,
        "G.entries": coverage.entries,
        "G.lines": coverage.lines,
        "G.types": coverage.types,
        "G.root": coverage.root,
        "G.reach": coverage.reach,
        "H.parts": coverage.parts,
        "H.objects": coverage.objects,
        "H.signature": coverage.signature,
        "H.certificate": coverage.certificate,
        "I.times": sender.times,
        "I.chain": sender.chain,
        "I.issuer": sender.issuer,
    }
)


def verify(data: bytes, trust: Trust, now: datetime, rules: Mapping[str, Rule] = RULES) -> Verdict:
    """The verdict on a file's bytes, judged with `trust` at `now` (aware, the receiving office's).

    `rules` is for trials that switch one off.
    """
    case = Case(data, trust, now)
    try:
        for rule in rules.values():
            rule(case)
        return Verdict(
            "valid",
            sender=case.sender,
            parts=MappingProxyType(dict(case.parts)),
            clock_doubt=sender.clock_doubt(case),
        )
    except PacketRefused as refusal:
        told = reasons.resaved() if _was_resaved(case) else str(refusal)
        return Verdict("refused", refusal.rule, told, refusal.evidence)
    except UnknownSender as error:
        return Verdict("unknown_sender", "I.chain", reasons.of_sender(str(error)))
    except TrustError as error:
        told = reasons.of_sender(str(error))
        return Verdict("refused", "I.chain", told, signed_at=case.signature.times[0])


def _was_resaved(case: Case) -> bool:
    """Whether the names in the file are those of a workbook that another program has written."""
    try:
        names = {entry.name for entry in case.archive.entries}
    except PacketRefused:
        return False
    foreign = any(
        opc.kind_of(name) is None and name.startswith(("docProps/", "xl/")) for name in names
    )
    return opc.WORKBOOK in names and (opc.SIGNATURE not in names or foreign)
