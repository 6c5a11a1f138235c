"""The screen of slips, by its own widgets: codes, second services, outcomes, consent, erasing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.records import clock, history, queries, retention, snapshot
from desktop.records.book import Book
from desktop.records.clock import utc_text
from desktop.records.errors import InputError
from desktop.records.journal import Entry, append
from desktop.records.registers import REGISTERS
from desktop.records.sheets.consent_sheet import ConsentSheet
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.lists.menu import Menu
from desktop.ui.look.problems import Banner
from desktop.ui.pages.referrals import asking
from desktop.ui.pages.referrals.page import ReferralsPage
from desktop.ui.pages.referrals.slip import Slip
from desktop.ui.paper.sheet_dialog import SheetDialog
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.district import record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands, question, said

REFERRALS = REGISTERS["referrals"]
SLIP: dict[str, Any] = {
    "date": "2024-04-02",
    "need": True,
    "eligible": True,
    "service": "TAM_LY",
    "outcome": "DA_CHUYEN",
    "due": "2024-05-01",
    "consent_date": "2024-04-02",
}
TOTALS = ("referral_months", "referral_years")


@pytest.fixture
def page(desk: Desk, hands: Hands) -> ReferralsPage:
    made = hands.show(ReferralsPage(desk, REFERRALS, Banner()))
    made.refresh()
    hands.settle()
    return made


def slip_of(page: ReferralsPage) -> Slip:
    assert page.record is not None
    return page.record


def open_slip(page: ReferralsPage, hands: Hands, uid: str) -> Slip:
    page.open(uid)
    hands.settle()
    return slip_of(page)


def rows(book: Book) -> list[dict[str, Any]]:
    return [dict(row) for row in queries.rows(book.db, REFERRALS)]


def buttons(widget: QWidget, words: str) -> list[QPushButton]:
    found = cast(list[QPushButton], widget.findChildren(QPushButton))
    return [one for one in found if one.text() == words and one.isVisible()]


def totals(book: Book) -> dict[str, list[dict[str, Any]]]:
    taken = snapshot.take(book)
    return {
        name: sorted(
            ({f.name: row[f.name] for f in REGISTERS[name].fields} for row in taken[name]), key=str
        )
        for name in TOTALS
    }


def test_the_code_is_shown_large_once_there_is_one(
    page: ReferralsPage, book: Book, hands: Hands
) -> None:
    page.new()
    slip = slip_of(page)
    assert slip.code.text() == "Mã phiếu có sau khi lưu"
    assert slip.reading.isVisible()
    assert any("111" in text for text in said(slip))
    slip.form.begin({**SLIP, "date": "2/4", "due": "1/5", "consent_date": "2/4"})
    slip.save()
    hands.settle()
    (row,) = rows(book)
    assert slip_of(page).code.text() == f"{row['code'][:4]} {row['code'][4:]}"
    assert not slip_of(page).reading.isVisible()
    (event,) = history.of(book.db, REFERRALS, row["uid"])
    assert event.reason == "Đã đọc lời giải thích, bản 1"


def test_a_second_service_takes_the_same_slip(
    page: ReferralsPage, book: Book, hands: Hands
) -> None:
    (uid,) = record(book, "referrals", SLIP, now=NOW)
    open_slip(page, hands, uid).more.click()
    second = slip_of(page)
    assert second.form.raw()["service"] == ""
    second.form.begin({"service": "PHAP_LY", "outcome": "DA_CHUYEN"})
    second.save()
    hands.settle()
    first, other = rows(book)
    assert first["code"] == other["code"]
    assert {first["service"], other["service"]} == {"TAM_LY", "PHAP_LY"}
    page.new()
    slip_of(page).form.begin({**SLIP, "date": "2/4", "due": "1/5", "consent_date": "2/4"})
    slip_of(page).save()
    hands.settle()
    assert len({row["code"] for row in rows(book)}) == 2, "a new slip bears a new code"


def test_a_slip_is_never_begun_from_somebody_elses(
    page: ReferralsPage, book: Book, hands: Hands
) -> None:
    (uid,) = record(book, "referrals", SLIP, now=NOW)
    open_slip(page, hands, uid)
    hands.press(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert not any(slip_of(page).form.raw().values())
    assert not slip_of(page).foot.another.isVisible()


def test_an_overdue_outcome_is_entered_in_two_clicks(
    page: ReferralsPage, book: Book, hands: Hands
) -> None:
    record(book, "referrals", SLIP, {**SLIP, "due": "2024-06-01"}, now=NOW)
    page.refresh()
    hands.settle()
    (enter,) = buttons(page.overdue, "Ghi kết quả")
    enter.click()
    menu = cast(Menu, enter.findChild(Menu))
    used = [menu.list.item(n) for n in range(menu.list.count())]
    menu.list.itemClicked.emit(next(one for one in used if one.text() == "Đã sử dụng dịch vụ"))
    hands.settle()
    (done,) = (row for row in rows(book) if row["due"] == "2024-05-01")
    assert (done["outcome"], done["outcome_date"]) == ("DA_SU_DUNG", "2024-05-07")
    assert not page.overdue.isVisible()


def test_the_slip_that_is_open_shows_the_outcome_that_was_entered(
    page: ReferralsPage, book: Book, hands: Hands
) -> None:
    (uid,) = record(book, "referrals", SLIP, now=NOW)
    open_slip(page, hands, uid)
    page.enter_outcome(uid, "DA_SU_DUNG")
    hands.settle()
    assert slip_of(page).form.raw()["outcome"] == "DA_SU_DUNG"
    page._close()
    page.enter_outcome(uid, "DA_TIEP_CAN")
    hands.settle()
    assert page.window().focusWidget() is page.table


def report(book: Book) -> None:
    """A packet has been signed: what stands now is reported."""
    with book.db.atomic():
        append(book.db, Entry("export"), device=book.device, now=NOW)


def test_withdrawing_erases_rows_and_keeps_what_was_reported(
    page: ReferralsPage, book: Book, hands: Hands
) -> None:
    (uid,) = record(book, "referrals", SLIP, now=NOW)
    code = rows(book)[0]["code"]
    report(book)
    reported = totals(book)
    asking.enter_outcome(page.desk, uid, "DA_SU_DUNG")
    record(book, "referrals", {**SLIP, "code": code, "service": "PHAP_LY"}, now=NOW)
    record(book, "referrals", {**SLIP, "service": "GDNN"}, now=NOW)
    page.withdraw(code)
    hands.settle()
    assert [row["service"] for row in rows(book)] == ["GDNN"]
    assert "Đã xóa phiếu" in page.banner.message.text()
    kept = totals(book)
    counted = {row["service"]: row["count"] for row in kept["referral_months"]}
    assert counted == {"TAM_LY": 1, "GDNN": 1}, "as reported, and the slip that is still there"
    assert reported["referral_months"][0] in kept["referral_months"], "its outcome as reported"
    assert history.of(book.db, REFERRALS, uid)[0].before is None
    journalled = book.db.execute("SELECT reason FROM journal WHERE action = 'erase'").fetchall()
    assert journalled == [("rút lại đồng ý",)] * 2


def test_withdrawing_what_was_never_reported_leaves_nothing(
    page: ReferralsPage, book: Book, hands: Hands
) -> None:
    record(book, "referrals", SLIP, now=NOW)
    page.withdraw(rows(book)[0]["code"])
    hands.settle()
    assert totals(book) == {name: [] for name in TOTALS}


def test_nothing_is_erased_unless_it_is_meant(
    page: ReferralsPage, book: Book, hands: Hands
) -> None:
    (uid,) = record(book, "referrals", SLIP, now=NOW)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        open_slip(page, hands, uid)
        slip_of(page).back_out.click()
        asked = question(page)
        assert "Không lấy lại được" in asked.about.text()
        assert asked.focusWidget() is asked.keep, "the safe answer is the one at hand"
        hands.press(asked.keep, key)
        hands.settle()
        assert len(rows(book)) == 1
    open_slip(page, hands, uid)
    slip_of(page).back_out.click()
    question(page).do.click()
    hands.settle()
    assert not rows(book)


def test_slips_past_their_time_are_erased_when_a_person_says_so(
    book: Book, jobs: Jobs, hands: Hands
) -> None:
    over = {**SLIP, "outcome": "DA_SU_DUNG", "outcome_date": "2024-05-02"}
    record(book, "referrals", over, SLIP, now=NOW)
    before = totals(book)
    later = max(NOW + timedelta(days=366), clock.BUILT)
    desk = Desk(book, jobs, lambda: later)
    page = hands.show(ReferralsPage(desk, REFERRALS, Banner()))
    page.refresh()
    hands.settle()
    buttons(page.overdue, "Xóa khỏi máy…")[0].click()
    asked = question(page)
    assert asked.about.text().startswith("1 phiếu (1 dòng)")
    asked.do.click()
    hands.settle()
    assert len(rows(book)) == 1
    assert totals(book) == before
    assert not buttons(page.overdue, "Xóa khỏi máy…")


def test_a_clock_far_ahead_erases_nothing_until_a_person_has_looked(book: Book, jobs: Jobs) -> None:
    over = {**SLIP, "outcome": "DA_SU_DUNG", "outcome_date": "2024-05-02"}
    record(book, "referrals", over, now=NOW)
    far = clock.floor(book) + clock.FAR + timedelta(days=366)
    desk = Desk(book, jobs, lambda: far)
    assert retention.due(book.db, book.device, far.date()).slips == 1
    assert asking.day_doubted(desk)
    with pytest.raises(InputError, match="Chưa xóa gì"):
        asking.erase(book, desk, day_is_right=False)
    assert len(rows(book)) == 1
    assert asking.erase(book, desk, day_is_right=True) == 1
    assert utc_text(far) == utc_text(clock.floor(book))


def test_what_is_read_out_can_be_put_on_paper(page: ReferralsPage, hands: Hands) -> None:
    page.new()
    hands.settle()
    slip_of(page).reading.paper.click()
    hands.settle()
    (dialog,) = cast(list[SheetDialog], page.window().findChildren(SheetDialog))
    assert isinstance(dialog.preview.data, ConsentSheet)
    assert dialog.windowTitle() == "In lời đọc", "neutral for whoever looks at the task bar"
    dialog.close()


def test_nothing_on_the_screen_takes_rows_out_or_names_the_subject(
    book: Book, jobs: Jobs, hands: Hands, tmp_path: Any
) -> None:
    record(book, "referrals", SLIP, now=NOW)
    window = hands.show(Window(jobs, Remember(tmp_path / "r.ini"), lambda: NOW))
    window.work(book)
    hands.settle()
    work = cast(Work, window.centralWidget())
    work.go("referrals+")
    hands.settle()
    page = cast(ReferralsPage, work.stack.currentWidget())
    assert not page.page.excel.button.isVisible()
    assert not buttons(page, "In danh sách (Ctrl+P)")
    everything = " ".join([window.windowTitle(), *said(page)]).casefold()
    assert "mại dâm" not in everything and "hiv" not in everything
    jobs.wait()
    window.desk = None
