"""Machines and certificates by button: nothing is issued or believed before the words are heard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QPushButton

from desktop.records import queries
from desktop.records.registers import REGISTERS
from desktop.ui.jobs import Jobs
from desktop.ui.lists.cells import BADGE
from desktop.ui.look.problems import Banner
from desktop.ui.pages.trust.page import TrustPage
from sync.enrolment import devices, enrol, founding, own
from sync.enrolment.keyring import read_certificates
from tests.district import NOW, District, Office
from tests.ui.hands import Hands
from tests.ui.test_packets import EVENT, Desks


@pytest.fixture
def desks(jobs: Jobs) -> Iterator[Desks]:
    made = Desks(jobs)
    yield made
    jobs.wait()
    for book in made.books:
        book.close()


def page(desks: Desks, hands: Hands, office: Office) -> TrustPage:
    made = hands.show(TrustPage(desks.open(office), Banner()))
    made.refresh()
    hands.settle()
    return made


def pressing(made: TrustPage) -> list[str]:
    """The buttons that are the one to press."""
    buttons = cast(list[QPushButton], made.findChildren(QPushButton))
    return [b.text() for b in buttons if b.isVisible() and b.property("look") == "primary"]


def test_a_newcomer_and_its_district_hear_each_other_first(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    mine, office = page(desks, hands, district.newcomer), page(desks, hands, district.office)
    book, above = desks.books
    asked, answered = tmp_path / "a.csr", tmp_path / "a.pem"
    assert mine.asking.isVisible() and pressing(mine) == ["Lưu đề nghị…"]
    mine.asking.save_request(asked)
    hands.settle()
    assert pressing(mine) == ["Nạp tệp trả lời…"]
    office.answering.look_at(asked)
    hands.settle()
    assert pressing(office) == ["Cấp chứng thư…"], "one thing to press at a time"
    assert office.answering.words.words == mine.asking.words.words != ()
    before = read_certificates(above, "issued")
    office.answering.issue(answered)
    hands.settle()
    assert not answered.exists(), "nothing is issued before the words were heard"
    assert not office.answering.give.isEnabled()
    assert read_certificates(above, "issued") == before
    office.answering.heard.setChecked(True)
    assert office.answering.give.isEnabled()
    office.answering.issue(answered)
    hands.settle()
    assert answered.exists()
    mine.asking.look_at(answered)
    hands.settle()
    assert not founding.enrolled(book), "looking is not believing"
    assert pressing(mine) == ["Đúng năm từ, dùng chứng thư này"]
    assert mine.asking.theirs.words == office.mine.words.words == devices.own_words(above)
    mine.asking.yes.click()
    hands.settle()
    assert founding.enrolled(book)
    assert not mine.asking.question.isVisible()
    assert office.below is not None
    assert office.below.model.rowCount() == 4


def test_a_request_that_is_not_heard_leaves_no_certificate(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    mine, office = page(desks, hands, district.newcomer), page(desks, hands, district.office)
    mine.asking.save_request(tmp_path / "a.csr")
    hands.settle()
    before = read_certificates(desks.books[1], "issued")
    office.answering.look_at(tmp_path / "a.csr")
    hands.settle()
    office.answering.refuse()
    assert not office.answering.isVisible()
    assert read_certificates(desks.books[1], "issued") == before
    (tmp_path / "odd.pem").write_text("không phải chứng thư", encoding="utf-8")
    for name in ("odd.pem", "missing.pem"):
        mine.asking.look_at(tmp_path / name)
        office.answering.look_at(tmp_path / name)
        hands.settle()
        assert mine.asking.banner.property("look") == "banner-bad"
        assert office.answering.banner.property("look") == "banner-bad"
    assert not founding.enrolled(desks.books[0])


def test_under_a_clock_far_ahead_nothing_is_issued_until_a_person_has_looked(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    mine, office = page(desks, hands, district.newcomer), page(desks, hands, district.office)
    above = desks.books[1]
    mine.asking.save_request(tmp_path / "a.csr")
    hands.settle()
    office.answering.look_at(tmp_path / "a.csr")
    hands.settle()
    office.answering.heard.setChecked(True)
    before = read_certificates(above, "issued"), own.state(above, NOW)
    office.desk.clock = lambda: NOW + timedelta(days=400)
    office.answering.issue(tmp_path / "a.pem")
    hands.settle()
    assert "Xem lịch" in office.answering.banner.message.text()
    office.mine.renew.click()
    hands.settle()
    assert (read_certificates(above, "issued"), own.state(above, NOW)) == before
    office.mine.banner.action.click()
    hands.settle()
    renewed = own.state(above, NOW)
    assert renewed and before[1] and renewed.until > before[1].until
    office.answering.issue(tmp_path / "a.pem")
    hands.settle()
    assert (tmp_path / "a.pem").exists(), "asked once"


def test_a_lost_laptop_is_revoked_replaced_and_its_record_handed_back(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    old = district.communes[0]
    old.record("outreach", EVENT)
    district.office.run("import", old.export(tmp_path))
    office = page(desks, hands, district.office)
    assert office.below is not None
    lost = NOW + timedelta(days=2)
    office.desk.clock = lambda: lost
    office.below.table.setCurrentIndex(office.below.model.index(0, 0))
    assert office.below.model.index(0, 4).data() == "1"
    office.below.revoke.click()
    assert not office.removing.go.isEnabled(), "a reason is needed"
    hands.type(office.removing.because, "Mất máy")
    office.removing.go.click()
    hands.settle()
    states = [office.below.model.index(row, 2).data(BADGE)[1] for row in range(3)]
    assert states.count("Đã thu hồi") == 1
    (why,) = (
        desks.books[0].db.execute("SELECT reason FROM journal WHERE action = 'revoke'").fetchone()
    )
    assert why == "Mất máy"

    new = Office.found(tmp_path / "new" / old.code, old.code)
    mine = page(desks, hands, new)
    mine.asking.save_request(tmp_path / "n.csr")
    hands.settle()
    later = NOW + timedelta(days=3)
    mine.desk.clock = office.desk.clock = lambda: later
    office.answering.look_at(tmp_path / "n.csr")
    hands.settle()
    office.answering.heard.setChecked(True)
    office.answering.issue(tmp_path / "n.pem")
    hands.settle()
    mine.asking.look_at(tmp_path / "n.pem")
    hands.settle()
    mine.asking.accept()
    hands.settle()
    notes = [office.below.model.index(row, 5).data() for row in range(4)]
    assert any(desks.books[1].device in note for note in notes)
    row = next(n for n, e in enumerate(office.below.model.entries) if "thay" in e.cells[5])
    office.below.table.setCurrentIndex(office.below.model.index(row, 0))
    one = office.below.chosen()
    assert one
    assert not one.in_force
    office.below.hand_back(one.unit, tmp_path / "back.xlsx")
    hands.settle()
    mine.mine.take_over(tmp_path / "back.xlsx")
    hands.settle()
    assert queries.count(desks.books[1].db, REGISTERS["outreach"]) == 1


def test_a_certificate_is_renewed_in_time(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    mine = page(desks, hands, district.communes[0])
    book = desks.books[0]
    assert not mine.asking.isVisible(), "there is nothing to do for years"
    assert mine.mine.early.isVisible()
    soon = NOW + timedelta(days=5 * 365 - 30)
    found = own.state(book, soon)
    assert found
    assert found.standing == "expiring"
    mine.desk.clock = lambda: soon
    mine.refresh()
    hands.settle()
    assert mine.asking.isVisible()
    assert not mine.mine.early.isVisible()
    mine.asking.save_request(tmp_path / "r.csr")
    hands.settle()
    with district.office.open() as above:
        (tmp_path / "r.pem").write_bytes(
            enrol.issue(above, (tmp_path / "r.csr").read_bytes(), soon)
        )
    mine.asking.look_at(tmp_path / "r.pem")
    hands.settle()
    mine.asking.accept()
    hands.settle()
    renewed = own.state(book, soon)
    assert renewed
    assert renewed.standing == "valid"


def test_a_certificate_may_be_renewed_early(district: District, desks: Desks, hands: Hands) -> None:
    mine = page(desks, hands, district.communes[0])
    mine.mine.early.click()
    assert mine.asking.isVisible()
    mine.refresh()
    hands.settle()
    assert mine.asking.isVisible(), "what was unfolded stays so"
    assert pressing(mine) == []


def test_a_district_that_rests_on_itself_renews_itself_and_may_ask_the_province(
    district: District, desks: Desks, hands: Hands
) -> None:
    office = page(desks, hands, district.office)
    assert office.asking.isVisible()
    assert office.mine.renew.isVisible()
    before = read_certificates(desks.books[0], "device_certificate")
    office.mine.renew.click()
    hands.settle()
    assert read_certificates(desks.books[0], "device_certificate") != before
    assert office.below is not None
    assert not office.below.revoke.isEnabled()
    office.below.table.setCurrentIndex(QModelIndex())
    assert own.asks_above(desks.books[0])
