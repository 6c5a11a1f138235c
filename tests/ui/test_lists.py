"""A list narrowed by chips, chosen rows added up, copied and taken to Excel."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidgetItem

from desktop.records import plain_xlsx, units
from desktop.records.book import Book
from desktop.records.errors import DiskError
from desktop.records.registers import REGISTERS
from desktop.ui.browse import PAUSE
from desktop.ui.chips import Chip, Chips
from desktop.ui.desk import Desk
from desktop.ui.menu import Menu
from desktop.ui.pages.register import RegisterPage
from desktop.ui.problems import Banner
from desktop.ui.stretches import View
from tests.district import record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands

EVENT: dict[str, object] = {"topics": "PHAP_LUAT", "audiences": "NHAN_DAN", "form": "HOI_NGHI"}
EVENTS = [
    EVENT | {"date": "5/5/2024", "place": "=1+1", "attendees": 1200},
    EVENT | {"date": "20/4/2024", "place": "Đồn", "attendees": 30},
    EVENT | {"date": "3/4/2024", "place": "Ăng-ten", "attendees": 0, "form": "LOA"},
    EVENT | {"date": "3/4/2023", "place": "Chợ", "attendees": 7},
]


@pytest.fixture
def page(desk: Desk, book: Book, hands: Hands) -> RegisterPage:
    for event in EVENTS:
        record(book, "outreach", event, now=NOW)
    made = hands.show(RegisterPage(desk, REGISTERS["outreach"], Banner()))
    made.refresh()
    hands.settle()
    return made


def places(page: RegisterPage) -> list[str]:
    return [str(page.rows.index(row, 2).data()) for row in range(page.rows.rowCount())]


def dropped(chip: Chip) -> Menu:
    chip.click()
    return cast(Menu, chip.findChild(Menu))


def choose(chip: Chip, words: str, hands: Hands) -> list[str]:
    """Pick from a chip as a person does; returns what was offered."""
    menu = dropped(chip)
    offered = [menu.list.item(row).text() for row in range(menu.list.count())]
    found = menu.list.findItems(words, Qt.MatchFlag.MatchExactly)
    assert isinstance(found[0], QListWidgetItem)
    menu.list.itemClicked.emit(found[0])
    hands.settle()
    return offered


def pick(page: RegisterPage, *rows: int) -> None:
    selection = page.table.selectionModel()
    how = QItemSelectionModel.SelectionFlag
    selection.clearSelection()
    for row in rows:
        selection.select(page.rows.index(row, 0), how.Select | how.Rows)


def test_chips_narrow_a_list_together(page: RegisterPage, hands: Hands) -> None:
    chips = page.page.chips
    offered = choose(chips.day, "Năm 2024", hands)
    assert offered == [
        "Kỳ báo cáo này (15/4–14/5)",
        "Tháng 5 năm 2024",
        "Tháng 4 năm 2024",
        "Quý II năm 2024",
        "Năm 2024",
        "Năm 2023",
    ]
    assert places(page) == ["=1+1", "Đồn", "Ăng-ten"]
    choose(chips.codes["form"], "Loa truyền thanh cơ sở", hands)
    assert places(page) == ["Ăng-ten"]
    assert page.page.totals.text() == "1 trong 4 dòng · lượt người dự: 0"
    chips.day.click()
    chips.codes["form"].click()
    hands.settle()
    assert len(places(page)) == 4 and not chips.day.isChecked()
    choose(chips.day, "Kỳ báo cáo này (15/4–14/5)", hands)
    assert places(page) == ["=1+1", "Đồn"]


def test_nothing_found_says_what_to_do(page: RegisterPage, hands: Hands) -> None:
    choose(page.page.chips.day, "Tháng 5 năm 2024", hands)
    choose(page.page.chips.codes["form"], "Loa truyền thanh cơ sở", hands)
    assert page.page.empty.isVisible()
    assert page.page.totals.text().startswith("0 trong 4 dòng")
    assert page.search.isEnabled()


def test_typing_narrows_what_a_chip_offers(page: RegisterPage, hands: Hands) -> None:
    menu = dropped(page.page.chips.codes["form"])
    hands.type(menu.input, "loa truyen")
    assert menu.list.count() == 1
    hands.press(menu.input, Qt.Key.Key_Return)
    hands.settle()
    assert places(page) == ["Ăng-ten"]


def test_text_columns_are_in_vietnamese_order(page: RegisterPage, hands: Hands) -> None:
    page.table.horizontalHeader().sectionClicked.emit(2)
    hands.settle()
    assert places(page) == ["=1+1", "Ăng-ten", "Chợ", "Đồn"]


def test_chosen_rows_are_added_up(page: RegisterPage, hands: Hands) -> None:
    pick(page, 0, 1)
    hands.qtbot.wait(PAUSE + 60)
    hands.settle()
    assert page.page.totals.text() == "Đã chọn 2 dòng · lượt người dự: 1.230"
    pick(page, 1)
    hands.qtbot.wait(PAUSE + 60)
    assert page.page.totals.text() == "4 dòng · lượt người dự: 1.237"


def test_a_click_with_a_key_held_chooses_and_opens_nothing(
    page: RegisterPage, hands: Hands
) -> None:
    for row in (0, 2):
        where = page.table.visualRect(page.rows.index(row, 0)).center()
        button, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
        hands.qtbot.mouseClick(page.table.viewport(), button, held, where)
    assert {index.row() for index in page.table.selectionModel().selectedRows()} == {0, 2}
    assert page.record is None


def test_chosen_rows_are_copied_and_no_text_is_a_formula(page: RegisterPage, hands: Hands) -> None:
    pick(page, 0, 2)
    hands.press(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Ngày\tHình thức\tĐịa điểm\tLượt người dự",
        "05/05/2024\tHội nghị, buổi tuyên truyền trực tiếp\t'=1+1\t1200",
        "03/04/2024\tLoa truyền thanh cơ sở\tĂng-ten\t0",
    ]


def test_what_is_seen_is_taken_to_excel(page: RegisterPage, hands: Hands, tmp_path: Path) -> None:
    choose(page.page.chips.day, "Năm 2024", hands)
    file = tmp_path / "danh sách.xlsx"
    page.page.excel.save(file)
    hands.settle()
    assert "Đã xuất 3 dòng" in page.banner.message.text()
    sheet = load_workbook(file).worksheets[0]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert lines[0] == ["Ngày", "Hình thức", "Địa điểm", "Lượt người dự"]
    assert lines[1] == [
        datetime(2024, 5, 5),
        "Hội nghị, buổi tuyên truyền trực tiếp",
        "=1+1",
        1200,
    ]
    assert sheet["C2"].data_type == "s"
    assert len(lines) == 4
    assert [each.name for each in tmp_path.iterdir() if "xlsx" in each.name] == [file.name]


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(DiskError, match="đóng lại"):
        plain_xlsx.write(tmp_path / "a.xlsx", "Sổ", ["x"], [[1]])
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


def test_referrals_are_not_taken_out(desk: Desk, hands: Hands) -> None:
    page = hands.show(RegisterPage(desk, REGISTERS["referrals"], Banner()))
    page.refresh()
    hands.settle()
    assert page.page.excel.options() == []
    assert not page.page.excel.button.isVisible()
    QGuiApplication.clipboard().setText("trước")
    page.page.excel.copy()
    hands.settle()
    assert QGuiApplication.clipboard().text() == "trước"
    assert "không rời máy" in page.banner.message.text()


def test_a_district_narrows_by_unit(book: Book, desk: Desk, hands: Hands) -> None:
    district = units.find("2021", "060")
    desk.book.office = district
    chips = hands.show(Chips(desk, View.of(REGISTERS["sites"], district)))
    offered = choose(chips.unit, "Xã Bộc Bố", hands)
    assert offered[0] == "Huyện Pác Nặm" and len(offered) == 11
    assert chips.wanted.units == ("01864",)


def test_the_way_in_from_excel_is_offered_where_there_is_one(desk: Desk, hands: Hands) -> None:
    went: list[str] = []
    page = hands.show(
        RegisterPage(desk, REGISTERS["sites"], Banner(), bring_in=lambda: went.append("in"))
    )
    excel = page.page.excel
    assert [option.key for option in excel.options()] == ["in", "out", "copy"]
    excel._take(excel.options()[0])
    assert went == ["in"]
