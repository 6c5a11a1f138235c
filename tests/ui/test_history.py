"""Looking back and taking back: history beside the form, undo, rows taken out, reasons given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.records import history, queries, store
from desktop.records.book import Book
from desktop.records.fields import Row
from desktop.records.registers import REGISTERS
from desktop.ui.form.record import Record
from desktop.ui.jobs import Jobs
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.district import record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands, line_of, question

OUTREACH = REGISTERS["outreach"]
EVENT: dict[str, object] = {
    "date": "5/5/2024",
    "form": "HOI_NGHI",
    "topics": "PHAP_LUAT",
    "audiences": "NHAN_DAN",
    "place": "Thôn Khuổi Bốc",
    "attendees": "42",
}


@pytest.fixture
def work(book: Book, jobs: Jobs, hands: Hands, tmp_path: Path) -> Iterator[Work]:
    window = hands.show(Window(jobs, Remember(tmp_path / "remembered.ini"), lambda: NOW))
    window.work(book)
    hands.settle()
    yield cast(Work, window.centralWidget())
    jobs.wait()
    window.desk = None


def go(work: Work, hands: Hands, place: str) -> RegisterPage:
    work.go(place)
    hands.settle()
    page = work.stack.currentWidget()
    assert isinstance(page, RegisterPage)
    return page


def form(page: RegisterPage) -> Record:
    assert page.record is not None
    return page.record


def rewrite(page: RegisterPage, hands: Hands, name: str, text: str) -> None:
    line = line_of(form(page).form.boxes[name].editor)
    line.clear()
    hands.type(line, text)
    form(page).save()
    hands.settle()


def undo(work: Work, hands: Hands) -> str:
    work.setFocus()
    hands.press(work, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    return work.banner.message.text()


def stored(book: Book, uid: str) -> Row:
    row = queries.stored(book.db, OUTREACH, uid)
    assert row is not None
    return row


def read(page: RegisterPage) -> list[str]:
    labels = cast(list[QLabel], form(page).past.history.findChildren(QLabel))
    return [label.text() for label in labels if label.isVisible()]


def test_one_action_after_the_other_is_taken_back(work: Work, book: Book, hands: Hands) -> None:
    page = go(work, hands, "outreach+")
    form(page).form.put({"topics": ["PHAP_LUAT"], "audiences": ["NHAN_DAN"], "form": "LOA"})
    for name, text in (("date", "5/5"), ("attendees", "0")):
        hands.type(line_of(form(page).form.boxes[name].editor), text)
    rewrite(page, hands, "place", "Chợ")
    uid = str(form(page).row["uid"])
    assert form(page).head.state.text().startswith("✓ Đã lưu")
    rewrite(page, hands, "place", "Nà Phầy")
    form(page).retire("ghi nhầm")
    hands.settle()
    assert page.rows.rowCount() == 0

    work.banner.action.click()
    hands.settle()
    assert work.banner.message.text().startswith("Đã hoàn tác: bỏ “05/05/2024")
    assert page.rows.rowCount() == 1
    assert form(page).row["uid"] == uid
    assert undo(work, hands).startswith("Đã hoàn tác: sửa “05/05/2024")
    assert hands.cell(page.rows, 0, 2) == "Chợ"
    assert line_of(form(page).form.boxes["place"].editor).text() == "Chợ"
    assert undo(work, hands).startswith("Đã hoàn tác: ghi mới")
    assert stored(book, uid)["retired"] is not None
    assert page.rows.rowCount() == 0
    assert undo(work, hands).startswith("Từ lúc mở sổ chưa có việc nào")


def test_undo_in_a_line_of_text_is_about_the_text(work: Work, book: Book, hands: Hands) -> None:
    page = go(work, hands, "outreach+")
    line = line_of(form(page).form.boxes["place"].editor)
    hands.type(line, "Chợ Bộc Bố")
    hands.press(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
    assert not work.banner.isVisible()


def test_in_a_line_with_nothing_to_take_back_the_key_is_about_the_row(
    work: Work, book: Book, hands: Hands
) -> None:
    page = go(work, hands, "outreach+")
    form(page).form.put({"topics": ["PHAP_LUAT"], "audiences": ["NHAN_DAN"], "form": "LOA"})
    for name, text in (("date", "5/5"), ("attendees", "0")):
        hands.type(line_of(form(page).form.boxes[name].editor), text)
    hands.press(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    line = line_of(form(page).form.boxes["date"].editor)
    assert page.rows.rowCount() == 1 and line.hasFocus()
    hands.press(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert page.rows.rowCount() == 0
    assert work.banner.message.text().startswith("Đã hoàn tác: ghi mới")


def test_what_was_done_before_this_sitting_is_not_undone_by_a_key(
    book: Book, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    window = hands.show(Window(jobs, Remember(tmp_path / "r.ini"), lambda: NOW))
    window.work(book)
    undo(cast(Work, window.centralWidget()), hands)
    assert stored(book, uid)["retired"] is None
    jobs.wait()
    window.desk = None


def test_a_row_changed_since_is_not_taken_back(work: Work, book: Book, hands: Hands) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    first = history.actions(book.db)[0].id
    store.save(book, OUTREACH, stored(book, uid) | {"place": "Chợ"}, now=NOW)
    work.undo(first)
    hands.settle()
    assert "đã được sửa sau đó" in work.banner.message.text()
    assert stored(book, uid)["place"] == "Chợ"


@pytest.mark.parametrize("agrees", [True, False])
def test_many_rows_at_once_are_asked_about(
    work: Work, book: Book, hands: Hands, agrees: bool
) -> None:
    rows: list[Row] = [
        {"name": f"Nhà nghỉ {n}", "kind": "NHA_NGHI", "headcount": 3, "active_from": "2022-01-01"}
        for n in range(3)
    ]
    store.save_all(book, REGISTERS["sites"], rows, now=NOW)
    undo(work, hands)
    asked = question(work)
    assert asked.about.text() == "Hoàn tác việc ghi 3 dòng vào “Nơi cần tiếp cận” cùng một lúc?"
    (asked.do if agrees else asked.keep).click()
    hands.settle()
    assert queries.count(book.db, REGISTERS["sites"]) == (0 if agrees else 3)


def test_history_tells_who_changed_what_and_why(work: Work, book: Book, hands: Hands) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    page = go(work, hands, f"outreach:{uid}")
    rewrite(page, hands, "place", "gọi 0912 345 678")
    hands.type(form(page).foot.why, "là số của nhà văn hóa")
    form(page).save()
    hands.settle()
    hands.press(form(page), Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    said = read(page)
    assert said[0] == "Sửa" and said[-2] == "Ghi mới"
    assert said[1] == "09:05 07/05/2024 · máy này"
    assert "Thôn Khuổi Bốc  →  gọi 0912 345 678" in said
    assert "Lý do: là số của nhà văn hóa" in said
    hands.press(form(page), Qt.Key.Key_Escape)
    assert form(page).form.isVisible()


def test_another_offices_row_tells_its_last_state(work: Work, book: Book, hands: Hands) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    book.db.execute("UPDATE outreach SET device = 'another', unit = '01867', version = 4")
    page = go(work, hands, f"outreach:{uid}")
    form(page).look_back()
    hands.settle()
    assert read(page)[0] == "Bản thứ 4 của dòng này"
    assert read(page)[1].endswith("Xã Công Bằng")


def test_a_row_taken_out_is_found_and_brought_back(work: Work, book: Book, hands: Hands) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    store.retire(book, OUTREACH, uid, "ghi nhầm", now=NOW)
    page = go(work, hands, "outreach")
    page.page.chips.gone.click()
    hands.settle()
    assert page.rows.rowCount() == 1
    page.table.activated.emit(page.rows.index(0, 0))
    hands.settle()
    assert "ghi nhầm" in form(page).head.state.text()
    assert line_of(form(page).form.boxes["place"].editor).isReadOnly()
    form(page).foot.restore.click()
    hands.settle()
    assert stored(book, uid)["retired"] is None
    assert form(page).foot.keep.isVisible()
    assert page.rows.rowCount() == 0
    page.page.chips.gone.click()
    hands.settle()
    assert page.rows.rowCount() == 1


def test_a_row_whose_place_is_gone_is_not_brought_back(
    work: Work, book: Book, hands: Hands
) -> None:
    (event,) = record(book, "outreach", EVENT, now=NOW)
    place = {"name": "Chợ", "kind": "NHA_NGHI", "headcount": 3, "active_from": "1/1/2022"}
    (site,) = record(book, "sites", place, now=NOW)
    (reach,) = record(book, "reach", {"event": event, "site": site, "attended": 2}, now=NOW)
    for name, uid in (("reach", reach), ("outreach", event)):
        store.retire(book, REGISTERS[name], uid, "", now=NOW)
    page = go(work, hands, f"reach:{reach}")
    assert line_of(form(page).form.boxes["event"].editor).text().endswith("(đã bỏ)")
    form(page).restore()
    hands.settle()
    assert work.banner.message.text().startswith("Chưa đưa lại được: Hoạt động")
    assert queries.get(book.db, REGISTERS["reach"], reach) is None


def test_a_row_like_another_opens_the_other(work: Work, book: Book, hands: Hands) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    page = go(work, hands, "outreach+")
    form(page).form.put({"topics": ["PHAP_LUAT"], "audiences": ["NHAN_DAN"], "form": "HOI_NGHI"})
    for name, text in (("date", "5/5"), ("attendees", "7")):
        hands.type(line_of(form(page).form.boxes[name].editor), text)
    form(page).save()
    hands.settle()
    box = form(page).form.boxes["date"]
    assert "giống dòng này" in box.note.text() and box.way.isVisible()
    assert form(page).foot.keep.text().startswith("Vẫn lưu")
    box.way.click()
    hands.settle()
    assert form(page).row["uid"] == uid
    form(page).head.action.click()
    hands.settle()
    assert form(page).row == {}
    assert form(page).form.raw()["attendees"] == "7"
