"""How the sending of a book stands now: computed from the book, never guessed."""

from dataclasses import dataclass
from datetime import datetime

from desktop.records.cipher import Database
from desktop.records.clock import from_text
from desktop.records.settings import Settings
from sync import outbox
from sync.carrying import queue
from sync.carrying.queue import Turn
from sync.carrying.trip import due
from sync.channels import account as accounts
from sync.channels.account import Account
from sync.outbox import Item


@dataclass(frozen=True)
class Standing:
    """What there is to say of the outbox.

    ``turn`` is when the next trip is due, None without a channel; ``awaited`` the newest packet
    while no receipt speaks of it; ``overdue`` whether it has waited so long that a stick is the
    better way.
    """

    channel: Account | None
    turn: Turn | None
    packets: tuple[Item, ...]
    awaited: Item | None
    overdue: bool

    @property
    def held(self) -> Item | None:
        """The newest packet that the office above has signed for."""
        return next((item for item in self.packets if item.state in outbox.HELD), None)


def standing(db: Database, *, now: datetime, clock: datetime, sending: bool = False) -> Standing:
    """How it stands; ``now`` is believed, ``clock`` what the machine's clock reads, ``sending``
    whether a trip is under way."""
    channel = accounts.kept(Settings(db))
    packets = tuple(outbox.states(db, sending=sending))
    newest = packets[0] if packets else None
    awaited = newest if newest and not newest.answered else None
    return Standing(
        channel,
        due(db, channel, clock) if channel else None,
        packets,
        awaited,
        bool(awaited and queue.overdue(from_text(awaited.sent.created_at), now)),
    )
