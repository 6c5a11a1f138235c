"""Recording through the real widgets: form, list, search, on a real encrypted book."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import cast

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.records import lineup, queries, store, units
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.form.box import Name
from desktop.ui.form.form import Form
from desktop.ui.form.layout import places
from desktop.ui.form.record import Record
from desktop.ui.lists.stretches import STRETCH, View, lines_at
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.pages.register import RegisterPage
from tests.district import record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands, line_of

EVENT: dict[str, object] = {
    "date": "5/5/2024",
    "form": "HOI_NGHI",
    "topics": "PHAP_LUAT",
    "audiences": "NHAN_DAN",
    "place": "Thôn Khuổi Bốc",
    "attendees": "42",
}


@pytest.fixture
def page(desk: Desk, hands: Hands) -> RegisterPage:
    made = hands.show(RegisterPage(desk, REGISTERS["outreach"], Banner()))
    made.refresh()
    hands.settle()
    return made


def record_of(page: RegisterPage) -> Record:
    assert page.record is not None
    return page.record


def opened(page: RegisterPage) -> bool:
    return page.record is not None


def buttons_of(widget: QWidget) -> list[QPushButton]:
    return cast(list[QPushButton], widget.findChildren(QPushButton))


def journalled(book: Book) -> Iterator[str]:
    """The reasons in the journal, the newest first."""
    sql = "SELECT reason FROM journal WHERE reason IS NOT NULL ORDER BY number DESC"
    return (reason for (reason,) in book.db.execute(sql))


def fill(form: Form, hands: Hands, values: Mapping[str, object]) -> None:
    """Type each value into its field as a person would."""
    for name, text in values.items():
        line = line_of(form.boxes[name].editor)
        line.clear()
        hands.type(line, str(text))
        line.editingFinished.emit()
        hands.settle()


def search(page: RegisterPage, hands: Hands, text: str) -> list[str]:
    page.search.clear()
    hands.type(page.search, text)
    hands.rest(page)
    return [str(page.rows.index(row, 2).data()) for row in range(page.rows.rowCount())]


def test_an_empty_list_teaches(page: RegisterPage) -> None:
    assert page.page.empty.isVisible()
    assert not page.table.isVisible()


def test_what_is_typed_is_saved_listed_and_found(page: RegisterPage, hands: Hands) -> None:
    hands.press(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    words = {"form": "hoi nghi", "topics": "kien thuc phap luat", "audiences": "nhan dan"}
    form = record_of(page).form
    fill(form, hands, EVENT | {"date": "5/5"} | words | {"topics": "Chính sách"})
    hands.press(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert record_of(page).row["place"] == "Thôn Khuổi Bốc", form.raw()
    assert record_of(page).row["date"] == "2024-05-05"
    assert page.rows.rowCount() == 1
    assert [page.rows.index(0, n).data() for n in (0, 2, 3)] == [
        "05/05/2024",
        "Thôn Khuổi Bốc",
        "42",
    ]
    assert search(page, hands, "khuoi boc") == ["Thôn Khuổi Bốc"]
    assert search(page, hands, "na phay") == []
    assert "0" in page.page.totals.text()


def test_the_list_shows_which_row_was_saved(
    desk: Desk, page: RegisterPage, book: Book, hands: Hands
) -> None:
    for day, place in (("6/5/2024", "Nà Vài"), ("5/5/2024", "Nà Phầy")):
        page.new()
        record_of(page).form.begin(
            {
                **EVENT,
                "form": "HOI_NGHI",
                "topics": ["PHAP_LUAT"],
                "audiences": ["NHAN_DAN"],
                "date": day,
                "place": place,
            }
        )
        record_of(page).save()
        hands.settle()
        marked = page.rows.line(page.table.currentIndex().row())
        assert marked is not None
        assert marked.row["uid"] == record_of(page).row["uid"], place


def test_a_problem_stands_at_its_field_and_nothing_is_saved(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    record(book, "outreach", EVENT, now=NOW)
    page.refresh()
    hands.settle()
    page.table.activated.emit(page.rows.index(0, 0))
    hands.settle()
    fill(record_of(page).form, hands, {"women": "45"})
    record_of(page).save()
    hands.settle()
    box = record_of(page).form.boxes["women"]
    assert "45" in box.note.text() and "42" in box.note.text()
    assert line_of(box.editor).property("problem") == "error"
    assert next(queries.rows(book.db, REGISTERS["outreach"]))["women"] is None
    fill(record_of(page).form, hands, {"women": "20"})
    record_of(page).save()
    hands.settle()
    assert next(queries.rows(book.db, REGISTERS["outreach"]))["women"] == 20


def test_a_field_is_judged_when_it_is_left(page: RegisterPage, hands: Hands) -> None:
    page.new()
    form = record_of(page).form
    fill(form, hands, {"date": "31/2/2024"})
    form.boxes["place"].editor.setFocus()
    hands.settle()
    assert "31/2/2024" in form.boxes["date"].note.text()
    assert form.boxes["attendees"].note.text() == form.boxes["attendees"].field.help


def test_a_warning_asks_once(page: RegisterPage, book: Book, hands: Hands) -> None:
    record(book, "outreach", EVENT, now=NOW)
    page.refresh()
    hands.settle()
    page.table.activated.emit(page.rows.index(0, 0))
    hands.settle()
    fill(record_of(page).form, hands, {"place": "gọi 0912 345 678"})
    record_of(page).save()
    hands.settle()
    assert record_of(page).foot.keep.text().startswith("Vẫn lưu")
    record_of(page).save()
    hands.settle()
    assert next(queries.rows(book.db, REGISTERS["outreach"]))["place"] == EVENT["place"]
    assert line_of(record_of(page).foot).property("problem") == "error", "a reason is asked for"
    usual = next(b for b in buttons_of(record_of(page).foot) if "đúng như vậy" in b.text())
    usual.click()
    record_of(page).save()
    hands.settle()
    assert next(journalled(book)) == "Đã kiểm tra lại, đúng như vậy"
    assert next(queries.rows(book.db, REGISTERS["outreach"]))["place"] == "gọi 0912 345 678"


def test_a_warning_is_asked_anew_after_a_change(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    page.new()
    fill(record_of(page).form, hands, {"place": "gọi 0912 345 678"})
    record_of(page).foot.warn(True)
    fill(record_of(page).form, hands, {"place": "gọi 0912 345 679"})
    assert not record_of(page).foot.warned
    assert record_of(page).foot.keep.text().startswith("Lưu")


def test_escape_keeps_what_was_typed(page: RegisterPage, hands: Hands) -> None:
    page.new()
    fill(
        record_of(page).form, hands, {"date": "5/5", "place": "Chợ Bộc Bố", "attendees": "chưa rõ"}
    )
    hands.press(record_of(page).form.boxes["place"].editor, Qt.Key.Key_Escape)
    assert not opened(page)
    page.new()
    raw = record_of(page).form.raw()
    assert (raw["place"], raw["attendees"]) == ("Chợ Bộc Bố", "chưa rõ")
    assert "gõ dở" in record_of(page).head.state.text()


def test_save_and_add_keeps_date_and_place(page: RegisterPage, hands: Hands) -> None:
    page.new()
    form = record_of(page).form
    form.put({"topics": ["PHAP_LUAT"], "audiences": ["NHAN_DAN"], "form": "LOA"})
    fill(form, hands, {"date": "5/5", "place": "Thôn Nà Phầy", "attendees": "0"})
    record_of(page).foot.another.click()
    hands.settle()
    assert page.rows.rowCount() == 1
    assert record_of(page).head.state.text().startswith("Đã lưu.")
    raw = record_of(page).form.raw()
    assert (raw["date"], raw["place"]) == ("05/05/2024", "Thôn Nà Phầy")
    assert (raw["form"], raw["attendees"], raw["topics"]) == ("", "", [])
    hands.type(line_of(record_of(page).form.boxes["date"].editor), "6/5")
    assert record_of(page).form.raw()["date"] == "6/5", "typed over what was kept"


def test_a_row_is_taken_out_with_its_reason(page: RegisterPage, book: Book, hands: Hands) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    page.open(uid)
    hands.settle()
    record_of(page).retire("ghi nhầm")
    hands.settle()
    assert not opened(page)
    assert page.rows.rowCount() == 0
    found = book.db.execute("SELECT retired FROM outreach WHERE uid = ?", [uid]).fetchone()
    assert found[0] == "ghi nhầm"


def test_a_row_of_another_office_is_only_shown(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    book.db.execute("UPDATE outreach SET device = 'another'")
    page.open(uid)
    hands.settle()
    assert not record_of(page).own
    assert not record_of(page).foot.keep.isVisible()
    assert line_of(record_of(page).form.boxes["place"].editor).isReadOnly()


def test_a_changed_row_is_never_overwritten_unseen(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    page.open(uid)
    hands.settle()
    row = queries.get(book.db, REGISTERS["outreach"], uid)
    assert row
    store.save(book, REGISTERS["outreach"], row | {"place": "Chợ"}, now=NOW)
    fill(record_of(page).form, hands, {"place": "Nà Phầy"})
    record_of(page).save()
    hands.settle()
    assert page.banner.message.text().startswith("Dòng này vừa được sửa ở nơi khác")
    assert record_of(page).form.raw()["place"] == "Nà Phầy"


def test_a_case_code_is_given_by_the_program(desk: Desk, book: Book, hands: Hands) -> None:
    page = hands.show(RegisterPage(desk, REGISTERS["referrals"], Banner()))
    page.new()
    record_of(page).form.put(
        {
            "date": "2024-05-05",
            "need": True,
            "eligible": True,
            "service": "Y_TE",
            "outcome": "DA_SU_DUNG",
            "consent_date": "2024-05-05",
        }
    )
    record_of(page).save()
    hands.settle()
    assert len(str(record_of(page).row["code"])) >= 6
    assert record_of(page).form.raw()["code"] == record_of(page).row["code"]


def test_references_are_picked_by_caption(desk: Desk, book: Book, hands: Hands) -> None:
    record(book, "outreach", EVENT, now=NOW)
    page = hands.show(RegisterPage(desk, REGISTERS["reach"], Banner()))
    page.new()
    line = line_of(record_of(page).form.boxes["event"].editor)
    hands.type(line, "khuoi boc")
    hands.settle()
    line.editingFinished.emit()
    assert line.text().startswith("05/05/2024")


def many(book: Book, count: int) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    changed = ("uid", "place", "search")
    columns = [c.name for c in book.db.table("outreach").columns if c.name not in changed]
    names = ", ".join(columns)
    book.db.execute(
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1}) "
        f"INSERT INTO outreach(uid, place, search, {names}) "
        f"SELECT printf('018f5c7a-0000-7000-8000-%012d', i), 'Thôn ' || i, 'thon ' || i, {names} "
        f"FROM outreach, n WHERE uid = ?",
        [uid],
    )


def test_a_long_list_is_fetched_in_stretches_and_the_window_goes_on(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    many(book, 20_000)
    page.refresh()
    hands.settle()
    assert page.rows.rowCount() == 20_000
    assert len(page.rows._lines) <= 2 * STRETCH
    worked: list[float] = []
    pulse = QTimer(interval=5)
    pulse.timeout.connect(lambda: worked.append(time.thread_time()))
    pulse.start()
    page.table.scrollToBottom()
    hands.qtbot.wait(20)
    hands.settle()
    last = (hands.cell(page.rows, row, 0) for row in range(19_990, 20_000))
    assert all(day == "05/05/2024" for day in last)
    page.search.setText("thon 19")
    until = time.monotonic() + 0.8
    while time.monotonic() < until:
        hands.qtbot.wait(5)
    hands.settle()
    pulse.stop()
    longest = max(after - before for before, after in pairwise(worked))
    assert longest < 0.25, "seconds of work in one go, in which the window stands still"
    assert page.rows.rowCount() == 1 + 10 + 100 + 1000
    assert hands.cell(page.rows, 1110, 2).startswith("Thôn 19")


def test_short_fields_share_a_line() -> None:
    found = dict(
        zip(
            (f.name for f in REGISTERS["outreach"].fields),
            places(REGISTERS["outreach"].fields),
            strict=True,
        )
    )
    assert found["date"] == (0, 0, 5) and found["form"] == (0, 5, 7)
    assert found["attendees"][0] == found["women"][0]
    for register in REGISTERS.values():
        taken = [
            (line, cell)
            for line, first, width in places(register.fields)
            for cell in range(first, first + width)
        ]
        assert len(taken) == len(set(taken))


def test_questions_of_yes_or_no_leave_a_code_its_whole_line() -> None:
    fields = [f for f in REGISTERS["referrals"].fields if f.name != "code"]
    found = dict(zip((f.name for f in fields), places(fields), strict=True))
    assert found["need"][0] == found["eligible"][0] != found["date"][0]
    assert found["service"][1:] == (0, 12)


def test_a_click_on_the_name_of_a_field_goes_into_it(page: RegisterPage, hands: Hands) -> None:
    page.new()
    box = record_of(page).form.boxes["place"]
    name = cast(Name, box.findChild(Name))
    hands.qtbot.mouseClick(name, Qt.MouseButton.LeftButton)
    assert line_of(box.editor).hasFocus()


def test_a_field_stays_in_sight_when_the_one_before_has_something_to_say(
    page: RegisterPage, hands: Hands
) -> None:
    page.new()
    boxes = record_of(page).form.boxes
    women, youth = (line_of(boxes[name].editor) for name in ("women", "youth"))
    hands.type(line_of(boxes["attendees"].editor), "42")
    hands.type(women, "45")
    low = record_of(page).foot.height() + youth.mapTo(page, youth.rect().bottomLeft()).y()
    page.resize(page.width(), low + STEP)
    hands.press(women, Qt.Key.Key_Tab)
    hands.settle()
    hands.until(lambda: youth.visibleRegion().boundingRect() == youth.rect())
    assert "lớn hơn" in boxes["women"].note.text() and youth.hasFocus()


def test_a_district_sees_whose_row_it_is(book: Book) -> None:
    record(book, "outreach", EVENT, now=NOW)
    view = View.of(REGISTERS["outreach"], units.find("2021", "060"))
    assert view.fields[0].label == "Đơn vị"
    (part,) = lineup.parts(book.db, view.asked)
    (line,) = lines_at(book.db, view, part.places)
    assert line is not None and line.cells[:2] == ("Xã Bộc Bố", "05/05/2024")
    assert View.of(REGISTERS["outreach"], book.office).fields[0].name == "date"


def test_the_referral_form_sends_those_under_18_to_the_hotline(desk: Desk, hands: Hands) -> None:
    page = hands.show(RegisterPage(desk, REGISTERS["referrals"], Banner()))
    page.new()
    hands.settle()
    labels = cast(list[QLabel], page.findChildren(QLabel))
    assert any("111" in label.text() for label in labels if label.isVisible())
