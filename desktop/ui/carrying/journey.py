"""A trip as the window knows it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from desktop.records.errors import SobanError
from sync.carrying.events import Event
from sync.carrying.queue import Turn
from sync.channels.account import Account
from sync.channels.channel import Channel
from sync.channels.problems import Problem
from sync.channels.watch import Progress, Stop

Way = Callable[[Any, Channel], Iterator[Event]]
"""A direction of a trip."""
Schedule = tuple[Account, Turn, bool, int]
"""The channel, when its turn is, whether a folder that was away is back, the mailbox's extent."""
AWAY = (Problem.MISSING, Problem.UNPLUGGED)
"""A folder that was not there: it may be plugged in at any time."""


@dataclass
class Journey:
    """A trip asked for or under way; ``account`` is found when it begins, None for none.

    ``asked`` marks one that a person wants, ``ways`` its directions (the usual ones when there are
    none), ``progress`` how far a file has got, ``extent`` that of the mailbox when it began.
    """

    account: Callable[[], Account | None]
    asked: bool = False
    ways: tuple[Way, ...] = ()
    stop: Stop = field(default_factory=Stop)
    progress: Progress | None = None
    extent: int = 0
    events: list[Event] = field(default_factory=list)
    error: SobanError | None = None

    @property
    def failure(self) -> str:
        """Why it did not go through, "" when it did."""
        bad = [event.reason for event in self.events if not event.fine]
        return str(self.error) if self.error else bad[-1] if bad else ""


def told(events: Sequence[Event]) -> list[str]:
    """What of a trip is worth telling a person."""
    return [event.reason for event in events if event.news or not event.fine]
