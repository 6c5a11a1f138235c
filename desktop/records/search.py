"""What of a row can be found by typing: folded words, kept beside it and indexed (FTS5)."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import cast

from desktop.records import lists
from desktop.records.fields import Field, Kind, Row, Value
from desktop.records.registers import Register
from desktop.records.text import spaced, words

Find = Callable[[str, str], Row | None]
Way = Callable[[Value], str]


def index_words(register: Register, row: Row, find: Find) -> str:
    """The words under which ``row`` is found; ``find`` gives the rows it refers to."""
    return indexer(register, find)(row)


def indexer(register: Register, find: Find) -> Callable[[Row], str]:
    """``index_words`` for many rows of a register."""
    ways = [(field.name, _WORDS[field.kind](field, find)) for field in register.fields]

    def words_of(row: Row) -> str:
        told = [way(value) for name, way in ways if (value := row.get(name)) is not None]
        return " ".join(filter(None, told))

    return words_of


def match(typed: str) -> str:
    """The FTS5 query for what was typed: every word, each may be unfinished; "" for nothing."""
    return " ".join(f'"{word}"*' for word in words(typed))


def _nothing(_field: Field, _find: Find) -> Way:
    return lambda _value: ""


def _as_typed(_field: Field, _find: Find) -> Way:
    return lambda value: spaced(str(value))


def _day(_field: Field, _find: Find) -> Way:
    return lambda value: _words_of_day(str(value)[:10])


def _label(field: Field, _find: Find) -> Way:
    return lambda value: _words_of_codes(field.lists, (str(value),))


def _labels(field: Field, _find: Find) -> Way:
    return lambda value: _words_of_codes(field.lists, tuple(cast(list[str], value)))


def _referred(field: Field, find: Find) -> Way:
    return lambda value: str((find(field.target, str(value)) or {}).get("search") or "")


@lru_cache(8192)
def _words_of_day(day: str) -> str:
    """Day, month and year, with and without the leading zero that people leave out."""
    parts = day.split("-")[::-1]
    return _joined(dict.fromkeys([*parts, *(part.lstrip("0") for part in parts)]))


@lru_cache(8192)
def _words_of_codes(names: tuple[str, ...], codes: tuple[str, ...]) -> str:
    entries = lists.codes(names)
    return _joined(entries[code].vi for code in codes if code in entries)


def _joined(pieces: Iterable[str]) -> str:
    return " ".join(filter(None, map(spaced, pieces)))


_WORDS: dict[Kind, Callable[[Field, Find], Way]] = {
    Kind.DATE: _day,
    Kind.MOMENT: _day,
    Kind.MONTH: _day,
    Kind.YEAR: _as_typed,
    Kind.CODE: _label,
    Kind.CODES: _labels,
    Kind.COUNT: _as_typed,
    Kind.MONEY: _nothing,
    Kind.TEXT: _as_typed,
    Kind.YES_NO: _nothing,
    Kind.REFERENCE: _referred,
    Kind.CASE: _as_typed,
}
