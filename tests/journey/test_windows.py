"""The whole way by hand in two real windows: first run, a record, a packet, its acceptance at the
district, the receipt, and “Đã nhận” at the commune. Only file dialogs are passed by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui.cells import BADGE
from desktop.ui.first_run.asking import Asking
from desktop.ui.first_run.choices import Choices
from desktop.ui.first_run.entrance import Entrance
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from desktop.ui.first_run.proving import Proving
from desktop.ui.first_run.recovery import Check
from desktop.ui.first_run.welcome import Welcome
from desktop.ui.jobs import Jobs
from desktop.ui.pages.inbox.receiving import Receiving
from desktop.ui.pages.packets import Sending
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.trust.page import TrustPage
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.ui.conftest import NOW, hands, jobs, qapp, then
from tests.ui.hands import Hands
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
    """Go to a screen."""
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


def test_a_record_becomes_a_receipt_by_hand(seat: Seat, hands: Hands, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    commune = seat("commune", "boc bo")
    district = seat("district", "pac nam")
    enrol(commune, district, hands, usb)
    record(commune, hands)

    sending = at(commune, "packets", Sending, hands)
    press(sending, "Tạo và gửi gói")
    hands.settle()
    (packet,) = (tmp_path / "commune" / "outbox").glob("*.xlsx")
    assert states(sending) == ["Đã ký"]

    receiving = at(district, "packets", Receiving, hands)
    receiving.inbox.check([packet])
    hands.settle()
    press(receiving, "Nhận 1 gói hợp lệ")
    hands.settle()
    events = at(district, "outreach", RegisterPage, hands)
    assert events.rows.rowCount() == 1
    assert "Thôn Khuổi Bốc" in [str(events.rows.index(0, n).data()) for n in range(6)]

    receiving = at(district, "packets", Receiving, hands)
    receiving.owing.write_receipts(usb)
    hands.settle()
    (receipt,) = usb.glob("*.xlsx")
    sending = at(commune, "packets", Sending, hands)
    sending.outbox.read_receipt(receipt)
    hands.settle()
    assert states(sending) == ["Đã nhận"]
    assert "1" in work(commune).status.waits.text()
