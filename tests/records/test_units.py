"""The two editions of the unit list."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from desktop.records import units
from desktop.records.errors import InputError
from desktop.records.text import order_key

BAC_KAN = units.find("2021", "06")
THAI_NGUYEN = units.find("2025", "19")
PAC_NAM = units.find("2021", "060")


def test_bac_kan_has_eight_districts_and_108_communes() -> None:
    assert len(units.children(BAC_KAN)) == 8
    assert len({unit.code for unit in units.communes(BAC_KAN)}) == 108
    assert {unit.tier for unit in units.communes(BAC_KAN)} == {"commune"}


def test_since_2025_there_are_37_communes_and_no_districts() -> None:
    assert units.children(THAI_NGUYEN) == units.communes(THAI_NGUYEN)
    assert len(units.communes(THAI_NGUYEN)) == 37


def test_the_communes_of_all_districts_are_those_of_the_province() -> None:
    parts = [unit for district in units.children(BAC_KAN) for unit in units.communes(district)]
    assert sorted(parts, key=repr) == sorted(units.communes(BAC_KAN), key=repr)


@pytest.mark.parametrize("edition", units.EDITIONS)
def test_every_unit_lies_in_its_province(edition: str) -> None:
    province = {"2021": BAC_KAN, "2025": THAI_NGUYEN}[edition]
    tiers = {"province": 0, "district": 1, "commune": 2}
    for unit in units.communes(province):
        above = units.parent(unit)
        assert above is not None
        assert tiers[above.tier] < tiers[unit.tier]
        assert units.within(unit, above)
        assert units.within(unit, province)
        assert not units.within(above, unit)
    assert units.parent(province) is None


def test_one_code_means_another_unit_in_another_edition() -> None:
    before, after = units.find("2021", "01843"), units.find("2025", "01843")
    assert (before.name, after.name) == ("Phường Phùng Chí Kiên", "Phường Bắc Kạn")
    assert not units.within(after, BAC_KAN)


def test_a_commune_is_not_in_another_district() -> None:
    commune = units.find("2021", "01864")
    others = [unit for unit in units.children(BAC_KAN) if unit != PAC_NAM]
    assert units.within(commune, PAC_NAM)
    assert not any(units.within(commune, other) for other in others)
    assert units.communes(commune) == [commune]


def test_units_are_listed_in_vietnamese_order() -> None:
    names = [unit.name for unit in units.children(PAC_NAM)]
    assert len(names) == 10
    assert names == sorted(names, key=order_key)
    assert names != sorted(names)


@pytest.mark.parametrize("edition", units.EDITIONS)
def test_names_are_composed(edition: str) -> None:
    assert all(normalize("NFC", unit.name) == unit.name for unit in units.search(edition, ""))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("hoa muc", "02098"),
        ("Hòa Mục", "02098"),
        ("HOÀ MỤC", "02098"),
        (normalize("NFD", "Xuất Hoá"), "01855"),
        ("  liem  thuy ", "02197"),
        ("02197", "02197"),
        ("sỹ bình", "01978"),
        ("thi tran van tung", "01954"),
        ("xã Vân Tùng", "01954"),
    ],
)
def test_a_unit_is_found_by_any_spelling_or_by_its_code(words: str, code: str) -> None:
    assert [unit.code for unit in units.search("2021", words)] == [code]


def test_a_search_keeps_to_a_tier_and_puts_the_name_itself_first() -> None:
    assert units.search("2021", "bac kan", "district")[0].tier == "district"
    assert {unit.tier for unit in units.search("2021", "", "commune")} == {"commune"}
    assert units.search("2021", "duc xuan")[0].name == "Phường Đức Xuân"
    assert units.search("2021", "không có ở đây") == []


@pytest.mark.parametrize(
    ("edition", "code"), [("2021", "99999"), ("2025", "060"), ("1997", "06"), ("2021", "")]
)
def test_an_unknown_unit_is_named(edition: str, code: str) -> None:
    unknown = code if edition in units.EDITIONS else edition
    with pytest.raises(InputError, match=f"“{unknown}”"):
        units.find(edition, code)
