"""From what was typed, or stood in a file, to a row: one reader for each kind of field.

Dates are day first ("5/3/2024"), numbers are Vietnamese ("1.234" is one thousand two hundred and
thirty-four), codes may be given by code or by label. Nothing is guessed beyond that.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from desktop.records import lists
from desktop.records.columns import names
from desktop.records.fields import Field, Kind, Row, Value
from desktop.records.language import t
from desktop.records.problem import Problem
from desktop.records.registers import Register
from desktop.records.text import clean, fold

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})\s*(?::|giờ|h|g)\s*(\d{2})?(?::\d{2})?(?:\s*phút)?(?!\d)", re.I
)
_AROUND_DAY = re.compile(r",|\bngày\b|\blúc\b", re.I)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})/(\d{4})")
_GROUPED = re.compile(r"([+-]?\d{1,3}([. ])\d{3}(?:\2\d{3})*)(?:,00?)?")
_PLAIN = re.compile(r"([+-]?\d+)(?:[.,]00?)?")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_YES = {"true", "co", "x", "1", "ies", "i", "dung"}
_NO = {"false", "khong", "0", "no", "n", "sai"}
_LARGEST = 10**15
_LONGEST = 20
_QUOTED = 40


class _UnreadableError(Exception):
    """The value cannot be read as its kind; the text says what was expected."""


def read_row(
    register: Register, raw: Mapping[str, object], *, today: date
) -> tuple[Row, list[Problem]]:
    """The row meant by ``raw`` (field name → typed value or text) and what could not be read.

    Unknown names are problems; names that every stored row carries (uid, unit, …) are passed
    over. ``today`` completes a date typed without a year.
    """
    row: Row = {}
    known = names(register)
    problems = [
        Problem(str(name), t("Sổ này không có mục “{name}”.", name=name))
        for name in raw
        if name not in known
    ]
    for field in register.fields:
        try:
            row[field.name] = read_value(field, raw.get(field.name), today=today)
        except _UnreadableError as error:
            problems.append(Problem(field.name, f"{field.label}: {error}"))
    return row, problems


def read_value(field: Field, raw: object, *, today: date) -> Value:
    """One value of ``field``; nothing typed is None. Several codes may stand one to a line."""
    if isinstance(raw, str):
        typed = _HIDDEN.sub(" ", raw)
        raw = typed.strip() if field.kind is Kind.CODES else clean(typed)
    if raw is None or raw in ("", []):
        return None
    return _READERS[field.kind](field, raw, today)


def _date(_field: Field, raw: object, today: date) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    text = str(raw)
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month = int(found[1]), int(found[2])
        year = int(found[3]) if found[3] else today.year
    else:
        raise _UnreadableError(t("“{raw}” không phải là ngày. Gõ như 05/03/2024.", raw=_short(raw)))
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise _UnreadableError(
            t("không có ngày “{raw}” trong lịch. Kiểm tra ngày và tháng.", raw=_short(raw))
        ) from error


def _moment(field: Field, raw: object, today: date) -> str:
    """A day with its time, in either order; a day alone is its beginning."""
    if isinstance(raw, datetime):
        return raw.isoformat(timespec="minutes")[:16]
    text = str(raw).replace("T", " ")
    time = _TIME.search(text)
    hour, minute = (int(time[1]), int(time[2] or 0)) if time else (0, 0)
    if hour > 23 or minute > 59:
        raise _UnreadableError(t("không có giờ “{raw}”. Gõ như 08:30.", raw=_short(raw)))
    day = clean(_AROUND_DAY.sub(" ", _TIME.sub(" ", text, count=1)))
    return f"{_date(field, day or text, today)}T{hour:02}:{minute:02}"


def _month(_field: Field, raw: object, _today: date) -> str:
    found = _MONTH.fullmatch(str(raw))
    year, month = (found[1] or found[4], found[2] or found[3]) if found else ("", "")
    if not found or not 1 <= int(month) <= 12:
        raise _UnreadableError(t("“{raw}” không phải là tháng. Gõ như 03/2024.", raw=_short(raw)))
    return f"{year}-{int(month):02}"


def _whole(_field: Field, raw: object, _today: date) -> int:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    found = _GROUPED.fullmatch(str(raw)) or _PLAIN.fullmatch(str(raw))
    if isinstance(raw, bool) or not found:
        raise _UnreadableError(t("“{raw}” không phải là số nguyên. Gõ như 1.234.", raw=_short(raw)))
    digits = re.sub(r"[. ]", "", found[1])
    if len(digits) > _LONGEST or abs(int(digits)) > _LARGEST:
        raise _UnreadableError(t("số “{raw}” quá lớn. Kiểm tra lại.", raw=_short(raw)))
    return int(digits)


def _yes_no(_field: Field, raw: object, _today: date) -> bool:
    words = fold(str(raw))
    if words not in _YES | _NO:
        raise _UnreadableError(t("“{raw}” cần là Có hoặc Không.", raw=_short(raw)))
    return words in _YES


def _code(field: Field, raw: object, _today: date) -> str:
    raw = clean(str(raw))
    code = lists.by_words(field.lists).get(fold(raw))
    if code is None:
        raise _UnreadableError(
            t("“{raw}” không có trong danh mục. Chọn một mục có sẵn.", raw=_short(raw))
        )
    return code


def _codes(field: Field, raw: object, today: date) -> list[str]:
    if isinstance(raw, str):
        whole = fold(clean(raw)) in lists.by_words(field.lists)
        parts = [raw] if whole else re.split(r"[;|\n]", raw)
        if len(parts) == 1 and not whole:
            parts = raw.split(",")
    else:
        parts = [str(part) for part in raw] if isinstance(raw, list) else [str(raw)]
    chosen = {_code(field, part, today) for part in parts if clean(part)}
    return [code for code in lists.codes(field.lists) if code in chosen]


def _text(_field: Field, raw: object, _today: date) -> str:
    if isinstance(raw, (bool, list, dict)):
        raise _UnreadableError(t("“{raw}” không phải là chữ.", raw=_short(raw)))
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return clean(str(raw))


def _short(raw: object) -> str:
    text = str(raw)
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


def _case(_field: Field, raw: object, _today: date) -> str:
    return clean(str(raw)).upper()


_READERS: dict[Kind, Callable[[Field, object, date], Value]] = {
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.MONTH: _month,
    Kind.YEAR: _whole,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.COUNT: _whole,
    Kind.MONEY: _whole,
    Kind.TEXT: _text,
    Kind.YES_NO: _yes_no,
    Kind.REFERENCE: _text,
    Kind.CASE: _case,
}
