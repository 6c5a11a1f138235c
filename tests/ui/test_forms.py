"""A form in a person's hands: one save however often it is asked for, nothing typed is lost."""

from __future__ import annotations

from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop.records import drafts, queries
from desktop.records.book import Book
from desktop.records.fields import Kind
from desktop.records.problem import Problem
from desktop.records.registers import REGISTERS, kept_at
from desktop.ui.desk import Desk
from desktop.ui.editors.chips import Codes
from desktop.ui.editors.choices import NEW, Code, Reference
from desktop.ui.editors.dates import Day
from desktop.ui.editors.numbers import Number
from desktop.ui.form.drafting import Verdict
from desktop.ui.form.inline import NewRow
from desktop.ui.form.record import Record
from desktop.ui.jobs import Ok
from desktop.ui.look.problems import Banner
from desktop.ui.pages.register import RegisterPage
from tests.district import record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands, line_of
from tests.ui.test_register import EVENT, fill, record_of

OUTREACH = REGISTERS["outreach"]
CONTROL = Qt.KeyboardModifier.ControlModifier


def page_of(desk: Desk, hands: Hands, name: str = "outreach") -> RegisterPage:
    made = hands.show(RegisterPage(desk, REGISTERS[name], Banner()))
    made.refresh()
    hands.settle()
    return made


def filled_in(page: RegisterPage, hands: Hands) -> Record:
    page.new()
    form = record_of(page).form
    form.put({"topics": ["PHAP_LUAT"], "audiences": ["NHAN_DAN"], "form": "LOA"})
    fill(form, hands, {"date": "5/5", "place": "Chợ", "attendees": "0"})
    return record_of(page)


def compose(widget: QWidget, *syllables: str) -> None:
    """What ibus sends while a syllable is being typed: each state of it, uncommitted."""
    for syllable in syllables:
        QApplication.sendEvent(widget, QInputMethodEvent(syllable, []))
        QApplication.processEvents()


def commit(widget: QWidget, text: str) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()


def test_saving_asked_for_twice_saves_once(desk: Desk, book: Book, hands: Hands) -> None:
    page = page_of(desk, hands)
    filled_in(page, hands)
    for _ in range(3):
        hands.press(page, Qt.Key.Key_S, CONTROL)
    record_of(page).save()
    hands.settle()
    record_of(page).save(then_next=True)
    record_of(page).save(then_next=True)
    hands.settle()
    assert queries.count(book.db, OUTREACH) == 1


def test_what_is_typed_during_the_saving_goes_on_in_the_saved_row(
    desk: Desk, book: Book, hands: Hands
) -> None:
    page = page_of(desk, hands)
    filled_in(page, hands).save()
    hands.type(line_of(record_of(page).form.boxes["place"].editor), " phiên")
    hands.settle()
    assert record_of(page).row["place"] == "Chợ"
    assert record_of(page).form.raw()["place"] == "Chợ phiên"
    assert [d.uid for d in desk.drafts.waiting()] == [record_of(page).row["uid"]]


def test_leaving_during_the_saving_leaves_no_second_copy(
    desk: Desk, book: Book, hands: Hands
) -> None:
    page = page_of(desk, hands)
    filled_in(page, hands).save()
    record_of(page).leave()
    hands.settle()
    assert queries.count(book.db, OUTREACH) == 1
    assert desk.drafts.waiting() == drafts.waiting(book.db) == []
    assert page.record is None


def test_a_problem_of_no_field_is_said_all_the_same(desk: Desk, hands: Hands) -> None:
    page = page_of(desk, hands)
    page.new()
    verdict = Verdict((Problem("no_such", "Dòng này trái với sổ khác."),))
    record_of(page)._attempted(False, Ok(verdict))
    said = record_of(page).foot._problem
    assert said.isVisible() and said.text() == "Dòng này trái với sổ khác."
    hands.type(line_of(record_of(page).form.boxes["place"].editor), "x")
    assert not said.isVisible()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1.5", "1.5"),
        ("12.5", "12.5"),
        ("12,5", "12,5"),
        ("1.234", "1.234"),
        ("1.234.567", "1.234.567"),
        ("1234567", "1.234.567"),
        ("1.2345", "12.345"),
    ],
)
def test_dots_set_by_hand_are_never_moved(typed: str, shown: str, desk: Desk, hands: Hands) -> None:
    page = page_of(desk, hands)
    page.new()
    editor = cast(Number, record_of(page).form.boxes["cost"].editor)
    editor.input.setFocus()
    hands.qtbot.keyClicks(editor.input, typed)
    assert editor.input.text() == shown
    record_of(page).form.boxes["note"].editor.setFocus()
    hands.settle()
    refused = shown in ("1.5", "12.5", "12,5")
    assert (shown in record_of(page).form.boxes["cost"].note.text()) == refused


def test_dates_in_short_are_written_out_or_saved_as_they_stand(
    desk: Desk, book: Book, hands: Hands
) -> None:
    page = page_of(desk, hands)
    filled_in(page, hands)
    editor = cast(Day, record_of(page).form.boxes["date"].editor)
    for typed, shown in (("5/3/24", "05/03/2024"), ("hôm qua", "06/05/2024"), ("3", "03/05/2024")):
        editor.input.clear()
        hands.type(editor.input, typed)
        editor.input.editingFinished.emit()
        assert editor.input.text() == shown
    editor.input.clear()
    hands.type(editor.input, "hôm nay")
    hands.press(page, Qt.Key.Key_S, CONTROL)
    hands.settle()
    assert next(queries.rows(book.db, OUTREACH))["date"] == "2024-05-07"


def test_vietnamese_composed_letter_by_letter_reaches_every_kind_of_field(
    desk: Desk, hands: Hands
) -> None:
    page = page_of(desk, hands)
    page.new()
    form = record_of(page).form
    place = line_of(form.boxes["place"].editor)
    place.setFocus()
    compose(place, "T", "Th", "Tho", "Thô", "Thôn")
    assert form.raw()["place"] == ""
    commit(place, "Thôn ")
    assert form.raw()["place"] == "Thôn "
    day = cast(Day, form.boxes["date"].editor)
    day.input.setFocus()
    compose(day.input, "h", "ho", "hô", "hôm")
    commit(day.input, "hôm ")
    compose(day.input, "q", "qu", "qua")
    commit(day.input, "qua")
    day.input.editingFinished.emit()
    assert day.input.text() == "06/05/2024"
    note = cast(QPlainTextEdit, form.boxes["note"].editor.findChild(QPlainTextEdit))
    note.setFocus()
    compose(note, "đ", "đu", "đư", "đươ", "đườ", "đường")
    commit(note, "đường")
    assert form.raw()["note"] == "đường"


def test_a_list_narrows_before_the_syllable_is_committed(desk: Desk, hands: Hands) -> None:
    page = page_of(desk, hands)
    page.new()
    chips = cast(Codes, record_of(page).form.boxes["topics"].editor)
    chips.input.setFocus()
    compose(chips.input, "p", "ph", "pha", "phá", "pháp")
    assert [o.key for o in chips.input.shown] == ["PHAP_LUAT"], chips.input.shown
    popup = chips.input.completer().popup()
    commit(popup, "pháp")
    assert chips.input.text() == "pháp", "the list in front passes on what is composed"
    hands.press(popup, Qt.Key.Key_Down)
    hands.press(popup, Qt.Key.Key_Return)
    hands.settle()
    assert chips.raw() == ["PHAP_LUAT"]


def test_words_that_mean_one_thing_are_not_called_unknown_on_the_way(
    desk: Desk, hands: Hands
) -> None:
    page = page_of(desk, hands)
    page.new()
    box = record_of(page).form.boxes["form"]
    line = cast(Code, box.editor).input
    for words in ("khong co", "hoi nghi"):  # wrong at first: from then on it is judged as one goes
        line.clear()
        hands.type(line, words)
        popup = line.completer().popup()
        hands.press(popup if popup.isVisible() else line, Qt.Key.Key_Tab)
        hands.settle()
        assert ("không có trong danh mục" in box.note.text()) == (words == "khong co")
    assert record_of(page).form.raw()["form"] == "HOI_NGHI"


def test_a_place_that_is_not_there_is_written_without_losing_the_form(
    desk: Desk, book: Book, hands: Hands
) -> None:
    (event,) = record(book, "outreach", EVENT, now=NOW)
    page = page_of(desk, hands, "reach")
    page.new()
    form = record_of(page).form
    form.boxes["event"].editor.restore(event)
    fill(form, hands, {"attended": "7"})
    site = cast(Reference, form.boxes["site"].editor)
    hands.type(site.input, "Quán Mới")
    hands.settle()
    assert [option.key for option in site.input.shown] == [NEW]
    site.take(site.input.shown[0])
    beside = cast(NewRow, page.window().findChild(NewRow))
    assert beside.record.form.raw()["name"] == "Quán Mới"
    beside.record.form.begin({"kind": "NHA_HANG", "headcount": "9", "active_from": "1/1/2024"})
    beside.record.save()
    hands.settle()
    assert site.input.text() == "Quán Mới"
    assert form.raw()["attended"] == "7"
    record_of(page).save()
    hands.settle()
    assert queries.count(book.db, REGISTERS["reach"]) == 1


@pytest.mark.parametrize("name", [register.name for register in kept_at("commune")])
def test_enter_goes_through_the_fields_as_they_stand(name: str, desk: Desk, hands: Hands) -> None:
    page = page_of(desk, hands, name)
    page.new()
    form = record_of(page).form
    form.start()
    boxes = [box for box in form.boxes.values() if box.field.kind is not Kind.CASE]
    seen = []
    for box in boxes:
        focus = page.window().focusWidget()
        assert box.isAncestorOf(focus), (box.field.name, focus)
        top = box.mapTo(form, QPoint(0, 0))
        seen.append((top.y(), top.x()))
        plain = isinstance(focus, QPlainTextEdit)
        hands.press(focus, Qt.Key.Key_Tab if plain else Qt.Key.Key_Return)
        popup = QApplication.activePopupWidget()
        assert popup is None
    assert page.window().focusWidget() is record_of(page).foot.keep
    assert seen == sorted(seen), "the order of the keys is the order of the eye"


def test_the_history_stands_beside_the_form(desk: Desk, book: Book, hands: Hands) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    page = page_of(desk, hands)
    page.resize(1118, 700)
    page.open(uid)
    hands.settle()
    record_of(page).look_back()
    hands.settle()
    shown = (record_of(page).past, record_of(page).form, page.page)
    assert [part.isVisible() for part in shown[:2]] == [True, True]
    assert record_of(page).geometry().right() < page.width(), "nothing is cut off"
    page.resize(1700, 700)
    hands.settle()
    assert [part.isVisible() for part in shown] == [True] * 3, "beside form and list"


def test_in_a_narrow_window_the_history_takes_the_place_of_the_form(
    desk: Desk, book: Book, hands: Hands
) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    page = page_of(desk, hands)
    page.resize(660, 600)
    page.open(uid)
    hands.settle()
    record_of(page).look_back()
    shown = (record_of(page).past, record_of(page).form)
    assert [part.isVisible() for part in shown] == [True, False]
    record_of(page).look_back()
    assert [part.isVisible() for part in shown] == [False, True]
