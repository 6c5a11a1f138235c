"""What every screen is given: the open book, the job runner and the clock."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.records.book import Book
from desktop.records.cipher import Database, Error
from desktop.records.clock import FAR, correct, floor, in_doubt, local_day
from desktop.ui import facts
from desktop.ui.carrying.carrier import Carrier
from desktop.ui.drafts import Drafts
from desktop.ui.jobs import Job, Jobs, Manner, Outcome
from desktop.ui.kept import Kept
from desktop.ui.resting import Resting

T = TypeVar("T")
Work = Callable[[Job], T]
Done = Callable[[Outcome[T]], None]
Progress = Callable[[Any], None]


class Desk(QObject):
    """One open book at work.

    Reading runs side by side on connections of their own; writing is one after the other, in the
    order asked for, on the book's.
    ``changed`` is told after each write, so that what is shown is read again. ``clock`` is what the
    machine's clock reads, ``now`` the time as far as the book believes it. ``drafts`` is what
    is being typed and not saved, ``opened_at`` how many changes there were before this sitting,
    ``kept`` what was computed from the book as it is, ``carrier`` what brings packets to the
    channel and back once it is started.
    """

    changed = Signal()

    def __init__(
        self, book: Book, jobs: Jobs, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__()
        self.book = book
        self.jobs = jobs
        self.clock = clock
        self._floor = floor(book)
        self._writing = threading.Lock()
        self._idle: list[Database] = []
        self.kept = Kept()
        self.drafts = Drafts(book, self._at_once, self.now, certain=not self.ahead())
        self.opened_at = facts.entries(book.db)
        self.carrier = Carrier(self)
        for kept in (self.drafts, self.carrier):
            kept.setParent(self)
        self._resting = Resting(jobs, self._rest, self)
        self.carrier.ended.connect(self.changed)
        self.changed.connect(self.carrier.look)

    def now(self) -> datetime:
        """The time: what the clock reads, or the latest moment that has certainly passed where the
        clock, which may jump at any time, reads an earlier one. The book knows of the doubt."""
        reads = self.clock()
        self.book.clock_doubted = in_doubt(self._floor, reads)
        return max(reads, self._floor)

    def today(self) -> str:
        """The day in Vietnam, ``2024-05-07``."""
        return local_day(self.now()).isoformat()

    def believed(self) -> datetime:
        """The moment to sign and to judge seals by: the clock, but never below what the book knows
        to have passed. For work that holds ``book``."""
        return self.book.time(self.clock())

    def doubts(self) -> bool:
        """Whether the clock may be wrong now, so that what is written is marked for it."""
        return in_doubt(self._floor, self.clock())

    def ahead(self) -> bool:
        """Whether the clock is so far ahead of all the book knows that a person is asked if the day
        is right, before anything is signed."""
        return self.clock() > self._floor + FAR

    def trust_clock(self, owner: QObject, done: Done[None]) -> Job:
        """A person has looked at the calendar: the clock is right (see ``clock.correct``)."""
        return self.write(owner, lambda _job: correct(self.book, self.clock()), done)

    def read(self, owner: QObject, work: Callable[[Database], T], done: Done[T]) -> Job:
        """Ask the book something, away from the window; a question that is cancelled is broken off
        wherever the database has got with it."""
        return self.gather(owner, lambda db, _job: work(db), done)

    def gather(
        self,
        owner: QObject,
        work: Callable[[Database, Job], T],
        done: Done[T],
        progress: Progress | None = None,
    ) -> Job:
        """As ``read``, for what is long: ``work`` reports as it goes on."""
        return self.jobs.run(
            owner, lambda job: self._with_connection(job, work), done, progress, Manner.READING
        )

    def study(
        self,
        owner: QObject,
        work: Callable[[Database, Callable[[], None]], T],
        done: Done[T],
    ) -> Job:
        """Like ``read``, for what takes long: ``work`` calls now and then what it is given, which
        ends it if the job was cancelled."""
        return self.gather(owner, lambda db, job: work(db, lambda: job.report(None)), done)

    def write(
        self, owner: QObject, work: Work[T], done: Done[T], progress: Progress | None = None
    ) -> Job:
        """Do something to the book, after all that was asked for before; nobody else uses it
        meanwhile."""

        def learning(job: Job) -> T:
            try:
                return work(job)
            finally:
                self._floor = floor(self.book)

        def tell(outcome: Outcome[T]) -> None:
            done(outcome)
            self.changed.emit()

        return self.use(owner, learning, tell, progress)

    def use(
        self, owner: QObject, work: Work[T], done: Done[T], progress: Progress | None = None
    ) -> Job:
        """As ``write``, for what needs ``book`` itself and changes nothing that is shown."""
        return self.jobs.run(owner, self.alone(work), done, progress, Manner.QUEUED)

    def _at_once(self, owner: QObject, work: Callable[[Database], T], done: Done[T]) -> Job:
        """Write something short through another connection, even while the book is in use; only
        for what waits until a transaction on ``book`` has ended."""
        return self.jobs.run(
            owner,
            lambda job: self._with_connection(job, lambda db, _job: work(db)),
            done,
            manner=Manner.AT_ONCE,
        )

    def alone(self, work: Work[T]) -> Work[T]:
        """``work`` made to wait until nobody else uses ``book`` itself."""

        def waiting(job: Job) -> T:
            with self.hold():
                return work(job)

        return waiting

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Use ``book`` itself while nobody else does."""
        with self._writing:
            yield

    def close(self) -> None:
        """End all work and close the book."""
        self.carrier.close()
        self._resting.stop()
        self.jobs.wait()
        self.drafts.close()
        self._put_away()
        self.book.close()

    def _rest(self) -> None:
        """Hold no pages of the book while nobody asks for any. What is wrong with the book is said
        to who next asks it something."""
        self._put_away()
        if self._writing.acquire(blocking=False):
            try:
                with suppress(Error):
                    self.book.db.execute("PRAGMA shrink_memory")
            finally:
                self._writing.release()

    def _put_away(self) -> None:
        """Close the connections that nobody reads from; each holds pages of the book."""
        while self._idle:
            self._idle.pop().close()

    def _with_connection(self, job: Job, work: Callable[[Database, Job], T]) -> T:
        """A connection that failed, or was broken off, is not used again."""
        db = self._idle.pop() if self._idle else self.book.connect()
        try:
            with job.broken_off_by(db.conn.interrupt):
                found = work(db, job)
        except BaseException:
            db.close()
            raise
        self._idle.append(db)
        return found
