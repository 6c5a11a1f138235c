"""Old communes under the units they became: nothing lost, nothing twice, parts named as parts."""

from __future__ import annotations

import pytest

from desktop.records import units
from desktop.records.mergers import mergers, successor

STRADDLING = {"Xã Phong Quang", "Xã Đồng Phúc", "Xã Bạch Thông"}


def test_the_province_holds_every_new_unit_whole() -> None:
    found = mergers(units.find("2021", "06"))
    assert len(found) == 37
    assert all(merger.whole and not merger.caution for merger in found)
    old = [unit.code for merger in found for unit in merger.within]
    assert sorted(old) == sorted(u.code for u in units.communes(units.find("2021", "06")))


@pytest.mark.parametrize("district", ["058", "060", "061", "062", "063", "064", "065", "066"])
def test_a_district_says_of_which_units_it_holds_a_part(district: str) -> None:
    area = units.find("2021", district)
    found = mergers(area)
    parts = {merger.unit.name for merger in found if not merger.whole}
    assert parts <= STRADDLING
    assert sum(len(merger.within) for merger in found) == len(units.communes(area))
    for merger in found:
        assert all(successor(unit) == merger.unit for unit in merger.within + merger.outside)
        assert all(unit.name in merger.caution for unit in merger.outside)


def test_the_three_straddling_units_are_seen_from_both_sides() -> None:
    seen = [
        merger.unit.name
        for district in units.children(units.find("2021", "06"))
        for merger in mergers(district)
        if not merger.whole
    ]
    assert {name: seen.count(name) for name in seen} == dict.fromkeys(STRADDLING, 2)


def test_a_code_is_not_a_key_across_editions() -> None:
    assert successor(units.find("2021", "01864")).name == "Xã Bằng Thành"
    assert units.find("2021", "01864").name == "Xã Bộc Bố"


def test_an_area_of_2025_has_nothing_to_group() -> None:
    assert mergers(units.find("2025", "19")) == []
