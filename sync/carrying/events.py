"""What a trip tells while it runs: one event for each thing that happened.

`state` is for programs, `reason` for people; `facts` is what else there is to know of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What an event is about."""

    PACKET = "packet"
    RECEIPT = "receipt"
    TRIP = "trip"


@dataclass(frozen=True)
class Event:
    """One thing that happened to a packet, a receipt or the whole trip.

    `fine` is False for what did not go as wanted; `news` marks what was not known before, after
    which the next trip comes soon.
    """

    kind: Kind
    state: str
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)
    fine: bool = True
    news: bool = False

    def as_json(self) -> dict[str, object]:
        """The event as one JSON object."""
        return {
            "kind": self.kind.value,
            "state": self.state,
            "reason": self.reason,
            **self.facts,
        }
