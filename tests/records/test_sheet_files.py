"""One sheet, many writers: the Word document, the workbook, and the PDF without its first font."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
import typst
from docx.document import Document
from openpyxl import load_workbook

import resources
from desktop.records import sheet, short_code
from desktop.records.book import Book
from desktop.records.sheets import typesetting
from desktop.records.sheets.blocks import SheetData, Table, shown
from tests.records.office_year import NOW, event, new_book, packet, record, slip
from tests.records.paper import Paper
from tests.records.province_year import ProvinceYear, write

SHA256 = "5c" * 32


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SheetData]:
    """A district's summary with an annex, marked for the office alone."""
    book = new_book(tmp_path_factory.mktemp("district"), "060")
    write(book.db, ProvinceYear("2021", 4).rows | {"referrals": []})
    book.settings.put(document_number="7", signer_name="Hoàng Văn Tài", signer_form="KT")
    packet(book, SHA256)
    yield sheet.compose(book, "summary", "2024-H1", NOW, internal=True)
    book.close()


@pytest.fixture(scope="module")
def document(data: SheetData) -> Document:
    return docx.Document(BytesIO(sheet.write(data, ".docx")))


def test_word_document_says_what_the_blocks_say(data: SheetData, document: Document) -> None:
    said = [part.text for part in document.paragraphs]
    for block in data.body:
        if not isinstance(block, Table):
            assert block.text in said
    tables = [t for t in document.tables if t.style and t.style.name == "Table Grid"]
    assert len(tables) == len(data.tables)
    for made, table in zip(tables, data.tables, strict=True):
        last, line = [cell.text for cell in made.rows[-1].cells], table.lines[-1]
        cells = [shown(*pair) for pair in zip(line.cells, table.columns, strict=True)]
        assert last == cells or last[-1] == line.note


def test_word_document_has_the_form_of_the_decree(data: SheetData, document: Document) -> None:
    first, annex = document.sections
    lengths = (first.page_width, first.left_margin, first.right_margin, first.top_margin)
    assert [round(length.mm) for length in lengths if length] == [210, 30, 15, 22]
    assert annex.page_width is not None
    assert round(annex.page_width.mm) == 297
    assert all(section.different_first_page_header_footer for section in document.sections)
    assert "PAGE" in first.header.paragraphs[0]._p.xml
    assert 'w:start="1"' in annex._sectPr.xml
    assert document.styles["Normal"].font.name == "Times New Roman"
    head = document.tables[0]
    assert "HUYỆN PÁC NẶM" in head.cell(0, 0).text
    assert "LƯU HÀNH NỘI BỘ" in head.cell(1, 0).text
    runs = {r.text: r for row in head.rows for c in row.cells for p in c.paragraphs for r in p.runs}
    for words, size, bold in (
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True),
        ("Độc lập - Tự do - Hạnh phúc", 13, True),
        ("TỈNH BẮC KẠN", 12, False),
        ("Số: 07/BC-UBND", 13, False),
    ):
        assert runs[words].font.size is not None
        assert (runs[words].font.size.pt, bool(runs[words].bold)) == (size, bold)
    assert runs["Pác Nặm, ngày 20 tháng 7 năm 2024"].italic
    signing = next(t for t in document.tables if "Nơi nhận:" in t.cell(0, 0).text)
    assert short_code.of(SHA256) in signing.cell(0, 0).text
    assert "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" in signing.cell(0, 1).text
    assert document.core_properties.title == data.title


def test_word_document_carries_its_code_as_a_picture_and_its_language(data: SheetData) -> None:
    with ZipFile(BytesIO(sheet.write(data, ".docx"))) as file:
        names = file.namelist()
        styles = file.read("word/styles.xml").decode()
    assert [name for name in names if name.startswith("word/media/")]
    assert 'w:val="vi-VN"' in styles


def test_workbook_has_every_table_with_real_numbers(data: SheetData) -> None:
    book = load_workbook(BytesIO(sheet.write(data, ".xlsx")))
    assert len(book.worksheets) == len(data.tables)
    for page, table in zip(book.worksheets, data.tables, strict=True):
        assert page["A1"].value == data.title
        assert page["A2"].value == "LƯU HÀNH NỘI BỘ"
        assert page.oddHeader is not None
        assert page.oddHeader.center.text == "LƯU HÀNH NỘI BỘ"
        assert page.print_title_rows
        below = int(str(page.freeze_panes)[1:])
        for row, line in enumerate(table.lines, below):
            for place, (cell, column) in enumerate(zip(line.cells, table.columns, strict=True), 1):
                value = page.cell(row, place).value
                if column.percent and not isinstance(cell, str):
                    assert value == pytest.approx(cell / 100)  # type: ignore[operator]
                else:
                    assert value == (cell if cell != "" else None)


def test_hidden_numbers_are_hidden_in_every_kind_of_file(book: Book) -> None:
    record(book, "outreach", [event("2024-02-05", 10)])
    record(book, "referrals", [slip("DA_SU_DUNG")] * 3 + [slip("DA_CHUYEN")] * 6)
    posted = sheet.compose(book, "summary", "2024-H1", NOW)
    document = docx.Document(BytesIO(sheet.write(posted, ".docx")))
    cells = [[c.text for c in row.cells] for table in document.tables for row in table.rows]
    assert ["2", "Đã sử dụng dịch vụ", "dưới 5"] in [row[:3] for row in cells]
    assert ["", "Cộng", "7–10"] in [row[:3] for row in cells]
    sheets = load_workbook(BytesIO(sheet.write(posted, ".xlsx"))).worksheets
    values = [[cell.value for cell in line][:3] for page in sheets for line in page]
    assert [2, "Đã sử dụng dịch vụ", "dưới 5"] in values
    assert [None, "Cộng", "7–10"] in values


def test_another_machine_without_times_or_any_font_prints_the_same_words(
    data: SheetData, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Paper(sheet.pdf(data))
    only = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(resources.path("fonts"))],
    )
    monkeypatch.setattr(typesetting, "_fonts", lambda: only)
    bare = Paper(sheet.pdf(data))
    assert {font.partition("-")[0] for font in bare.fonts()} == {"LiberationSerif"}
    assert bare.text() == usual.text()


def test_every_letter_of_vietnamese_has_a_shape(data: SheetData) -> None:
    letters = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
    every = " ".join(letters + letters.upper())
    assert data.letterhead is not None
    made = replace(data, body=data.body[:1], annexes=(), abstract=(every, "—≥…“”•"))
    assert every in Paper(sheet.pdf(made)).text()
