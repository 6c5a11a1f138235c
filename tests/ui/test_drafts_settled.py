"""A form's text is in the book once: as a draft until its row is saved, and never beside it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.records import drafts, queries, retention, store
from desktop.records.book import Book
from desktop.records.clock import utc_text
from desktop.records.drafts import Draft
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.editors.chips import Codes
from desktop.ui.editors.choices import NEW, Reference
from desktop.ui.form import drafting
from desktop.ui.form.inline import NewRow
from desktop.ui.jobs import Jobs
from desktop.ui.look.problems import Banner
from desktop.ui.pages.overview.todo import MOST
from desktop.ui.pages.referrals.page import ReferralsPage
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.work import Work
from tests.district import record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands, line_of
from tests.ui.test_forms import CONTROL, filled_in, page_of
from tests.ui.test_history import EVENT, form

OUTREACH, REFERRALS = REGISTERS["outreach"], REGISTERS["referrals"]
AT = utc_text(NOW)


def on_disk(book: Book) -> list[tuple[str, object]]:
    """Uid and place of every draft of an event in the book, read beside the window."""
    db = book.connect()
    try:
        return [(one.uid, one.raw["place"]) for one in drafts.waiting(db)]
    finally:
        db.close()


@contextmanager
def occupied(desk: Desk) -> Iterator[None]:
    """Something long is done to the book meanwhile, and what is asked for waits for its turn."""
    begun, end = threading.Event(), threading.Event()

    def work(_job: object) -> None:
        begun.set()
        end.wait()

    desk.use(desk, work, lambda _outcome: None)
    assert begun.wait(60)
    try:
        yield
    finally:
        end.set()


@pytest.fixture
def page(desk: Desk, hands: Hands) -> RegisterPage:
    return page_of(desk, hands)


def test_what_is_typed_waits_for_nothing_else_that_is_done_to_the_book(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    page.new()
    with occupied(page.desk):
        hands.type(line_of(form(page).form.boxes["place"].editor), "Chợ")
        hands.until(lambda: on_disk(book) == [("", "Chợ")])


@pytest.fixture
def after_commit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[str, object]]]:
    """What the book holds of drafts when a row has been saved and the window has not heard of it;
    by then another pause is over."""
    found: list[list[tuple[str, object]]] = []
    honest = drafting.attempt

    def attempt(*given: Any, **more: Any) -> drafting.Verdict:
        verdict = honest(*given, **more)
        beside = desk.book.connect()
        desk.drafts._put_away(beside)
        beside.close()
        found.append(on_disk(desk.book))
        return verdict

    monkeypatch.setattr(drafting, "attempt", attempt)
    return found


def test_a_row_that_is_saved_has_no_draft_at_any_moment(
    page: RegisterPage, book: Book, hands: Hands, after_commit: list[object]
) -> None:
    record_form = filled_in(page, hands)
    with occupied(page.desk):
        record_form.save()
        hands.until(lambda: on_disk(book) == [("", "Chợ")])
    hands.settle()
    assert after_commit == [[]]
    assert on_disk(book) == []


def test_what_is_typed_during_the_saving_is_kept_by_the_same_commit(
    page: RegisterPage, book: Book, hands: Hands, after_commit: list[object]
) -> None:
    record_form = filled_in(page, hands)
    with occupied(page.desk):
        record_form.save()
        hands.type(line_of(record_form.form.boxes["place"].editor), " phiên")
        hands.until(lambda: on_disk(book) == [("", "Chợ phiên")])
    hands.settle()
    (row,) = queries.rows(book.db, OUTREACH)
    assert after_commit == [[(row["uid"], "Chợ phiên")]]
    assert row["place"] == "Chợ"
    assert form(page).form.raw()["place"] == "Chợ phiên"


def test_a_form_that_is_left_while_its_row_is_saved_leaves_no_draft(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    (other,) = record(book, "outreach", EVENT, now=NOW)
    record_form = filled_in(page, hands)
    with occupied(page.desk):
        record_form.save()
        page.open(other)
        hands.until(lambda: form(page).uid == other)
    hands.settle()
    assert queries.count(book.db, OUTREACH) == 2
    assert page.desk.drafts.waiting() == []
    page.desk.drafts.close()
    assert on_disk(book) == []


def test_a_form_that_is_left_and_not_saved_after_all_says_so(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    (other,) = record(book, "outreach", EVENT, now=NOW)
    unfit = filled_in(page, hands)
    unfit.form.boxes["attendees"].editor.restore("nhiều")
    with occupied(page.desk):
        unfit.save()
        page.open(other)
        hands.until(lambda: form(page).uid == other)
    hands.settle()
    assert "chưa lưu được" in page.banner.message.text()
    page.new()
    assert form(page).form.raw()["attendees"] == "nhiều"


def test_what_says_nothing_new_is_no_draft(page: RegisterPage, book: Book, hands: Hands) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    for begin in (page.new, lambda: page.open(uid)):
        begin()
        hands.settle()
        line = line_of(form(page).form.boxes["place"].editor)
        line.setCursorPosition(len(line.text()))
        QTest.keyClicks(line, "x")
        assert len(page.desk.drafts.waiting()) == 1
        QTest.keyClick(line, Qt.Key.Key_Backspace)
        assert page.desk.drafts.waiting() == []


def test_words_that_chose_nothing_yet_are_kept(page: RegisterPage, hands: Hands) -> None:
    page.new()
    chips = cast(Codes, form(page).form.boxes["topics"].editor)
    chips.input.setFocus()
    QTest.keyClicks(chips.input, "chinh")
    (held,) = page.desk.drafts.waiting()
    assert held.raw["topics"] == ["chinh"]


def test_yesterday_stays_the_day_it_was(book: Book, jobs: Jobs, hands: Hands) -> None:
    raw: dict[str, object] = {"date": "hôm qua", "place": "Chợ"}
    drafts.write(book.db, [Draft("outreach", "", utc_text(NOW - timedelta(days=1)), raw)])
    page = page_of(Desk(book, jobs, lambda: NOW), hands)
    page.new()
    assert form(page).form.raw()["date"] == "05/05/2024"
    jobs.wait()


def test_a_wrong_clock_lets_no_draft_go(book: Book, jobs: Jobs) -> None:
    drafts.write(book.db, [Draft("media", "", AT, {"title": "Loa"})])
    late = Desk(book, jobs, lambda: NOW + timedelta(days=365 * 75))
    assert [one.raw for one in late.drafts.found] == [{"title": "Loa"}]


def test_the_draft_of_a_row_that_was_taken_out_waits_until_it_is_back(
    book: Book, jobs: Jobs, hands: Hands, tmp_path: Any
) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    drafts.write(book.db, [Draft("outreach", uid, AT, EVENT | {"place": "Chợ"})])
    store.retire(book, OUTREACH, uid, "nhầm", now=NOW)
    desk = Desk(book, jobs, lambda: NOW)
    work = hands.show(Work(desk, Remember(tmp_path / "r.ini"), lambda: None))
    hands.settle()
    assert not work.banner.isVisible()
    assert drafts.openable(book.db, book.device, desk.drafts.waiting()) == []
    store.bring_back(book, OUTREACH, uid, now=NOW)
    assert len(drafts.openable(book.db, book.device, desk.drafts.waiting())) == 1 <= MOST
    jobs.wait()


def test_a_row_written_beside_another_form_is_not_there_a_second_time(
    desk: Desk, book: Book, hands: Hands
) -> None:
    sites = page_of(desk, hands, "sites")
    sites.new()
    hands.type(line_of(form(sites).form.boxes["name"].editor), "Quán Mới")
    page = page_of(desk, hands, "reach")
    page.new()
    site = cast(Reference, form(page).form.boxes["site"].editor)
    hands.type(site.input, "Quán")
    hands.settle()
    (new,) = (one for one in site.input.shown if one.key == NEW)
    site.take(new)
    beside = cast(NewRow, page.window().findChild(NewRow))
    assert beside.record.form.raw()["name"] == "Quán Mới", "what was begun goes on"
    beside.record.form.begin({"kind": "NHA_HANG", "headcount": "9", "active_from": "1/1/2024"})
    beside.record.save()
    hands.settle()
    sites.refresh()
    assert form(sites).form.raw()["name"] == ""
    assert [one.register for one in desk.drafts.waiting()] == ["reach"]


def slip(book: Book) -> tuple[str, str]:
    (uid,) = record(
        book,
        "referrals",
        {
            "date": "2/4/2024",
            "need": True,
            "eligible": True,
            "service": "TAM_LY",
            "outcome": "DA_CHUYEN",
            "due": "1/5/2024",
            "consent_date": "2/4/2024",
        },
        now=NOW,
    )
    row = queries.stored(book.db, REFERRALS, uid)
    assert row
    return uid, str(row["code"])


def test_a_service_more_for_a_slip_shows_its_code_again(
    desk: Desk, book: Book, hands: Hands
) -> None:
    _, code = slip(book)
    desk.drafts.put(("referrals", ""), {"code": code, "need": True})
    page = hands.show(ReferralsPage(desk, REFERRALS, Banner()))
    page.new()
    assert page.record and page.record.code.text() == f"{code[:4]} {code[4:]}"


def test_who_takes_consent_back_takes_what_was_typed_along_and_nobody_elses(
    desk: Desk, book: Book, hands: Hands
) -> None:
    uid, code = slip(book)
    other, _ = slip(book)
    page = hands.show(ReferralsPage(desk, REFERRALS, Banner()))
    desk.drafts.put(("referrals", uid), {"code": code, "due": "2/5"})
    desk.drafts.put(("referrals", ""), {"code": code, "need": True})
    desk.drafts.put(("referrals", other), {"due": "3/5"})
    desk.drafts.hurry()
    hands.settle()
    page.withdraw(code)
    hands.settle()
    assert [one.uid for one in desk.drafts.waiting()] == [other]
    assert [one.uid for one in drafts.waiting(book.db)] == [other]


def test_what_was_typed_for_an_erased_slip_goes_by_the_same_commit(book: Book, desk: Desk) -> None:
    uid, code = slip(book)
    typed = [Draft("referrals", one, AT, {"code": code}) for one in (uid, "")]
    drafts.write(book.db, typed)
    with book.db.atomic():
        retention.erase(book, uid, NOW)
    assert drafts.waiting(book.db) == []
    drafts.write(book.db, typed)
    drafts.let_go(book.db, None)
    assert drafts.waiting(book.db) == [], "one that was written at that very moment"


def test_saving_a_row_as_it_was_leaves_no_draft(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    page.open(uid)
    hands.settle()
    hands.press(page, Qt.Key.Key_S, CONTROL)
    hands.settle()
    page.desk.drafts.close()
    assert on_disk(book) == [] and page.desk.drafts.waiting() == []
