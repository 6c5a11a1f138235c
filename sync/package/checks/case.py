"""One packet under examination: its bytes, and what the rules read out of them, each read once.

Reading here is as lenient as safety allows. What is allowed is for the rules, so that a test can
switch one off and show what it alone keeps out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from lxml import etree

from sync.package import opc
from sync.package.archive import Archive
from sync.package.checks.signature import Signature
from sync.package.opc import Relationship
from sync.package.outline import outlined
from sync.package.reasons import refused
from sync.package.strictxml import NotStrict, parse
from sync.pki.trust import Sender, Trust


@dataclass
class Case:
    """Bytes from outside, whom this office trusts, and its time (aware).

    Every reading raises PacketRefused when there is nothing to read. `sender` is set by the rule
    that finds the chain.
    """

    data: bytes
    trust: Trust
    now: datetime
    sender: Sender | None = None

    @cached_property
    def archive(self) -> Archive:
        return Archive(self.data)

    @cached_property
    def parts(self) -> Mapping[str, bytes]:
        return self.archive.parts()

    @cached_property
    def outlines(self) -> Mapping[str, bytes]:
        """The parts, sheets without the rows that need no parser (see `outline`)."""
        return {
            name: outlined(part) if (kind := opc.kind_of(name)) and kind.large else part
            for name, part in self.parts.items()
        }

    @cached_property
    def content_types(self) -> Mapping[str, str]:
        """The declared type of every part."""
        return opc.read_content_types(self.tree(opc.CONTENT_TYPES), self.parts)

    @cached_property
    def relationships(self) -> Mapping[str, tuple[Relationship, ...]]:
        """The relationships of every part that has a .rels part, by source; "" is the package."""
        rels = (name for name in self.parts if name.endswith(".rels"))
        return {opc.source_of(n): opc.read_relationships(n, self.tree(n)) for n in rels}

    @cached_property
    def signature(self) -> Signature:
        return Signature(self.tree(opc.SIGNATURE))

    def tree(self, name: str) -> etree._Element:
        """The parsed part `name`; not for sheets, which may be large."""
        try:
            return parse(self.part(name))
        except NotStrict as error:
            raise refused("C.form", f"{name}: {error}") from error

    def part(self, name: str) -> bytes:
        """The content of the part `name`."""
        if name not in self.parts:
            raise refused("D.names", f"no {name}")
        return self.parts[name]
