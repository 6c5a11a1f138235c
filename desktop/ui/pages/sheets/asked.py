"""One sheet as it was asked for, what its files are called, and the periods there are to choose."""

from dataclasses import dataclass
from datetime import date

from desktop.records import periods, sheet
from desktop.records.periods import Basis, Length, Period
from desktop.records.text import unmarked
from desktop.records.units import Unit

FIRST_YEAR = 2021
"""The plan's first; nothing was recorded before."""


@dataclass(frozen=True)
class Asked:
    """A sheet by name, a period by name; ``area`` is None for the office itself."""

    sheet: str
    period: str
    area: Unit | None
    basis: Basis
    internal: bool


def file_name(asked: Asked) -> str:
    """What its files are called, without an ending: nothing that tells what they are about."""
    words = unmarked(sheet.SHEETS[asked.sheet].vi).lower()
    if asked.sheet == "summary":
        words = "bao cao"
    parts = ["".join(sign if sign.isalnum() else " " for sign in words), asked.period]
    if asked.area:
        parts.append(asked.area.code)
    if asked.internal:
        parts.append("noi bo")
    return "-".join(" ".join(parts).split())


def choosable(
    today: date, length: Length | None = None, basis: Basis = Basis.DECREE
) -> list[Period]:
    """The periods that have begun, of a length or of any, the newest first."""
    wanted = [length] if length else list(Length)
    days = [date(y, month, 10) for y in range(FIRST_YEAR, today.year + 1) for month in range(1, 13)]
    found = {
        period.name: period
        for day in (*days, today)  # by the Decree, the end of December is in the next year
        for one in wanted
        if (period := periods.holding(day, one, basis)) and period.first <= today
    }
    return sorted(found.values(), key=lambda period: period.first, reverse=True)
