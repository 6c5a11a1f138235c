"""What sheets say of empty, long and large books, at every tier, and who issues them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop.records import sheet, targets, units
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.sheets.office import letterhead, long_date, name_in_text
from tests.records.office_year import NOW, event, new_book, record
from tests.records.paper import Paper
from tests.records.province_year import ProvinceYear, write


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Book]:
    book = new_book(tmp_path, "01834")
    yield book
    book.close()


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    book = new_book(tmp_path_factory.mktemp("province"), "06")
    made = ProvinceYear("2021", 1)
    write(book.db, made.rows | {"referrals": []})
    yield book
    book.close()


def test_practice_is_marked(empty: Book) -> None:
    empty.settings.put(practice="1")
    data = sheet.compose(empty, "targets", "2024-05", NOW, internal=True)
    assert data.mark == "BẢN THỰC HÀNH - LƯU HÀNH NỘI BỘ"


def test_an_empty_book_prints_words_and_no_nought_percent_of_nothing(empty: Book) -> None:
    text = Paper(sheet.pdf(sheet.compose(empty, "summary", "2024-Q1", NOW))).text()
    for words in (
        "Phường Nguyễn Thị Minh Khai, ngày 20 tháng 7 năm 2024",
        "Ủy ban nhân dân Phường Nguyễn Thị Minh Khai báo cáo",
        "THÀNH PHỐ BẮC KẠN",
        "Số: …………/BC-UBND",
        "Trong kỳ chưa ghi nhận hoạt động truyền thông nào.",
        "chưa ghi nhận mô hình thí điểm nào.",
        "Trong kỳ chưa ghi nhận lượt chuyển gửi dịch vụ nào.",
        "— — ≥ 70% Không phát sinh",
        "Chưa đến kỳ",
    ):
        assert words in text
    assert text.count("0,0%") == 1


def test_a_period_ahead_counts_to_today_only(empty: Book) -> None:
    text = Paper(sheet.pdf(sheet.compose(empty, "targets", "2025", NOW))).text()
    assert "Kết quả thực hiện chỉ tiêu đến ngày 20/07/2024" in text


def test_long_tables_repeat_their_header_on_every_page(province: Book) -> None:
    data = sheet.compose(province, "summary", "2024", NOW)
    paper = Paper(sheet.pdf(data))
    table = next(b for b in data.body if b.block == "table" and "Mô hình" in b.caption)
    long = replace(data, body=(data.body[0], replace(table, lines=table.lines * 4), data.body[-1]))
    assert len(table.lines) * 4 > 60
    many = Paper(sheet.pdf(replace(long, annexes=())))
    assert len(many) > 3
    for page in range(len(many) - 1):
        assert "TT Tên mô hình Đơn vị Tình trạng Bắt đầu" in many.text(page)
    annex = next(n for n in range(len(paper)) if paper.text(n).startswith("Phụ lục SỐ LIỆU"))
    assert len(paper) - annex > 2
    for number, page in enumerate(range(annex, len(paper)), 1):
        assert "TT Đơn vị Hoạt động truyền thông" in paper.text(page)
        assert number == 1 or paper.text(page).startswith(f"{number} TT")


def test_annex_names_every_office_and_adds_up(province: Book) -> None:
    data = sheet.compose(province, "summary", "2024", NOW)
    (table,) = data.annexes[0].body
    assert table.block == "table"
    names = [line.cells[1] for line in table.lines]
    assert len(names) == 1 + 8 + 108 + 1
    assert {"Tỉnh Bắc Kạn (cấp tỉnh)", "Huyện Pác Nặm (cấp huyện)", "Xã Bộc Bố"} <= set(names)
    for place in range(2, 6):
        column = [int(line.cells[place].replace(".", "").replace("—", "0")) for line in table.lines]
        assert sum(column[:-1]) == column[-1]
    assert data.letterhead.superior == ""
    assert data.letterhead.addressee == "Bộ Lao động - Thương binh và Xã hội"


def test_a_district_withholds_a_sum_that_gives_one_commune_away(tmp_path: Path) -> None:
    made = ProvinceYear("2021", 2)
    made.rows["referral_months"] = [
        made.row("referral_months", unit, month="2024-03", service="Y_TE", outcome=outcome, count=n)
        | {"retired": None}
        for unit, outcome, n in (
            ("01858", "DA_SU_DUNG", 3), ("01864", "DA_SU_DUNG", 9),
            ("01858", "DA_CHUYEN", 7), ("01864", "DA_CHUYEN", 9),
        )
    ]  # fmt: skip
    with new_book(tmp_path, "060") as book:
        write(book.db, {"referral_months": made.rows["referral_months"]})
        posted = str(sheet.compose(book, "summary", "2024-H1", NOW).body)
        exact = str(sheet.compose(book, "summary", "2024-H1", NOW, internal=True).body)
    assert "cells=('1', 'Đã giới thiệu, chuyển gửi', '16')" in posted
    assert "cells=('2', 'Đã sử dụng dịch vụ', 'không nêu')" in posted
    assert "cells=('', 'Cộng', 'không nêu')" in posted
    assert "cells=('', 'Cộng', '28')" in exact


def test_targets_on_paper_are_those_that_were_computed(province: Book) -> None:
    data = sheet.compose(province, "targets", "2024-H1", NOW, internal=True)
    table = next(block for block in data.body if block.block == "table")
    results = targets.compute(province, province.office, date(2024, 6, 14))
    for line, result in zip(table.lines, results, strict=True):
        numbers = line.cells[2].replace(".", "")
        assert numbers.startswith(f"{result.numerator}/{result.denominator}\N{NO-BREAK SPACE}")
        assert result.target.clause in line.cells[1]
        assert result.target.rule_vi in line.note


def test_a_decree_or_a_calendar_half_year(empty: Book) -> None:
    record(empty, "outreach", [event("2024-06-20", 9)])
    decree = sheet.compose(empty, "summary", "2024-H1", NOW)
    assert "chưa ghi nhận hoạt động truyền thông" in str(decree.body)
    empty.settings.put(period_basis="calendar")
    calendar = sheet.compose(empty, "summary", "2024-H1", NOW)
    assert "Đã tổ chức 1 hoạt động truyền thông với 9 lượt người dự" in str(calendar.body)


@pytest.mark.parametrize(("name", "period"), [("nothing", "2024"), ("summary", "2024-H9")])
def test_what_does_not_exist_is_refused(empty: Book, name: str, period: str) -> None:
    with pytest.raises(InputError, match=r"summary|2024-H1"):
        sheet.compose(empty, name, period, NOW)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-01-05", "ngày 05 tháng 01 năm 2024"),
        ("2024-02-15", "ngày 15 tháng 02 năm 2024"),
        ("2024-03-09", "ngày 09 tháng 3 năm 2024"),
        ("2024-12-31", "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_dates_take_a_nought_before_days_below_ten_and_two_months(day: str, words: str) -> None:
    assert long_date(date.fromisoformat(day)) == words


@pytest.mark.parametrize(
    ("edition", "code", "superior", "place", "addressee", "in_text"),
    [
        ("2021", "01864", "HUYỆN PÁC NẶM", "Bộc Bố", "huyện Pác Nặm", "xã Bộc Bố"),
        ("2021", "058", "TỈNH BẮC KẠN", "Bắc Kạn", "tỉnh Bắc Kạn", "thành phố Bắc Kạn"),
        ("2021", "02179", "HUYỆN NA RÌ", "Xã Trần Phú", "huyện Na Rì", "Xã Trần Phú"),
        ("2025", "01864", "TỈNH THÁI NGUYÊN", "Bằng Thành", "tỉnh Thái Nguyên", "xã Bằng Thành"),
    ],
)
def test_offices_of_every_tier_have_their_letterhead(
    edition: str, code: str, superior: str, place: str, addressee: str, in_text: str
) -> None:
    office = units.find(edition, code)
    head = letterhead(office, lambda _name: None, date(2024, 1, 2))
    assert (head.superior, head.addressee) == (superior, f"Ủy ban nhân dân {addressee}")
    assert head.place_and_date == f"{place}, ngày 02 tháng 01 năm 2024"
    assert name_in_text(office, lambda _name: None) == f"Ủy ban nhân dân {in_text}"


@pytest.mark.parametrize(
    ("edition", "code", "ministry"),
    [("2021", "06", "Bộ Lao động - Thương binh và Xã hội"), ("2025", "19", "Bộ Y tế")],
)
def test_a_province_reports_to_its_ministry(edition: str, code: str, ministry: str) -> None:
    head = letterhead(units.find(edition, code), lambda _name: None, date(2024, 1, 2))
    assert (head.superior, head.addressee) == ("", ministry)
