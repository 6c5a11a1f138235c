"""One editor for each kind: what is put in comes out as the record reads it."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.records.fields import Field, Kind, Value
from desktop.records.parse import read_row
from desktop.records.registers import REGISTERS
from desktop.records.registers.declaration import Register, Travels
from desktop.ui.editors import EDITORS, Editor, Option, Setting
from desktop.ui.editors.base import Answer
from desktop.ui.editors.calendar import Calendar, Moments
from desktop.ui.editors.chips import Codes
from desktop.ui.editors.choices import Code, Reference, YesNo, code_options
from desktop.ui.editors.dates import Day, Moment
from desktop.ui.editors.numbers import Number
from desktop.ui.editors.picker import matching
from tests.ui.hands import Hands, line_of

TODAY = date(2024, 5, 7)
UID = "018f5c7a-0000-7000-8000-000000000001"
SAMPLES: dict[Kind, Value] = {
    Kind.DATE: "2024-03-05",
    Kind.MOMENT: "2024-03-05T08:30",
    Kind.MOMENT: "2024-03-05T08:30",
    Kind.MONTH: "2024-03",
    Kind.YEAR: 2024,
    Kind.CODE: "HOI_NGHI",
    Kind.CODES: ["HOI_NGHI", "LOA"],
    Kind.COUNT: 1234567,
    Kind.MONEY: 35000000,
    Kind.TEXT: "Thôn Khuổi Bốc",
    Kind.YES_NO: False,
    Kind.REFERENCE: UID,
    Kind.CASE: "4723MFG2",
}


def field_of(kind: Kind, **more: object) -> Field:
    return Field("it", kind, "Mục", "Field", lists=("outreach_form",), target="sites", **more)  # type: ignore[arg-type]


def register_of(field: Field) -> Register:
    names = ("it",)
    return Register("r", "R", "R", "II.1", (), Travels.ROWS, (field,), names, names)


def editor_of(kind: Kind, **more: object) -> Editor:
    field = field_of(kind, **more)
    known = [Option(UID, "Quán ăn Bản Mới"), Option("khác", "Nhà nghỉ Sông Năng")]

    def understand(text: str) -> Value:
        return read_row(register_of(field), {"it": text}, today=TODAY)[0].get("it")

    def named(uid: str, answer: Answer) -> None:
        answer([option for option in known if option.key == uid])

    def options(_words: str, answer: Answer) -> None:
        answer(known)

    return EDITORS[kind](Setting(field, understand, options, named, lambda: "2024-05-07T09:05"))


def read(editor: Editor) -> Value:
    row, problems = read_row(register_of(editor.field), {"it": editor.raw()}, today=TODAY)
    assert problems == []
    return row["it"]


def test_every_kind_has_an_editor() -> None:
    assert set(EDITORS) == set(Kind) == set(SAMPLES)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_stored_value_comes_back_as_it_was(kind: Kind, hands: Hands) -> None:
    editor = hands.show(editor_of(kind))
    editor.put(SAMPLES[kind])
    assert read(editor) == SAMPLES[kind]
    editor.put(None)
    assert read(editor) is None


@pytest.mark.parametrize("kind", list(Kind))
def test_a_draft_comes_back_as_it_was(kind: Kind, hands: Hands) -> None:
    first, second = hands.show(editor_of(kind)), hands.show(editor_of(kind))
    first.put(SAMPLES[kind])
    second.restore(first.raw())
    assert read(second) == SAMPLES[kind]


@pytest.mark.parametrize("kind", [k for k in Kind if k not in (Kind.YES_NO, Kind.CASE)])
def test_what_cannot_be_read_is_not_lost(kind: Kind, hands: Hands) -> None:
    editor = hands.show(editor_of(kind))
    editor.restore(["chưa rõ"] if kind is Kind.CODES else "chưa rõ")
    assert "chưa rõ" in str(editor.raw())


@pytest.mark.parametrize("kind", list(Kind))
def test_a_closed_editor_takes_nothing(kind: Kind, hands: Hands) -> None:
    editor = hands.show(editor_of(kind))
    editor.put(SAMPLES[kind])
    editor.close_to_changes()
    inside = cast(list[QWidget], editor.findChildren(QWidget))
    for child in inside:
        if child.isVisible() and child.isEnabled():
            hands.qtbot.keyClicks(child, "9")
    assert read(editor) == SAMPLES[kind]


def test_text_arrives_from_a_vietnamese_keyboard(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.TEXT))
    for syllable in ("Thôn ", "Khuổi ", "Bốc"):
        hands.type(line_of(editor), syllable)
    assert read(editor) == "Thôn Khuổi Bốc"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("5/3", "05/03/2024"), ("5.3.2023", "05/03/2023"), ("32/1", "32/1"), ("", "")],
)
def test_a_date_is_completed_when_it_is_left(typed: str, shown: str, hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.DATE))
    assert isinstance(editor, Day)
    hands.qtbot.keyClicks(editor.input, typed)
    editor.input.clearFocus()
    assert editor.input.text() == shown


def calendar_of(editor: Day) -> Calendar:
    editor.open_calendar()
    return cast(Calendar, editor.findChild(Calendar))


def test_a_day_can_be_picked(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.DATE))
    assert isinstance(editor, Day)
    editor.put("2024-03-05")
    calendar = calendar_of(editor)
    assert calendar.days.selectedDate().toString("yyyy-MM-dd") == "2024-03-05"
    calendar.days.activated.emit(calendar.days.selectedDate().addDays(3))
    assert read(editor) == "2024-03-08"


def test_an_empty_date_opens_at_today(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.DATE))
    assert isinstance(editor, Day)
    calendar = calendar_of(editor)
    calendar.days.activated.emit(calendar.days.selectedDate())
    assert read(editor) == "2024-05-07"


def test_a_moment_is_picked_by_day_and_time(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.MOMENT))
    assert isinstance(editor, Moment)
    editor.put("2024-03-05T08:30")
    calendar = calendar_of(editor)
    assert isinstance(calendar, Moments)
    calendar.days.clicked.emit(calendar.days.selectedDate().addDays(1))
    assert read(editor) == "2024-03-05T08:30", "the time is still to come"
    for time in ("chiều", "16h45"):
        calendar.time.clear()
        hands.type(calendar.time, time)
        hands.press(calendar.time, Qt.Key.Key_Return)
    assert read(editor) == "2024-03-06T16:45"
    assert editor.input.text() == "06/03/2024 16:45"


@pytest.mark.parametrize(
    ("typed", "shown"), [("5/3 8h30", "05/03/2024 08:30"), ("16:05 6/3/2023", "06/03/2023 16:05")]
)
def test_a_moment_is_typed_as_people_write_it(typed: str, shown: str, hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.MOMENT))
    assert isinstance(editor, Moment)
    hands.qtbot.keyClicks(editor.input, typed)
    editor.input.clearFocus()
    assert editor.input.text() == shown


def test_a_clause_is_found_by_its_number_before_its_words() -> None:
    options = code_options(("plan_clause",))
    assert [o.words.split(" – ")[0] for o in matching(options, "V.1")][:4] == [
        "V.1.a",
        "V.1.b",
        "V.1.c",
        "V.1.d",
    ]
    assert matching(options, "khen thuong")[0].key == "NV1.6"


def test_thousands_get_their_dots_while_one_types(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.MONEY))
    assert isinstance(editor, Number)
    hands.qtbot.keyClicks(editor.input, "1234567")
    assert editor.input.text() == "1.234.567"
    editor.input.setCursorPosition(1)
    hands.qtbot.keyClicks(editor.input, "9")
    assert (editor.input.text(), editor.input.cursorPosition()) == ("19.234.567", 2)
    assert read(editor) == 19234567


def test_letters_in_a_number_stay_for_the_reader_to_refuse(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.COUNT))
    hands.qtbot.keyClicks(line_of(editor), "12nguoi")
    _, problems = read_row(register_of(editor.field), {"it": editor.raw()}, today=TODAY)
    assert "12nguoi" in problems[0].message


def test_a_code_is_found_without_marks(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.CODE))
    assert isinstance(editor, Code)
    hands.qtbot.keyClicks(editor.input, "loa tr")
    assert [option.key for option in editor.input.shown] == ["LOA"]
    hands.press(editor.input.completer().popup(), Qt.Key.Key_Down)
    hands.press(editor.input.completer().popup(), Qt.Key.Key_Return)
    hands.settle()
    assert read(editor) == "LOA"


def test_the_only_match_is_taken_when_the_field_is_left(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.CODE))
    hands.qtbot.keyClicks(line_of(editor), "loa tr")
    line_of(editor).editingFinished.emit()
    assert read(editor) == "LOA"


@pytest.mark.parametrize(("typed", "taken"), [("hoi ng", "HOI_NGHI"), ("h", "h")])
def test_what_begins_as_it_was_typed_is_taken(hands: Hands, typed: str, taken: str) -> None:
    """Several hold the letters; one of them begins with them, or several do."""
    editor = hands.show(editor_of(Kind.CODE))
    hands.qtbot.keyClicks(line_of(editor), typed)
    assert isinstance(editor, Code)
    assert len(editor.fitting(typed)) > 1
    line_of(editor).editingFinished.emit()
    assert editor.raw() == taken


def picked_by_enter(editor: Code | Reference | Codes, words: str, hands: Hands) -> None:
    """Type, wait until the list shows what Enter takes, press Enter."""
    hands.type(editor.input, words)
    popup = editor.input.completer().popup()
    hands.until(lambda: popup.currentIndex().isValid())
    hands.press(popup, Qt.Key.Key_Return)
    hands.settle()


def test_of_several_enter_takes_the_marked_one_and_tab_none(hands: Hands) -> None:
    editor = hands.show(cast(Code, editor_of(Kind.CODE)))
    picked_by_enter(editor, "hoi", hands)
    assert editor.raw() == "HOI_NGHI"
    editor.put(None)
    hands.type(editor.input, "hoi")
    hands.press(editor.input, Qt.Key.Key_Tab)
    assert editor.raw() == "hoi", "what is meant is not guessed"


def test_what_was_picked_gives_way_to_what_is_typed_next(hands: Hands) -> None:
    editor = hands.show(cast(Code, editor_of(Kind.CODE)))
    picked_by_enter(editor, "hoi", hands)
    picked_by_enter(editor, "loa", hands)
    assert editor.raw() == "LOA"


def test_a_click_on_what_was_picked_opens_the_whole_list(hands: Hands) -> None:
    editor = hands.show(cast(Code, editor_of(Kind.CODE)))
    editor.put("LOA")
    hands.qtbot.mouseClick(editor.input, Qt.MouseButton.LeftButton)
    assert len(editor.input.shown) == len(code_options(editor.field.lists))
    assert editor.input.selectedText() == editor.input.text()


def test_a_list_is_as_high_as_its_rows(hands: Hands) -> None:
    editor = hands.show(cast(Code, editor_of(Kind.CODE)))
    hands.type(editor.input, "hoi")
    popup = editor.input.completer().popup()
    hands.until(lambda: popup.currentIndex().isValid())
    last = editor.input.completer().completionModel().index(len(editor.input.shown) - 1, 0)
    assert popup.viewport().rect().contains(popup.visualRect(last))
    assert not popup.verticalScrollBar().isVisible()


def test_what_is_typed_among_chips_can_be_read_whole(hands: Hands) -> None:
    editor = hands.show(cast(Codes, editor_of(Kind.CODES)))
    words = "hội nghị của thôn"
    hands.type(editor.input, words)
    assert editor.input.fontMetrics().horizontalAdvance(words) < editor.input.width()


def test_chips_are_added_by_typing_and_taken_away_by_backspace(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.CODES))
    assert isinstance(editor, Codes)
    for typed in ("loa tr", "hoi nghi"):
        hands.qtbot.keyClicks(editor.input, typed)
        editor.input.editingFinished.emit()
    assert read(editor) == ["HOI_NGHI", "LOA"], "the order is the list's, not the typist's"
    hands.press(editor.input, Qt.Key.Key_Backspace)
    assert read(editor) == ["HOI_NGHI"]


def test_a_chosen_code_is_not_offered_again(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.CODES))
    assert isinstance(editor, Codes)
    editor.put(["LOA"])
    editor.input.open()
    assert "LOA" not in [option.key for option in editor.input.shown]
    assert "HOI_NGHI" in [option.key for option in editor.input.shown]


def test_a_reference_reads_as_its_caption(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.REFERENCE))
    assert isinstance(editor, Reference)
    editor.put(UID)
    assert editor.input.text() == "Quán ăn Bản Mới"
    assert editor.raw() == UID


def test_yes_and_no_start_unsaid(hands: Hands) -> None:
    editor = hands.show(editor_of(Kind.YES_NO))
    assert isinstance(editor, YesNo)
    assert editor.raw() is None
    hands.qtbot.mouseClick(editor.no, Qt.MouseButton.LeftButton)
    assert editor.raw() is False


def test_enter_goes_on_to_the_next_field(hands: Hands) -> None:
    from desktop.ui.look.widgets import column

    both = QWidget()
    first, second = editor_of(Kind.TEXT), editor_of(Kind.COUNT)
    both.setLayout(column(first, second))
    hands.show(both)
    line_of(first).setFocus()
    hands.press(line_of(first), Qt.Key.Key_Return)
    assert both.focusWidget() is line_of(second)


def test_every_declared_field_can_be_edited(hands: Hands) -> None:
    for register in REGISTERS.values():
        for field in register.fields:
            setting = Setting(field, _nothing, _nobody, _nobody, lambda: "2024-05-07T09:05")
            assert EDITORS[field.kind](setting).raw() in ("", [], None)


def _nothing(_text: str) -> Value:
    return None


def _nobody(_words: str, _answer: Answer) -> None:
    pass
