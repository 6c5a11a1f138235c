"""What looks like one person is asked about; dates, sums, places and ordinary words are not."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from desktop.records import language
from desktop.records.privacy import seems_personal
from desktop.records.registers import REGISTERS

PERSONAL = [
    # telephones
    *("0912345678", "0912 345 678", "0912.345.678", "0912-345-678", "0912 345.678"),
    *("+84912345678", "84 912 345 678", "+84 912.345.678", "84.912.345.678", "SĐT:0912345678"),
    *("gọi 0209 3870 123", "(0209) 3870 123", "0912\u00a0345\u00a0678"),
    "ngày 05/03/2024 gọi 0912345678",
    "chi 1.200.000 đồng, ĐT 0987 654 321",
    "0912345678 đ/c Mai",
    *("84912345678 đồng chí Mai", "84912345678 đ/c Mai"),
    # identity cards of nine digits, citizens' of twelve
    *("số 095123456", "123456789", "CMND 095 123 456", "123 456 789"),
    *("095123456789", "CCCD:095123456789.", "CCCD 095 123 456 789"),
    # a name in one breath with selling sex
    *("bán dâm, Lò Thị Mai", "Nguyễn Văn A bán dâm", "BÁN DÂM – Lò Thị Mai"),
    *("Đàm Thị Ân ban dam", "Lò Thị Mai, thôn Nà Coóc, bán dâm"),
    normalize("NFD", "Lò Thị Mai: bán dâm"),
]
ORDINARY = [
    # dates and hours
    *("ngày 05/03/2024", "từ 05.03.2024", "05-03-2024 10 người dự", "01.05.2024 08:30"),
    *("từ 01-05-2024 đến 02-05-2024", "2024-03-05 08:30", "8h30 ngày 05-03-2024"),
    *("8 giờ 30 ngày 05-03-2024", "giai đoạn 2021-2025", "12/KH-UBND ngày 05/03/2024"),
    # sums of money and counts
    *("kinh phí 1.200.000 đồng", "1.084.000.000 đồng", "1.084.512.345", "84.000.000.000 đồng"),
    *("120000000 đồng", "120000000đ", "chi 1.084.500.000.", "3 lớp, 120 người, 84 nữ"),
    *("Thôn 3, 42 người, 120 tờ rơi", "12345678", "1234567890", "1234567890123"),
    *("hotline 111", "Tổng đài 111, 113, 1800 1567", "QĐ 2060/QĐ-UBND"),
    # names without that word, that word without names, places, and words that only look like it
    *("Lò Thị Mai", "Nhà văn hóa Khuổi Bốc", "Phòng, chống bán dâm ở địa phương"),
    "tuyên truyền về phòng, chống bán dâm tại địa bàn xã, của ủy ban",
    "Phòng, chống bán dâm tại thôn Khuổi Bốc",
    "Xã Bộc Bố: phòng, chống bán dâm",
    "nhà nghỉ Sông Năng: nhắc nhở về bán dâm",
    "Ủy ban đảm nhận, Nà Coóc",
]


@pytest.mark.parametrize("text", PERSONAL)
def test_what_looks_like_a_person_is_seen(text: str) -> None:
    assert seems_personal(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_and_figures_are_let_through(text: str) -> None:
    assert not seems_personal(text)


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_whoever_fills_in_a_slip_is_told_what_to_do_about_a_child(tongue: str) -> None:
    language.use(tongue)
    referrals = REGISTERS["referrals"]
    told = "18 tuổi" if tongue == "vi" else "under 18"
    for text in (referrals.about, referrals.field("code").help):
        assert told in text
        assert "111" in text
