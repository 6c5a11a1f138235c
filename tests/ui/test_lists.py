"""A list narrowed by chips, chosen rows added up, copied and taken to Excel."""

from __future__ import annotations

from array import array
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidgetItem

from desktop.records import journal, plain_xlsx, queries, store, units
from desktop.records.book import Book
from desktop.records.errors import DiskError
from desktop.records.mailbox.remarks import Remark, put_returned
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.jobs import Cancelled, Job
from desktop.ui.lists.cells import BADGE
from desktop.ui.lists.chip import Chip
from desktop.ui.lists.chips import Chips
from desktop.ui.lists.excel import write
from desktop.ui.lists.menu import Menu
from desktop.ui.lists.row_menu import menu
from desktop.ui.lists.shape import kept
from desktop.ui.lists.stretches import View
from desktop.ui.look.problems import Banner
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
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
    assert choose(chips.year, "Năm 2024", hands) == ["Năm 2024", "Năm 2023"]
    assert places(page) == ["=1+1", "Đồn", "Ăng-ten"]
    choose(chips.codes["form"], "Loa truyền thanh cơ sở", hands)
    assert places(page) == ["Ăng-ten"]
    assert page.page.totals.text() == "1 trong 4 hoạt động · 0 lượt người"
    hands.press(chips.codes["form"], Qt.Key.Key_Delete)
    hands.settle()
    assert len(places(page)) == 3 and not chips.codes["form"].isChecked()
    chips.all.click()
    hands.settle()
    assert len(places(page)) == 4 and not chips.year.isChecked() and not chips.all.isVisible()


def test_a_month_is_of_the_chosen_year_or_a_recent_one(page: RegisterPage, hands: Hands) -> None:
    chips = page.page.chips
    assert choose(chips.part, "Kỳ báo cáo này (15/4–14/5)", hands) == [
        "Kỳ báo cáo này (15/4–14/5)",
        "Tháng 5 năm 2024",
        "Tháng 4 năm 2024",
        "Quý II năm 2024",
    ]
    assert places(page) == ["=1+1", "Đồn"]
    choose(chips.year, "Năm 2023", hands)
    assert places(page) == ["Chợ"] and not chips.part.isChecked()
    offered = choose(chips.part, "Tháng 4 năm 2023", hands)
    assert len(offered) == 16 and places(page) == ["Chợ"]
    chips.part.click()
    hands.settle()
    assert places(page) == ["Chợ"], "the year still stands"


def test_nothing_found_says_what_to_do(page: RegisterPage, hands: Hands) -> None:
    choose(page.page.chips.part, "Tháng 5 năm 2024", hands)
    choose(page.page.chips.codes["form"], "Loa truyền thanh cơ sở", hands)
    assert page.page.empty.isVisible()
    assert page.page.totals.text().startswith("0 trong 4 hoạt động")
    assert page.search.isEnabled()
    page.page.empty.way.click()
    hands.settle()
    assert len(places(page)) == 4 and page.table.isVisible()


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
    hands.rest(page)
    assert page.page.totals.text() == "Đã chọn 2 hoạt động · 1.230 lượt người"
    pick(page, 1)
    hands.rest(page)
    assert page.page.totals.text() == "4 hoạt động · 1.237 lượt người"


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
        "Ngày\tHình thức\tĐịa điểm\tLượt người dự\tĐã gửi",
        "2024-05-05\tHội nghị, buổi tuyên truyền trực tiếp\t'=1+1\t1200\tchưa",
        "2024-04-03\tLoa truyền thanh cơ sở\tĂng-ten\t0\tchưa",
    ]


def test_what_is_seen_is_taken_to_excel(page: RegisterPage, hands: Hands, tmp_path: Path) -> None:
    choose(page.page.chips.year, "Năm 2024", hands)
    file = tmp_path / "danh sách.xlsx"
    page.page.excel.save(file)
    hands.settle()
    assert "Đã xuất 3 dòng" in page.banner.message.text()
    sheet = load_workbook(file).worksheets[0]
    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert lines[0] == ["Ngày", "Hình thức", "Địa điểm", "Lượt người dự", "Đã gửi"]
    assert lines[1] == [
        datetime(2024, 5, 5),
        "Hội nghị, buổi tuyên truyền trực tiếp",
        "=1+1",
        1200,
        "chưa",
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


def test_a_file_that_is_stopped_is_not_there(
    page: RegisterPage,
    book: Book,
    hands: Hands,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.page.excel.save(tmp_path / "a.xlsx")
    progress = page.page.excel.progress
    assert progress.isVisible() and progress.words.text() == "Đang xuất: 0 trên 4 dòng"
    progress.stop.click()
    hands.settle()
    assert not progress.isVisible() and "Đã dừng" in page.banner.message.text()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr("desktop.ui.lists.excel.STEP", 2)
    job = Job(None, lambda job, number: job.cancel() if number else None)
    with pytest.raises(Cancelled):
        write(book.db, job, page.rows.view, array("q", [1, 2, 3, 4, 1]), tmp_path / "b.xlsx")
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith("b.")] == []
    assert list((tmp_path / "tmp").iterdir()) == [], "no row is left in a temporary file"


def test_more_lines_than_a_sheet_holds_go_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plain_xlsx, "MOST", 2)
    assert plain_xlsx.write(tmp_path / "a.xlsx", "Sổ", ["x"], [[n] for n in range(5)]) == 5
    sheets = load_workbook(tmp_path / "a.xlsx").worksheets
    assert [sheet.title for sheet in sheets] == ["Sổ", "Sổ 2", "Sổ 3"]
    told = [[cell.value for (cell,) in sheet.iter_rows()] for sheet in sheets]
    assert told == [["x", 0, 1], ["x", 2, 3], ["x", 4]]


def test_keys_walk_choose_and_open(page: RegisterPage, hands: Hands) -> None:
    table, selection = page.table, page.table.selectionModel()
    table.setFocus()
    hands.press(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 3
    hands.press(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
    hands.press(table, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert len(selection.selectedRows()) == 4
    hands.press(table, Qt.Key.Key_Home)
    hands.press(table, Qt.Key.Key_Space)
    assert selection.selectedRows() == []
    hands.press(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(selection.selectedRows()) == 4
    hands.press(table, Qt.Key.Key_Return)
    hands.settle()
    assert page.record is not None and page.record.row["place"] == "=1+1"


def test_typing_jumps_in_the_order_of_the_list(page: RegisterPage, hands: Hands) -> None:
    table = page.table
    for column, reverse, typed, place in (
        (2, False, "don", "Đồn"),
        (2, False, "an", "Ăng-ten"),
        (2, True, "cho", "Chợ"),
        (3, False, "30", "Đồn"),
        (0, True, "2023", "Chợ"),
    ):
        page.rows.sort_by(column, reverse)
        hands.settle()
        table.typed.emit(typed)
        hands.settle()
        assert places(page)[table.currentIndex().row()] == place, typed
    table.typed.emit("zzz")
    hands.settle()


def test_chosen_rows_are_taken_out_with_a_key_as_one_action(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    pick(page, 0, 2)
    hands.press(page.table, Qt.Key.Key_Delete)
    hands.settle()
    assert places(page) == ["Đồn", "Chợ"]
    assert "Đã bỏ 2 dòng" in page.banner.message.text()
    actions = book.db.execute("SELECT DISTINCT action FROM history ORDER BY 1").fetchall()
    assert len(actions) == 5, "four were saved one by one, two taken out together"
    page.page.chips.gone.click()
    hands.settle()
    assert sorted(places(page)) == ["=1+1", "Ăng-ten"]


def test_the_menu_offers_what_the_keys_do(page: RegisterPage, hands: Hands) -> None:
    assert [deed.key for deed in page.page.deeds() if deed.possible] == ["Ctrl+N", "Ctrl+A"]
    pick(page, 0)
    made = menu(page, page.page.deeds())
    assert [action.text().split("\t")[1] for action in made.actions()] == [
        "Enter",
        "Ctrl+N",
        "Ctrl+D",
        "Del",
        "Ctrl+C",
        "Ctrl+A",
    ]


def test_what_is_chosen_and_where_one_is_stays_when_a_row_comes_in(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    pick(page, 1, 2)
    record(book, "outreach", EVENT | {"date": "6/5/2024", "place": "Mới", "attendees": 1}, now=NOW)
    page.refresh()
    wanted = ["Mới", "=1+1", "Đồn", "Ăng-ten", "Chợ"]
    hands.until(lambda: places(page) == wanted)
    chosen = {index.row() for index in page.table.selectionModel().selectedRows()}
    assert chosen == {2, 3}


def test_columns_are_chosen_and_remembered(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    habits = Remember(tmp_path / "settings.ini").habits(tmp_path)
    page = RegisterPage(desk, REGISTERS["outreach"], Banner(), habits=habits)
    hands.show(page)
    page.refresh()
    hands.settle()
    shape = page.page.shape
    for action in shape.menu().actions():
        if action.text() in ("Trong đó nữ", "Địa điểm"):
            action.trigger()
    hands.settle()
    page.table.setColumnWidth(1, 333)
    page.table.horizontalHeader().moveSection(0, 1)
    now = list(kept(habits, REGISTERS["outreach"], desk.book.office))
    assert now == ["form", "date", "attendees", "women", "sent"]
    again = RegisterPage(desk, REGISTERS["outreach"], Banner(), habits=habits)
    hands.show(again)
    labels = [field.label for field in again.rows.view.fields]
    assert labels == ["Hình thức", "Ngày", "Lượt người dự", "Trong đó nữ", "Đã gửi"]
    assert again.table.columnWidth(0) == 333
    again.page.shape.reset()
    hands.settle()
    assert [f.name for f in again.rows.view.fields][:3] == ["date", "form", "place"]
    assert kept(habits, REGISTERS["outreach"], desk.book.office) == {}


def test_a_row_tells_in_which_packet_it_travelled(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    def sent(number: int) -> None:
        entry = journal.Entry("export", version=number)
        with book.db.atomic():
            journal.append(book.db, entry, device=book.device, now=NOW)

    def told() -> list[str]:
        page.refresh()
        hands.settle()
        last = page.rows.columnCount() - 1
        page.rows.line(0)
        hands.settle()
        return [str(page.rows.index(row, last).data()) for row in range(page.rows.rowCount())]

    assert told() == ["chưa"] * 4
    sent(10)
    row = next(row for row in queries.rows(book.db, REGISTERS["outreach"]) if row["place"] == "Đồn")
    store.save(book, REGISTERS["outreach"], row | {"attendees": 31}, now=NOW, confirmed=True)
    assert told() == ["gói 10", "chưa", "gói 10", "gói 10"]
    sent(11)
    assert told() == ["gói 10", "gói 11", "gói 10", "gói 10"]


def test_a_row_that_was_given_back_bears_a_badge(
    page: RegisterPage, book: Book, hands: Hands
) -> None:
    row = next(row for row in queries.rows(book.db, REGISTERS["outreach"]) if row["place"] == "Đồn")
    given = Remark(
        "outreach", str(row["uid"]), 1, "Đồn", "xem lại số người", "2024-05-07T00:00:00Z"
    )
    with book.db.atomic():
        put_returned(book.db, "060", [given])
    page.refresh()
    hands.settle()
    page.rows.line(0)
    hands.settle()
    last = page.rows.columnCount() - 1
    badges = [page.rows.index(n, last).data(BADGE) for n in range(page.rows.rowCount())]
    assert badges == [None, ("warn", "trả lại"), None, None]


def test_a_district_reads_whose_row_it_is_in_the_order_of_names(book: Book) -> None:
    district = units.find("2021", "060")
    view = View.of(REGISTERS["outreach"], district)
    assert [field.name for field in view.fields][-1] == "attendees", "others' rows are not sent"
    assert view.badges.name == "unit"
    names = [units.find("2021", code).name for code in view.offices]
    assert names[0] == "Huyện Pác Nặm" and "Xã Bộc Bố" in names


def test_in_a_low_window_the_chips_fold_into_one(page: RegisterPage, hands: Hands) -> None:
    chips = page.page.chips
    assert chips.year.isVisible() and not chips.more.isVisible()
    page.resize(660, 300)
    hands.settle()
    assert chips.more.isVisible() and not chips.year.isVisible()
    chips.more.click()
    menu = cast(Menu, chips.more.findChild(Menu))
    offered = [menu.list.item(row).text() for row in range(menu.list.count())]
    assert offered[:2] == ["Năm", "Tháng, quý"]
    menu.list.itemClicked.emit(menu.list.item(0))
    years = cast(list[Menu], chips.more.findChildren(Menu))[-1]
    years.list.itemClicked.emit(years.list.item(1))
    hands.settle()
    assert places(page) == ["Chợ"] and chips.year.isVisible() and not chips.part.isVisible()
    page.resize(1366, 768)
    hands.settle()
    assert chips.part.isVisible() and not chips.more.isVisible()
