"""One thing to do, and how soon."""

from dataclasses import dataclass
from enum import IntEnum


class Urgency(IntEnum):
    """In which order things are done."""

    NOW = 0
    SOON = 1
    OPEN = 2


@dataclass(frozen=True)
class Todo:
    """One thing to do: what there is, the one step that follows, and where that leads."""

    words: str
    action: str
    place: str
    urgency: Urgency
