"""Slips, recovery sheets, receipts, who has reported, and which packet a sheet agrees with."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.records import consent, mailbox, recovery, sheet, short_code, units
from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.fields import Row
from desktop.records.lists import code_list
from desktop.records.sheets.blocks import Table
from desktop.records.sheets.office import OfficePaper
from desktop.records.sheets.slip import Service, Slip
from desktop.records.text import fold
from tests.records.making import NOW, event, referral, save
from tests.records.office_year import packet
from tests.records.paper import Paper

DAY = date(2024, 6, 3)
SHA256 = "3f9a0c12be" + "0" * 54
WORDS = tuple(recovery.to_words(bytes(range(0, 256, 8))))
TELLING = re.compile(
    r"mai dam|ban dam|te nan|hiv|benh xa hoi|giam hai|giam tac hai|bao luc|tam lanh|chuong trinh"
    r"|uy ban|ubnd|xa boc bo|huyen pac nam|cong an|2060"
)


def referred(book: Book, **values: str) -> str:
    place: Row = {"name": "Trạm y tế", "services": ["Y_TE"]}
    provider = save(book, "providers", place | {"address": "Tiểu khu 2", "phone": "0209"})
    return save(book, "referrals", referral(provider=provider, due="2024-07-01", **values))


def test_a_slip_is_a6_in_two_parts_with_its_code_three_times(book: Book) -> None:
    uid = referred(book)
    slip = sheet.slip(book, DAY, uid=uid)
    paper = Paper(sheet.pdf(slip))
    assert (len(paper), paper.size(0)) == (1, (105, 148))
    spoken = f"{slip.code[:4]} {slip.code[4:]}"
    upper, lower = paper.find(spoken), paper.find(spoken, nth=1)
    assert upper.bottom < 74 < lower.top
    for words in ("Trạm y tế", "01/02/2024"):
        assert paper.find(words).bottom < 95 < paper.find(words, nth=1).top
    text = paper.text()
    assert "Tiểu khu 2, 0209" in text
    assert "Hẹn trước ngày: 01/07/2024" in text
    assert "Phần lưu" in text


def test_nothing_on_a_slip_names_the_programme_the_office_or_a_telling_service(book: Book) -> None:
    for service in code_list("service_kind"):
        slip = sheet.slip(book, DAY, uid=save(book, "referrals", referral(service=service.code)))
        text = fold(Paper(sheet.pdf(slip)).text())
        assert not TELLING.search(text), service.code
        assert "…" in Paper(sheet.pdf(slip)).text()
    made = sheet.pdf(slip)
    assert "giới thiệu" in Paper(made).title.lower()
    assert not TELLING.search(fold(Paper(made).title))


def test_slips_of_one_code_come_one_a_page(book: Book) -> None:
    first = sheet.slip(book, DAY, uid=referred(book))
    referred(book, code=first.code, service="VIEC_LAM")
    both = sheet.slip(book, DAY, code=first.code.lower())
    assert [service.name for service in both.services] == [
        "Chăm sóc sức khỏe",
        "Giới thiệu việc làm",
    ]
    assert len(Paper(sheet.pdf(both))) == 2
    with pytest.raises(InputError, match="không có phiếu"):
        sheet.slip(book, DAY, code="22222222")
    with pytest.raises(InputError, match="không có phiếu"):
        sheet.slip(book, DAY)


def test_the_longest_names_stay_in_their_part_of_the_slip() -> None:
    long = "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên " * 4
    slip = Slip("WFHGPD3D", "2024-06-03", (Service("x", long[:200], long[:200], "01", "02"),))
    paper = Paper(sheet.pdf(slip))
    assert len(paper) == 1
    mend = paper.find("Mang phiếu này")
    assert paper.find("Hẹn trước ngày").bottom < mend.top
    assert paper.find("Ngày: 01", nth=1).bottom < paper.find("Kết quả").top


def test_slips_and_recovery_sheets_of_practice_say_so(book: Book) -> None:
    uid = referred(book)
    sheets = (sheet.slip(book, DAY, uid=uid), sheet.recovery_sheet(book, DAY, WORDS))
    assert not any("THỰC HÀNH" in Paper(sheet.pdf(made)).text() for made in sheets)
    book.settings.put(practice="1")
    slip = Paper(sheet.pdf(sheet.slip(book, DAY, uid=uid)))
    assert slip.find("BẢN THỰC HÀNH").bottom < 74 < slip.find("BẢN THỰC HÀNH", nth=1).top
    words = Paper(sheet.pdf(sheet.recovery_sheet(book, DAY, WORDS)))
    assert words.find("BẢN THỰC HÀNH").bottom < words.find("TỜ KHÔI PHỤC").top


def test_what_is_read_out_stands_whole_on_one_neutral_page(book: Book) -> None:
    made = sheet.consent_sheet(book, DAY)
    paper = Paper(sheet.pdf(made))
    assert (len(paper), paper.size(0)) == (1, (210, 297))
    text = paper.text()
    said = " ".join(text.split())
    assert all(sentence in said for sentence in consent.current().vi.strip().splitlines())
    assert "Tổng đài 111" in said
    assert not TELLING.search(fold(text)) and not TELLING.search(fold(paper.title))
    assert "Bộc Bố" not in text and book.device not in text
    book.settings.put(practice="1")
    assert "BẢN THỰC HÀNH" in Paper(sheet.pdf(sheet.consent_sheet(book, DAY))).text()


def test_the_recovery_sheet_bears_the_words_in_their_order(book: Book) -> None:
    made = sheet.recovery_sheet(book, DAY, WORDS)
    paper = Paper(sheet.pdf(made))
    assert (len(paper), paper.size(0)) == (1, (210, 297))
    text = paper.text()
    assert all(f"{place}. {word}" in text for place, word in enumerate(WORDS, 1))
    found = [paper.find(word) for word in WORDS]
    for place, phrase in enumerate(found):
        assert abs(phrase.left - found[place // 8 * 8].left) < 1
        assert abs(phrase.top - found[place % 8].top) < 1.5
    assert [phrase.top for phrase in found[:8]] == sorted(phrase.top for phrase in found[:8])
    assert "Xã Bộc Bố" in paper.text()
    blank = Paper(sheet.pdf(replace(made, words=())))
    assert not any(word in blank.text() for word in WORDS)
    with pytest.raises(ValueError, match="23"):
        sheet.recovery_sheet(book, DAY, WORDS[1:])
    with pytest.raises(InputError, match=r"\.pdf"):
        sheet.write(made, ".docx")


def test_a_receipt_tells_what_came_and_what_goes_back(district: Book) -> None:
    sender = units.find("2021", "01864")
    told = sheet.Receiving(
        sender, "01864_x.xlsx", SHA256, 7, "tháng 5 năm 2024", "03/06/2024 08:30", "Đã nhận",
        3, 2, 1, {"outreach": 33}, (sheet.Remark("outreach", "05/03/2024", "Số nữ quá lớn"),),
    )  # fmt: skip
    paper = OfficePaper.of(district.office, district.settings.get)
    data = sheet.receipt_sheet(paper, DAY, told)
    text = Paper(sheet.pdf(data)).text()
    for words in (
        "Số: …………/PB-UBND",
        "Kính gửi: Ủy ban nhân dân xã Bộc Bố.",
        "7, tháng 5 năm 2024",
        "thêm 3 dòng, sửa 2 dòng, bỏ 1 dòng",
        "1 Hoạt động truyền thông 33",
        "1 Hoạt động truyền thông 05/03/2024 Số nữ quá lớn",
        short_code.of(SHA256),
    ):
        assert words in text
    assert SHA256 in text.replace(" ", "").replace("\u200b", "")
    alone = sheet.receipt_sheet(paper, DAY, replace(told, remarks=(), held={}))
    assert "Không có dòng nào phải sửa." in str(alone.body)
    assert sheet.write(data, ".docx")


def test_a_sheet_agrees_with_the_newest_packet_until_what_travels_changes(book: Book) -> None:
    def code() -> str:
        return sheet.compose(book, "summary", "2024-H1", NOW).code

    assert code() == "chưa có gói tương ứng"
    save(book, "outreach", event())
    packet(book, SHA256)
    assert code() == short_code.of(SHA256)
    book.settings.put(document_number="3")
    assert code() == short_code.of(SHA256)
    save(book, "outreach", event(attendees=50))
    assert code() == "chưa có gói tương ứng"
    packet(book, "00" * 32)
    assert code() == short_code.of("00" * 32)
    save(book, "referrals", referral())
    assert code() == "chưa có gói tương ứng"
    assert sheet.compose(book, "outreach", "2024-H1", NOW).code == ""


def test_a_commune_sees_the_months_it_has_sent(book: Book) -> None:
    packet(book, SHA256, "2024-Q1")
    packet(book, "00" * 32, "2024-03")
    table = sheet.compose(book, "reporters", "2024-H1", NOW).tables[0]
    signed = datetime(2024, 7, 1, 8, 30)
    assert [line.cells for line in table.lines] == [
        ("01/2024", 1, signed, short_code.of(SHA256)),
        ("02/2024", 1, signed, short_code.of(SHA256)),
        ("03/2024", 2, signed, short_code.of("00" * 32)),
        ("04/2024", "—", "—", "—"),
        ("05/2024", "—", "—", "—"),
        ("06/2024", "", "", ""),
    ]


def test_a_district_sees_who_has_reported_which_month(district: Book) -> None:
    def came(unit: str, period: str, day: str, status: str = "accepted") -> None:
        sha = f"{len(mailbox.all_received(district.db)):064x}"
        entry = mailbox.Received(
            sha, "x.xlsx", status, "", f"{day}T20:00:00Z", unit, "d1", "e1", 1, period
        )
        with district.db.atomic():
            mailbox.add_received(district.db, entry)

    came("01864", "2024-Q1", "2024-03-15")
    came("01864", "2024-04", "2024-04-15")
    came("01864", "2024-04", "2024-04-20")
    came("01864", "2024-05", "2024-05-15")
    came("01867", "2024-05", "2024-05-14")
    came("01873", "2024-05", "2024-05-14", "refused")
    data = sheet.compose(district, "reporters", "2024-H1", NOW)
    (table,) = data.annexes[0].body
    assert isinstance(table, Table)
    lines = {str(line.cells[1]): line.cells[2:8] for line in table.lines}
    assert len(lines) == 10 + 1
    assert lines["Xã Bộc Bố"] == ("16/03", "16/03", "16/03", "16/04", "16/05", "")
    assert lines["Xã Công Bằng"] == ("—", "—", "—", "—", "15/05", "")
    assert lines["Xã Xuân La"] == ("—", "—", "—", "—", "—", "")
    assert lines["Số đơn vị đã gửi"] == (1, 1, 1, 1, 2, 0)
    said = str(data.body)
    assert "1/10 đơn vị đã gửi đủ số liệu, 1 đơn vị gửi chưa đủ, 8 đơn vị chưa gửi" in said
    assert "Chưa có số liệu tháng 5 năm 2024: " in said
    newest = next(line.cells[-2:] for line in table.lines if line.cells[1] == "Xã Bộc Bố")
    assert newest == (date(2024, 5, 16), short_code.of(f"{3:064x}"))
