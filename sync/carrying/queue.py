"""When to try next: a pure function of what has happened, so that it is the same after a restart.

Waiting is counted by what the machine's clock reads, right or wrong; a clock that was set back, or
far ahead, only makes the next attempt come at once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desktop.records.mailbox.deliveries import Delivery, Step
from sync.channels.problems import Problem

FIRST: Final = 30
LONGEST: Final = 6 * 60 * 60
"""Seconds: the first wait is at most FIRST, none is longer than LONGEST."""
PATIENCE: Final = timedelta(days=7)
"""After so long without a receipt the packet is offered for a USB stick."""
THOROUGH: Final = 8
"""Every so many trips without a receipt the delivered file is read back whole."""

_ENDS: Final = (Step.DONE, Step.FAILED)


@dataclass(frozen=True)
class Turn:
    """When the next trip is due: `wait` seconds from now, None when a person has to act first;
    `problem` is why the last one failed."""

    wait: int | None
    problem: Problem | None = None


def turn(last: Delivery | None, *, fresh: bool, clock: int) -> Turn:
    """What the last entry about a trip means now.

    `fresh`: something has happened here since that the channel should hear of. A person may start
    a trip at any time.
    """
    if last is None or last.step not in _ENDS:
        return Turn(0)
    problem = Problem(last.problem) if last.problem in list(Problem) else None
    if problem and problem.pauses:
        return Turn(None, problem)
    passed = clock - last.clock
    left = min(last.wait, LONGEST) - passed if passed >= 0 else 0
    return Turn(0 if fresh else max(0, left), problem)


def ended(last: Delivery | None, step: Step, *, news: bool, lot: float) -> tuple[int, int]:
    """The attempt that has just ended so, and how many seconds to wait before the next.

    Trips that fail in a row, or that bring no news in a row, come further and further apart: up to
    twice as far each time, at a moment drawn by `lot` (0 to 1), so that twenty communes behind one
    failed line do not all come back at once ("full jitter"); never in the same second.
    """
    alike = last is not None and last.step == step and not news
    attempt = last.attempt + 1 if last and alike else 1
    ceiling = min(LONGEST, FIRST * 2 ** min(attempt - 1, 20))
    return attempt, max(1, round(lot * ceiling))


def overdue(created: datetime, now: datetime) -> bool:
    """Whether a packet without a receipt is old enough to offer the same bytes for a stick."""
    return now - created >= PATIENCE
