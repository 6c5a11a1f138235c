"""A window at rest holds no more of the book than it shows."""

from __future__ import annotations

import pytest

from desktop.records.cipher import Database, Error
from desktop.ui import resting
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from tests.ui.hands import Hands


def is_closed(db: Database) -> bool:
    try:
        db.execute("SELECT 1")
    except Error:
        return True
    return False


def test_connections_are_closed_at_rest_and_opened_again(
    desk: Desk, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, trimmed, answers = list[Database](), list[bool](), list[object]()
    connect = desk.book.connect

    def watched() -> Database:
        opened.append(connect())
        return opened[-1]

    def read() -> None:
        desk.read(desk, lambda db: db.execute("SELECT count(*) FROM journal").fetchone(), say)
        hands.settle()

    say = answers.append
    monkeypatch.setattr(desk.book, "connect", watched)
    monkeypatch.setattr(resting, "give_back", lambda: trimmed.append(True))
    read()
    (kept,) = opened
    kept.execute("SELECT 1")  # for the next question
    hands.until(lambda: is_closed(kept) and bool(trimmed))
    read()
    assert len(opened) == 2
    assert answers[0] == answers[1]


def test_nothing_is_let_go_while_work_is_under_way(desk: Desk, hands: Hands) -> None:
    let_go: list[bool] = []
    rest = resting.Resting(desk.jobs, lambda: let_go.append(True), desk)
    with desk.hold():
        desk.use(desk, lambda _job: None, lambda _outcome: None)
        rest.look()
        assert not let_go
    hands.until(lambda: bool(let_go))


def test_a_closed_book_is_left_alone(desk: Desk, jobs: Jobs, hands: Hands) -> None:
    let_go: list[bool] = []
    after = resting.Resting(jobs, lambda: let_go.append(True), jobs)
    desk.read(desk, lambda db: db.execute("SELECT 1").fetchone(), lambda _outcome: None)
    desk.close()
    with hands.qtbot.captureExceptions() as faults:
        hands.until(lambda: bool(let_go))
    after.stop()
    assert not faults


def test_giving_memory_back_is_harmless() -> None:
    kept = [bytes(1000) for _ in range(1000)]
    resting.give_back()
    assert all(one == bytes(1000) for one in kept)
