"""Background work: one runner, one answer (``Ok`` or ``Err``), back on the window's thread."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from desktop.records.errors import SobanError
from desktop.records.language import t

T = TypeVar("T")
Execute = Callable[[Callable[[], None]], object]
"""Takes a piece of work and runs it, now or later, here or on another thread."""

AT_LEAST = 4
"""Threads: long work must not keep a list from being read, however few cores there are."""

log = logging.getLogger(__name__)


class Manner(Enum):
    """How a piece of work is done: beside others; only to show something, so that it may be broken
    off at any time; one after the other in the order asked for; at once, since it is short and must
    wait for nothing else; or apart, since it may have to wait for another machine, on a thread that
    nobody waits for at the end."""

    BESIDE = auto()
    READING = auto()
    QUEUED = auto()
    AT_ONCE = auto()
    APART = auto()


class Cancelled(SobanError):
    """The person stopped this piece of work; nothing was kept of it."""


class Unexpected(SobanError):
    """A fault of the program, said plainly; the trace has gone to the log."""


@dataclass(frozen=True)
class Ok(Generic[T]):
    """The work was done."""

    value: T


@dataclass(frozen=True)
class Err:
    """The work was not done; ``str(error)`` is what a person reads."""

    error: SobanError


Outcome = Ok[T] | Err


class Job:
    """One piece of work under way; the work itself may report through it and ask if it goes on.

    Not a QObject: the last reference may go in a worker thread, and Qt would lock up there.
    """

    def __init__(self, owner: QObject | None, say: Callable[["Job", object], None]) -> None:
        self.owner = owner
        self._say = say
        self._cancelled = self._hurried = False
        self._breaking = threading.Lock()
        self._break_off: Callable[[], None] | None = None

    def cancel(self) -> None:
        """Ask the work to stop: at its next ``report``, or at once where it can be broken off."""
        with self._breaking:
            self._cancelled = True
            if self._break_off:
                self._break_off()

    def hurry(self) -> None:
        """Ask the work to stop at its next ``report``; work that never reports is done whole, and
        what comes of it is told."""
        self._hurried = True

    @contextmanager
    def broken_off_by(self, how: Callable[[], None]) -> Iterator[None]:
        """What is done inside is ended by ``how``, called from any thread, when it is cancelled."""
        with self._breaking:
            self._break_off = how
        try:
            yield
        finally:
            with self._breaking:
                self._break_off = None

    @property
    def cancelled(self) -> bool:
        """Whether its result is no longer wanted."""
        return self._cancelled

    def report(self, value: object) -> None:
        """Send progress to the window; raises Cancelled when the person has stopped the work."""
        if self._cancelled or self._hurried:
            raise Cancelled(t("Đã dừng theo yêu cầu. Không có gì thay đổi."))
        self._say(self, value)


@dataclass(frozen=True)
class _UnderWay:
    """What is held here, on the window's thread, until the answer has come: so that nothing a
    piece of work refers to is let go in another thread."""

    work: Callable[[Job], Any]
    done: Callable[[Any], None]
    progress: Callable[[Any], None] | None
    manner: Manner


class Jobs(QObject):
    """The one runner. ``execute`` is the thread pool unless a test gives another.

    ``emptied`` tells that the last answer has come, and nothing is under way.
    """

    emptied = Signal()
    _ended = Signal(object, object)
    _reported = Signal(object, object)

    def __init__(self, execute: Execute | None = None) -> None:
        super().__init__()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(max(AT_LEAST, self._pool.maxThreadCount()))
        self._line, self._quick = QThreadPool(maxThreadCount=1), QThreadPool(maxThreadCount=1)
        beside, queue = execute or self._pool.start, execute or self._line.start
        self._execute: dict[Manner, Execute] = dict.fromkeys(Manner, beside)
        self._execute |= {Manner.QUEUED: queue, Manner.APART: _apart}
        self._execute[Manner.AT_ONCE] = execute or self._quick.start
        self._under_way: dict[Job, _UnderWay] = {}
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._forward, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        owner: QObject | None,
        work: Callable[[Job], T],
        done: Callable[[Outcome[T]], None],
        progress: Callable[[Any], None] | None = None,
        manner: Manner = Manner.BESIDE,
    ) -> Job:
        """Run ``work`` away from the window; ``done`` and ``progress`` are called on its thread.

        Neither is called once ``owner`` has been closed or the job cancelled.
        """
        job = Job(owner, self._reported.emit)
        self._under_way[job] = _UnderWay(work, done, progress, manner)
        self._execute[manner](lambda: self._perform(job))
        return job

    @property
    def busy(self) -> bool:
        """Whether anything is under way whose answer is still to come; what waits for another
        machine, and is not wanted any more, does not count."""
        return any(
            not (job.cancelled and one.manner is Manner.APART)
            for job, one in self._under_way.items()
        )

    def stop_reading(self) -> None:
        """Break off what would only be shown."""
        for job, one in self._under_way.items():
            if one.manner is Manner.READING:
                job.cancel()

    def stop(self) -> None:
        """Ask all work to stop at its next safe place; what is queued still gets its turn."""
        for job, one in self._under_way.items():
            if one.manner in (Manner.QUEUED, Manner.AT_ONCE):
                job.hurry()
            else:
                job.cancel()

    def wait(self) -> None:
        """Block until the threads have ended their work (closing the program)."""
        self.stop()
        self._pool.waitForDone()
        self._line.waitForDone()
        self._quick.waitForDone()

    def _perform(self, job: Job) -> None:
        self._ended.emit(job, _outcome(job, self._under_way[job].work))

    def _deliver(self, job: Job, outcome: Outcome[Any]) -> None:
        found = self._under_way.pop(job)
        if _wanted(job):
            found.done(outcome)
        job.owner = None  # else the worker, which ends with its job last, would let go of it
        if not self._under_way:
            self.emptied.emit()

    def _forward(self, job: Job, value: object) -> None:
        found = self._under_way.get(job)
        if found and found.progress and _wanted(job):
            found.progress(value)


def _apart(work: Callable[[], None]) -> None:
    threading.Thread(target=work, daemon=True).start()


def _wanted(job: Job) -> bool:
    return not job.cancelled and (job.owner is None or isValid(job.owner))


def _outcome(job: Job, work: Callable[[Job], Any]) -> Outcome[Any]:
    try:
        return Err(Cancelled()) if job.cancelled else Ok(work(job))
    except SobanError as error:
        return Err(error)
    except Exception:
        if job.cancelled:
            return Err(Cancelled())
        log.exception("background work failed")
        return Err(
            Unexpected(
                t(
                    "Chương trình gặp lỗi ngoài dự kiến. Những gì đã báo “Đã lưu” vẫn còn nguyên. "
                    "Hãy thử lại; nếu vẫn lỗi, báo cho cán bộ huyện kèm tệp nhật ký."
                )
            )
        )
