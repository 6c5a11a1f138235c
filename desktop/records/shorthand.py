"""Dates as people type them into a form, written out: "5", "5/3", "5/3/24", "hôm qua".

Only a form takes them: it shows at once what was understood. A file is read by ``parse`` alone,
which takes no day that does not stand there.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from desktop.records.fields import Kind
from desktop.records.registers import Register
from desktop.records.text import clean, fold

_DATES = (Kind.DATE, Kind.MOMENT)
_DAY = re.compile(r"(\d{1,2})(?:\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{2}|\d{4}))?)?")
_IN_A_MOMENT = re.compile(
    r"(?<![\d:hHgG])\d{1,2}\s*[/.-]\s*\d{1,2}(?:\s*[/.-]\s*(?:\d{4}|\d{2}))?(?!\d)"
)
_NEAR = {
    fold(words): back
    for back, said in enumerate(
        (("hôm nay", "nay", "today"), ("hôm qua", "yesterday"), ("hôm kia",))
    )
    for words in said
}
"""How many days back each of these is."""
_CLOSE_TO = re.compile(r"h[ôo]m\s+(?:nay|qua|kia)", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")


def write_out(register: Register, raw: Mapping[str, object], today: date) -> dict[str, object]:
    """``raw`` with every date written out that was typed in short; all else as it was typed."""
    kinds = {field.name: field.kind for field in register.fields}
    return {
        name: written_out(kinds[name], value, today) if name in kinds else value
        for name, value in raw.items()
    }


def written_out(kind: Kind, typed: object, today: date) -> object:
    """``typed`` as ``dd/mm/yyyy`` (with its time, of a moment) when it is a date in short.

    A day without a month is of this month, one without a year of the year in which it lies
    nearest to ``today``.
    """
    if kind not in _DATES or not isinstance(typed, str):
        return typed
    if kind is Kind.DATE:
        return _written(clean(typed), today) or typed
    day = _CLOSE_TO.search(clean(typed)) or _IN_A_MOMENT.search(clean(typed))
    written = _written(day[0], today) if day else None
    return clean(typed).replace(day[0], written, 1) if day and written else typed


def _written(text: str, today: date) -> str | None:
    back = _NEAR.get(fold(text))
    if back is not None:
        return _shown(today - timedelta(days=back))
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    if not found:
        return None
    day, month, year = found.groups()
    try:
        return _shown(_day(int(day), month, year, today))
    except ValueError:
        return None


def _day(day: int, month: str | None, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(str(month)), day)
    if not month:
        return today.replace(day=day)
    near = [_or_none(today.year + more, int(month), day) for more in (0, -1, 1)]
    there = [one for one in near if one is not None]
    if not there:
        raise ValueError(day)
    return min(there, key=lambda one: abs(one - today))


def _or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shown(day: date) -> str:
    return day.strftime("%d/%m/%Y")
