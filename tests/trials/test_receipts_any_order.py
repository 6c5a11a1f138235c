"""Packets and receipts that are lost, doubled and late: in the end both offices know the same.

Real packets and receipts under real keys, opened once each; what is tried many times is what two
real books make of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records import mailbox
from desktop.records.book import Book
from desktop.records.mailbox import remarks
from desktop.records.registers import REGISTERS
from sync import outbox, receipts, receive, send
from sync.enrolment.keyring import trust_of
from sync.outbox import Item, State
from sync.pki.trust import Trust
from sync.sandbox import Opened, Sandbox, examine
from tests import rows
from tests.district import NOW, District, record
from tests.trials.arrived import verified

PACKETS = 4
OUTREACH = REGISTERS["outreach"]


class Here(Sandbox):
    """Opens each file once, in this process: the child is tried elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._opened: dict[bytes, Opened] = {}

    def open(self, data: bytes, trust: Trust, now: datetime, password: str = "") -> Opened:
        if data not in self._opened:
            self._opened[data] = examine(data, trust, now)
        return self._opened[data]


@dataclass
class World:
    """A district, a commune, the commune's packets, and the receipts that are on their way."""

    office: Book
    commune: Book
    packets: list[receive.Verified]
    opener: Here = field(default_factory=Here)
    posted: list[bytes] = field(default_factory=list)

    def packet(self, number: int) -> None:
        planned = receive.weigh(self.office, self.packets[number], now=NOW)
        receive.apply(self.office, planned, now=NOW)

    def write(self) -> None:
        self.posted += [one.content for one in receipts.write_owed(self.office, now=NOW)]

    def remark(self, number: int) -> None:
        """Give one of the rows that the district holds back, if it holds any."""
        uids = [row["uid"] for row in self.office.db.query("SELECT uid FROM outreach ORDER BY 1")]
        if uids:
            uid = uids[number % len(uids)]
            remarks.remark(self.office, OUTREACH, uid, f"lần {number}", now=NOW)

    def receipt(self, number: int) -> None:
        if self.posted:
            content = self.posted[number % len(self.posted)]
            receipts.read(self.commune, content, now=NOW, sandbox=self.opener)

    def run(self, events: list[tuple[str, int]]) -> None:
        for name, number in events:
            if name == "write":
                self.write()
            else:
                getattr(self, name)(number % PACKETS if name == "packet" else number)
            self.check()

    def check(self) -> None:
        """Nothing is called received that the district does not hold."""
        held = [e.sequence for e in mailbox.history(self.office.db, "01864")]
        known = [i.sent.sequence for i in outbox.states(self.commune) if _known(i)]
        assert not known or max(known) <= max(held)

    def forget(self) -> None:
        for book in (self.office, self.commune):
            book.db.execute("ROLLBACK")
        self.posted.clear()


def _known(item: Item) -> bool:
    return item.state in (State.RECEIVED, State.REMARKED)


@pytest.fixture(scope="module")
def world(founded: District, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    district = founded.copy(tmp_path_factory.mktemp("receipts") / "district")
    with district.office.open() as office, district.communes[0].open() as commune:
        trust = trust_of(office)
        yield World(office, commune, [_packet(commune, trust) for _ in range(PACKETS)])


def _packet(commune: Book, trust: Trust) -> receive.Verified:
    record(commune, "outreach", rows.outreach())
    return verified(send.export(commune, now=NOW).path, trust)


events = st.lists(
    st.one_of(
        st.tuples(st.just("packet"), st.integers(0, PACKETS - 1)),
        st.tuples(st.just("receipt"), st.integers(0, 5)),
        st.tuples(st.just("remark"), st.integers(0, 3)),
        st.tuples(st.just("write"), st.just(0)),
    ),
    max_size=14,
)
trial = settings(
    deadline=None,
    derandomize=True,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@settings(trial)
@given(events=events)
def test_one_packet_and_one_receipt_that_arrive_settle_everything(
    world: World, events: list[tuple[str, int]]
) -> None:
    for book in (world.office, world.commune):
        book.db.execute("BEGIN")
    try:
        world.run(events)
        world.packet(PACKETS - 1)
        world.write()
        world.receipt(len(world.posted) - 1)

        open_remarks = remarks.given(world.office.db)
        newest = State.REMARKED if open_remarks else State.RECEIVED
        states = [item.state for item in outbox.states(world.commune)]
        assert states == [newest, *[State.RECEIVED] * (PACKETS - 1)]
        got = [(one.uid, one.reason) for one in remarks.returned(world.commune.db)]
        assert sorted(got) == sorted((one.uid, one.reason) for one in open_remarks)
    finally:
        world.forget()


@settings(trial)
@given(events=events, order=st.permutations(range(6)))
def test_receipts_in_any_order_say_what_the_newest_alone_says(
    world: World, events: list[tuple[str, int]], order: list[int]
) -> None:
    told: list[list[Item]] = []
    for alone in (True, False):
        for book in (world.office, world.commune):
            book.db.execute("BEGIN")
        try:
            world.run([event for event in events if event[0] != "receipt"])
            world.packet(0)
            world.write()
            last = len(world.posted) - 1
            for number in [] if alone else [*order, *order[:2]]:
                world.receipt(number)
            world.receipt(last)
            for number in [] if alone else order:
                world.receipt(number)
            told.append(outbox.states(world.commune))
        finally:
            world.forget()
    assert told[0] == told[1]
