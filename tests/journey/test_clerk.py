"""A district clerk's morning in one window: a stick with packets of every kind, who has not
reported, what goes back, and the sheet. Only file dialogs are passed by."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.records import mailbox, queries
from desktop.records.mailbox import received
from desktop.records.registers import REGISTERS
from desktop.records.sheet import SheetData
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.pages.inbox.receiving import CAME, COMING, REPLIES, Receiving
from desktop.ui.pages.overview.page import Overview
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.reports import ReportsPage
from desktop.ui.remember import Remember
from desktop.ui.work import Work
from sync import send
from sync.merge import Status
from sync.outbox import State, states
from sync.receipts import read
from tests import rows
from tests.district import NOW, District, Office
from tests.ui.conftest import hands, jobs, qapp, then
from tests.ui.hands import Hands

__all__ = ["hands", "jobs", "qapp", "then"]

P = TypeVar("P", bound=QWidget)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def work(district: District, jobs: Jobs, hands: Hands, tmp_path: Path) -> Iterator[Work]:
    """The district's window."""
    with district.office.open() as book:
        desk = Desk(book, jobs, lambda: NOW)
        yield hands.show(Work(desk, Remember(tmp_path / "r.ini"), lambda: None))
        jobs.wait()
        QApplication.processEvents()


@pytest.fixture
def stick(district: District, tmp_path: Path) -> Path:
    """One good packet, the same one again, a cut one, one of another district, and two of one
    commune that contradict each other."""
    folder = tmp_path / "usb"
    bien, good, cut = district.communes
    for office in (good, cut, district.stranger):
        _send(office, folder, "Khuổi Bẻ")
    twin = bien.copy(tmp_path / "twin")
    for office, place in ((bien, "Khuổi Bốc"), (twin, "Nà Phầy")):
        _send(office, folder, place)
    (whole,) = folder.glob(f"{good.code}_*")
    shutil.copy(whole, folder / "chép lại.xlsx")
    (spoilt,) = folder.glob(f"{cut.code}_*")
    spoilt.write_bytes(spoilt.read_bytes()[:-700])
    return folder


def _send(office: Office, folder: Path, place: str) -> None:
    office.record("outreach", rows.outreach(place=place))
    with office.open() as book:
        send.export(book, now=NOW, period="2024-06", out=folder)


def at(work: Work, place: str, kind: type[P], hands: Hands) -> P:
    """Go to a screen."""
    work.go(place)
    hands.settle()
    page = work.stack.currentWidget()
    assert isinstance(page, kind)
    return page


def todo(work: Work, words: str, hands: Hands) -> None:
    """Take the way that the overview offers."""
    page = at(work, "overview", Overview, hands)
    (one,) = [one for one in page.tasks.todos or [] if words in one.words]
    page.take(one.place)
    hands.settle()


def decide(page: Receiving, why: str, hands: Hands) -> None:
    """Open the packet under the cursor, give a reason, take it; all by keys."""
    hands.press(page.inbox.table, Qt.Key.Key_Return)
    hands.settle()
    hands.type(page.detail.because, why)
    hands.press(page.detail.because, Qt.Key.Key_Tab)
    assert page.detail.focusWidget() is page.detail.accept
    hands.press(page.detail.accept, Qt.Key.Key_Return)
    hands.settle()


def heard(office: Office, stick: Path) -> list[State]:
    """What a commune knows of its packets once its receipt is back."""
    (receipt,) = stick.glob(f"ack_{office.code}_*.xlsx")
    with office.open() as book:
        read(book, receipt.read_bytes(), now=NOW)
        return [one.state for one in states(book.db)]


def test_a_clerks_morning(
    district: District, work: Work, stick: Path, hands: Hands, tmp_path: Path
) -> None:
    db, outreach = work.desk.book.db, REGISTERS["outreach"]
    page = at(work, "packets", Receiving, hands)
    assert "0 trên 10 đơn vị" in page.subtitle.text()
    page.inbox.check([stick])
    hands.settle()
    assert "6 gói: 2 cần người quyết định, 2 hợp lệ" in page.subtitle.text()
    where = [one.file for one in page.inbox.planned]
    hands.press(page.inbox.table, Qt.Key.Key_F10)
    hands.settle()
    assert [one.file for one in page.inbox.planned] == where, "every packet stays on its line"
    assert "2 gói chờ người quyết định" in work.banner.message.text()
    assert work.focusWidget() is page.inbox.table
    assert page.inbox.planned[page.inbox.table.currentIndex().row()].status is Status.FORK

    todo(work, "2 gói nhận về cần người quyết định", hands)
    assert [one.status for one in page.inbox.planned] == [Status.FORK] * 2
    decide(page, "Đã gọi điện", hands)
    assert queries.count(db, outreach) == 2
    assert page.inbox.planned == [], "one of two was chosen, and so both are settled"
    assert received.undecided(db) == []
    assert page.tabs.here == COMING

    hands.press(page, Qt.Key.Key_2, CTRL)
    assert page.tabs.here == CAME and page.past.isVisible()
    silent = at(work, "packets?Xã An Thắng", Receiving, hands)
    assert silent.past.model.rowCount() == 0, "nothing has come from there"
    assert "2 trên 10 đơn vị" in page.subtitle.text()

    good = district.communes[1]
    row = next(one for one in queries.rows(db, outreach) if one["unit"] == good.code)
    register = at(work, f"outreach:{row['uid']}", RegisterPage, hands)
    assert register.record
    hands.type(register.record.remarking.reason, "Sai ngày")
    hands.press(register.record.remarking.reason, Qt.Key.Key_Return)
    hands.settle()
    page = at(work, f"packets:{REPLIES}", Receiving, hands)
    owed = {entry.cells[0]: entry.cells[1:] for entry in page.owing.model.entries}
    assert owed["Xã Công Bằng"] == ("1", "1"), "one packet, though twice; one row given back"
    assert page.owing.write.isVisible() and not page.inbox.add.isVisible()
    page.owing.write_receipts(stick)
    hands.settle()
    assert page.owing.model.rowCount() == 0
    assert heard(good, stick) == [State.REMARKED]

    reports = at(work, "reports:summary", ReportsPage, hands)
    assert isinstance(reports.preview.data, SheetData) and reports.to_paper.isEnabled()
    reports.output.write(tmp_path / "tổng hợp.pdf")
    hands.settle()
    assert (tmp_path / "tổng hợp.pdf").read_bytes().startswith(b"%PDF")
    assert {one.status for one in mailbox.all_received(db)} > {"accepted", "duplicate", "refused"}
