"""Who issues a sheet: by the unit's own name and tier, or as the office has set it."""

from datetime import date

import pytest

from desktop.records import units
from desktop.records.sheets.office import SETTINGS, OfficePaper, long_date

DAY = date(2024, 1, 2)


def paper(edition: str, code: str, **settings: str) -> OfficePaper:
    return OfficePaper.of(units.find(edition, code), settings.get)


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
def test_offices_of_every_tier_have_their_paper(
    edition: str, code: str, superior: str, place: str, addressee: str, in_text: str
) -> None:
    found = paper(edition, code)
    assert (found.superior, found.addressee) == (superior, f"Ủy ban nhân dân {addressee}")
    assert found.issuer[0] == "ỦY BAN NHÂN DÂN"
    assert found.name == f"Ủy ban nhân dân {in_text}"
    head = found.letterhead("BC", DAY)
    assert head.place_and_date == f"{place}, ngày 02 tháng 01 năm 2024"
    assert head.number == "Số: …………/BC-UBND"


@pytest.mark.parametrize(
    ("edition", "code", "ministry"),
    [("2021", "06", "Bộ Lao động - Thương binh và Xã hội"), ("2025", "19", "Bộ Y tế")],
)
def test_a_province_reports_to_its_ministry(edition: str, code: str, ministry: str) -> None:
    found = paper(edition, code)
    assert (found.superior, found.addressee) == ("", ministry)


@pytest.mark.parametrize(
    ("settings", "lines"),
    [
        ({}, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ({"signer_form": "KT"}, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ({"signer_form": "Q"}, ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
        ({"signer_form": "TL"}, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (
            {"signer_form": "TUQ", "signer_title": "Trưởng phòng Nội vụ"},
            ("TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"),
        ),
        ({"signer_authority": "TRƯỞNG PHÒNG\n\n"}, ("TRƯỞNG PHÒNG",)),
        ({"signer_form": "nonsense"}, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ],
)
def test_signers_sign_in_the_forms_of_the_decree(
    settings: dict[str, str], lines: tuple[str, ...]
) -> None:
    assert paper("2021", "01864", **settings).authority == lines


@pytest.mark.parametrize(("given", "printed"), [("5", "05"), ("12", "12"), ("7a", "7a")])
def test_numbers_below_ten_take_a_nought(given: str, printed: str) -> None:
    found = paper("2021", "01864", document_number=given, office_abbreviation="LĐTBXH")
    assert found.letterhead("BC", DAY).number == f"Số: {printed}/BC-LĐTBXH"
    attached = found.attached_to("Báo cáo", "BC", DAY)
    assert attached.startswith(f"(Kèm theo Báo cáo số {printed}/BC-LĐTBXH ngày 02 tháng 01")


def test_every_setting_changes_the_paper() -> None:
    plain = paper("2021", "01864")
    for setting in SETTINGS:
        value = "KT" if setting.choices else "Lời đã đặt"
        assert paper("2021", "01864", **{setting.name: value}) != plain, setting.name
        assert setting.label
