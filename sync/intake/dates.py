"""Dates as offices write them, and columns whose days and months may have changed places.

Excel set to another country takes "05/03/2024" for 3 May wherever it can, and leaves "25/03/2024"
as text. Such a column is full of real dates, none after the 12th, among texts that begin with a
day after the 12th. It is never read without a person's word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop.records.language import t
from sync.intake.filemap import DateOrder
from sync.intake.limits import moment

_TIME = r"(?:(?:lúc |hồi )?(\d{1,2}) ?(?:giờ|h|:) ?(\d{2})?(?::\d{2})?(?: phút)?,? ?)"
_DATE = re.compile(
    r"(?:(?:sáng|trưa|chiều|tối),? )?(?:(?:thứ [\w]+|chủ nhật),? )?(?:ngày )?"
    r"(\d{1,2}) ?(?:[/.-]|,? ?tháng) ?(\d{1,2})(?: ?(?:[/.-]|,? ?năm|,) ?(\d{4}|\d{2}))?\.?"
)
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
_BEFORE, _AFTER = re.compile(_TIME + r"(?=\D)"), re.compile(r",? " + _TIME + "$")
_JOINED = re.compile(r"(?<=\d)t(?=\d)")
_MONTH_FIRST_FORMAT = re.compile(r"m{1,2}\W+d{1,2}\W+y", re.IGNORECASE)
_SERIALS = range(36_526, 73_051)
"""Numbers that are days of 2000 to 2099 when they stand in a column of dates."""


class DateError(Exception):
    """The value cannot be read as a date; the text says why."""


@dataclass(frozen=True)
class Written:
    """A date as text: its numbers in the order they stand, and the time beside it, if any."""

    first: int
    second: int
    year: int | None
    time: str = ""

    @property
    def either(self) -> bool:
        """Whether both orders give a date, and not the same one."""
        return self.first <= 12 and self.second <= 12 and self.first != self.second


@dataclass(frozen=True)
class Doubt:
    """Why a column of dates may be wrong, and how it would be right. ``real`` says whether it is
    the real dates that are in doubt, or the texts."""

    reason: str
    suggested: DateOrder
    real: bool


def real(value: object, since_1904: bool) -> datetime | None:
    """The date that a cell holds as such, also as the bare number of its day."""
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        value = moment(value, since_1904)
    return value if isinstance(value, datetime) else None


def written(text: str) -> Written | None:
    """The date in a text such as 5/3/2024, 05-03-24 or “ngày 5 tháng 3 năm 2024”; None for others,
    and for those that stand year first."""
    bare, time = _without_time(text)
    found = _DATE.fullmatch(bare)
    if found is None:
        return None
    year = found[3] and (int(found[3]) if len(found[3]) == 4 else 2000 + int(found[3]))
    return Written(int(found[1]), int(found[2]), year or None, time)


def read(text: str, order: DateOrder, year: int | None) -> str:
    """``text`` as the one reader of typed text takes it: 2024-03-05, with the time behind it.

    Raises DateError for a date that no calendar has, and for one without a year when no ``year`` is
    given. What is no date at all comes back as it is.
    """
    found = written(text)
    if found is None:
        bare, time = _without_time(text)
        said = _YEAR_FIRST.fullmatch(bare)
        return _spelled(text, int(said[1]), int(said[2]), int(said[3]), time) if said else text
    day, month = found.first, found.second
    if order is DateOrder.MONTH_FIRST:
        day, month = month, day
    chosen = found.year or year
    if chosen is None:
        raise DateError(t("“{raw}” không có năm. Chọn năm của tệp.", raw=text[:40]))
    return _spelled(text, chosen, month, day, found.time)


def unswapped(value: datetime) -> datetime:
    """The date that was typed, when day and month changed places wherever they could."""
    return value.replace(day=value.month, month=value.day) if value.day <= 12 else value


def doubt(values: Sequence[object], formats: Sequence[str], since_1904: bool) -> Doubt | None:
    """What is doubtful about a column, given the values of its cells and their number formats."""
    reals = [day for value in values if (day := real(value, since_1904))]
    texts = [found for value in values if isinstance(value, str) and (found := written(value))]
    late = any(day.day > 12 for day in reals)
    turned = any(day.day != day.month for day in reals)
    day_first = any(found.first > 12 for found in texts)
    month_first = any(found.second > 12 >= found.first for found in texts)
    if month_first and not day_first:
        return Doubt(
            t("ngày trong cột này có vẻ ghi tháng trước, ngày sau"), DateOrder.MONTH_FIRST, False
        )
    if month_first:
        return Doubt(
            t("trong cột này có chỗ ghi ngày trước, có chỗ ghi tháng trước"),
            DateOrder.DAY_FIRST,
            False,
        )
    odd_format = any(map(_MONTH_FIRST_FORMAT.search, formats))
    if turned and not late and (day_first or odd_format):
        return Doubt(t("Excel có vẻ đã đảo ngày và tháng trong cột này"), DateOrder.SWAPPED, True)
    return None


def _without_time(text: str) -> tuple[str, str]:
    """The text without the time before or after the date, and that time as 08:30."""
    text = _JOINED.sub(" ", text.casefold())
    found = _BEFORE.match(text) or _AFTER.search(text)
    if found is None:
        return text.strip(), ""
    bare = (text[: found.start()] + text[found.end() :]).strip()
    return bare, f"{int(found[1]):02}:{found[2] or '00'}"


def _spelled(text: str, year: int, month: int, day: int, time: str) -> str:
    try:
        found = date(year, month, day).isoformat()
    except ValueError as error:
        raise DateError(
            t("không có ngày “{raw}” trong lịch. Kiểm tra ngày và tháng.", raw=text[:40])
        ) from error
    return f"{found} {time}" if time else found
