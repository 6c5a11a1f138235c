"""What the window asks of a book is done one after the other, in the order it was asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable

from desktop.records.errors import InputError
from desktop.ui.desk import Desk
from desktop.ui.jobs import Cancelled, Err, Job, Jobs, Ok, Outcome
from tests.ui.hands import PATIENCE, Hands

MANY = 40
"""More pieces of work than there are threads."""


def held_back(desk: Desk, *works: Callable[[Job], object]) -> tuple[list[object], list[Job]]:
    """Ask for all of these while the book is in use; what they answered, in that order."""
    said: list[object] = []
    with desk.hold():
        asked = [desk.write(desk, work, said.append) for work in works]
    return said, asked


def test_writing_comes_in_the_order_asked_for(desk: Desk, hands: Hands) -> None:
    done: list[int] = []
    said, _ = held_back(desk, *(lambda _job, n=n: done.append(n) for n in range(MANY)))
    hands.settle()
    assert done == list(range(MANY))
    assert said == [Ok(None)] * MANY


def test_what_waits_to_write_keeps_nobody_from_reading(desk: Desk, hands: Hands) -> None:
    read = threading.Event()
    with desk.hold():
        for _ in range(MANY):
            desk.write(desk, lambda _job: None, lambda _outcome: None)
        desk.read(desk, lambda _db: read.set(), lambda _outcome: None)
        assert read.wait(PATIENCE), "every thread waits for its turn to write"
    hands.settle()


def test_an_error_is_that_of_one(desk: Desk, hands: Hands) -> None:
    def refused(_job: Job) -> None:
        raise InputError("chỗ này sai")

    def faulty(_job: Job) -> float:
        return 1 / 0

    said, _ = held_back(desk, refused, lambda _job: "một", faulty, lambda _job: "hai")
    hands.settle()
    assert [str(one.error)[:6] for one in said if isinstance(one, Err)] == ["chỗ nà", "Chương"]
    assert [one.value for one in said if isinstance(one, Ok)] == ["một", "hai"]


def test_closing_waits_for_what_is_queued(desk: Desk) -> None:
    """What one has asked for is done, though the thread has not come to it yet."""
    done: list[str] = []

    def long(job: Job) -> None:
        done.append("begun")
        job.report(None)
        done.append("not stopped")

    held_back(desk, lambda _job: done.append("saved"), long, lambda _job: done.append("last"))
    desk.close()
    assert done == ["saved", "begun", "last"]


def test_what_a_person_stopped_is_not_begun(desk: Desk, hands: Hands) -> None:
    done: list[str] = []
    with desk.hold():
        desk.write(desk, lambda _job: done.append("first"), lambda _outcome: None)
        desk.write(desk, lambda _job: done.append("second"), lambda _outcome: None).cancel()
    hands.settle()
    assert done == ["first"]


def test_hurried_work_says_that_it_was_stopped(desk: Desk, jobs: Jobs, hands: Hands) -> None:
    begun, go = threading.Event(), threading.Event()
    said: list[Outcome[None]] = []

    def work(job: Job) -> None:
        begun.set()
        go.wait(PATIENCE)
        job.report(None)

    desk.write(desk, work, said.append)
    assert begun.wait(PATIENCE)
    jobs.stop()
    go.set()
    hands.settle()
    assert isinstance(said[0], Err) and isinstance(said[0].error, Cancelled)
