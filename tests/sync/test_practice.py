"""Practice books: made whole or not at all, apart from everything real, sent nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.records import clock, mailbox
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.registers import REGISTERS
from sync import outbox, send
from sync.carrying import setup
from sync.channels import account
from sync.entry import save_raw
from sync.practice import course, tour
from sync.receive import planning

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
EVENT: dict[str, object] = {
    "date": "5/11/2026",
    "form": "LOA",
    "topics": "PHAP_LUAT",
    "audiences": "NHAN_DAN",
    "attendees": "0",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("practice") / "books"
    assert len(list(course.build(place, NOW))) == course.STEPS
    return place


@pytest.fixture
def commune(folder: Path) -> Iterator[Book]:
    with course.open_book(folder / course.PLACES["commune"]) as book:
        yield book


def test_the_commune_has_an_answer_and_the_district_a_packet_to_take(folder: Path) -> None:
    with course.open_book(folder / course.PLACES["commune"]) as book:
        states = [item.state for item in outbox.states(book)]
        assert outbox.State.RECEIVED in states and states[0] != outbox.State.RECEIVED
    with course.open_book(folder / course.PLACES["district"]) as book:
        newest = sorted((folder / "usb").glob("*.xlsx"), key=lambda file: file.stat().st_mtime)[-1]
        planned = planning.plan(book, [newest], now=NOW)
        assert [one.status.value for one in planned] == ["accepted"]
        assert len(mailbox.all_received(book.db)) > 3


def test_it_is_marked_and_its_clock_is_believed(commune: Book) -> None:
    assert commune.practice
    assert not clock.far_ahead(commune, NOW)


def test_no_channel_can_be_set(commune: Book, tmp_path: Path) -> None:
    real = account.account(commune, str(tmp_path))
    with pytest.raises(InputError, match="thực hành"):
        setup.set_up(commune, real, now=NOW, clock=NOW)
    assert account.kept(commune.settings) is None and not list(tmp_path.iterdir())


def test_tasks_are_ticked_by_what_the_person_does(commune: Book) -> None:
    assert [task.done for task in tour.tasks(commune.db, "commune")] == [False] * 5
    save_raw(commune, REGISTERS["outreach"], [EVENT], now=NOW)
    assert [task.done for task in tour.tasks(commune.db, "commune")][:4] == [True] + [False] * 3
    send.export(commune, now=NOW)
    done = {task.place: task.done for task in tour.tasks(commune.db, "commune")}
    assert done["packets"] and not done["settings:backup"]


def test_given_up_it_is_not_ready_and_begins_again(tmp_path: Path) -> None:
    place = tmp_path / "books"
    steps = course.build(place, NOW)
    next(steps)
    next(steps)
    del steps
    assert course.holds(place) and not course.ready(place)
    course.throw_away(place)
    assert not place.exists()


def test_nothing_else_is_ever_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "book.db").write_bytes(b"real")
    course.throw_away(tmp_path)
    with pytest.raises(InputError):
        list(course.build(tmp_path, NOW))
    assert (tmp_path / "book.db").read_bytes() == b"real"
