"""An office's old workbook through the window: columns, doubts, preview, one import, one undo."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from PySide6.QtWidgets import QLabel

from desktop.records import history, queries
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import Choice
from desktop.ui.pages.intake.choices import Question
from desktop.ui.pages.intake.page import IntakePage
from tests.sync.intake.files import workbook
from tests.ui.hands import Hands, said

OUTREACH = REGISTERS["outreach"]
HEADS = ("STT", "Ngày tháng", "Hình thức", "Nội dung", "Đối tượng", "Địa điểm", "Số người dự")
TOPIC, AUDIENCE = "Giảm kỳ thị, phân biệt đối xử", "Nhân dân, cộng đồng dân cư"
LINES = (
    (1, "5/3/2024", "Loa truyền thanh cơ sở", TOPIC, AUDIENCE, "Nhµ v¨n ho¸ th«n Khuæi Bèc", 0),
    (2, "12-3-2024", "Nói chuyện", TOPIC, AUDIENCE, "Th«n Nµ PhÇy", "1.042"),
    (3, "31/2/2024", "Tờ rơi, tờ gấp", TOPIC, AUDIENCE, "Th«n Kh©u §Êng", 0),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three rows below a title, places in .VnTime, words no list has, a day that is none."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "THEO DÕI TUYÊN TRUYỀN NĂM 2024"
    lines: tuple[tuple[str | int, ...], ...] = (HEADS, *LINES)
    for place, line in enumerate(lines, start=3):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(place, column, value)
            if place > 3 and column == 6:
                cell.font = Font(name=".VnTime")
    sheet.append(["Tổng cộng", None, None, None, None, None, 1042])
    book.save(tmp_path / "cu.xlsx")
    return tmp_path / "cu.xlsx"


@pytest.fixture
def went() -> list[str]:
    """The screens that were gone to."""
    return []


@pytest.fixture
def page(desk: Desk, hands: Hands, went: list[str]) -> IntakePage:
    made = hands.show(IntakePage(desk, went.append, lambda _action: None, Banner()))
    made.open("outreach")
    return made


def answer(page: IntakePage, words: str) -> Choice:
    """The answer beside the question that begins with ``words``."""
    for question in cast(list[Question], page.findChildren(Question)):
        if any(text.startswith(words) for text in said(question)):
            return cast(Choice, question.findChild(Choice))
    raise AssertionError(words)


def choose(page: IntakePage, hands: Hands, words: str, code: str) -> None:
    chosen = answer(page, words)
    chosen.setCurrentIndex(chosen.findData(code))
    chosen.activated.emit(chosen.currentIndex())
    hands.settle()


def test_a_file_is_looked_at_decided_on_and_taken_in_as_one(
    page: IntakePage, file: Path, book: Book, hands: Hands, went: list[str]
) -> None:
    page.load(file)
    hands.settle()
    texts = [label.text() for label in cast(list[QLabel], page.findChildren(QLabel))]
    assert any("Nhµ v¨n ho¸" in text and "→  Nhà văn hoá" in text for text in texts)
    assert answer(page, "Số người dự").currentData() == "attendees"
    assert answer(page, "STT").currentData() == ""
    assert any("8 (" not in text and "7 (" in text for text in texts), "the line of sums"
    assert not page.foot.take.isEnabled()

    choose(page, hands, "Hình thức: “Nói chuyện”", "HOI_NGHI")
    assert page.opened is not None
    assert (page.opened.plan.good, page.opened.plan.refused) == (2, 1)
    assert queries.count(book.db, OUTREACH) == 0, "nothing before the last button"
    page.foot.skip.setChecked(True)
    assert page.foot.take.text() == "Nhập 2 dòng"
    page.foot.take.click()
    hands.settle()

    rows = list(queries.rows(book.db, OUTREACH))
    assert [row["place"] for row in rows] == ["Nhà văn hoá thôn Khuổi Bốc", "Thôn Nà Phầy"]
    assert [row["attendees"] for row in rows] == [0, 1042]
    (action,) = history.actions(book.db)
    assert (action.rows, went) == (2, ["outreach"])


def test_an_answer_can_be_changed_and_the_keyboard_stays_among_the_questions(
    page: IntakePage, file: Path, hands: Hands
) -> None:
    page.load(file)
    hands.settle()
    asked = "Hình thức: “Nói chuyện”"
    assert answer(page, asked).placeholderText() == "Chọn…"
    before = answer(page, "Phông").geometry()
    for code in ("TO_ROI", "HOI_NGHI"):
        answer(page, asked).setFocus()
        choose(page, hands, asked, code)
        assert answer(page, asked).currentData() == code
        assert page.focusWidget() is answer(page, asked)
        assert answer(page, "Phông").geometry() == before, "nothing moves"
    assert page.opened is not None
    assert page.opened.plan.rows[1].row["form"] == "HOI_NGHI"


def test_odd_rows_are_taken_in_only_when_somebody_says_so(
    page: IntakePage, file: Path, book: Book, hands: Hands
) -> None:
    for whole in (False, True):
        page.open("outreach")
        page.load(file)
        hands.settle()
        assert not page.foot.skip.isChecked(), "asked anew for every file"
        choose(page, hands, "Hình thức: “Nói chuyện”", "HOI_NGHI")
        page.foot.skip.setChecked(True)
        if whole:  # the two rows are in the book already
            assert (page.foot.taken(), page.foot.take.isEnabled()) == (0, False)
            page.foot.odd.setCurrentIndex(0)
            page.foot.odd.activated.emit(0)
            assert not page.foot.take.isEnabled()
            page.foot.odd.setCurrentIndex(1)
            page.foot.odd.activated.emit(1)
        page.foot.take.click()
        hands.settle()
    assert queries.count(book.db, OUTREACH) == 4
    assert history.actions(book.db)[0].reason == "Đã kiểm tra lại, đúng như vậy"


def test_a_column_about_people_is_neither_shown_nor_offered(
    page: IntakePage, tmp_path: Path, hands: Hands
) -> None:
    heads = (*HEADS[1:], "Họ và tên người tham dự")
    workbook(tmp_path, heads, (*LINES[0][1:], "Hoàng Thị Mai"), name="ten.xlsx")
    page.load(tmp_path / "ten.xlsx")
    hands.settle()
    assert not answer(page, "Họ và tên").isEnabled()
    assert not any(
        "Hoàng" in label.text() for label in cast(list[QLabel], page.findChildren(QLabel))
    )


def test_the_register_is_in_sight_and_can_be_another(page: IntakePage, hands: Hands) -> None:
    into = page.beginning.into
    assert into.currentText() == OUTREACH.label
    assert into.findData("referrals") == -1
    into.setCurrentIndex(into.findData("sites"))
    into.activated.emit(into.currentIndex())
    assert page.register.name == "sites"
    assert page.title.text() == "Nhập từ Excel: Nơi cần tiếp cận"


def test_reading_can_be_stopped(page: IntakePage, file: Path, hands: Hands) -> None:
    page.load(file)
    page.halt.click()
    hands.settle()
    assert page.opened is None
    assert not page.halt.isVisible()


def test_a_column_can_hold_another_field_and_no_field_twice(
    page: IntakePage, file: Path, hands: Hands
) -> None:
    page.load(file)
    hands.settle()
    choose(page, hands, "STT", "attendees")
    assert answer(page, "STT").currentData() == "attendees"
    assert answer(page, "Số người dự").currentData() == ""


def test_what_is_no_table_is_refused_in_plain_words(
    page: IntakePage, tmp_path: Path, hands: Hands
) -> None:
    (tmp_path / "anh.xlsx").write_bytes(b"\x89PNG")
    page.load(tmp_path / "anh.xlsx")
    hands.settle()
    assert page.opened is None
    assert page.banner.message.text().endswith(".")
