"""Background work answers once, on the window's thread, in words a person can read."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject
from shiboken6 import delete

from desktop.records.errors import InputError
from desktop.ui.jobs import Cancelled, Err, Job, Jobs, Ok, Outcome, Unexpected
from tests.ui.hands import PATIENCE, Hands


def test_work_runs_elsewhere_and_answers_here(jobs: Jobs, hands: Hands) -> None:
    places: list[threading.Thread] = []
    answers: list[Outcome[int]] = []

    def work(_job: Job) -> int:
        places.append(threading.current_thread())
        return 7

    def done(outcome: Outcome[int]) -> None:
        places.append(threading.current_thread())
        answers.append(outcome)

    jobs.run(None, work, done)
    hands.settle()
    assert answers == [Ok(7)]
    assert places[0] is not threading.main_thread()
    assert places[1] is threading.main_thread()


def test_the_window_goes_on_while_work_is_under_way(jobs: Jobs, hands: Hands) -> None:
    go = threading.Event()
    answers: list[object] = []
    jobs.run(None, lambda _job: go.wait(PATIENCE), answers.append)
    hands.qtbot.wait(30)
    assert answers == []
    go.set()
    hands.until(lambda: answers == [Ok(True)])


class Kept:
    """Tells the thread in which it ends."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.current_thread())


def test_what_a_piece_of_work_was_for_ends_on_the_windows_thread(hands: Hands) -> None:
    """Whichever of the two lets go of the job last: a window that ends in a worker takes the
    program with it."""
    ended: list[threading.Thread] = []
    answered = threading.Event()
    workers: list[threading.Thread] = []

    def run(work: Callable[[], None]) -> None:
        work()
        answered.wait(PATIENCE)

    def execute(work: Callable[[], None]) -> None:
        workers.append(threading.Thread(target=run, args=(work,)))
        workers[0].start()

    jobs, owner = Jobs(execute), QObject()
    owner.setProperty("kept", Kept(ended))
    jobs.run(owner, lambda _job: None, lambda _outcome: None)
    del owner
    hands.until(lambda: not jobs.busy)
    answered.set()
    workers[0].join()
    assert ended == [threading.main_thread()]


def test_an_error_is_an_answer(jobs: Jobs, hands: Hands) -> None:
    answers: list[Outcome[None]] = []

    def work(_job: Job) -> None:
        raise InputError("chỗ này sai")

    jobs.run(None, work, answers.append)
    hands.settle()
    assert isinstance(answers[0], Err)
    assert str(answers[0].error) == "chỗ này sai"


def test_a_fault_is_told_without_a_trace(jobs: Jobs, hands: Hands) -> None:
    answers: list[Outcome[float]] = []
    jobs.run(None, lambda _job: 1 / 0, answers.append)
    hands.settle()
    assert isinstance(answers[0], Err)
    assert isinstance(answers[0].error, Unexpected)
    assert "ZeroDivision" not in str(answers[0].error)


def test_progress_arrives_in_order_and_before_the_answer(jobs: Jobs, hands: Hands) -> None:
    seen: list[object] = []

    def work(job: Job) -> str:
        for step in range(5):
            job.report(step)
        return "xong"

    jobs.run(None, work, seen.append, seen.append)
    hands.settle()
    assert seen == [0, 1, 2, 3, 4, Ok("xong")]


def test_cancelled_work_stops_and_says_nothing(jobs: Jobs, hands: Hands) -> None:
    begun, go, stopped = threading.Event(), threading.Event(), threading.Event()
    seen: list[object] = []

    def work(job: Job) -> None:
        begun.set()
        go.wait(PATIENCE)
        try:
            job.report("còn làm")
        except Cancelled:
            stopped.set()
            raise

    job = jobs.run(None, work, seen.append, seen.append)
    assert begun.wait(PATIENCE)
    job.cancel()
    go.set()
    hands.settle()
    assert stopped.is_set()
    assert seen == []


def test_work_that_was_cancelled_in_time_is_not_begun(hands: Hands) -> None:
    waiting: list[Callable[[], None]] = []
    done: list[str] = []
    later = Jobs(waiting.append)
    later.run(None, lambda _job: done.append("done"), lambda _outcome: None).cancel()
    later.run(None, lambda _job: done.append("control"), lambda _outcome: None)
    for work in waiting:
        work()
    assert done == ["control"]


def test_an_answer_for_a_closed_page_is_dropped(jobs: Jobs, hands: Hands) -> None:
    owner = QObject()
    seen: list[object] = []
    jobs.run(owner, lambda _job: 1, seen.append)
    delete(owner)
    hands.settle()
    assert seen == []


def test_another_executor_may_be_given(hands: Hands) -> None:
    here = Jobs(lambda work: work())
    seen: list[object] = []
    here.run(None, lambda _job: threading.current_thread().name, seen.append)
    hands.until(lambda: seen == [Ok(threading.main_thread().name)])
