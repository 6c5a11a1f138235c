"""The table in a sheet is found whatever stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop.records.errors import InputError
from desktop.records.registers import REGISTERS
from sync.intake import tables
from sync.intake.reading import examine
from sync.intake.tables import Table
from tests.sync.intake.files import HEADS, ROW, dress, saved, sheet_of, table

OUTREACH = REGISTERS["outreach"]


def found(sheet: Worksheet, folder: Path, register: str = "outreach") -> Table:
    file = saved(sheet, folder)
    return tables.find(examine(file.read_bytes(), file.name), REGISTERS[register])


def of(folder: Path, *lines: Sequence[object], register: str = "outreach") -> Table:
    return found(sheet_of(lines), folder, register)


def heads(table: Table) -> list[str]:
    return [head.text for head in table.heads]


def numbers(table: Table) -> list[int]:
    return [line.number for line in table.lines]


def reasons(table: Table) -> list[tuple[int, str]]:
    return [(left.number, left.reason) for left in table.left_out]


def test_titles_blank_rows_and_sums_around_a_plain_table(tmp_path: Path) -> None:
    place = of(
        tmp_path,
        ["ỦY BAN NHÂN DÂN XÃ NGHIÊN LOAN"],
        [None, "BẢNG TỔNG HỢP NĂM 2024"],
        [],
        ("STT", *HEADS),
        ("A", "B", 1, 2, 3, 4, 5),
        (1, *ROW),
        [],
        (2, *ROW),
        (None, "Tổng cộng", None, None, None, None, 84),
        [],
        (None, "Người lập biểu", None, None, "CHỦ TỊCH"),
        [],
        (None, None, None, None, "Hoàng Văn Páo"),
    )

    assert (place.top, place.bottom, heads(place)) == (4, 4, ["STT", *HEADS])
    assert place.titles == ("ỦY BAN NHÂN DÂN XÃ NGHIÊN LOAN", "BẢNG TỔNG HỢP NĂM 2024")
    assert numbers(place) == [6, 8]
    assert reasons(place) == [
        (5, "dòng đánh số cột"),
        (9, "dòng tổng cộng"),
        (11, "phần ký tên, ghi chú dưới bảng"),
        (13, "phần ký tên, ghi chú dưới bảng"),
    ]


def test_a_head_of_merged_cells(tmp_path: Path) -> None:
    sheet = sheet_of(
        [
            ("STT", "Ngày tháng", "Số lượt người", None, "Địa điểm"),
            (None, None, "Tổng số", "Nữ", None),
            (1, "05/03/2024", 42, 20, "Nà Vài"),
        ],
        first=3,
    )
    for span in ("A3:A4", "B3:B4", "C3:D3", "E3:E4"):
        sheet.merge_cells(span)
    place = found(sheet, tmp_path)

    assert (place.top, place.bottom) == (3, 4)
    assert heads(place) == [
        "STT",
        "Ngày tháng",
        "Số lượt người – Tổng số",
        "Số lượt người – Nữ",
        "Địa điểm",
    ]
    assert numbers(place) == [5]


def test_a_head_of_two_lines_without_merged_cells(tmp_path: Path) -> None:
    file = table(
        tmp_path,
        ["Ngày tháng", "Số lượt người", "", "Địa điểm"],
        ["", "Tổng số", "Nữ", ""],
        ["05/03/2024", "42", "20", "Nà Vài"],
    )
    place = tables.find(examine(file.read_bytes(), file.name), OUTREACH)

    assert heads(place)[1:3] == ["Số lượt người – Tổng số", "Số lượt người – Nữ"]
    assert numbers(place) == [3]


def test_rows_of_text_are_not_taken_for_a_second_line_of_the_head(tmp_path: Path) -> None:
    place = of(
        tmp_path,
        ["Tên cơ sở", "Loại hình", "Địa điểm"],
        ["Quán A", "Karaoke", "Nà Vài"],
        register="sites",
    )
    assert (place.bottom, numbers(place)) == (1, [2])


def test_a_first_row_of_text_under_a_gap_stays_a_row(tmp_path: Path) -> None:
    lines = (["Tên cơ sở", None, "Địa điểm"], ["Quán A", "x", None], ["Quán B", "y", "Nà Vài"])
    place = of(tmp_path, *lines, register="sites")
    assert (place.bottom, numbers(place)) == (1, [2, 3])
    assert heads(place) == ["Tên cơ sở", "Cột B", "Địa điểm"]


def test_groups_repeated_heads_and_sums_of_parts_are_no_rows(tmp_path: Path) -> None:
    sheet = sheet_of(
        [
            ("STT", *HEADS),
            ("I", "Quý I"),
            (1, *ROW),
            (None, "Cộng quý I", None, None, None, None, 42),
            ("STT", *HEADS),
            ("Thôn Nà Vài",),
            (2, *ROW),
            (3,),
        ]
    )
    sheet.merge_cells("A6:G6")
    place = found(sheet, tmp_path)

    assert numbers(place) == [3, 7]
    assert reasons(place) == [
        (2, "dòng tên nhóm"),
        (4, "dòng tổng cộng"),
        (5, "dòng tiêu đề lặp lại"),
        (6, "dòng tên nhóm"),
    ]


@pytest.mark.parametrize("name", ["Cổng thôn Nà Vài", "Công an xã", "Tổng kho", "Cán bộ thôn"])
def test_words_that_only_look_like_sums_stay_rows(tmp_path: Path, name: str) -> None:
    place = of(tmp_path, ["Tên cơ sở", "Số người"], [name, 4], ["Quán B", 5], register="sites")
    assert (numbers(place), place.left_out) == ([2, 3], ())


def test_a_cell_merged_downwards_is_said_of_every_line_but_a_number_once(tmp_path: Path) -> None:
    sheet = sheet_of([HEADS, ROW, (None, "Loa", *ROW[2:5], 7), (None, *ROW[1:5], None)])
    for span in ("A2:A4", "F2:F3"):
        sheet.merge_cells(span)
    place = found(sheet, tmp_path)

    assert [line.cell(0).value for line in place.lines] == ["05/03/2024"] * 3
    assert [line.cell(5).value for line in place.lines] == [42, None, None]


def test_the_sheet_with_the_table_is_chosen_and_another_can_be_named(tmp_path: Path) -> None:
    sheet = sheet_of([["Mã", "Tên"], ["a", "b"]])
    book = sheet.parent
    assert book is not None
    for name, state in (("Ẩn", "hidden"), ("Số liệu", "visible")):
        other = book.create_sheet(name)
        other.append(list(HEADS))
        other.append(list(ROW))
        other.sheet_state = state
    file = saved(sheet, tmp_path)
    grid = examine(file.read_bytes(), file.name)

    assert tables.find(grid, OUTREACH).sheet == "Số liệu"
    assert tables.find(grid, OUTREACH, sheet="Ẩn").sheet == "Ẩn"
    told = tables.find(grid, OUTREACH, sheet="Sheet", head=(1, 1))
    assert heads(told) == ["Mã", "Tên"]
    with pytest.raises(InputError, match="Không thấy bảng"):
        tables.find(grid, OUTREACH, sheet="không có")


def test_heads_are_told_apart_and_columns_without_one_are_named(tmp_path: Path) -> None:
    place = of(tmp_path, ["Ngày", "Số lượng", "Số lượng", None, None], ["05/03/2024", 1, 2, "x"])
    assert heads(place) == ["Ngày", "Số lượng", "Số lượng (2)", "Cột D"]


def test_old_fonts_in_the_head_are_read(tmp_path: Path) -> None:
    sheet = sheet_of([HEADS, ROW])
    dress(sheet, {f"{letter}1": ".VnTime" for letter in "ABCDEF"})
    assert heads(found(sheet, tmp_path)) == list(HEADS)


def test_no_table_at_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Không thấy bảng"):
        of(tmp_path, ["Chỉ một dòng chữ"], [], ["và một dòng nữa"])


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [tables.letters(place) for place in (0, 25, 26, 51, 52, 701)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ")
    ]
