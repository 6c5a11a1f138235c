"""Trips with real books: packets up, receipts down, by a folder that both offices reach."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from desktop.records import mailbox
from desktop.records.book import Book
from desktop.records.errors import DiskError, InputError
from desktop.records.mailbox import deliveries
from desktop.records.mailbox.deliveries import TRIP, Step
from desktop.records.mailbox.received import undecided
from sync import outbox, receipts, receive, send
from sync.carrying import pull as pulling
from sync.carrying.events import Event
from sync.carrying.loads import loads
from sync.carrying.pull import answer, arrived, fetch, pull
from sync.carrying.push import push
from sync.carrying.setup import set_up
from sync.carrying.stick import on, plugged
from sync.carrying.trip import Direction, Trip, due, run
from sync.channels import account as accounts
from sync.channels.account import Account, account
from sync.channels.problems import ChannelError, Problem
from sync.channels.watch import Watch
from sync.enrolment import enrol
from sync.outbox import State
from sync.sandbox import Sandbox
from tests import rows
from tests.district import NOW, District, Office, record, state

HOUR = timedelta(hours=1)


@dataclass
class Post:
    """A folder that offices reach, and their trips to it; one child opens all packets."""

    place: Path
    sandbox: Sandbox
    now: datetime = NOW

    def go(self, book: Book, *directions: Direction, **more: object) -> list[Event]:
        chosen = account(book, str(self.place))
        trip = Trip(book, chosen, self.now, self.now, lot=lambda: 1.0, sandbox=self.sandbox)
        return list(run(replace(trip, **more), *directions))  # type: ignore[arg-type]

    def files(self, kind: str) -> list[str]:
        return sorted(p.name for p in (self.place / kind).rglob("*") if p.is_file())


@pytest.fixture
def post(tmp_path: Path, sandbox: Sandbox) -> Post:
    (tmp_path / "kho").mkdir()
    return Post(tmp_path / "kho", sandbox)


@pytest.fixture
def commune(district: District) -> Iterator[Book]:
    with district.communes[0].open() as book:
        yield book


@pytest.fixture
def office(district: District) -> Iterator[Book]:
    with district.office.open() as book:
        yield book


def told(events: list[Event]) -> list[tuple[str, str]]:
    return [(event.kind.value, event.state) for event in events]


def newest(book: Book) -> State:
    return outbox.states(book)[0].state


def test_nothing_leaves_the_outbox_before_a_receipt(
    post: Post, commune: Book, office: Book
) -> None:
    record(commune, "outreach", rows.outreach())
    send.export(commune, now=NOW)
    assert newest(commune) is State.SIGNED

    assert told(post.go(commune, push)) == [("packet", "copied")]
    assert newest(commune) is State.COPIED
    assert [load.own for load in loads(commune)] == [True]
    assert told(post.go(office, pull)) == [
        ("packet", "fetched"),
        ("packet", "accepted"),
        ("receipt", "copied"),
    ]
    assert told(post.go(commune, push)) == [("packet", "copied"), ("receipt", "read")]
    assert newest(commune) is State.RECEIVED
    assert loads(commune) == []
    assert told(post.go(commune, push)) == []
    assert state(office.db, ("outreach",)) == state(commune.db, ("outreach",))


def test_a_lost_packet_and_a_lost_receipt_are_made_good(
    post: Post, commune: Book, office: Book
) -> None:
    send.export(commune, now=NOW)
    post.go(commune, push)
    for file in (post.place / "in").rglob("*.xlsx"):
        file.unlink()
    assert [event.facts["carried"] for event in post.go(commune, push)] == [True]
    post.go(office, pull)
    for file in (post.place / "ack").rglob("*.xlsx"):
        file.unlink()
    assert ("receipt", "copied") in told(post.go(office, pull))
    post.go(commune, push)
    assert newest(commune) is State.RECEIVED


def test_only_the_newest_packet_travels_and_what_it_replaced_is_cleared_away(
    post: Post, commune: Book, office: Book
) -> None:
    send.export(commune, now=NOW)
    post.go(commune, push)
    send.export(commune, now=NOW)
    assert [event.facts["sequence"] for event in post.go(commune, push)] == [2]
    assert len(post.files("in")) == 2
    post.go(office, pull)
    first = post.files("ack")
    post.go(commune, push)
    assert [name.split("_")[1] for name in post.files("in")] == ["0002"]
    send.export(commune, now=NOW)
    post.go(commune, push)
    post.go(office, pull, now=NOW + HOUR)
    assert len(post.files("ack")) == 1
    assert post.files("ack") != first


def test_two_computers_of_the_district_do_not_disturb_one_another(
    post: Post, commune: Book, district: District, tmp_path: Path
) -> None:
    twin = district.office.copy(tmp_path / "060")
    with district.office.open() as one, twin.open() as two:
        record(commune, "outreach", rows.outreach())
        send.export(commune, now=NOW)
        post.go(commune, push)
        for number, book in enumerate((one, two, one, two)):
            events = post.go(book, pull, now=NOW + number * HOUR)
            assert all(event.fine for event in events)
        assert len(post.files("ack")) == 2
        assert state(one.db, ("outreach",)) == state(two.db, ("outreach",))
        for book in (one, two):
            assert [entry.status for entry in mailbox.all_received(book.db)] == ["accepted"]
    assert all(event.fine for event in post.go(commune, push))
    assert newest(commune) is State.RECEIVED


def test_a_packet_goes_on_up_the_line_as_its_sender_signed_it(
    post: Post, commune: Book, office: Book, tmp_path: Path
) -> None:
    with Office.found(tmp_path / "06", "06").open() as province:
        request = tmp_path / "request.pem"
        enrol.request(office, request)
        enrol.accept(office, enrol.issue(province, request.read_bytes(), NOW), NOW)
        record(commune, "outreach", rows.outreach())
        record(office, "models", rows.model())
        for book in (commune, office):
            send.export(book, now=NOW)
        post.go(commune, push)
        post.go(office, pull)
        above = Post(tmp_path / "tinh", post.sandbox)
        above.place.mkdir()
        assert {load.unit for load in loads(office)} == {"060", "01864"}
        above.go(office, push)
        (own,) = (post.place / "in" / "01864").iterdir()
        assert (above.place / "in" / "01864" / own.name).read_bytes() == own.read_bytes()
        assert sorted(told(above.go(province, pull))) == [
            *[("packet", "accepted")] * 2,
            *[("packet", "fetched")] * 2,
            ("receipt", "copied"),
        ]
        above.go(office, push)
        assert loads(office) == []
        assert newest(office) is State.RECEIVED


def test_a_file_cut_off_on_its_way_is_left_for_later(
    post: Post, commune: Book, office: Book
) -> None:
    send.export(commune, now=NOW)
    post.go(commune, push)
    (lying,) = (post.place / "in").rglob("*.xlsx")
    whole = lying.read_bytes()
    lying.write_bytes(whole[: len(whole) // 2])

    assert told(post.go(office, pull)) == [("packet", "unfinished")]
    assert mailbox.all_received(office.db) == []
    lying.write_bytes(whole)
    assert ("packet", "accepted") in told(post.go(office, pull))


def test_a_bad_packet_stops_no_other(
    post: Post, commune: Book, office: Book, district: District
) -> None:
    with district.communes[1].open() as other:
        for book in (commune, other):
            send.export(book, now=NOW)
            post.go(book, push)
    bad = post.place / "in" / "01864"
    content = b"PK no packet at all"
    (bad / f"{'0' * 16}_0001_{sha256(content).hexdigest()[:8]}.xlsx").write_bytes(content)
    (post.place / "in" / "01894").mkdir()
    (post.place / "in" / "99999").mkdir()

    states = [event.state for event in post.go(office, pull)]
    assert sorted(states) == [
        *["accepted"] * 2,
        *["copied"] * 2,
        *["fetched"] * 3,
        "refused",
    ]
    assert [event.state for event in post.go(office, pull)] == ["copied"] * 2


@pytest.mark.parametrize("turned", [False, True])
def test_packets_that_contradict_one_another_are_both_held_and_stop_no_other(
    post: Post, commune: Book, office: Book, district: District, tmp_path: Path, turned: bool
) -> None:
    """A second laptop with the commune's identity; whichever lies first in the channel."""
    twin = district.communes[0].copy(tmp_path / "twin" / "01864")
    with twin.open() as second, district.communes[1].open() as other:
        for book in (commune, second, other):
            record(book, "outreach", rows.outreach(place=book.folder.parent.name))
            send.export(book, now=NOW)
        for book in (second, commune, other) if turned else (commune, second, other):
            post.go(book, push)
    assert len(post.files("in")) == 3
    found = post.go(office, pull)

    outcomes = [event.state for event in found if event.state != "fetched"]
    assert sorted(outcomes) == ["accepted", "copied", "copied", "fork", "fork"]
    assert state(office.db, ("outreach",)) == state_of(district, 1)
    assert [entry.status for entry in undecided(office.db)] == ["fork"] * 2
    assert arrived(office) == []
    post.go(commune, push)
    assert newest(commune) is State.ATTENTION, "its sender is told"


def state_of(district: District, number: int) -> str:
    with district.communes[number].open() as book:
        return state(book.db, ("outreach",))


def test_control_not_set_side_by_side_the_first_is_taken(
    post: Post,
    commune: Book,
    office: Book,
    district: District,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with district.communes[0].copy(tmp_path / "twin" / "01864").open() as second:
        for book in (commune, second):
            record(book, "outreach", rows.outreach(place=book.folder.parent.name))
            send.export(book, now=NOW)
            post.go(book, push)
    monkeypatch.setattr(receive, "side_by_side", list)
    outcomes = {event.state for event in post.go(office, pull)}

    assert {"accepted", "fork"} <= outcomes


def test_a_window_may_look_before_it_takes(post: Post, commune: Book, office: Book) -> None:
    send.export(commune, now=NOW)
    post.go(commune, push)
    assert told(post.go(office, fetch, answer)) == [("packet", "fetched")]
    assert [file.name.split("_")[0] for file in arrived(office)] == ["01864"]
    assert mailbox.all_received(office.db) == []
    assert told(post.go(office, fetch, answer)) == []
    assert [event.state for event in post.go(office, pull)] == ["accepted", "copied"]
    assert arrived(office) == []


def test_a_packet_behind_a_password_waits_for_it(post: Post, commune: Book, office: Book) -> None:
    send.export(commune, now=NOW, password="mật khẩu gói")
    post.go(commune, push)
    assert told(post.go(office, pull))[-1] == ("packet", "locked")
    assert told(post.go(office, pull, password="khác"))[-1] == ("packet", "locked")
    events = post.go(office, pull, password="mật khẩu gói")
    assert told(events) == [("packet", "accepted"), ("receipt", "copied")]
    post.go(commune, push)
    assert newest(commune) is State.RECEIVED


def test_a_problem_ends_the_trip_and_says_when_to_try_again(post: Post, commune: Book) -> None:
    send.export(commune, now=NOW)
    chosen = account(commune, str(post.place))
    assert due(commune.db, chosen, NOW).wait == 0
    post.place.rename(post.place.with_name("gone"))
    (failed,) = post.go(commune, push)
    assert (failed.state, failed.facts["problem"]) == ("failed", Problem.MISSING)
    assert due(commune.db, chosen, NOW).problem is Problem.MISSING
    post.place.with_name("gone").rename(post.place)
    post.go(commune, push)
    assert due(commune.db, chosen, NOW).wait == 30
    for _ in range(12):
        post.go(commune, push)
    assert due(commune.db, chosen, NOW).wait == 6 * 60 * 60
    assert due(commune.db, chosen, NOW + 7 * HOUR).wait == 0


def test_a_paused_packet_goes_as_soon_as_a_person_says_so(
    post: Post, commune: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    send.export(commune, now=NOW)
    chosen = account(commune, str(post.place))
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        (failed,) = post.go(commune, push)
    assert failed.facts["problem"] == Problem.FULL
    assert due(commune.db, chosen, NOW + 100 * HOUR).wait is None
    assert newest(commune) is State.ATTENTION
    assert told(post.go(commune, push)) == [("packet", "copied")]
    assert due(commune.db, chosen, NOW).wait == 30


def test_a_person_may_stop_a_trip(post: Post, commune: Book) -> None:
    send.export(commune, now=NOW)
    (stopped,) = post.go(commune, push, watch=Watch(cancelled=lambda: True))
    assert stopped.facts["problem"] == Problem.STOPPED
    assert due(commune.db, account(commune, str(post.place)), NOW).wait == 6 * 60 * 60
    assert told(post.go(commune, push)) == [("packet", "copied")]


def test_the_book_is_held_only_while_it_is_used(post: Post, commune: Book, office: Book) -> None:
    """While bytes travel the window can write; while the book is used nobody else does."""
    inside = [False]

    @contextmanager
    def hold() -> Iterator[None]:
        assert not inside[0]
        inside[0] = True
        yield
        inside[0] = False

    def moving(_: object) -> None:
        assert not inside[0]

    held: Callable[[], AbstractContextManager[None]] = hold
    send.export(commune, now=NOW)
    watch = Watch(progress=moving)
    post.go(commune, push, hold=held, watch=watch)
    post.go(office, pull, hold=held, watch=watch)
    events = post.go(commune, push, hold=held, watch=watch)
    assert ("receipt", "read") in told(events)


def test_a_server_that_is_away_takes_nothing_back(post: Post, commune: Book) -> None:
    """What lies at the receiving place was shown there once; being offline does not undo that."""
    send.export(commune, now=NOW)
    post.go(commune, push)
    post.place.rename(post.place.with_name("gone"))
    assert told(post.go(commune, push)) == [("trip", "failed")]
    assert newest(commune) is State.COPIED


def test_what_was_signed_since_the_last_trip_goes_at_once(post: Post, commune: Book) -> None:
    send.export(commune, now=NOW)
    chosen = account(commune, str(post.place))
    post.place.rename(post.place.with_name("gone"))
    for _ in range(5):
        post.go(commune, push)
    assert due(commune.db, chosen, NOW).wait == 480, "it does not knock without end"
    send.export(commune, now=NOW + HOUR)
    assert due(commune.db, chosen, NOW).wait == 0
    post.go(commune, push, now=NOW + HOUR)
    assert due(commune.db, chosen, NOW).wait == 960


def test_a_practice_book_stays_at_home(commune: Book, post: Post, tmp_path: Path) -> None:
    send.export(commune, now=NOW)
    commune.settings.put(practice="1")
    for place in (str(post.place), "webdavs://h/x", "sftp://h/x"):
        chosen = account(commune, place)
        with pytest.raises(InputError, match="thực hành"):
            list(run(Trip(commune, chosen, NOW, NOW), push))
        with pytest.raises(InputError, match="thực hành"):
            set_up(commune, chosen, now=NOW, clock=NOW)
    assert post.files("in") == []
    beside = commune.folder.parent / "usb"
    beside.mkdir()
    assert [stick.path for stick in plugged(commune)] == [beside]
    events = list(run(Trip(commune, on(commune, beside), NOW, NOW), push))
    assert told(events) == [("packet", "copied")]
    assert (beside / "so-ban" / "in" / "01864").is_dir()


def test_every_step_is_entered(post: Post, commune: Book, office: Book) -> None:
    packet = send.export(commune, now=NOW)
    post.go(commune, push)
    post.go(commune, push)
    assert [entry.step for entry in deliveries.of(commune.db, packet.sha256)] == [
        Step.BEGUN,
        Step.COPIED,
    ]
    assert [entry.step for entry in deliveries.of(commune.db, TRIP)] == [Step.DONE] * 2
    post.go(office, pull)
    assert [entry.step for entry in deliveries.of(office.db, packet.sha256)] == [Step.TAKEN]


def test_a_receipt_for_another_device_is_not_even_fetched(
    post: Post, commune: Book, office: Book
) -> None:
    send.export(commune, now=NOW)
    post.go(commune, push)
    post.go(office, pull)
    (lying,) = (post.place / "ack").rglob("*.xlsx")
    lying.rename(lying.with_name(lying.name.replace(commune.device, "0" * 16)))
    assert told(post.go(commune, push)) == [("packet", "copied")]


def test_a_forged_receipt_is_refused_and_proves_nothing(
    post: Post, commune: Book, office: Book, district: District
) -> None:
    send.export(commune, now=NOW)
    post.go(commune, push)
    with district.neighbour.open() as neighbour, district.stranger.open() as stranger:
        send.export(stranger, now=NOW)
        there = Post(post.place.with_name("lang-gieng"), post.sandbox)
        there.place.mkdir()
        there.go(stranger, push)
        there.go(neighbour, pull)
        (forged,) = receipts.current(neighbour)
    folder = post.place / "ack" / "01864"
    folder.mkdir(parents=True)
    name = forged.file_name.replace(stranger.device, commune.device).replace("01894", "01864")
    (folder / name).write_bytes(forged.content)
    for _ in range(2):
        assert told(post.go(commune, push))[-1] == ("receipt", "refused")
    assert newest(commune) is State.COPIED
    post.go(office, pull)
    assert sorted(told(post.go(commune, push)))[1:] == [("receipt", "read"), ("receipt", "refused")]
    assert told(post.go(commune, push)) == []
    assert newest(commune) is State.RECEIVED


def test_fetching_ends_whole_when_the_disk_is_full(
    post: Post, commune: Book, office: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise DiskError("full")

    send.export(commune, now=NOW)
    post.go(commune, push)
    with monkeypatch.context() as patch:
        patch.setattr(pulling, "write_durably", full)
        with pytest.raises(DiskError):
            post.go(office, pull)
    assert arrived(office) == []
    assert ("packet", "accepted") in told(post.go(office, pull))


def test_a_channel_is_kept_only_when_it_works(post: Post, commune: Book) -> None:
    good = set_up(commune, account(commune, str(post.place)), now=NOW, clock=NOW)
    assert accounts.kept(commune.settings) == good
    assert good.abilities
    with pytest.raises(ChannelError):
        set_up(commune, account(commune, str(post.place / "none")), now=NOW, clock=NOW)
    assert accounts.kept(commune.settings) == good
    secret = Account("webdavs://h/x", "1111aaaa", user="u", password="p", ca="c")
    accounts.keep(commune.settings, secret)
    assert accounts.kept(commune.settings) == secret
    accounts.keep(commune.settings, None)
    assert accounts.kept(commune.settings) is None
