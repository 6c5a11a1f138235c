"""One trip to a channel: open it, go in one or both directions, enter how it ended."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.records import mailbox
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.records.clock import utc_text
from desktop.records.errors import SobanError
from desktop.records.mailbox import deliveries
from desktop.records.mailbox.deliveries import TRIP, Delivery, Step
from sync.carrying import queue
from sync.carrying.events import Event, Kind
from sync.carrying.practice import require_allowed
from sync.channels.account import Account
from sync.channels.channel import Channel
from sync.channels.problems import ChannelError, Problem, advice
from sync.channels.schemes import open_channel
from sync.channels.watch import WATCH, Watch
from sync.sandbox import Sandbox


@dataclass(frozen=True)
class Trip:
    """What a trip needs to know.

    `now` is the time as far as it is believed (it is written down), `clock` what the machine's
    clock reads (waiting is counted by it). `hold` is entered around everything that uses the book
    and never while bytes travel: a window gives its writing lock. `password` opens packets that
    have one; `lot` draws from 0 to 1; `sandbox` is shared by trips when given.
    """

    book: Book
    account: Account
    now: datetime
    clock: datetime
    watch: Watch = WATCH
    hold: Callable[[], AbstractContextManager[object]] = nullcontext
    password: str = ""
    lot: Callable[[], float] = field(default=random.random, repr=False)
    sandbox: Sandbox | None = None

    @property
    def place(self) -> str:
        """How the deliveries name the channel."""
        return self.account.url

    def problem(self, error: ChannelError) -> Problem:
        """Why the trip did not go on; a line that was cut because somebody asked to stop is no
        fault of the line."""
        return Problem.STOPPED if self.watch.cancelled() else error.problem

    def note(self, step: Step, sha256: str, problem: str = "") -> None:
        """Enter a step of a file; the caller holds the book."""
        deliveries.add(self.book.db, self._entry(step, sha256, problem))

    def end(self, step: Step, *, problem: str = "", news: bool = False) -> None:
        """Enter how the trip ended and how long to wait for the next."""
        with self.hold():
            last = deliveries.last(self.book.db, TRIP, self.place)
            attempt, wait = queue.ended(last, step, news=news, lot=self.lot())
            if problem == Problem.STOPPED:
                wait = queue.LONGEST
            entry = self._entry(step, TRIP, problem, attempt, wait)
            deliveries.add(self.book.db, entry)

    def _entry(
        self, step: Step, sha256: str, problem: str, attempt: int = 0, wait: int = 0
    ) -> Delivery:
        at, clock = utc_text(self.now), int(self.clock.timestamp())
        return Delivery(sha256, self.place, step, at, clock, problem, attempt, wait)


Direction = Callable[[Trip, Channel], Iterator[Event]]


def run(trip: Trip, *directions: Direction) -> Iterator[Event]:
    """Go in these directions in turn on one open channel, telling what happens.

    A problem on the way ends the trip and is its last event; whatever was done stays done. Other
    errors of the program's own tree are entered as a failed trip and raised. Raises InputError
    where a practice book would leave its folder.
    """
    require_allowed(trip.book, trip.account)
    news = False
    try:
        with ExitStack() as stack:
            child = trip.sandbox or stack.enter_context(Sandbox())
            channel = stack.enter_context(open_channel(trip.account, trip.watch.wire))
            for direction in directions:
                for event in direction(replace(trip, sandbox=child), channel):
                    news = news or event.news
                    yield event
    except ChannelError as error:
        problem = trip.problem(error)
        trip.end(Step.FAILED, problem=problem, news=news)
        facts = {"problem": problem.value, "detail": error.detail}
        yield Event(Kind.TRIP, "failed", advice(problem), facts, fine=False)
        return
    except SobanError:
        trip.end(Step.FAILED, news=news)
        raise
    trip.end(Step.DONE, news=news)


def due(db: Database, account: Account, clock: datetime) -> queue.Turn:
    """When the next trip to this channel is due; `clock` is what the machine's clock reads."""
    last = deliveries.last(db, TRIP, account.url)
    fresh = last is not None and mailbox.last_moment(db) > last.at
    return queue.turn(last, fresh=fresh, clock=int(clock.timestamp()))
