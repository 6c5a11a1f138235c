"""How much a file from outside may hold, and what is said of one that cannot be read."""

import re
from datetime import datetime, timedelta
from typing import Final

from desktop.records.errors import InputError
from desktop.records.language import t
from sync.intake.grid import Cell, Line, Value

MAX_FILE: Final = 20 << 20
MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 1_000_000
MAX_UNPACKED: Final = 300 << 20

_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DATE_SIGNS = re.compile(r"[dmyhs]", re.IGNORECASE)
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}


class Tally:
    """Counts what is taken from one file; raises InputError at the first row that is too much."""

    def __init__(self) -> None:
        self._cells = 0

    def line(self, number: int, cells: list[Cell], before: int, hidden: bool = False) -> Line:
        """The row ``number`` after ``before`` others of its sheet, without its empty end."""
        while cells and cells[-1].value is None:
            del cells[-1]
        self._cells += len(cells)
        if before >= MAX_ROWS or self._cells > MAX_CELLS:
            raise InputError(
                t("Tệp có hơn {n} dòng. Chia nhỏ tệp rồi nhập từng phần; chưa lưu gì.", n="50.000")
            )
        if len(cells) > MAX_COLUMNS:
            raise InputError(
                t("Dòng {row} có hơn {n} cột. Xóa các cột thừa rồi thử lại.", row=number, n=200)
            )
        return Line(number, tuple(cells), hidden)


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date: it has day, month or year outside literal text."""
    plain = _LITERAL.sub("", code.split(";")[0])
    return bool(_DATE_SIGNS.search(plain)) and "general" not in plain.casefold()


def moment(days: float, since_1904: bool) -> Value:
    """The date and time a spreadsheet means by ``days``; the number where it means none."""
    if not 0 <= days < 2_958_466:  # 31/12/9999
        return days
    found = _EPOCHS[since_1904] + timedelta(days=days)
    found = (found + timedelta(milliseconds=500)).replace(microsecond=0)
    return found if days >= 1 else f"{found:%H:%M}"


def number(text: str) -> int | float:
    """A number as XML spells it: whole where it is whole. Raises ValueError."""
    found = float(text)
    if found.is_integer() and abs(found) < 10**16:
        return int(found)
    return found
