"""Trips to the channel while the window is open, when the queue says so or when a person does."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.settings import Settings
from desktop.ui.carrying.journey import AWAY, Journey, Schedule, Way
from desktop.ui.jobs import Err, Job, Jobs, Manner, Ok, Outcome
from sync.carrying.events import Event
from sync.channels import account as accounts
from sync.channels.account import Account
from sync.channels.problems import ChannelError, Problem
from sync.channels.watch import Progress

LOOKS = 5
"""Seconds between looks for a stick or share that was not there."""
LONGEST = 60 * 60
"""Seconds; the timer looks again at least so often, whatever the clock has done meanwhile."""
START = 2000
"""Milliseconds after the window is there; the first trip brings libraries that take a while."""


class Room(Protocol):
    """What the carrier needs of the desk."""

    book: Book
    jobs: Jobs
    clock: Callable[[], datetime]

    def hold(self) -> AbstractContextManager[None]:
        """Use ``book`` while nobody else does."""

    def read(
        self, owner: QObject, work: Callable[[Database], Any], done: Callable[[Outcome[Any]], None]
    ) -> Job:
        """Ask the book something, away from the window."""


class Carrier(QObject):
    """One trip at a time; others wait for it.

    ``moved`` tells that there is something new to show, ``ended`` gives the journey that is over.
    The network only ever wakes the queue; without a word of it trips come all the same.
    """

    moved = Signal()
    ended = Signal(object)

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.journey: Journey | None = None
        self._waiting: list[Journey] = []
        self._extent: int | None = None
        self._started = self._closed = self._woken = self._listening = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    def start(self, after: int = START) -> None:
        """From now on (or in so many milliseconds) go by the queue's own schedule."""
        if after:
            QTimer.singleShot(after, self, lambda: self.start(0))
            return
        self._started = True
        self.look()

    def look(self) -> None:
        """See when the next trip is due; also after every change of the book."""
        if self._started and not self._closed and self.journey is None:
            clock = self._room.clock()
            self._room.read(self, lambda db: _schedule(db, clock), self._looked)

    def go(self) -> None:
        """A person wants the channel visited now."""
        self.visit(lambda: accounts.kept(self._room.book.settings))

    def visit(self, account: Callable[[], Account | None], *ways: Way) -> None:
        """A person wants this place visited, in these directions."""
        self._begin(Journey(account, asked=True, ways=ways))

    def stop(self) -> None:
        """End the trip under way; whatever was done stays done."""
        if self.journey:
            self.journey.stop.ask()
            self.moved.emit()

    def close(self) -> None:
        """End everything and keep trips away from the book; waits for no server."""
        self._timer.stop()
        self._waiting.clear()
        with self._room.hold():
            self._closed = True  # before the trip ends: that it was cut short is no failure
        if self.journey:
            self.journey.stop.ask()

    def wake(self) -> None:
        """Something has changed outside: try soon, at a moment of one's own, unless a person has to
        act first."""
        self._woken = True
        self._timer.start(random.randrange(1000, 8000))

    def _looked(self, outcome: Outcome[Schedule | None]) -> None:
        woken, self._woken = self._woken, False
        if not isinstance(outcome, Ok) or outcome.value is None or self.journey:
            return
        if not self._listening:
            self._listening = True
            QTimer.singleShot(START, self, self._listen)
        account, turn, back, extent = outcome.value
        news = self._extent is not None and extent != self._extent
        if turn.wait is None:
            self._timer.stop()
        elif turn.wait == 0 or woken or back or news:
            self._begin(Journey(lambda: account))
        else:
            away = account.local and turn.problem in AWAY
            self._timer.start(1000 * min(turn.wait, LOOKS if away else LONGEST))

    def _begin(self, journey: Journey) -> None:
        if self._closed:
            return
        if self.journey:
            self._waiting.append(journey)
            return
        self.journey = journey
        self._room.jobs.run(
            self, lambda job: self._travel(job, journey), self._arrived, self._heard, Manner.APART
        )
        self.moved.emit()

    def _travel(self, job: Job, journey: Journey) -> None:
        from desktop.ui.carrying import travel

        def tell(value: object) -> None:
            if not job.cancelled:
                job.report(value)

        clock, cancelled = self._room.clock(), lambda: job.cancelled
        travel.travel(self._room.book, journey, clock, self._hold, tell, cancelled)

    @contextmanager
    def _hold(self) -> Iterator[None]:
        with self._room.hold():
            if self._closed:
                raise ChannelError(Problem.STOPPED)
            yield

    def _heard(self, value: object) -> None:
        if self.journey is None:
            return
        if isinstance(value, Progress):
            self.journey.progress = value
        elif isinstance(value, Event):
            self.journey.progress = None
            self.journey.events.append(value)
        self.moved.emit()

    def _arrived(self, outcome: Outcome[None]) -> None:
        journey, self.journey = self.journey, None
        if journey:
            journey.error = outcome.error if isinstance(outcome, Err) else None
            if not journey.ways:
                self._extent = journey.extent
            self.ended.emit(journey)
        self.moved.emit()
        if self._waiting:
            self._begin(self._waiting.pop(0))

    def _listen(self) -> None:
        """Let the system tell when there is a network again, where it can."""
        try:
            from PySide6.QtNetwork import QNetworkInformation
        except ImportError:  # a system without what Qt needs for it; the schedule goes on alone
            return
        if not self._closed and QNetworkInformation.loadDefaultBackend():
            found = QNetworkInformation.instance()
            found.reachabilityChanged.connect(self._reached)

    def _reached(self, reach: Any) -> None:
        if reach.name in ("Online", "Site", "Local"):
            self.wake()


def _schedule(db: Database, clock: datetime) -> Schedule | None:
    """A book without a channel never loads what trips need."""
    if accounts.kept(Settings(db)) is None:
        return None
    from desktop.ui.carrying import travel

    return travel.schedule(db, clock)
