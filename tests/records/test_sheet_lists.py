"""Registers as lists: landscape annexes however long and wide, and workbooks with every column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook

from desktop.records import sheet, units
from desktop.records.book import Book
from desktop.records.fields import Kind
from desktop.records.registers import REGISTERS
from desktop.records.sheets.blocks import SheetData, Table, printed
from desktop.records.sheets.lists import ROOM
from tests.records.office_year import NOW, new_book
from tests.records.paper import Paper
from tests.records.province_year import ProvinceYear, write

LONG = "Câu lạc bộ phụ nữ giúp nhau làm kinh tế, phòng, chống bạo lực trên cơ sở giới " * 2
FORMULA = '=HYPERLINK("http://x";"y")'
RUN = "x" * 200
LISTED = [name for name, one in REGISTERS.items() if one.tiers]


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A district's year with 500 events in one commune, long names and hostile ones."""
    made = ProvinceYear("2021", 5)
    for number in range(500):
        made.row(
            "outreach", "01864", date=f"2024-{1 + number % 5:02}-{1 + number % 28:02}",
            form="HOI_NGHI", topics=["TAC_HAI", "PHAP_LUAT"], audiences=["NHAN_DAN"], attendees=1,
            place=(LONG, FORMULA, RUN, None)[number % 4], note="\u0007 chuông",
        )["retired"] = None  # fmt: skip
    made.row("tasks", "060", date="2024-02-03", clause="NV2.1", summary=LONG)["retired"] = None
    made.row("tips", "060", number="1", received="2024-03-05T08:30", kind="TO_GIAC")["retired"] = (
        None
    )
    book = new_book(tmp_path_factory.mktemp("district"), "060")
    write(book.db, made.rows | {"referrals": []})
    yield book
    book.close()


@pytest.fixture(scope="module")
def events(district: Book) -> SheetData:
    return sheet.compose(district, "outreach", "2024-H1", NOW)


def rows_of(data: SheetData) -> Table:
    (found,) = data.tables
    return found


def test_five_hundred_rows_make_a_landscape_annex_with_its_head_on_every_page(
    events: SheetData,
) -> None:
    paper = Paper(sheet.pdf(events))
    assert len(paper) > 20
    assert paper.text(0).startswith("Phụ lục HOẠT ĐỘNG TRUYỀN THÔNG 6 THÁNG ĐẦU NĂM 2024 (Kèm theo")
    for page in range(len(paper)):
        assert paper.size(page) == (297, 210)
        extent = paper.extent(page)
        assert extent.left + 0.2 >= 30
        assert extent.right <= 282.2
        assert extent.bottom <= 188.2
        assert "Đơn vị Ngày Hình thức Nội dung" in paper.text(page)
        assert page == 0 or paper.text(page).startswith(f"{page + 1} TT")
    text = paper.text().replace(" ", "").replace("\u200b", "")
    assert text.count(LONG.replace(" ", "")) == 125
    assert FORMULA.replace(" ", "") in text


def test_rows_stand_in_the_order_of_their_days_and_are_summed(events: SheetData) -> None:
    lines = rows_of(events).lines
    days = [line.cells[2] for line in lines[:-1]]
    assert days == sorted(days)
    assert len(days) >= 500
    place = [column.title for column in rows_of(events).columns].index("Lượt người dự")
    assert lines[-1].cells[place] == sum(int(str(line.cells[place])) for line in lines[:-1])


@pytest.mark.parametrize("name", LISTED)
def test_every_register_fits_on_its_page(district: Book, name: str) -> None:
    data = sheet.compose(district, name, "2024", NOW)
    for found in map(printed, data.tables):
        fixed = sum(column.width for column in found.columns)
        open_ = sum(not column.width for column in found.columns)
        assert fixed + 25 * open_ <= (ROOM if data.letterhead is None else 252)
    if name not in ("tasks", "referrals") and data.tables:
        titles = [column.title for column in rows_of(data).columns]
        assert titles[2:] == [field.vi for field in REGISTERS[name].fields]
        shown = {column.title for column in printed(rows_of(data)).columns}
        assert {REGISTERS[name].field(one).vi for one in REGISTERS[name].columns} <= shown


def test_a_workbook_holds_days_numbers_and_text_that_is_never_a_formula(
    events: SheetData,
) -> None:
    book = load_workbook(BytesIO(sheet.write(events, ".xlsx")))
    (page,) = book.worksheets
    heads = [cell.value for cell in page[5]]
    assert heads[2:] == [field.vi for field in REGISTERS["outreach"].fields]
    cells = [cell for line in page.iter_rows(min_row=6) for cell in line]
    assert {cell.data_type for cell in cells} == {"s", "n", "d"}
    assert FORMULA in {cell.value for cell in cells if cell.data_type == "s"}
    days = [line[2].value for line in page.iter_rows(min_row=6, max_row=505)]
    assert all(isinstance(day, datetime) for day in days)
    assert page.print_title_rows == "$5:$5"
    assert page.page_setup.orientation == "landscape"
    kinds = {field.vi: field.kind for field in REGISTERS["outreach"].fields}
    for head, cell in zip(heads, page[6], strict=True):
        if kinds.get(str(head)) is Kind.COUNT:
            assert cell.value is None or isinstance(cell.value, int)


def test_a_word_document_repeats_the_head_of_the_list(events: SheetData) -> None:
    short = replace(rows_of(events), lines=rows_of(events).lines[:30])
    annex = replace(events.annexes[0], body=(short,))
    document = docx.Document(BytesIO(sheet.write(replace(events, annexes=(annex,)), ".docx")))
    (section,) = document.sections
    assert section.page_width is not None
    assert round(section.page_width.mm) == 297
    (table,) = document.tables
    assert len(table.rows) == 31
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml


def test_a_commune_in_a_district_book_is_listed_alone(district: Book) -> None:
    area = units.find("2021", "01864")
    data = sheet.compose(district, "outreach", "2024-01", NOW, area=area)
    assert "CỦA XÃ BỘC BỐ" in data.annexes[0].title
    assert "Đơn vị" not in {column.title for column in rows_of(data).columns}
    first = rows_of(data).lines[0].cells[1]
    assert isinstance(first, date)
    assert "2023-12-15" <= first.isoformat() <= "2024-01-14"
