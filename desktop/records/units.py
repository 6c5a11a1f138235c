"""Administrative units. A code is unique only inside an edition of the unit list.

Edition 2021: 108 communes in 8 districts of Bắc Kạn (06). Edition 2025, in force from
01/07/2025: 37 communes directly under Thái Nguyên (19), no districts (NQ 202/2025/QH15,
NQ 1683/NQ-UBTVQH15).
"""

import csv
from dataclasses import dataclass
from functools import cache

import resources
from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.text import clean, fold, order_key

EDITIONS = ("2021", "2025")
TIERS = ("commune", "district", "province")


@dataclass(frozen=True)
class Unit:
    """One office's area: ``parent`` is the code of the unit above, "" at the province."""

    edition: str
    code: str
    name: str
    kind: str
    tier: str
    parent: str


def find(edition: str, code: str) -> Unit:
    """The unit with that code; raises InputError when the edition has none."""
    if edition not in EDITIONS:
        raise InputError(
            t("Không có danh mục đơn vị “{edition}”. Chọn 2021 hoặc 2025.", edition=edition)
        )
    unit = _edition(edition).get(code)
    if unit is None:
        raise InputError(
            t(
                "Danh mục đơn vị {edition} không có mã “{code}”. Kiểm tra lại mã đơn vị.",
                edition=edition,
                code=code,
            )
        )
    return unit


def children(unit: Unit) -> list[Unit]:
    """The units directly under ``unit``, in Vietnamese order of their names."""
    return list(_below(unit))


def communes(unit: Unit) -> list[Unit]:
    """The communes of ``unit``'s area: itself for a commune."""
    if unit.tier == "commune":
        return [unit]
    return [commune for child in children(unit) for commune in communes(child)]


def within(unit: Unit, area: Unit) -> bool:
    """Whether ``unit`` is ``area`` or lies in it."""
    if unit.edition != area.edition:
        return False
    while unit.code != area.code and unit.parent:
        unit = find(unit.edition, unit.parent)
    return unit.code == area.code


def parent(unit: Unit) -> Unit | None:
    """The unit above, None for the province."""
    return find(unit.edition, unit.parent) if unit.parent else None


def search(edition: str, words: str, tier: str = "") -> list[Unit]:
    """Units with ``words`` in a name they bear or once bore; marks and case are ignored."""
    wanted = fold(clean(words))
    hits = [
        unit
        for unit in _edition(edition).values()
        if (not tier or unit.tier == tier)
        and (unit.code == words.strip() or any(wanted in fold(name) for name in _names(unit)))
    ]
    return sorted(hits, key=lambda u: (not fold(u.name).endswith(wanted), order_key(u.name)))


def _names(unit: Unit) -> list[str]:
    return [unit.name, *_other_names().get((unit.edition, unit.code), ())]


@cache
def _other_names() -> dict[tuple[str, str], list[str]]:
    """Other spellings, and what a unit of 2021 became within its edition (a xã a thị trấn)."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in _lines("unit_aliases.csv"):
        found.setdefault(("2021", line["code"]), []).append(line["alias"])
    return found


@cache
def _below(unit: Unit) -> tuple[Unit, ...]:
    below = (u for u in _edition(unit.edition).values() if u.parent == unit.code)
    return tuple(sorted(below, key=lambda u: order_key(u.name)))


@cache
def _edition(edition: str) -> dict[str, Unit]:
    return {"2021": _units_2021, "2025": _units_2025}[edition]()


def _units_2021() -> dict[str, Unit]:
    units = {"06": Unit("2021", "06", "Tỉnh Bắc Kạn", "tỉnh", "province", "")}
    for line in _lines("districts_2021.csv"):
        units[line["code"]] = Unit(
            "2021", line["code"], line["name"], line["kind"], "district", "06"
        )
    for line in _lines("units_2021.csv"):
        units[line["code"]] = Unit(
            "2021", line["code"], line["name"], line["kind"], "commune", line["district_code"]
        )
    return units


def _units_2025() -> dict[str, Unit]:
    units = {"19": Unit("2025", "19", "Tỉnh Thái Nguyên", "tỉnh", "province", "")}
    for line in _lines("units_2025.csv"):
        units[line["code"]] = Unit(
            "2025", line["code"], line["name"], line["kind"], "commune", line["province_code"]
        )
    return units


def _lines(name: str) -> list[dict[str, str]]:
    with resources.path("units", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
