"""Offices whose programs are of different age: packets and receipts between real books."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from desktop.records.mailbox import receipts as held
from sync import outbox, sandbox
from sync.merge import Status
from sync.outbox import State
from sync.package import container
from sync.pki.trust import Trust
from sync.sandbox import Opened
from sync.xlsx import wording
from tests.sync.post import Post
from tests.sync.xlsx.test_wording import invented

Run = Callable[[], Any]
NEWEST = wording.newest().number
LATER = NEWEST + 1


class Here:
    """Opens files in this process, so that it is as old as this process is made to be."""

    def open(self, data: bytes, trust: Trust, now: datetime, password: str = "") -> Opened:
        return sandbox.examine(data, trust, now, password)


class Ages:
    """Runs something as the program of before, or as the later one that has one more wording."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch, self._before, self._later = patch, wording.known(), invented(columns=False)

    def before(self, run: Run) -> Any:
        return self._as(dict(self._before), run)

    def later(self, run: Run) -> Any:
        return self._as({**self._before, self._later.number: self._later}, run)

    def _as(self, known: dict[int, wording.Wording], run: Run) -> Any:
        with self._patch.context() as patch:
            patch.setattr(wording, "known", lambda: known)
            return run()


@pytest.fixture
def ages(monkeypatch: pytest.MonkeyPatch) -> Ages:
    return Ages(monkeypatch)


@pytest.fixture
def between(post: Post) -> Post:
    post.sandbox = Here()  # type: ignore[assignment]
    return post


def number_in(packet: bytes) -> int:
    """The number of the wording that a packet or receipt says it is written in."""
    header = container.unpack(packet)["xl/worksheets/sheet2.xml"].decode()
    return next(n for n in range(1, LATER + 1) if f"<t>{n}-" in header)


def test_a_commune_that_updated_first_is_understood_again_after_one_receipt(
    between: Post, ages: Ages
) -> None:
    first = ages.later(between.export)
    assert number_in(first) == LATER
    assert ages.before(lambda: between.take(first)) == [Status.REFUSED]
    receipt = ages.before(between.write)
    assert number_in(receipt) == NEWEST
    ages.later(lambda: between.read(receipt))
    (returned,) = outbox.states(between.commune)
    assert returned.state == State.RETURNED
    assert "phiên bản Sổ Bản mới hơn" in returned.note
    assert held.reads_above(between.commune.db) == NEWEST

    second = ages.later(between.export)
    assert number_in(second) == NEWEST
    assert ages.before(lambda: between.take(second)) == [Status.ACCEPTED]
    assert len(between.events()) == 2, "a snapshot: nothing of the first is lost"
    ages.later(lambda: between.read(ages.before(between.write)))

    # the district updates too: from its next receipt on both use the later wording
    third = ages.later(between.export)
    assert ages.later(lambda: between.take(third)) == [Status.ACCEPTED]
    receipt = ages.later(between.write)
    assert number_in(receipt) == LATER
    ages.later(lambda: between.read(receipt))
    assert number_in(ages.later(between.export)) == LATER


def test_a_packet_that_came_too_early_is_good_after_an_update(between: Post, ages: Ages) -> None:
    packet = ages.later(between.export)
    assert ages.before(lambda: between.take(packet)) == [Status.REFUSED]
    assert ages.later(lambda: between.take(packet)) == [Status.ACCEPTED]
    assert between.events()


def test_a_district_that_updated_first_reads_and_answers_its_older_communes(
    between: Post, ages: Ages
) -> None:
    packet = ages.before(between.export)
    assert ages.later(lambda: between.take(packet)) == [Status.ACCEPTED]
    receipt = ages.later(between.write)
    assert number_in(receipt) == NEWEST
    ages.before(lambda: between.read(receipt))
    assert between.states() == [State.RECEIVED]
    assert held.reads_above(between.commune.db) == LATER
    assert number_in(ages.before(between.export)) == NEWEST
