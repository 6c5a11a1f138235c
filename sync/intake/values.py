"""From a cell to what the one reader of typed text (`desktop.records.parse`) takes for its field.

Nothing is decided twice: a value that is plain already passes through. What is made plain here are
the habits of spreadsheets: real dates, numbers with units or in millions, words for codes, ticks.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from desktop.records import lists
from desktop.records.fields import Field, Kind
from desktop.records.language import t
from desktop.records.text import clean, fold
from sync.intake import dates, legacy, vocabulary
from sync.intake.dates import DateError, Doubt
from sync.intake.filemap import Column, DateOrder, FileMap
from sync.intake.grid import Cell, Value
from sync.intake.suggestions import suggest
from sync.intake.vocabulary import plain

_WITH_UNIT = re.compile(r"([+-]?[\d.,]*\d)\s*([^\d\s.,].*)")
_DECIMAL = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_FAILED = re.compile(r"#(?:[A-Z]+(?:/[0A])?[!?]?|\?)")
_PIECES = re.compile(r"[;|\n]")
_TICKS = {"✓", "✔", "√", "☑", "v", "x"}


class UnreadableError(Exception):
    """The cell cannot be read for its field; the text says why."""


class UnknownWordsError(UnreadableError):
    """Words that no code is known for; ``codes`` may be meant, the likeliest first."""

    def __init__(self, message: str, words: str, codes: tuple[str, ...]) -> None:
        super().__init__(message)
        self.words = words
        self.codes = codes


@dataclass(frozen=True)
class Reading:
    """How the cells of one column are read; ``words`` (plain) are those a person gave a code."""

    field: Field
    column: Column
    file_map: FileMap
    words: Mapping[str, str]
    since_1904: bool = False
    doubt: Doubt | None = None


def said(cell: Cell, reading: Reading) -> Value:
    """What a cell says, in Unicode; None for nothing and for the dashes that stand for nothing."""
    if not isinstance(cell.value, str):
        return cell.value
    text = legacy.text_of(cell, reading.file_map.fonts)
    text = text.strip() if reading.field.kind is Kind.CODES else clean(text)
    return None if text in vocabulary.nothing() or not text else text


def raw(value: Value, reading: Reading) -> object:
    """``value`` for the reader of typed text. Raises UnreadableError, DateError."""
    if value is None:
        return None
    if isinstance(value, str) and _FAILED.fullmatch(value):
        raise UnreadableError(
            t("công thức trong ô không có kết quả ({raw}). Sửa trong tệp rồi lưu lại.", raw=value)
        )
    return _RAW[reading.field.kind](value, reading)


def _date(value: Value, reading: Reading) -> object:
    found = _moment(value, reading)
    return found[:10] if isinstance(found, str) and _is_iso(found) else found


def _moment(value: Value, reading: Reading) -> object:
    order = reading.column.order
    day = dates.real(value, reading.since_1904)
    if day is None:
        if not isinstance(value, str):
            return value
        found = dates.written(value)
        if found and found.either and _in_doubt(reading, real=False):
            raise _doubtful(reading, value)
        return dates.read(value, order, reading.file_map.year)
    if order is DateOrder.SWAPPED:
        day = dates.unswapped(day)
    elif day.day <= 12 and day.day != day.month and _in_doubt(reading, real=True):
        raise _doubtful(reading, f"{day:%d/%m/%Y}")
    return f"{day:%Y-%m-%d %H:%M}"


def _in_doubt(reading: Reading, *, real: bool) -> bool:
    undecided = reading.column.order is DateOrder.UNDECIDED
    return undecided and reading.doubt is not None and reading.doubt.real is real


def _doubtful(reading: Reading, shown: str) -> DateError:
    assert reading.doubt is not None
    return DateError(
        t(
            "chưa rõ “{raw}” là ngày nào: {why}. Chọn cách đọc ngày cho cột này.",
            raw=shown,
            why=reading.doubt.reason,
        )
    )


def _is_iso(text: str) -> bool:
    return len(text) >= 10 and text[4] == text[7] == "-"


def _number(value: Value, reading: Reading) -> object:
    """A whole number, in đồng where the column counts thousands or millions."""
    scale = reading.column.scale
    if isinstance(value, bool | datetime):
        return str(value)
    if isinstance(value, str):
        value = _without_unit(value)
        if scale == 1:
            return value
        try:
            amount = Decimal(value.replace(".", "").replace(",", ".")) * scale
        except InvalidOperation:
            return value
        if not _DECIMAL.fullmatch(value):
            return value
    else:
        amount = round(Decimal(str(value)) * scale, 6)
    if amount != amount.to_integral_value():
        shown = f"{amount.normalize():f}".replace(".", ",")
        raise UnreadableError(
            t("“{raw}” là số lẻ, mục này chỉ nhận số nguyên. Sửa trong tệp.", raw=shown)
        )
    return int(amount)


def _without_unit(text: str) -> str:
    """“50 người” → “50”; words that are no unit stay, for the reader to refuse."""
    found = _WITH_UNIT.fullmatch(text)
    return found[1] if found and plain(found[2]) in vocabulary.phrases("units") else text


def _year(value: Value, _reading: Reading) -> object:
    """A year, also as “năm 2024” or as any real date in it."""
    if isinstance(value, datetime):
        return value.year
    return re.sub(r"(?i)^năm\s+", "", value) if isinstance(value, str) else value


def _month(value: Value, _reading: Reading) -> object:
    if isinstance(value, datetime):
        return f"{value:%Y-%m}"
    return re.sub(r"(?i)^tháng\s+", "", value) if isinstance(value, str) else value


def _code(value: Value, reading: Reading) -> object:
    return _known_code(as_text(value), reading)


def _codes(value: Value, reading: Reading) -> object:
    """Several codes: the whole where it is known, else its parts."""
    whole = as_text(value)
    pieces = [part for part in map(clean, _PIECES.split(whole)) if part]
    if _lookup(clean(whole), reading) is not None:
        pieces = [clean(whole)]
    elif len(pieces) == 1:
        parts = [part for part in map(clean, whole.split(",")) if part]
        if any(_lookup(part, reading) is not None for part in parts):
            pieces = parts
    found = [code for piece in pieces for code in _known_code(piece, reading).split("; ") if code]
    return list(dict.fromkeys(found))


def _known_code(words: str, reading: Reading) -> str:
    code = _lookup(words, reading)
    if code is not None:
        return code
    likely = suggest(reading.field, words)
    message = t("“{raw}” chưa có trong danh mục.", raw=words[:60])
    if likely:
        label = lists.codes(reading.field.lists)[likely[0]].label
        message = t(
            "“{raw}” chưa có trong danh mục. Có phải “{label}”?", raw=words[:60], label=label
        )
    raise UnknownWordsError(message, words, likely)


def _lookup(words: str, reading: Reading) -> str | None:
    """The code that ``words`` were said to mean, or mean by themselves; "" for none wanted."""
    if plain(words) in reading.words:
        return reading.words[plain(words)]
    exact = lists.by_words(reading.field.lists).get(fold(words))
    return exact or vocabulary.code_words(reading.field).get(plain(words))


def as_text(value: Value) -> str:
    """A value as a person would have typed it: 12,5 and 05/03/2024."""
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return str(value)


def _text(value: Value, _reading: Reading) -> object:
    return value if isinstance(value, bool) else as_text(value)


def _yes_no(value: Value, _reading: Reading) -> object:
    return "x" if isinstance(value, str) and value.casefold() in _TICKS else value


_RAW: dict[Kind, Callable[[Value, Reading], object]] = {
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.MONTH: _month,
    Kind.YEAR: _year,
    Kind.CODE: _code,
    Kind.CODES: _codes,
    Kind.COUNT: _number,
    Kind.MONEY: _number,
    Kind.TEXT: _text,
    Kind.YES_NO: _yes_no,
    Kind.REFERENCE: _text,
    Kind.CASE: _text,
}
