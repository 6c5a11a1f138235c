"""A summary on paper: the form of Decree 30/2020 point by point, and its exact words."""

import re
import unicodedata
from collections.abc import Iterator

import pytest

from desktop.records import sheet, short_code
from desktop.records.book import Book
from tests.records.office_year import NOW, event, new_book, packet, record, slip
from tests.records.paper import Paper, Phrase

LEFT, RIGHT, TOP, BOTTOM = 30, 195, 20, 277
LONG = "Câu lạc bộ phụ nữ giúp nhau làm kinh tế, phòng, chống bạo lực trên cơ sở giới " * 2
SHA256 = "3f9a0c12be" + "0" * 54
CODE = short_code.of(SHA256)
MARKUP = '#import "x" *đậm* $x$ `mã` <b> @y \\u{1}'


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A commune's half-year, entered as its officer would."""
    book = new_book(tmp_path_factory.mktemp("commune"), "01864")
    record(
        book, "outreach", [event("2024-02-05", 40), event("2024-05-10", 55), event("2024-06-20", 9)]
    )
    record(
        book,
        "models",
        [
            {"name": LONG.strip(), "components": ["PHONG_NGUA"], "status": "TRIEN_KHAI"},
            {"name": MARKUP, "components": ["GIAM_HAI"], "status": "DE_XUAT"},
            {"name": "Mô hình 中文 \u0301", "components": ["GIAM_HAI"], "status": "DE_XUAT"},
        ],
    )
    record(book, "referrals", [slip("DA_SU_DUNG")] * 3 + [slip("DA_CHUYEN")] * 6)
    book.settings.put(
        document_number="5",
        signer_name="Hoàng Văn Tài",
        signer_form="KT",
        office_recipients="- Như trên;\n- Đảng ủy, HĐND xã;\n- Lưu: VT.",
    )
    packet(book, SHA256)
    yield book
    book.close()


@pytest.fixture(scope="module")
def printed(commune: Book) -> Paper:
    return Paper(sheet.pdf(sheet.compose(commune, "summary", "2024-H1", NOW)))


def near(found: float, wanted: float, within: float = 0.6) -> bool:
    return abs(found - wanted) <= within


def test_paper_is_a4_portrait_with_the_decrees_margins(printed: Paper) -> None:
    for page in range(len(printed)):
        assert printed.size(page) == (210, 297)
        extent = printed.extent(page)
        assert extent.left >= LEFT - 0.2
        assert extent.right <= RIGHT + 0.2
        assert extent.bottom <= BOTTOM
    assert printed.extent(0).top >= TOP


@pytest.mark.parametrize(
    ("words", "size", "face"),
    [
        ("HUYỆN PÁC NẶM", 12, ""),
        ("ỦY BAN NHÂN DÂN", 12, "Bold"),
        ("XÃ BỘC BỐ", 12, "Bold"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "Bold"),
        ("Độc lập - Tự do - Hạnh phúc", 13, "Bold"),
        ("Số: 05/BC-UBND", 13, ""),
        ("Bộc Bố, ngày 20 tháng 7 năm 2024", 13, "Italic"),
        ("BÁO CÁO", 14, "Bold"),
        ("Kết quả thực hiện Chương trình phòng, chống mại dâm", 14, "Bold"),
        ("6 tháng đầu năm 2024", 14, "Bold"),
        ("Kính gửi: Ủy ban nhân dân huyện Pác Nặm.", 14, ""),
        ("Thực hiện Quyết định số 2060/QĐ-UBND", 14, ""),
        ("I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ", 14, "Bold"),
    ],
)
def test_first_page_has_each_part_in_its_size_and_face(
    printed: Paper, words: str, size: int, face: str
) -> None:
    found = printed.find(words)
    assert found.size == size
    assert style(found) == face


@pytest.mark.parametrize(
    ("words", "size", "face"),
    [
        ("TM. ỦY BAN NHÂN DÂN", 14, "Bold"),
        ("KT. CHỦ TỊCH", 14, "Bold"),
        ("PHÓ CHỦ TỊCH", 14, "Bold"),
        ("Hoàng Văn Tài", 14, "Bold"),
        ("Nơi nhận:", 12, "BoldItalic"),
        ("- Đảng ủy, HĐND xã;", 11, ""),
        ("- Lưu: VT.", 11, ""),
        (CODE, 11, "Bold"),
    ],
)
def test_last_page_has_each_part_in_its_size_and_face(
    printed: Paper, words: str, size: int, face: str
) -> None:
    found = printed.find(words, len(printed) - 1)
    assert found.size == size
    assert style(found) == face


def style(phrase: Phrase) -> str:
    return phrase.font.partition("-")[2].removesuffix("MT").replace("Regular", "")


def test_letterhead_stands_in_two_columns(printed: Paper) -> None:
    state = printed.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = printed.find("Độc lập - Tự do - Hạnh phúc")
    issuer, superior = printed.find("XÃ BỘC BỐ"), printed.find("HUYỆN PÁC NẶM")
    number, place = printed.find("Số: 05/BC-UBND"), printed.find("Bộc Bố, ngày")
    assert near(state.middle, motto.middle)
    assert near(issuer.middle, superior.middle)
    assert near(issuer.middle, number.middle)
    assert issuer.right < state.left
    assert near(superior.bottom, state.bottom, 1.0)
    assert near(number.bottom, place.bottom, 1.5)
    assert state.bottom < motto.top < place.top
    title = printed.find("BÁO CÁO")
    assert near(title.middle, (LEFT + RIGHT) / 2)
    assert title.top > number.bottom


def test_pages_are_numbered_in_the_top_margin_from_the_second(printed: Paper) -> None:
    assert len(printed) > 1
    assert printed.text(0).startswith("HUYỆN PÁC NẶM")
    for page in range(1, len(printed)):
        assert printed.text(page).startswith(f"{page + 1} ")
        number = printed.find(str(page + 1), page)
        assert number.size == 13
        assert number.bottom < TOP
        assert near(number.middle, (LEFT + RIGHT) / 2)


def test_body_ends_with_its_sign_and_the_signature_follows_on_one_page(printed: Paper) -> None:
    last = len(printed) - 1
    closing = printed.find("./.", last)
    recipients, authority = (
        printed.find("Nơi nhận:", last),
        printed.find("TM. ỦY BAN NHÂN DÂN", last),
    )
    name, post = printed.find("Hoàng Văn Tài", last), printed.find("PHÓ CHỦ TỊCH", last)
    assert closing.bottom < authority.top
    assert near(recipients.bottom, authority.bottom, 1.5)
    assert near(recipients.left, LEFT, 0.6)
    assert near(authority.middle, name.middle)
    assert name.top - post.bottom > 20
    assert printed.text().count("./.") == 1


def test_words_are_exact_vietnamese(printed: Paper) -> None:
    text = printed.text()
    assert unicodedata.is_normalized("NFC", text)
    assert "để phát sinh" not in text
    for words in (
        "Ủy ban nhân dân xã Bộc Bố báo cáo kết quả 6 tháng đầu năm 2024 (số liệu từ ngày "
        "15/12/2023 đến ngày 14/06/2024) như sau:",
        "1. Nâng cao hiệu quả công tác truyền thông, tuyên truyền, phổ biến, giáo dục về phòng, "
        "chống mại dâm",
        "Đã tổ chức 2 hoạt động truyền thông với 95 lượt người dự.",
        "Bảng 1. Hoạt động truyền thông theo hình thức",
        "1 1 100,0% 70% Đạt",
        "Cách tính: Tính là “duy trì thường xuyên” khi",
        LONG.strip(),
    ):
        assert words in text


def test_text_of_a_row_is_never_markup(printed: Paper) -> None:
    assert MARKUP in printed.text()


def test_letters_without_a_shape_become_boxes(printed: Paper) -> None:
    assert "Mô hình □□" in printed.text()


def test_pdf_is_an_archive_document_in_vietnamese_with_its_own_fonts(commune: Book) -> None:
    made = sheet.pdf(sheet.compose(commune, "summary", "2024-H1", NOW))
    paper = Paper(made)
    assert re.search(rb"<pdfaid:part>2</pdfaid:part>", made)
    assert re.search(rb"<pdfaid:conformance>A</pdfaid:conformance>", made)
    assert re.search(rb"<pdfuaid:part>1</pdfuaid:part>", made)
    assert re.search(rb"/Lang ?\(vi-VN\)", made)
    assert paper.title == (
        "BÁO CÁO Kết quả thực hiện Chương trình phòng, chống mại dâm 6 tháng đầu năm 2024"
    )
    families = {font.partition("-")[0].removesuffix("PSMT") for font in paper.fonts()}
    assert families <= {"TimesNewRoman", "TimesNewRomanPS", "LiberationSerif"}
    assert made == sheet.pdf(sheet.compose(commune, "summary", "2024-H1", NOW))


def test_pictures_are_the_pages_of_the_pdf(commune: Book, printed: Paper) -> None:
    pictures = sheet.pages(sheet.compose(commune, "summary", "2024-H1", NOW), ppi=40)
    assert len(pictures) == len(printed)
    assert {picture[:8] for picture in pictures} == {b"\x89PNG\r\n\x1a\n"}


def test_posted_sheet_hides_small_numbers_and_every_way_back_to_them(printed: Paper) -> None:
    text = printed.text()
    assert "Đã giới thiệu, chuyển gửi 6" in text
    assert "Đã sử dụng dịch vụ dưới 5" in text
    assert "Cộng 7–10" in text
    assert "không nêu không nêu không nêu 60% không nêu" in text


def test_internal_sheet_is_exact_and_says_so(commune: Book) -> None:
    data = sheet.compose(commune, "summary", "2024-H1", NOW, internal=True)
    paper = Paper(sheet.pdf(data))
    mark = paper.find("LƯU HÀNH NỘI BỘ")
    assert (mark.size, style(mark)) == (13, "Bold")
    assert mark.middle < 105
    assert "Đã sử dụng dịch vụ 3" in paper.text()
    assert "3 9 33,3% 60% Còn thiếu 3 phiếu" in paper.text()


def test_rules_below_the_heads_have_the_length_the_decree_asks(printed: Paper) -> None:
    rules = [rule for rule in printed.rules() if rule.bottom - rule.top < 1]
    motto, issuer = printed.find("Độc lập - Tự do - Hạnh phúc"), printed.find("XÃ BỘC BỐ")
    title, abstract = printed.find("BÁO CÁO"), printed.find("6 tháng đầu năm 2024")
    below = {
        name: next(r for r in rules if r.top > part.bottom and near(r.middle, part.middle, 1))
        for name, part in {"motto": motto, "issuer": issuer, "abstract": abstract}.items()
    }
    assert near(below["motto"].length, motto.right - motto.left, 1)
    longest = printed.find("ỦY BAN NHÂN DÂN")
    assert 1 / 3 <= below["issuer"].length / (longest.right - longest.left) <= 1 / 2
    assert 1 / 3 <= below["abstract"].length / (abstract.right - abstract.left) <= 1 / 2
    assert below["motto"].top < title.top < below["abstract"].top


def test_running_text_is_indented_justified_and_spaced(printed: Paper) -> None:
    opening = printed.find("Thực hiện Quyết định")
    second = printed.find("ban nhân dân tỉnh Bắc Kạn về việc")
    heading, said = printed.find("1. Nâng cao hiệu quả"), printed.find("Đã tổ chức 2 hoạt động")
    assert near(opening.left, LEFT + 10, 0.6)
    assert near(second.left, LEFT, 0.6)
    assert near(printed.extent(0).right, RIGHT, 0.3)
    assert 5.6 <= second.bottom - opening.bottom <= 9
    assert near(said.left, heading.left, 0.6)
    assert said.top - printed.find("dục về phòng, chống").bottom > 6 * 25.4 / 72


def test_upper_right_corner_is_left_free_for_the_agencys_seal(printed: Paper) -> None:
    state = printed.find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert state.top >= TOP
    assert printed.extent(0).top >= TOP


def test_an_annex_has_its_own_head_and_pages(commune: Book) -> None:
    paper = Paper(sheet.pdf(sheet.compose(commune, "models", "2024-H1", NOW, internal=True)))
    assert paper.size(0) == (297, 210)
    for words, size, face in (
        ("LƯU HÀNH NỘI BỘ", 13, "Bold"),
        ("Phụ lục", 14, "Bold"),
        ("MÔ HÌNH THÍ ĐIỂM 6 THÁNG ĐẦU NĂM 2024", 14, "Bold"),
        ("(Kèm theo Báo cáo số 05/BC-UBND ngày 20 tháng 7 năm 2024 của", 13, "Italic"),
    ):
        found = paper.find(words)
        assert (found.size, style(found)) == (size, face)
    label, title = paper.find("Phụ lục"), paper.find("MÔ HÌNH THÍ ĐIỂM")
    assert near(label.middle, (30 + 282) / 2)
    assert label.bottom < title.top
    mark = paper.find("LƯU HÀNH NỘI BỘ")
    box = next(r for r in paper.rules() if r.top < mark.top and r.bottom > mark.bottom)
    assert box.left < mark.left < mark.right < box.right


def test_no_slip_code_is_in_any_sheet(commune: Book) -> None:
    codes = [code for (code,) in commune.db.execute("SELECT code FROM referrals")]
    assert len(codes) == 9
    for name in sheet.SHEETS:
        data = sheet.compose(commune, name, "2024", NOW, internal=True)
        assert not [code for code in codes if code in str(data)]
