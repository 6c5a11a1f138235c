"""Packets by button: a commune signs, the district checks, decides and takes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.records import mailbox, queries, short_code
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.lists.cells import BADGE
from desktop.ui.lists.listing import Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import Button
from desktop.ui.pages.inbox.receiving import Receiving
from desktop.ui.pages.packets import Sending, packets_page
from desktop.ui.pages.register import RegisterPage
from sync import lapsed, send
from sync.merge import Status
from tests.district import NOW, District, Office, enrolled
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


class Clock:
    """A machine's clock that can be set while the window is open."""

    def __init__(self) -> None:
        self.reads = datetime(2026, 6, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.reads


class Desks:
    """Opens the books of offices, and closes them at the end."""

    def __init__(self, jobs: Jobs) -> None:
        self.jobs = jobs
        self.books: list[Book] = []

    def open(self, office: Office, now: Callable[[], datetime] = lambda: NOW) -> Desk:
        self.books.append(office.open())
        return Desk(self.books[-1], self.jobs, now)


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
    assert page.outbox.model.index(0, 4).data(BADGE) == ("none", "Nháp")
    assert not page.outbox.none.isVisible(), "a draft is there"
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


def test_an_outbox_without_anything_teaches(district: District, desks: Desks, hands: Hands) -> None:
    page = sending(desks.open(district.communes[0]), hands)
    assert page.outbox.none.isVisible() and page.outbox.make.isVisible()
    assert not page.outbox.table.isVisible()


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
    above.owing.write_receipts(tmp_path)
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
    above.owing.write_receipts(tmp_path)
    hands.settle()
    assert "Không còn giấy báo" in above.banner.message.text()


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
    assert page.inbox.take.text() == "Nhận 2 gói hợp lệ (F10)"
    assert page.inbox.model.index(0, 3).data() == "1"
    page.inbox.take.click()
    hands.settle()
    assert queries.count(db, outreach) == 2
    assert page.past.model.rowCount() == 4
    page.past.search.setText("Xã Nghiên Loan")
    assert page.past.detail.text() == "Chưa nhận gói nào như thế."
    page.past.search.clear()
    page.inbox.check(good)
    hands.settle()
    assert {planned.status for planned in page.inbox.planned} == {Status.DUPLICATE}
    page.inbox.take.click()
    hands.settle()
    assert queries.count(db, outreach) == 2


@pytest.mark.parametrize("floored", [True, False], ids=["floored", "control"])
def test_a_clock_that_falls_back_to_1980_while_open_signs_and_refuses_nothing_wrongly(
    district: District,
    desks: Desks,
    hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
    floored: bool,
) -> None:
    """The control believes the clock and refuses an honest packet: its seal is of the future."""
    clock = Clock()
    commune, office = district.communes[0], district.office
    below, above = desks.open(commune, clock), desks.open(office, clock)
    if not floored:
        monkeypatch.setattr(Desk, "believed", lambda desk: desk.clock())
        monkeypatch.setattr(lapsed, "now_or_surely", lambda _book, examine, now: examine(now))
    commune_page, page = sending(below, hands), receiving(above, hands)
    clock.reads = datetime(1980, 1, 1, tzinfo=UTC)
    commune_page.outbox.make.click()
    hands.settle()
    (sent,) = mailbox.all_sent(below.book.db)
    assert sent.created_at[:4] == ("2024" if floored else "1980")
    page.inbox.check([commune.folder / "outbox" / sent.file])
    hands.settle()
    wanted = Status.ACCEPTED if floored else Status.REFUSED
    assert [one.status for one in page.inbox.planned] == [wanted]
    if floored:
        page.inbox.take.click()
        hands.settle()
        (entry,) = mailbox.all_received(above.book.db)
        assert entry.received_at >= "2024"


def test_under_a_clock_far_ahead_nothing_is_signed_until_a_person_has_looked(
    district: District, desks: Desks, hands: Hands
) -> None:
    desk = desks.open(district.communes[0], lambda: NOW + timedelta(days=400))
    page = sending(desk, hands)
    page.outbox.make.click()
    hands.settle()
    assert mailbox.all_sent(desk.book.db) == []
    said = page.outbox.banner.message
    assert "05/08/2025" in said.text() and "Xem lịch" in said.text()
    page.outbox.banner.action.click()
    hands.settle()
    (sent,) = mailbox.all_sent(desk.book.db)
    assert sent.created_at[:4] == "2025"
    assert not desk.book.clock_doubted, "and the packet says nothing against its time"


def fork(district: District, tmp_path: Path) -> tuple[Path, Path]:
    """Two packets of one commune that claim the same number."""
    commune = district.communes[0]
    twin = commune.copy(tmp_path / "twin")
    commune.record("outreach", EVENT)
    first = commune.export(tmp_path / "a")
    twin.record("outreach", EVENT | {"place": "Chợ"})
    return first, twin.export(tmp_path / "b")


def recorded(office: Office, folder: Path) -> Path:
    """The packet of an office that has recorded one event."""
    office.record("outreach", EVENT)
    return office.export(folder)


def look(page: Receiving, hands: Hands, *files: Path) -> list[Status]:
    """What the packets in these files would be."""
    page.inbox.check(list(files))
    hands.settle()
    return [one.status for one in page.inbox.planned]


def test_a_fork_is_decided_alone_and_with_a_reason(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    (first, second), other = fork(district, tmp_path), recorded(district.communes[1], tmp_path)
    page = receiving(desks.open(district.office), hands)
    db = desks.books[0].db
    look(page, hands, first)
    page.inbox.take.click()
    hands.settle()
    assert look(page, hands, second, other) == [Status.FORK, Status.ACCEPTED]
    assert page.inbox.model.index(0, 6).data() == "So sánh hai bên"
    page.inbox.table.clicked.emit(page.inbox.model.index(0, 0))
    hands.settle()
    detail = page.detail
    assert detail.isVisible()
    assert not detail.accept.isEnabled(), "a decision needs a reason"
    sides = {e.cells[0]: e.cells[1:] for e in _entries(detail.sides)}
    assert "gói số 1" in detail.same.text(), "what is alike takes one line"
    assert detail.focusWidget() is detail.because
    assert sides["Mã đối chiếu"][0] != sides["Mã đối chiếu"][1]
    assert {e.cells[2] for e in _entries(detail.rows)} != set()
    hands.type(detail.because, "Đã gọi điện")
    detail.accept.click()
    hands.settle()
    (row,) = queries.rows(db, REGISTERS["outreach"])
    assert row["place"] == "Chợ", "and the other packet was not taken along"
    (why,) = db.execute("SELECT reason FROM journal ORDER BY number DESC").fetchone()
    assert why == "Đã gọi điện"
    assert [one.status for one in page.inbox.planned] == [Status.ACCEPTED]
    page.inbox.take.click()
    hands.settle()
    assert queries.count(db, REGISTERS["outreach"]) == 2


def test_two_that_contradict_each_other_are_held_and_stand_side_by_side(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    (first, second), other = fork(district, tmp_path), recorded(district.communes[1], tmp_path)
    page = receiving(desks.open(district.office), hands)
    db = desks.books[0].db
    found = look(page, hands, second, first, other)
    assert found == [*[Status.FORK] * 2, Status.ACCEPTED]
    assert page.inbox.take.text() == "Nhận 1 gói hợp lệ (F10)"
    page.inbox.table.clicked.emit(page.inbox.model.index(0, 0))
    hands.settle()
    heads = [page.detail.sides.model().headerData(n, Qt.Orientation.Horizontal) for n in (1, 2)]
    assert heads == ["Gói kia", "Gói này"]
    codes = {e.cells[0]: e.cells[1:] for e in _entries(page.detail.sides)}["Mã đối chiếu"]
    assert codes == tuple(
        short_code.of(sha256(file.read_bytes()).hexdigest()) for file in (first, second)
    )
    apart = [line.badges[1][1] for line in _entries(page.detail.rows)]
    assert apart == ["Chỉ gói này có", "Chỉ gói kia có"], "the rows that tell one from the other"
    page.detail.filter.setCurrentIndex(1)
    assert [line.badges[1][1] for line in _entries(page.detail.rows)] == ["Thêm mới"]
    page.detail.back.click()
    page.inbox.take.click()
    hands.settle()
    assert queries.count(db, REGISTERS["outreach"]) == 1, "the other commune's"
    assert "2 gói chờ người quyết định" in page.banner.message.text()


def test_the_parts_are_a_key_apart_and_each_has_its_own_buttons(
    district: District, desks: Desks, hands: Hands
) -> None:
    page = receiving(desks.open(district.office), hands)
    assert page.inbox.add.isVisible() and page.arriving.matrix.isVisible()
    assert not page.owing.write.isVisible()
    for key, part, button in (
        (Qt.Key.Key_2, page.past, None),
        (Qt.Key.Key_3, page.owing, page.owing.write),
        (Qt.Key.Key_4, page.upward, page.upward and page.upward.outbox.make),
        (Qt.Key.Key_1, page.inbox, page.inbox.add),
    ):
        hands.press(page, key, Qt.KeyboardModifier.ControlModifier)
        assert part and part.isVisible()
        shown = {one for one in (page.inbox.add, page.owing.write) if one.isVisible()}
        assert not shown - {button}
        buttons = [one for one in cast(list[Button], page.findChildren(Button)) if one.isVisible()]
        assert len([one for one in buttons if one.property("look") == "primary"]) <= 1
    wide = {name: chip.sizeHint() for name, chip in page.tabs.chips.items()}
    page.tabs.show_part("up")
    assert {name: chip.sizeHint() for name, chip in page.tabs.chips.items()} == wide


def test_a_folder_with_every_trouble_is_worked_through_by_keys_alone(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    first, second = fork(district, tmp_path)
    page = receiving(desks.open(district.office), hands)
    page.banner.setParent(page)
    page.inbox.check([first])
    hands.settle()
    hands.press(page, Qt.Key.Key_F10)
    hands.settle()
    folder = tmp_path / "thư mục"
    good, other = district.communes[1:3]
    for commune in (good, other):
        commune.record("outreach", EVENT)
    good.export(folder)
    with other.open() as book:
        send.export(book, now=NOW, out=folder, password="mùa đông").path.rename(folder / "z.xlsx")
    shutil.copy(second, folder / "y.xlsx")
    (folder / "x.xlsx").write_bytes(second.read_bytes()[:-900])
    page.inbox.check([folder])
    hands.settle()
    assert "4 gói" in page.subtitle.text() and "Chưa có gì thay đổi" in page.subtitle.text()
    table = page.inbox.table
    assert page.focusWidget() is table
    hands.press(table, Qt.Key.Key_End)
    assert table.model().index(3, 2).data(BADGE) == ("warn", "Cần mật khẩu")
    assert page.inbox.told.text().startswith("z.xlsx: Tệp bị khóa bằng mật khẩu")
    hands.press(table, Qt.Key.Key_Return)
    for typed in ("sai", "mùa đông"):
        assert page.focusWidget() is page.detail.typed
        hands.type(page.detail.typed, typed)
        hands.press(page.detail.typed, Qt.Key.Key_Return)
        hands.settle()
    assert page.detail.badge.words == "Toàn vẹn, đúng đơn vị", "what is inside is seen at once"
    hands.press(page.detail.back, Qt.Key.Key_Escape)
    assert [one.status for one in page.inbox.planned] == [
        Status.ACCEPTED,
        Status.REFUSED,
        Status.FORK,
        Status.ACCEPTED,
    ], "the others have stayed"
    table.setCurrentIndex(table.model().index(2, 0))
    hands.press(table, Qt.Key.Key_Return)
    hands.settle()
    assert page.focusWidget() is page.detail.because
    hands.type(page.detail.because, "Đã gọi điện")
    for _ in range(2):
        hands.press(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.focusWidget() is page.detail.keep
    hands.press(page.detail.keep, Qt.Key.Key_Return)
    hands.settle()
    hands.press(page, Qt.Key.Key_F10)
    hands.settle()
    assert queries.count(desks.books[0].db, REGISTERS["outreach"]) == 3
    assert "1 gói không nhận" in page.banner.message.text()


def test_a_person_may_keep_what_is_held(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    first, second = fork(district, tmp_path)
    page = receiving(desks.open(district.office), hands)
    page.inbox.check([first])
    hands.settle()
    page.inbox.take.click()
    hands.settle()
    page.inbox.check([second])
    hands.settle()
    page.inbox.take.click()
    hands.settle()
    assert "chờ người quyết định" in page.banner.message.text()
    page.past.state.setCurrentIndex(page.past.state.findData(Status.FORK))
    page.past.table.selectRow(0)
    page.past.retry.click()
    hands.settle()
    page.look_into(page.inbox.planned[0])
    hands.settle()
    hands.type(page.detail.because, "Máy cũ")
    page.detail.keep.click()
    hands.settle()
    (row,) = queries.rows(desks.books[0].db, REGISTERS["outreach"])
    assert row["place"] is None
    newest = mailbox.all_received(desks.books[0].db)[0]
    assert newest.status == "refused"
    assert "Máy cũ" in newest.reason


def _entries(table: Table) -> list[Entry]:
    model = table.model()
    assert isinstance(model, Listing)
    return model.entries


def test_changes_are_seen_field_by_field_before_they_are_taken(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    commune = district.communes[0]
    (uid,) = commune.record("outreach", EVENT)
    page = receiving(desks.open(district.office), hands)
    page.inbox.check([commune.export(tmp_path)])
    hands.settle()
    page.inbox.take.click()
    hands.settle()
    commune.record("outreach", EVENT | {"uid": uid, "place": "Chợ mới"})
    commune.record("outreach", EVENT | {"date": "6/5/2024"})
    commune.export(tmp_path)
    page.inbox.check([commune.export(tmp_path)])
    hands.settle()
    assert "thiếu gói số 2" in page.inbox.model.index(0, 2).data()
    page.inbox.table.clicked.emit(page.inbox.model.index(0, 0))
    hands.settle()
    lines = _entries(page.detail.rows)
    assert [line.badges[1][1] for line in lines] == ["Thêm mới", "Sửa đổi"]
    assert "trống → Chợ mới" in lines[1].cells[3]
    page.detail.filter.setCurrentIndex(2)
    assert len(_entries(page.detail.rows)) == 1
    page.detail.back.click()
    assert page.inbox.isVisible()
    assert page.inbox.take.isVisible()


def test_a_whole_folder_with_good_and_bad_stops_at_none(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    stick = tmp_path / "usb"
    commune = district.communes[0]
    for place in ("Bản 1", "Bản 2", "Bản 3"):
        commune.record("outreach", EVENT | {"place": place})
        commune.export(stick)
    (stick / "goi-thang-4.xlsx").write_bytes(b"PK\x03\x04 damaged")
    page = receiving(desks.open(district.office), hands)
    page.inbox.check([stick])
    hands.settle()
    assert len(page.inbox.planned) == 4
    page.inbox.take.click()
    hands.settle()
    assert queries.count(desks.books[0].db, REGISTERS["outreach"]) == 3
    assert "Đã nhận 3 gói" in page.banner.message.text()
    refused = next(one for one in page.inbox.planned if one.status is Status.REFUSED)
    page.look_into(refused)
    assert "quarantine" in page.detail.technical.text()
    assert refused.rule in page.detail.technical.text()


def test_packets_and_folders_are_dropped_into_the_window(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    first, second = district.communes[:2]
    for commune in (first, second):
        commune.record("outreach", EVENT)
    file = first.export(tmp_path)
    second.export(tmp_path / "thư mục của xã")
    page = receiving(desks.open(district.office), hands)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(p)) for p in (file, tmp_path / "thư mục của xã")])
    words = QMimeData()
    words.setText("không phải tệp")
    assert not _drag(page.inbox, words).isAccepted()
    assert _drag(page.inbox, dropped).isAccepted()
    QApplication.sendEvent(page.inbox, QDropEvent(QPointF(20, 20), *_held(dropped)))
    hands.settle()
    assert [one.status for one in page.inbox.planned] == [Status.ACCEPTED] * 2
    assert queries.count(desks.books[0].db, REGISTERS["outreach"]) == 0, "looked at, not taken"
    page.inbox.take.click()
    hands.settle()
    assert queries.count(desks.books[0].db, REGISTERS["outreach"]) == 2


def _held(data: QMimeData) -> tuple[Qt.DropAction, QMimeData, Qt.MouseButton, Qt.KeyboardModifier]:
    return (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def _drag(over: QWidget, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(20, 20), *_held(data))
    event.ignore()
    QApplication.sendEvent(over, event)
    return event


def test_the_code_is_shown_as_it_is_read_out(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    assert short_code.aloud("7K2M9-QXR4D") == (
        "bảy, ca, hai, em-mờ, chín – quy, ích, e-rờ, bốn, đê"
    )
    commune = district.communes[0]
    packet = commune.export(tmp_path)
    said = short_code.aloud(short_code.of(sha256(packet.read_bytes()).hexdigest()))
    page = receiving(desks.open(district.office), hands)
    page.inbox.check([packet])
    hands.settle()
    page.look_into(page.inbox.planned[0])
    assert said in page.detail.aloud.text()
    page.detail.back.click()
    page.inbox.take.click()
    hands.settle()
    page.past.table.selectRow(0)
    assert said in page.past.detail.text()
    below = sending(desks.open(commune), hands)
    below.outbox.table.selectRow(0)
    hands.settle()
    assert said in below.outbox.detail.text()


def test_a_code_heard_names_its_packet_and_claims_no_more(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    commune = district.communes[0]
    commune.record("outreach", EVENT)
    packet = commune.export(tmp_path)
    code = short_code.of(sha256(packet.read_bytes()).hexdigest())
    page = receiving(desks.open(district.office), hands)
    phone = page.telephone
    for typed, told in (("7K2M9", "thiếu một ký tự"), (code, "Không có gói nào")):
        phone.typed.setText(typed)
        phone.compare()
        hands.settle()
        assert told in phone.answer.text()
    page.inbox.check([packet])
    hands.settle()
    phone.compare()
    hands.settle()
    assert "Khớp gói đang xét" in phone.answer.text()
    page.inbox.take.click()
    hands.settle()
    phone.typed.setText(code.lower().replace("-", ""))
    phone.compare()
    hands.settle()
    assert "Khớp gói của Xã Bộc Bố" in phone.answer.text()
    mine = sending(desks.open(commune), hands)
    mine.telephone.typed.setText(code)
    mine.telephone.compare()
    hands.settle()
    assert "Khớp gói số 1" in mine.telephone.answer.text()
    assert "không thay giấy báo" in mine.telephone.answer.text()
    assert mine.outbox.model.index(0, 4).data(BADGE)[0] != "ok"


def test_a_row_goes_back_and_its_correction_clears_it(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    commune = district.communes[0]
    (uid,) = commune.record("outreach", EVENT)
    desk = desks.open(district.office)
    page = receiving(desk, hands)
    page.inbox.check([commune.export(tmp_path)])
    hands.settle()
    page.inbox.take.click()
    hands.settle()
    register = hands.show(RegisterPage(desk, REGISTERS["outreach"], Banner()))
    register.open(uid)
    hands.settle()
    assert register.record
    hands.type(register.record.remarking.reason, "Sai ngày")
    register.record.remarking.give_back.click()
    hands.settle()
    assert "Sai ngày" in register.record.remarking.said.text()
    hands.type(page.outgoing.reason, "Thiếu tháng 4")
    page.outgoing.add()
    hands.settle()
    assert page.outgoing.model.rowCount() == 2
    page.owing.write_receipts(tmp_path)
    hands.settle()
    (receipt,) = tmp_path.glob("ack_*.xlsx")
    gone: list[str] = []
    mine = desks.open(commune)
    sent = hands.show(Sending(mine, Banner(), gone.append))
    sent.outbox.read_receipt(receipt)
    hands.settle()
    sent.refresh()
    hands.settle()
    banner = sent.outbox.banner
    assert banner.property("look") == "banner-warn" and banner.action.text() == "Mở dòng này"
    sent.returned.table.activated.emit(QModelIndex())
    assert sent.returned.isVisible() and gone == [], "a click beside the rows"
    assert "Thiếu tháng 4" in sent.returned.opinion.text()
    sent.returned.table.clicked.emit(sent.returned.model.index(0, 0))
    assert gone == [f"outreach:{uid}"]
    form = hands.show(RegisterPage(mine, REGISTERS["outreach"], Banner()))
    form.open(uid)
    hands.settle()
    assert form.record
    assert "Sai ngày" in form.record.remarking.said.text()
    assert not form.record.remarking.reason.isVisible()
    form.record.form.boxes["place"].editor.restore("Chợ")
    form.record.save()
    hands.settle()
    sent.refresh()
    hands.settle()
    assert sent.returned.model.index(0, 0).data(BADGE)[1] == "Đã sửa, chưa gửi lại"


def test_the_province_verifies_every_sender_of_what_is_sent_up(
    district: District, desks: Desks, hands: Hands, tmp_path: Path
) -> None:
    commune = district.communes[0]
    commune.record("outreach", EVENT)
    province = Office.found(tmp_path / "province" / "06", "06")
    enrolled(district.office, province)
    page = receiving(desks.open(district.office), hands)
    page.inbox.check([commune.export(tmp_path)])
    hands.settle()
    page.inbox.take.click()
    hands.settle()
    stick = tmp_path / "usb"
    assert page.upward
    page.upward.send_up(stick)
    hands.settle()
    assert "1 gói gốc" in page.banner.message.text()
    above = receiving(desks.open(province), hands)
    above.inbox.check([stick])
    hands.settle()
    names = {one.sender.name for one in above.inbox.planned if one.sender}
    assert names == {"Xã Bộc Bố", "Huyện Pác Nặm"}
    above.inbox.take.click()
    hands.settle()
    assert queries.count(desks.books[-1].db, REGISTERS["outreach"]) == 1
