"""Sending from the window, on real servers: one button signs and sends, the rest goes by itself."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from desktop.records import mailbox
from desktop.records.book import Book
from desktop.records.mailbox import deliveries
from desktop.records.mailbox.deliveries import TRIP, Step
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.lists.cells import BADGE
from desktop.ui.look.problems import Banner
from desktop.ui.pages.inbox.receiving import Receiving
from desktop.ui.pages.outbox import Outbox
from desktop.ui.pages.packets import packets_page
from sync import send
from sync.carrying.pull import arrived, pull
from sync.carrying.push import push
from sync.carrying.setup import set_up
from sync.carrying.trip import Trip, run
from sync.channels import account as accounts
from sync.channels import names
from sync.channels.account import Account
from sync.channels.watch import Progress, Watch
from sync.outbox import State, states
from tests import rows
from tests.district import NOW, District, record
from tests.sync.channels.conftest import on
from tests.sync.channels.servers import Place, dav_server
from tests.sync.channels.test_stop import silent_server
from tests.ui.hands import Hands


@pytest.fixture(scope="module")
def dav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with dav_server(tmp_path_factory.mktemp("dav")) as place:
        yield place


@pytest.fixture
def commune(district: District) -> Iterator[Book]:
    with district.communes[0].open() as book:
        record(book, "outreach", rows.outreach())
        yield book


class Here:
    """The outbox of a commune on its screen, at a time that the test sets."""

    def __init__(self, book: Book, jobs: Jobs, hands: Hands) -> None:
        self.now: datetime = NOW
        self.book, self.hands = book, hands
        self.desk = Desk(book, jobs, lambda: self.now)
        self.went: list[str] = []
        self.outbox = Outbox(self.desk, Banner(), go=self.went.append)
        hands.show(self.outbox)
        self.outbox.refresh()
        hands.settle()

    def state(self, row: int = 0) -> str:
        self.hands.settle()
        return str(self.outbox.model.index(row, 4).data(BADGE)[1])

    def said(self) -> str:
        self.hands.settle()
        return self.outbox.banner.message.text()


@pytest.fixture
def here(commune: Book, jobs: Jobs, hands: Hands) -> Iterator[Here]:
    made = Here(commune, jobs, hands)
    yield made
    made.desk.carrier.close()
    hands.settle()


def channel(book: Book, account: Account) -> Account:
    return set_up(book, replace(account, device=book.device[:8]), now=NOW, clock=NOW)


def test_one_button_signs_and_sends_and_the_receipt_comes_back(
    here: Here, district: District, dav: Place
) -> None:
    account = channel(here.book, on(dav, "webdav", ""))
    assert here.state() == "Nháp"
    here.outbox.make.click()
    assert here.state() == "Đã gửi"
    assert "chờ giấy báo nhận" in here.outbox.strip.words.text()
    with district.office.open() as office:
        above = replace(account, device=office.device[:8])
        assert all(event.fine for event in run(Trip(office, above, NOW, NOW), pull))
    here.outbox.strip.send.click()
    assert here.state() == "Đã nhận"
    assert "đã nhận gói số 1" in here.said()
    assert "Không có gói nào đang chờ" in here.outbox.strip.words.text()
    assert "máy chủ giữ đủ" in here.outbox.detail.text()


def test_without_a_channel_it_signs_and_says_what_to_do(here: Here) -> None:
    here.outbox.make.click()
    assert here.state() == "Đã ký"
    assert "Chưa có kênh" in here.said()
    assert "Chưa có kênh" in here.outbox.strip.words.text()
    here.outbox.strip.set_up.click()
    assert here.went == ["settings:channel"]


def test_a_wrong_password_pauses_and_stays_visible_until_it_is_solved(
    here: Here, dav: Place
) -> None:
    account = on(dav, "webdav", here.book.device[:8])
    accounts.keep(here.book.settings, replace(account, password="sai"))
    here.desk.carrier.start(0)
    here.outbox.make.click()
    assert here.state() == "Cần người xử lý"
    assert "mật khẩu" in here.outbox.strip.words.text()
    assert here.outbox.banner.property("look") == "banner-bad"
    trips = len(deliveries.of(here.book.db, TRIP))
    here.now += timedelta(days=2)
    woken: list[None] = []
    here.desk.carrier._timer.timeout.connect(lambda: woken.append(None))
    here.desk.carrier.wake()
    here.desk.carrier._timer.setInterval(0)
    here.hands.until(lambda: bool(woken))
    here.hands.settle()
    assert len(deliveries.of(here.book.db, TRIP)) == trips, "no wake-up gets past a pause"
    channel(here.book, account)
    here.desk.changed.emit()
    assert here.state() == "Đã gửi", "it goes by itself once the channel is set right"


def test_the_queue_goes_by_itself_and_after_a_restart(
    commune: Book, dav: Place, jobs: Jobs, hands: Hands
) -> None:
    channel(commune, on(dav, "webdav", ""))
    send.export(commune, now=NOW)
    for days in range(2):
        here = Here(commune, jobs, hands)
        here.now = NOW + timedelta(days=days)
        here.desk.carrier.start(0)
        hands.settle()
        assert here.state() == "Đã gửi"
        here.desk.carrier.close()
    assert [entry.step for entry in deliveries.of(commune.db, TRIP)] == [
        Step.SET_UP,
        Step.DONE,
        Step.DONE,
    ]


def test_a_silent_server_locks_nothing_and_can_be_left(here: Here) -> None:
    """While bytes do not come the book is saved to; stopping and closing do not wait for them."""
    send.export(here.book, now=NOW)
    with silent_server() as (port, waits):
        accounts.keep(here.book.settings, Account(f"webdav://127.0.0.1:{port}/x", "1111aaaa"))
        here.desk.carrier.go()
        here.hands.until(waits.is_set)
        saved: list[object] = []
        book = here.book
        here.desk.write(
            here.outbox,
            lambda _job: record(book, "outreach", rows.outreach()),
            saved.append,
        )
        here.hands.until(lambda: bool(saved))
        assert here.outbox.strip.going.isVisible(), "it is still under way"
        assert not here.outbox.strip.send.isEnabled()
        here.outbox.strip.stop.click()
        here.hands.settle()
        assert "Đã dừng theo yêu cầu" in here.said()
        assert here.desk.carrier.journey is None

        waits.clear()
        here.desk.carrier.go()
        here.hands.until(lambda: here.desk.carrier.journey is not None)
        trips = len(deliveries.of(book.db, TRIP))
        here.desk.carrier.close()
        here.hands.settle()
        assert len(deliveries.of(book.db, TRIP)) == trips, "closing is no failure of the channel"


def test_a_stick_is_offered_quietly_and_after_seven_days_loudly(
    here: Here, tmp_path: Path, dav: Place
) -> None:
    channel(here.book, on(dav, "webdav", ""))
    here.outbox.make.click()
    here.hands.settle()
    strip = here.outbox.strip
    assert strip.copy.isVisible()
    assert not strip.late.isVisible()
    here.now += timedelta(days=8)
    here.outbox.refresh()
    here.hands.settle()
    assert strip.late.isVisible()
    assert not strip.copy.isVisible(), "one button for one thing"
    assert "8 ngày" in strip.late_words.text()
    stick = tmp_path / "usb"
    stick.mkdir()
    strip.copying.use(stick)
    here.hands.settle()
    assert "đã chép" in here.said()
    (copied,) = (stick / "in" / "01864").iterdir()
    assert (
        copied.read_bytes()
        == (here.book.folder / "outbox")
        .joinpath(next(p.name for p in (here.book.folder / "outbox").iterdir()))
        .read_bytes()
    )
    stick.rename(tmp_path / "gone")
    strip.copying.use(stick)
    assert "Cắm USB" in here.said()
    assert here.state() == "Đã gửi", "a stick that is away takes nothing back"


@pytest.fixture
def pulled_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick that is pulled out while the first file is being written to it."""
    stick, pieces, hands = tmp_path / "usb", Watch.pieces, ["a hand"]
    stick.mkdir()

    def until_it_is_gone(watch: Watch, *asked: Any) -> Iterator[bytes]:
        yield from pieces(watch, *asked)
        if hands:
            hands.pop()
            stick.rename(tmp_path / "in a pocket")

    monkeypatch.setattr(Watch, "pieces", until_it_is_gone)
    return stick


def plug_in(stick: Path) -> None:
    (stick.parent / "in a pocket").rename(stick)


def test_a_stick_pulled_out_while_a_packet_is_copied_is_said_and_can_be_done_again(
    here: Here, pulled_out: Path
) -> None:
    here.outbox.make.click()
    here.hands.settle()
    here.outbox.strip.copying.use(pulled_out)
    assert "USB bị rút ra giữa chừng" in here.said()
    assert "Cắm lại" in here.said() and "Không mất gì" in here.said()
    assert here.state() == "Đang chờ", "nothing counts as copied"
    assert here.outbox.strip.copy.isVisible() and here.outbox.strip.copy.isEnabled()

    plug_in(pulled_out)
    here.outbox.strip.copying.use(pulled_out)
    assert here.state() == "Đã chép"
    assert "đã chép" in here.said()
    sent = states(here.book)[0].sent
    (copied,) = (pulled_out / "in" / "01864").iterdir()
    assert sha256(copied.read_bytes()).hexdigest() == sent.sha256, "whole, and no part beside it"


def test_a_stick_pulled_out_before_the_receipts_are_on_it_undoes_nothing(
    district: District, jobs: Jobs, hands: Hands, commune: Book, pulled_out: Path
) -> None:
    sent = send.export(commune, now=NOW)
    lying = pulled_out / names.packet("01864", commune.device, 1, sent.sha256)
    lying.parent.mkdir(parents=True)
    shutil.copy(sent.path, lying)
    with district.office.open() as book:
        desk, banner = Desk(book, jobs, lambda: NOW), Banner()
        page = packets_page(desk, banner)
        assert isinstance(page, Receiving)
        hands.show(page)
        page.fetching.copying.use(pulled_out)
        hands.settle()
        page.inbox.take.click()
        hands.settle()
        assert [one.status for one in mailbox.all_received(book.db)] == ["accepted"]
        assert "USB bị rút ra giữa chừng" in banner.message.text()

        plug_in(pulled_out)
        page.fetching.copying.use(pulled_out)
        hands.settle()
        assert len(list((pulled_out / "ack" / "01864").iterdir())) == 1
        desk.carrier.close()
        hands.settle()


def test_the_district_fetches_looks_takes_and_answers(
    district: District, dav: Place, jobs: Jobs, hands: Hands, commune: Book, tmp_path: Path
) -> None:
    """By the channel, and by a stick; two computers on one folder do not disturb one another."""
    twin = district.office.copy(tmp_path / "twin" / "060")
    seconds = count(1)
    account = channel(commune, on(dav, "webdav", ""))
    send.export(commune, now=NOW)
    assert all(event.fine for event in run(Trip(commune, account, NOW, NOW), push))
    for office in (district.office, twin):
        with office.open() as book:
            channel(book, account)
            desk = Desk(book, jobs, lambda: NOW + timedelta(seconds=next(seconds)))
            page = packets_page(desk, Banner())
            assert isinstance(page, Receiving)
            hands.show(page)
            page.refresh()
            hands.settle()
            page.fetching.fetch.click()
            hands.settle()
            assert [planned.status for planned in page.inbox.planned] == ["accepted"]
            assert mailbox.all_received(book.db) == [], "looking changes nothing"
            page.inbox.take.click()
            hands.settle()
            assert [one.status for one in mailbox.all_received(book.db)] == ["accepted"]
            assert arrived(book) == []
            desk.carrier.start(0)
            hands.settle()
            assert page.fetching.look.isHidden()
            desk.carrier.close()
            hands.settle()
    lying = dav.folder / account.address.path[1:] / "ack" / "01864"
    assert len(list(lying.iterdir())) == 2, "each computer has answered"
    assert all(event.fine for event in run(Trip(commune, account, NOW, NOW), push))
    assert states(commune)[0].state is State.RECEIVED


def test_a_stick_brings_packets_and_takes_the_receipts_back(
    district: District, jobs: Jobs, hands: Hands, commune: Book, tmp_path: Path
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    send.export(commune, now=NOW)
    by_stick = accounts.account(commune, str(stick))
    assert all(event.fine for event in run(Trip(commune, by_stick, NOW, NOW), push))
    with district.office.open() as book:
        desk = Desk(book, jobs, lambda: NOW)
        page = packets_page(desk, Banner())
        assert isinstance(page, Receiving)
        hands.show(page)
        page.fetching.copying.use(stick)
        hands.settle()
        assert not (stick / "ack").exists()
        page.inbox.take.click()
        hands.settle()
        assert len(list((stick / "ack" / "01864").iterdir())) == 1
        desk.carrier.close()
        hands.settle()
    assert all(event.fine for event in run(Trip(commune, by_stick, NOW, NOW), push))
    assert states(commune)[0].state is State.RECEIVED


def test_progress_is_shown_while_a_packet_is_under_way(here: Here, dav: Place) -> None:
    channel(here.book, on(dav, "webdav", ""))
    seen: list[tuple[str, int]] = []

    def look() -> None:
        journey = here.desk.carrier.journey
        if journey and isinstance(journey.progress, Progress):
            seen.append((here.outbox.strip.words.text(), here.outbox.strip.bar.maximum()))

    here.desk.carrier.moved.connect(look)
    here.outbox.make.click()
    assert here.state() == "Đã gửi"
    assert any("KB" in words and most > 1000 for words, most in seen)


def test_a_line_that_went_dead_is_tried_later(here: Here) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    accounts.keep(here.book.settings, Account(f"webdav://127.0.0.1:{port}/x", "1111aaaa"))
    here.desk.carrier.start(0)
    here.outbox.make.click()
    assert here.state() == "Đang chờ"
    assert "Tự gửi lại" in here.outbox.strip.words.text()
    assert here.desk.carrier._timer.isActive()
    assert State.WAITING.words == "đang chờ"
