"""The state of every packet: what the book, its channels and signed receipts prove, and no more."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.records import mailbox
from desktop.records.book import Book
from desktop.records.mailbox import Sent, deliveries, receipts
from desktop.records.mailbox.deliveries import Delivery, Step
from desktop.records.mailbox.receipts import Cover, Reading, Told
from sync import outbox
from sync.carrying.loads import loads
from sync.channels import account
from sync.outbox import State
from tests.sync.post import Post

AT = "2024-07-01T08:30:00Z"


def sent(number: int) -> Sent:
    return Sent(f"{number:064x}", "e1", number, "2024-06", AT, f"{number}.xlsx", 5, b"packet")


@pytest.fixture
def book(post: Post) -> Book:
    """A commune's book with two signed packets."""
    for number in (1, 2):
        mailbox.add_sent(post.commune.db, sent(number))
    return post.commune


def tell(book: Book, *states: tuple[int, str], held: int = 0, signer: str = "s") -> None:
    """A receipt of ``signer`` that was believed: states by packet, and which one is held."""
    last = receipts.last_reading(book.db)
    number = last.sequence + 1 if last else 1
    told = [Told(sent(n).sha256, state, f"vì {state}", AT, 1, 0, 0, signer) for n, state in states]
    covers = [Cover("01864", "d", "e1", held, sent(held).sha256, signer)] if held else []
    reading = Reading(f"{signer}{number}", "060", signer, "e", "", number, AT, AT, {}, 0, 1)
    receipts.add_reading(book.db, reading, told, covers)


def step(book: Book, step: Step, place: str = "webdavs://a", problem: str = "") -> None:
    deliveries.add(book.db, Delivery(sent(2).sha256, place, step, AT, 0, problem))


def connect(book: Book) -> None:
    account.keep(book.settings, account.account(book, str(book.folder)))


def states(book: Book) -> list[State]:
    """Oldest first."""
    return [item.state for item in reversed(outbox.states(book))]


def test_a_signed_packet_is_signed_and_no_more(book: Book) -> None:
    newest, older = outbox.states(book)
    assert (newest.state, newest.since, newest.note) == (State.SIGNED, AT, "")
    assert (newest.sent, older.sent.sequence) == (replace(sent(2), packet=None), 1)
    assert older.state is State.SIGNED
    assert "không cần gửi" in older.note
    assert outbox.states(book.db) == outbox.states(book)


def test_only_the_newest_waits_for_a_channel(book: Book) -> None:
    connect(book)
    assert states(book) == [State.SIGNED, State.WAITING]


Event = Callable[[Book], None]


@pytest.mark.parametrize(
    ("events", "state", "words"),
    [
        ([lambda b: step(b, Step.FAILED, problem="offline")], State.WAITING, "đang chờ"),
        ([lambda b: step(b, Step.FAILED, problem="login")], State.ATTENTION, "cần người xử lý"),
        ([lambda b: step(b, Step.SENT)], State.SENT, "đã gửi"),
        ([lambda b: step(b, Step.COPIED, place="/usb")], State.COPIED, "đã chép"),
    ],
)
def test_what_a_channel_reports_is_shown(
    book: Book, events: list[Event], state: State, words: str
) -> None:
    step(book, Step.BEGUN)
    for event in events:
        event(book)
    assert states(book) == [State.SIGNED, state]
    assert outbox.states(book)[0].state.words == words


def test_what_began_is_under_way_only_while_a_trip_is(book: Book) -> None:
    """A process that was killed in the middle leaves a beginning without an end."""
    step(book, Step.BEGUN)
    assert outbox.states(book, sending=True)[0].state is State.SENDING
    item = outbox.states(book)[0]
    assert item.state is State.WAITING
    assert "ngắt giữa chừng" in item.note
    step(book, Step.SENT)
    assert outbox.states(book, sending=True)[0].state is State.SENT


def test_a_problem_that_waits_for_a_person_takes_no_packet_off_the_list(
    book: Book,
) -> None:
    book.epoch = "e1"
    connect(book)
    step(book, Step.FAILED, place=str(book.folder), problem="full")
    assert states(book)[1] is State.ATTENTION
    assert [load.sha256 for load in loads(book)] == [sent(2).sha256]
    tell(book, (2, "fork"))
    assert (states(book)[1], loads(book)) == (State.ATTENTION, [])


def test_a_trip_that_failed_says_why_its_packet_waits(book: Book) -> None:
    connect(book)
    place = str(book.folder)
    for problem, state in (("missing", State.WAITING), ("read_only", State.ATTENTION)):
        failed = Delivery(deliveries.TRIP, place, Step.FAILED, AT, 0, problem)
        deliveries.add(book.db, failed)
        item = outbox.states(book)[0]
        assert (item.state, item.answered) == (state, False)
        assert "USB" in item.note
    deliveries.add(book.db, Delivery(deliveries.TRIP, place, Step.DONE, AT, 0))
    assert outbox.states(book)[0].state is State.WAITING


def test_the_furthest_place_counts_and_a_later_failure_there(book: Book) -> None:
    step(book, Step.FAILED, place="/usb", problem="unplugged")
    step(book, Step.SENT)
    assert states(book)[1] is State.SENT
    step(book, Step.BEGUN)
    step(book, Step.FAILED, problem="cut")
    item = outbox.states(book)[0]
    assert item.state is State.WAITING
    assert "Mạng đứt" in item.note


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("accepted", State.RECEIVED),
        ("superseded", State.RECEIVED),
        ("refused", State.RETURNED),
        ("fork", State.ATTENTION),
    ],
)
def test_a_receipt_says_more_than_any_channel(book: Book, state: str, shown: State) -> None:
    step(book, Step.FAILED, problem="login")
    tell(book, (2, state))
    item = outbox.states(book)[0]
    assert (item.state, item.note, item.answered) == (shown, f"vì {state}", True)


def test_what_is_held_covers_what_was_before(book: Book) -> None:
    tell(book, (2, "accepted"), held=2)
    assert states(book) == [State.RECEIVED, State.RECEIVED]
    assert "gói số 2" in outbox.states(book)[1].note


def test_what_is_held_covers_nothing_that_came_after(book: Book) -> None:
    tell(book, (1, "accepted"), held=1)
    assert states(book) == [State.RECEIVED, State.SIGNED]


def test_a_refused_packet_stays_returned_and_a_held_back_one_is_settled_by_a_later(
    book: Book,
) -> None:
    mailbox.add_sent(book.db, sent(3))
    tell(book, (1, "refused"), (2, "fork"))
    assert states(book) == [State.RETURNED, State.ATTENTION, State.SIGNED]
    tell(book, (3, "accepted"), held=3)
    assert states(book) == [State.RETURNED, State.RECEIVED, State.RECEIVED]


def test_a_signer_that_knows_less_takes_nothing_back(book: Book) -> None:
    tell(book, (2, "accepted"), held=2, signer="first")
    tell(book, (2, "refused"), signer="second")
    assert states(book) == [State.RECEIVED, State.RECEIVED]
    tell(book, (2, "accepted"), signer="second")
    tell(book, (2, "fork"), signer="first")
    assert states(book)[1] is State.RECEIVED


def test_every_state_has_its_words() -> None:
    assert len({state.words for state in State}) == len(State)
