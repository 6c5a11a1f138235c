"""Reporting periods and the years that targets are measured in.

A period is named ``2024``, ``2024-H1``, ``2024-9M``, ``2024-Q1`` or ``2024-05``. By Decree
09/2019/NĐ-CP, Article 12, it runs from the 15th of the month before its first month to the 14th of
its last month (Article 12 does not name nine months; they follow the same cut-offs). By the
calendar it runs from the first to the last day of its months.
"""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.records.errors import InputError
from desktop.records.language import pick, t

_NAME = re.compile(r"(20(?:2[1-9]|[3-9][0-9]))(?:-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?")
_MONTHS = {f"{month:02}": (month, month) for month in range(1, 13)}
_QUARTERS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
_PARTS = {"": (1, 12), "H1": (1, 6), "H2": (7, 12), "9M": (1, 9)} | _QUARTERS | _MONTHS
_WORDS = {
    "": ("năm {year}", "the year {year}"),
    "H1": ("6 tháng đầu năm {year}", "the first half of {year}"),
    "H2": ("6 tháng cuối năm {year}", "the second half of {year}"),
    "9M": ("9 tháng đầu năm {year}", "the first nine months of {year}"),
    "Q1": ("quý I năm {year}", "the first quarter of {year}"),
    "Q2": ("quý II năm {year}", "the second quarter of {year}"),
    "Q3": ("quý III năm {year}", "the third quarter of {year}"),
    "Q4": ("quý IV năm {year}", "the fourth quarter of {year}"),
} | {
    part: (f"tháng {month} năm {{year}}", f"{month_name[month]} {{year}}")
    for part, (month, _) in _MONTHS.items()
}


class Basis(StrEnum):
    """What bounds a period: the cut-offs of Decree 09/2019, or the calendar."""

    DECREE = "decree"
    CALENDAR = "calendar"


class Length(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"


_BY_LENGTH = {
    Length.MONTH: tuple(_MONTHS),
    Length.QUARTER: tuple(_QUARTERS),
    Length.HALF: ("H1", "H2"),
    Length.NINE_MONTHS: ("9M",),
    Length.YEAR: ("",),
}


@dataclass(frozen=True)
class Period:
    """One period: both ``first`` and ``last`` day belong to it."""

    name: str
    basis: Basis
    first: date
    last: date
    months: tuple[str, ...]
    vi: str
    en: str

    @property
    def label(self) -> str:
        """The period in words in the language in use: ``6 tháng đầu năm 2024``."""
        return pick(self.vi, self.en)

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in the period."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Year:
    """A reckoning of the year: its number, its days, and the last day of each of its quarters."""

    number: int
    first: date
    last: date
    quarters: tuple[date, ...]

    def elapsed(self, as_of: date) -> tuple[date, ...]:
        """The last days of the quarters that are over once ``as_of`` is over."""
        return tuple(last for last in self.quarters if last <= as_of)


def named(name: str, basis: Basis = Basis.DECREE) -> Period:
    """The period of that name; raises InputError when it names none."""
    found = _NAME.fullmatch(name.strip().upper())
    if found is None:
        raise InputError(
            t(
                "Không hiểu kỳ báo cáo “{name}”. Ghi như 2024, 2024-H1, 2024-9M, 2024-Q1 hoặc "
                "2024-05.",
                name=name,
            )
        )
    year, part = int(found[1]), found[2] or ""
    start, end = _PARTS[part]
    first, last = _days(year, start, end, basis)
    months = tuple(f"{year}-{month:02}" for month in range(start, end + 1))
    vi, en = (words.format(year=year) for words in _WORDS[part])
    return Period(found[0], basis, first, last, months, vi, en)


def holding(day: date, length: Length, basis: Basis = Basis.DECREE) -> Period | None:
    """The period of that length in which ``day`` lies; None in the months nine months leave out.

    By the Decree, 15 December belongs to the next year. Raises InputError before 2021.
    """
    names = (
        f"{year}-{part}" if part else str(year)
        for year in (day.year, day.year + 1)
        for part in _BY_LENGTH[length]
    )
    return next((p for p in (named(name, basis) for name in names) if p.holds(day)), None)


def year_of(day: date, basis: Basis = Basis.CALENDAR) -> Year:
    """The year in which ``day`` lies; raises nothing for any date."""
    number = day.year + (1 if basis is Basis.DECREE and (day.month, day.day) >= (12, 15) else 0)
    first, last = _days(number, 1, 12, basis)
    quarters = tuple(_days(number, *months, basis)[1] for months in _QUARTERS.values())
    return Year(number, first, last, quarters)


def months_over(as_of: date) -> tuple[str, ...]:
    """The months (``2024-05``) of the calendar year of ``as_of`` that are over once it is over."""
    ends = (date(as_of.year, m, monthrange(as_of.year, m)[1]) for m in range(1, 13))
    return tuple(end.isoformat()[:7] for end in ends if end <= as_of)


def basis_words(basis: Basis) -> str:
    """What a year is by ``basis``, in the language in use."""
    if basis is Basis.CALENDAR:
        return t("Năm tính theo lịch, từ 01/01 đến 31/12.")
    return t("Năm tính theo Nghị định 09/2019/NĐ-CP, từ 15/12 năm trước đến 14/12.")


def school_year_of(day: date, month: int = 9, first: int = 1) -> tuple[date, date]:
    """First and last day of the school year in which ``day`` lies, by the day it begins on."""
    begins = date(day.year, month, first)
    if day < begins:
        begins = date(day.year - 1, month, first)
    return begins, date(begins.year + 1, month, first) - timedelta(days=1)


def _days(year: int, start: int, end: int, basis: Basis) -> tuple[date, date]:
    if basis is Basis.CALENDAR:
        return date(year, start, 1), date(year, end, monthrange(year, end)[1])
    before = date(year, start, 1) - timedelta(days=1)
    return before.replace(day=15), date(year, end, 14)
