"""Packets as they are after they were opened, for trials of what becomes of them then."""

from pathlib import Path

from sync.pki.trust import Trust
from sync.receive import Verified
from sync.sandbox import examine
from tests.district import NOW


def verified(file: Path, trust: Trust) -> Verified:
    """An honest packet, opened in this process."""
    content = file.read_bytes()
    opened = examine(content, trust, NOW)
    assert opened.packet is not None, opened.verdict
    assert opened.verdict.sender is not None
    return Verified(
        file,
        content,
        opened.verdict.sender,
        opened.packet,
        packed=opened.packed,
        content_digest=opened.content_digest,
    )
