"""M1: packets permuted, lost, duplicated and sent again leave the district in one and same state.

Real packets, signed by real offices whose clocks run backwards now and then, are opened once; what
is tried thousands of times is what becomes of them in a real book.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records import store
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from sync import merge, receive, send
from sync.enrolment.keyring import trust_of
from sync.merge import Judgement, Seen, Status
from sync.packet import Header
from sync.pki.trust import Trust
from tests import rows
from tests.district import NOW, District, record, state
from tests.trials.arrived import verified

LENGTH = 6
CLOCKS = (0, 5, -40, 3, -2_000, 9)
"""Days by which the clock of a sender is wrong at each of its packets."""

Delivery = list[tuple[int, int]]
"""Which packets arrive, in order: (commune, place in its run of packets)."""


class Post:
    """Every packet of three communes, and the district that they arrive at."""

    def __init__(self, office: Book, sent: list[list[receive.Verified]]) -> None:
        self.office, self.sent = office, sent
        self._newest: dict[tuple[tuple[int, int], ...], str] = {}

    def deliver(self, delivery: Iterable[tuple[int, int]]) -> str:
        """The state of the district after this delivery; the book itself forgets it again."""
        db = self.office.db
        db.execute("BEGIN")
        try:
            for commune, place in delivery:
                planned = receive.weigh(self.office, self.sent[commune][place], now=NOW)
                assert planned.status in FINE
                receive.apply(self.office, planned, now=NOW)
            return state(db)
        finally:
            db.execute("ROLLBACK")

    def expected(self, delivery: Delivery) -> str:
        """The state when only the last packet of each commune had ever been sent."""
        newest = tuple(sorted(dict(sorted(delivery)).items()))
        if newest not in self._newest:
            self._newest[newest] = self.deliver(newest)
        return self._newest[newest]


FINE = (Status.ACCEPTED, Status.DUPLICATE, Status.SUPERSEDED)


@pytest.fixture(scope="module")
def post(founded: District, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    district = founded.copy(tmp_path_factory.mktemp("post") / "district")
    draw = random.Random(2060)
    with district.office.open() as office:
        trust, sent = trust_of(office), []
        for commune in district.communes:
            with commune.open() as book:
                sent.append([_opened(book, draw, days, trust) for days in CLOCKS])
        yield Post(office, sent)


def _opened(book: Book, draw: random.Random, days: int, trust: Trust) -> receive.Verified:
    """Some work in the book, and then its next packet, verified."""
    uids = [row["uid"] for row in book.db.query("SELECT uid FROM outreach WHERE retired IS NULL")]
    record(book, "outreach", *(rows.outreach() for _ in range(draw.randint(0, 3))))
    record(book, "referrals", rows.referral(service=draw.choice(("Y_TE", "TAM_LY"))))
    for uid in draw.sample(uids, len(uids) // 3):
        if draw.random() < 0.5:
            store.retire(book, REGISTERS["outreach"], uid, "thử", now=NOW)
        else:
            record(book, "outreach", rows.outreach(uid=uid, attendees=draw.randint(30, 90)))
    return verified(send.export(book, now=NOW + timedelta(days=days)).path, trust)


deliveries = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, LENGTH - 1)), min_size=1, max_size=8
)
trial = settings(
    deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@settings(trial, max_examples=300)
@given(delivery=deliveries)
def test_state_depends_only_on_the_newest_packet_of_each(post: Post, delivery: Delivery) -> None:
    assert post.deliver(delivery) == post.expected(delivery)


@pytest.mark.soak
def test_state_depends_only_on_the_newest_packet_of_each_at_length(post: Post) -> None:
    assert divergences(post, trials=10_000, steps=50) == 0


def divergences(post: Post, trials: int, steps: int) -> int:
    """How many random deliveries do not end where the newest packets alone end."""
    draw, found = random.Random(9), 0
    for _ in range(trials):
        delivery = [(draw.randrange(3), draw.randrange(LENGTH)) for _ in range(steps)]
        found += post.deliver(delivery) != post.expected(delivery)
    return found


def _last_to_arrive(post: Post) -> Callable[..., Judgement]:
    return lambda header, digest, history, gone: Judgement(Status.ACCEPTED)


def _newest_by_the_senders_clock(post: Post) -> Callable[..., Judgement]:
    written = {
        packet.packet.header.sequence: packet.packet.header.created
        for run in post.sent
        for packet in run
    }

    def judge(header: Header, digest: str, history: Iterable[Seen], gone: object) -> Judgement:
        held = [written[entry.sequence] for entry in history if entry.status == Status.ACCEPTED]
        newer = not held or header.created >= held[-1]
        return Judgement(Status.ACCEPTED if newer else Status.SUPERSEDED)

    return judge


@pytest.mark.parametrize("rule", [_last_to_arrive, _newest_by_the_senders_clock])
def test_control_order_by_wall_clock_ends_elsewhere(
    post: Post, rule: Callable[[Post], Callable[..., Judgement]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert divergences(post, trials=20, steps=8) == 0
    monkeypatch.setattr(merge, "judge", rule(post))
    assert divergences(post, trials=20, steps=8) > 5
