"""The communes of 2021 under the units they became on 01/07/2025 (NQ 1683/NQ-UBTVQH15).

Every old commune went into one new unit whole. A new unit may take in communes of two districts of
2021: a district's rows then tell only a part of it, and that is said.
"""

import csv
from dataclasses import dataclass
from functools import cache

import resources
from desktop.records import units
from desktop.records.language import t
from desktop.records.text import order_key
from desktop.records.units import Unit


@dataclass(frozen=True)
class Merger:
    """A unit of 2025 with the communes of 2021 that became it: those of the asked area, and those
    that lie outside it."""

    unit: Unit
    within: tuple[Unit, ...]
    outside: tuple[Unit, ...]

    @property
    def whole(self) -> bool:
        """Whether the area holds all of the new unit."""
        return not self.outside

    @property
    def caution(self) -> str:
        """What is missing from the area to tell the whole of the new unit; "" when nothing is."""
        if self.whole:
            return ""
        return t(
            "Chỉ là một phần của {unit}: còn {outside}.",
            unit=self.unit.name,
            outside=", ".join(unit.name for unit in self.outside),
        )


def mergers(area: Unit) -> list[Merger]:
    """The units of 2025 that hold communes of ``area``, in Vietnamese order; none for an area of
    2025, whose communes are those units already."""
    if area.edition != "2021":
        return []
    communes = units.communes(area)
    found = {successor(commune) for commune in communes}
    return [
        Merger(
            unit,
            tuple(old for old in _predecessors(unit.code) if old in communes),
            tuple(old for old in _predecessors(unit.code) if old not in communes),
        )
        for unit in sorted(found, key=lambda unit: order_key(unit.name))
    ]


def successor(commune: Unit) -> Unit:
    """The unit of 2025 that a commune of 2021 went into."""
    return units.find("2025", _table()[commune.code])


@cache
def _predecessors(code: str) -> tuple[Unit, ...]:
    old = [units.find("2021", before) for before, after in _table().items() if after == code]
    return tuple(sorted(old, key=lambda unit: order_key(unit.name)))


@cache
def _table() -> dict[str, str]:
    place = resources.path("units", "units_2021_to_2025.csv")
    with place.open(encoding="utf-8", newline="") as file:
        return {line["old_code"]: line["new_code"] for line in csv.DictReader(file)}
