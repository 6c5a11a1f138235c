"""Packets by button: a commune signs, the district checks, decides and takes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.records import mailbox, queries
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.pages.packets import Receiving, Sending, packets_page
from desktop.ui.problems import Banner
from desktop.ui.table import BADGE
from sync.merge import Status
from tests.district import NOW, District, Office
from tests.ui.hands import Hands

EVENT: dict[str, object] = {
    "date": "5/5/2024",
    "form": "LOA",
    "topics": "PHAP_LUAT",
    "audiences": "NHAN_DAN",
    "attendees": "0",
}


@pytest.fixture
def desks(jobs: Jobs) -> Iterator[Desks]:
    made = Desks(jobs)
    yield made
    jobs.wait()
    for book in made.books:
        book.close()


class Desks:
    """Opens the books of offices, and closes them at the end."""

    def __init__(self, jobs: Jobs) -> None:
        self.jobs = jobs
        self.books: list[Book] = []

    def open(self, office: Office) -> Desk:
        self.books.append(office.open())
        return Desk(self.books[-1], self.jobs, lambda: NOW)


def sending(desk: Desk, hands: Hands) -> Sending:
    page = hands.show(packets_page(desk, Banner()))
    assert isinstance(page, Sending)
    page.refresh()
    hands.settle()
    return page


def receiving(desk: Desk, hands: Hands) -> Receiving:
    page = hands.show(packets_page(desk, Banner()))
    assert isinstance(page, Receiving)
    page.refresh()
    hands.settle()
    return page


def test_one_button_signs_a_packet(district: District, desks: Desks, hands: Hands) -> None:
    commune = district.communes[0]
    commune.record("outreach", EVENT)
    page = sending(desks.open(commune), hands)
    assert page.outbox.none.isVisible()
    page.outbox.make.click()
    hands.settle()
    (sent,) = mailbox.all_sent(desks.books[0].db)
    assert (commune.folder / "outbox" / sent.file).is_file()
    assert sent.file in page.outbox.banner.message.text()
    assert page.outbox.model.index(0, 4).data(BADGE) == ("none", "Đã ký"), "only a receipt is green"
    (commune.folder / "outbox" / sent.file).unlink()
    page.refresh()
    hands.settle()
    assert "không còn" in page.outbox.model.index(0, 5).data()


def test_a_receipt_travels_back_and_proves_that_the_packet_arrived(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    commune = district.communes[0]
    commune.record("outreach", EVENT)
    packet = commune.export(tmp_path)
    above = receiving(desks.open(district.office), hands)
    above.inbox.check([packet])
    hands.settle()
    above.inbox.take.click()
    hands.settle()
    above.inbox.write_receipts(tmp_path)
    hands.settle()
    (receipt,) = tmp_path.glob("ack_*.xlsx")
    page = sending(desks.open(commune), hands)
    page.outbox.read_receipt(packet)
    hands.settle()
    assert page.outbox.banner.property("look") == "banner-bad", "a packet is no receipt"
    page.outbox.read_receipt(receipt)
    hands.settle()
    page.refresh()
    hands.settle()
    assert page.outbox.model.index(0, 4).data(BADGE) == ("ok", "Đã nhận")
    above.inbox.write_receipts(tmp_path)
    hands.settle()
    assert "Không còn giấy báo" in above.inbox.banner.message.text()


def test_the_district_looks_first_and_takes_then(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    good = []
    for commune in district.communes[:2]:
        commune.record("outreach", EVENT)
        good.append(commune.export(tmp_path))
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(good[0].read_bytes()[:-20])
    page = receiving(desks.open(district.office), hands)
    db, outreach = desks.books[0].db, REGISTERS["outreach"]
    page.inbox.check([*good, bad, district.stranger.export(tmp_path)])
    hands.settle()
    states = [planned.status for planned in page.inbox.planned]
    assert states[:3] == [Status.ACCEPTED, Status.ACCEPTED, Status.REFUSED]
    assert states[3] in (Status.UNKNOWN_SENDER, Status.REFUSED)
    assert queries.count(db, outreach) == 0, "looking changes nothing"
    assert page.inbox.take.text() == "Nhận 2 gói hợp lệ"
    assert page.inbox.model.index(0, 3).data() == "1"
    page.inbox.take.click()
    hands.settle()
    assert queries.count(db, outreach) == 2
    assert page.history.rowCount() == 4
    page.inbox.check(good)
    hands.settle()
    assert {planned.status for planned in page.inbox.planned} == {Status.DUPLICATE}
    page.inbox.take.click()
    hands.settle()
    assert queries.count(db, outreach) == 2


def test_a_fork_waits_for_a_person(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    commune = district.communes[0]
    twin = commune.copy(tmp_path / "twin")
    commune.record("outreach", EVENT)
    first = commune.export(tmp_path / "a")
    twin.record("outreach", EVENT | {"place": "Chợ"})
    second = twin.export(tmp_path / "b")
    page = receiving(desks.open(district.office), hands)
    page.inbox.check([first])
    hands.settle()
    page.inbox.take.click()
    hands.settle()
    page.inbox.check([second])
    hands.settle()
    page.inbox.table.selectRow(0)
    assert page.inbox.planned[0].status is Status.FORK
    assert page.inbox.decide.isVisible()
    assert page.inbox.reason.text() == page.inbox.planned[0].reason
    page.inbox.decide.click()
    hands.settle()
    (row,) = queries.rows(desks.books[0].db, REGISTERS["outreach"])
    assert row["place"] == "Chợ"
