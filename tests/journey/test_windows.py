"""The whole way by hand in two real windows: first run, a record, a packet, its acceptance at the
district, the receipt, and “Đã nhận” at the commune; then the row given back with a reason,
corrected, sent again, and “Đã nhận” once more. Only file dialogs are passed by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.first_run.asking import Asking
from desktop.ui.first_run.choices import Choices
from desktop.ui.first_run.entrance import Entrance
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from desktop.ui.first_run.proving import Proving
from desktop.ui.first_run.recovery import Check
from desktop.ui.first_run.welcome import Welcome
from desktop.ui.jobs import Jobs
from desktop.ui.lists.cells import BADGE
from desktop.ui.pages.inbox.receiving import Receiving
from desktop.ui.pages.packets import Sending
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.trust.page import TrustPage
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.ui.conftest import NOW, hands, jobs, qapp, then
from tests.ui.hands import Hands, line_of
from tests.ui.test_first_run import SECRET, copied, shown
from tests.ui.test_register import fill

__all__ = ["hands", "jobs", "qapp", "then"]

P = TypeVar("P", bound=QWidget)
Seat = Callable[[str, str], Window]

EVENT = {
    "date": "5/5",
    "form": "hoi nghi",
    "topics": "chinh sach",
    "audiences": "nhan dan",
    "place": "Thôn Khuổi Bốc",
    "attendees": "42",
    "women": "20",
}


@pytest.fixture
def seat(jobs: Jobs, hands: Hands, tmp_path: Path) -> Iterator[Seat]:
    """A person sits down at a computer that has never seen the program, and makes a book."""
    windows = []

    def sit(name: str, typed: str) -> Window:
        remember = Remember(tmp_path / f"{name}.ini")
        window = Window(jobs, remember, lambda: NOW, practice=tmp_path / f"{name} practice")
        windows.append(hands.show(window))
        window.start(None)
        entrance = cast(Entrance, window.centralWidget())
        cast(Welcome, entrance.currentWidget()).go.click()
        office = cast(Office, entrance.currentWidget())
        hands.type(office.words, typed)
        hands.press(office.found, Qt.Key.Key_Return)
        passphrase = cast(Passphrase, entrance.currentWidget())
        chosen = passphrase.choices.office
        passphrase.choices = Choices(office=chosen, folder=tmp_path / name)
        hands.type(passphrase.first, SECRET)
        hands.type(passphrase.second, SECRET)
        passphrase.go.click()
        hands.settle()
        prove(window, hands)
        return window

    yield sit
    for window in windows:
        window.close()


def prove(window: Window, hands: Hands) -> None:
    """Copy the 24 words, type back those that are asked for, and go to work."""
    sheet = shown(window)
    proving, words = cast(Proving, sheet.parentWidget()), copied(sheet).split()
    sheet.go.click()
    check = cast(Check, proving.currentWidget())
    for number, line in check.answers.items():
        hands.type(line, " ".join(words[2 * number - 2 : 2 * number]))
    check.go.click()
    hands.settle()
    if not isinstance(window.centralWidget(), Work):
        cast(Asking, proving.currentWidget()).go.click()
        hands.settle()


def work(window: Window) -> Work:
    found = window.centralWidget()
    assert isinstance(found, Work)
    return found


def at(window: Window, name: str, kind: type[P], hands: Hands) -> P:
    """Turn to a window and go to a screen."""
    window.activateWindow()
    hands.until(window.isActiveWindow)
    work(window).go(name)
    hands.settle()
    page = work(window).stack.currentWidget()
    assert isinstance(page, kind)
    return page


def press(page: QWidget, words: str) -> None:
    """Click the button that says so."""
    buttons = cast(list[QAbstractButton], page.findChildren(QAbstractButton))
    (one,) = [b for b in buttons if b.text().startswith(words) and b.isVisible()]
    assert one.isEnabled(), words
    one.click()


def enrol(commune: Window, district: Window, hands: Hands, usb: Path) -> None:
    """Request, five words, answer, five words."""
    (request,) = (usb.parent / "commune" / "outbox").glob("*.csr")
    office, mine = (at(w, "trust", TrustPage, hands) for w in (district, commune))
    office.answering.look_at(request)
    hands.settle()
    assert office.answering.words.words == mine.asking.words.words != ()
    office.answering.heard.click()
    office.answering.issue(usb / "tra-loi.pem")
    hands.settle()
    mine.asking.look_at(usb / "tra-loi.pem")
    hands.settle()
    press(mine, "Đúng năm từ")
    hands.settle()


def record(window: Window, hands: Hands) -> None:
    """One event, with the keyboard."""
    page = at(window, "outreach+", RegisterPage, hands)
    assert page.record
    fill(page.record.form, hands, EVENT)
    hands.press(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert page.rows.rowCount() == 1, page.record.form.raw()


def states(page: Sending) -> list[str]:
    """What the outbox says of every packet."""
    model = page.outbox.model
    cells = [
        model.index(row, column).data(BADGE)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return [badge[1] for badge in cells if badge]


def packets_made(commune: Window, hands: Hands, folder: Path) -> list[Path]:
    """Click “Tạo và gửi gói” on the page of packets; every packet there is, the newest last."""
    press(at(commune, "packets", Sending, hands), "Tạo và gửi gói")
    hands.settle()
    return packets_in(folder)


def packets_in(folder: Path) -> list[Path]:
    return sorted((folder / "outbox").glob("*.xlsx"))


def taken(district: Window, packet: Path, hands: Hands, usb: Path) -> Path:
    """The district looks at a packet, takes it and answers; the receipt."""
    receiving = at(district, "packets", Receiving, hands)
    receiving.inbox.check([packet])
    hands.settle()
    press(receiving, "Nhận 1 gói hợp lệ")
    hands.settle()
    return answered(district, hands, usb)


def answered(district: Window, hands: Hands, usb: Path) -> Path:
    receiving = at(district, "packets", Receiving, hands)
    before = set(usb.glob("ack_*.xlsx"))
    receiving.owing.write_receipts(usb)
    hands.settle()
    (receipt,) = set(usb.glob("ack_*.xlsx")) - before
    return receipt


def heard(commune: Window, receipt: Path, hands: Hands) -> Sending:
    sending = at(commune, "packets", Sending, hands)
    sending.outbox.read_receipt(receipt)
    hands.settle()
    return sending


def test_a_record_becomes_a_receipt_by_hand(seat: Seat, hands: Hands, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    commune, district = seat("commune", "boc bo"), seat("district", "pac nam")
    enrol(commune, district, hands, usb)
    record(commune, hands)
    (packet,) = packets_made(commune, hands, tmp_path / "commune")
    assert states(at(commune, "packets", Sending, hands)) == ["Đã ký"]

    receipt = taken(district, packet, hands, usb)
    events = at(district, "outreach", RegisterPage, hands)
    assert events.rows.rowCount() == 1
    assert "Thôn Khuổi Bốc" in [str(events.rows.index(0, n).data()) for n in range(6)]
    assert states(heard(commune, receipt, hands)) == ["Đã nhận"]
    assert "1" in work(commune).status.waits.text()

    uid = given_back(district, hands)
    sending = heard(commune, answered(district, hands, usb), hands)
    assert states(sending) == ["Nhận kèm ý kiến"] and sending.returned.isVisible()
    corrected(commune, uid, hands)
    _, newer = packets_in(tmp_path / "commune")
    sending = at(commune, "packets", Sending, hands)
    assert states(sending)[0] == "Đã ký"
    assert badge(sending) == "Đã gửi lại, chờ giấy báo"

    sending = heard(commune, taken(district, newer, hands, usb), hands)
    assert states(sending) == ["Đã nhận", "Đã nhận"] and not sending.returned.isVisible()
    events = at(district, f"outreach:{uid}", RegisterPage, hands)
    assert events.record and events.record.row["women"] == 22
    assert not events.record.remarking.said.isVisible(), "the remark closed by itself"


def given_back(district: Window, hands: Hands) -> str:
    """The district opens the commune's row, and asks for a correction; the uid of the row."""
    events = at(district, "outreach", RegisterPage, hands)
    events.table.selectRow(0)
    hands.press(events.table, Qt.Key.Key_Return)
    hands.settle()
    assert events.record
    hands.type(events.record.remarking.reason, "Số nữ khác biên bản")
    press(events, "Trả lại để sửa")
    hands.settle()
    return str(events.record.row["uid"])


def corrected(commune: Window, uid: str, hands: Hands) -> None:
    """One click to the row, the number typed over, saved, and one click to send it again."""
    banner = work(commune).banner
    assert "trả lại 1 dòng" in banner.message.text()
    banner.action.click()
    hands.settle()
    page = cast(RegisterPage, work(commune).stack.currentWidget())
    assert page.record and page.record.row["uid"] == uid
    assert "Số nữ khác biên bản" in page.record.remarking.said.text()
    women = line_of(page.record.form.boxes["women"].editor)
    women.selectAll()
    hands.type(women, "22")
    hands.press(women, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert page.record.row["women"] == 22
    assert banner.action.text() == "Tạo và gửi gói"
    banner.action.click()
    hands.settle()


def badge(page: Sending) -> str:
    """What is said of the first row that was given back."""
    return str(page.returned.model.index(0, 0).data(BADGE)[1])
