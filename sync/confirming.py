"""Which packet a code heard over the telephone is of.

A code is ten signs of the packet's SHA-256. That it agrees proves that the other side has before
it the very bytes that lie here, if it is the other side that speaks. It proves neither that the
packet was accepted nor who speaks; only a signed receipt does.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.records import mailbox, short_code
from desktop.records.cipher import Database
from desktop.records.mailbox import Received, Sent
from sync.receive import Planned


@dataclass(frozen=True)
class Heard:
    """What a typed code is of: ``code`` is None when it is none (a sign is wrong or missing)."""

    code: str | None
    sent: Sent | None = None
    received: Received | None = None
    planned: Planned | None = None


def heard(db: Database, typed: str, plans: Iterable[Planned] = ()) -> Heard:
    """The packet that was sent, came in, or is being looked at, whose code was typed."""
    code = short_code.read(typed)
    if code is None:
        return Heard(None)
    sent = next((s for s in mailbox.all_sent(db) if short_code.of(s.sha256) == code), None)
    came = next((r for r in mailbox.all_received(db) if short_code.of(r.sha256) == code), None)
    plan = next((p for p in plans if p.content and short_code.of(p.sha256) == code), None)
    return Heard(code, sent, came, plan)
