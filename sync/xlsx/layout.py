"""The columns of a register's sheet: what each kind of value looks like there, and both ways.

Codes read ``words (CODE)``, references ``caption (uid)``, yes/no Có/Không, months the first of the
month shown as mm/yyyy. A person reads the words; the machine takes what stands in brackets and
then checks the words.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any, Final

from desktop.records import words
from desktop.records.fields import Field, Kind, Row, Value
from sync.xlsx.cells import (
    CellError,
    Look,
    day_of,
    moment_of,
    number_of,
    serial,
    spell_moment,
    spell_number,
    spell_text,
)
from sync.xlsx.wording import Column, Sheet, Wording

Captions = Mapping[str, Mapping[str, str]]
"""By register and uid, how a row is named to a person."""

Spell = Callable[[Any], str]

UID, INSTANT = "uid", "instant"
"""What a row has besides its fields: kinds of value that no field has."""

_UID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_KEPT: Final = 4096


@dataclass(frozen=True)
class Ways:
    """A column's key in a row, its width in characters, its look, and both ways.

    ``speller`` gives, for the captions of a packet, the way from a value to what follows the
    reference in the cell's markup; ``read`` the value from what a cell holds. Both ways raise
    CellError.
    """

    name: str
    width: int
    look: Look
    speller: Callable[[Captions], Spell]
    read: Callable[[str], Value]


@cache
def ways(wording: Wording, sheet: Sheet) -> tuple[Ways, ...]:
    """The columns of a register's sheet from left to right."""
    return tuple(
        Ways(column.name, column.width, *_BY_KIND[column.kind](wording, column))
        for column in sheet.columns
    )


def captions(wording: Wording, rows: Mapping[str, list[Row]]) -> Captions:
    """The captions that references in ``rows`` show, in Vietnamese."""
    wanted: dict[str, set[Value]] = {}
    for sheet in wording.sheets:
        for column in sheet.columns:
            if column.kind == Kind.REFERENCE:
                found = {row[column.name] for row in rows.get(sheet.register, ())}
                wanted.setdefault(column.target, set()).update(found)
    return {
        sheet.register: {
            str(row["uid"]): _caption(wording, sheet, row)
            for row in rows.get(sheet.register, ())
            if row["uid"] in wanted[sheet.register]
        }
        for sheet in wording.sheets
        if sheet.register in wanted
    }


def _caption(wording: Wording, sheet: Sheet, row: Row) -> str:
    columns = {column.name: column for column in sheet.columns}
    shown = (_shown(wording, columns[name], row.get(name)) for name in sheet.caption)
    return ", ".join(text for text in shown if text)


def _shown(wording: Wording, column: Column, value: Any) -> str:
    if value is not None and column.kind in (Kind.CODE, Kind.CODES):
        known = wording.codes(column)
        several = [value] if column.kind == Kind.CODE else value
        return "; ".join(known.get(code, code) for code in several)
    return words.show(Field(column.name, Kind(column.kind), "", ""), value, tongue="vi")


_Both = tuple[Look, Callable[[Captions], Spell], Callable[[str], Value]]


def _number(look: Look) -> _Both:
    spell = lru_cache(_KEPT)(lambda number: spell_number(look, number))
    return look, lambda _: spell, lru_cache(_KEPT)(number_of)


def _day(look: Look, length: int) -> _Both:
    spell = lru_cache(_KEPT)(lambda day: spell_number(look, serial(f"{day}-01"[:10])))
    read = lru_cache(_KEPT)(lambda held: day_of(held)[:length])
    return look, lambda _: spell, read


def _moment() -> _Both:
    spell = lru_cache(_KEPT)(lambda moment: spell_moment(Look.MOMENT, moment))
    return Look.MOMENT, lambda _: spell, lru_cache(_KEPT)(moment_of)


def _text(look: Look, shape: re.Pattern[str] | None = None) -> _Both:
    def read(held: str) -> str | None:
        if shape and not shape.fullmatch(held):
            raise CellError("not of its form")
        return held or None

    return look, lambda _: partial(spell_text, look), read


def _repeated(look: Look, shape: re.Pattern[str] | None = None) -> _Both:
    """As ``_text``, where the same texts come again and again."""
    _, speller, read = _text(look, shape)
    spell = lru_cache(_KEPT)(speller({}))
    return look, lambda _: spell, lru_cache(_KEPT)(read)


def _code(wording: Wording, column: Column) -> _Both:
    known = wording.codes(column)

    def read(held: str) -> str:
        return _known(known, _bracketed(held))

    spell = lru_cache(_KEPT)(lambda code: spell_text(Look.TEXT, _labelled(known, code)))
    return Look.TEXT, lambda _: spell, lru_cache(_KEPT)(read)


def _several(wording: Wording, column: Column) -> _Both:
    known = wording.codes(column)

    @lru_cache(_KEPT)
    def spell(several: tuple[str, ...]) -> str:
        return spell_text(Look.TEXT, "; ".join(_labelled(known, code) for code in several))

    @lru_cache(_KEPT)
    def read(held: str) -> tuple[str, ...]:
        return tuple(_known(known, _bracketed(part)) for part in re.split(r"(?<=\)); ", held))

    return Look.TEXT, lambda _: lambda codes: spell(tuple(codes)), lambda held: list(read(held))


def _yes_no() -> _Both:
    by_words = {word: bool(place) for place, word in enumerate(words.YES_NO["vi"])}

    def read(held: str) -> bool:
        if held not in by_words:
            raise CellError("neither yes nor no")
        return by_words[held]

    spell = lru_cache(lambda value: spell_text(Look.TEXT, words.YES_NO["vi"][value]))
    return Look.TEXT, lambda _: spell, read


def _reference(column: Column) -> _Both:
    def speller(captions: Captions) -> Spell:
        shown = captions.get(column.target, {})
        return lambda uid: spell_text(Look.TEXT, f"{shown.get(uid, '')} ({uid})".lstrip())

    def read(held: str) -> str:
        uid = _bracketed(held)
        if not _UID.fullmatch(uid):
            raise CellError("not a uid")
        return uid

    return Look.TEXT, speller, read


def _labelled(known: Mapping[str, str], code: str) -> str:
    return f"{known[_known(known, code)]} ({code})"


def _known(known: Mapping[str, str], code: str) -> str:
    if code not in known:
        raise CellError("a code that its list does not have")
    return code


def _bracketed(held: str) -> str:
    return held[held.rfind("(") + 1 : -1]


_BY_KIND: Final[dict[str, Callable[[Wording, Column], _Both]]] = {
    Kind.DATE: lambda _w, _c: _day(Look.DATE, 10),
    Kind.MOMENT: lambda _w, _c: _moment(),
    Kind.MONTH: lambda _w, _c: _day(Look.MONTH, 7),
    Kind.YEAR: lambda _w, _c: _number(Look.YEAR),
    Kind.CODE: _code,
    Kind.CODES: _several,
    Kind.COUNT: lambda _w, _c: _number(Look.NUMBER),
    Kind.MONEY: lambda _w, _c: _number(Look.NUMBER),
    Kind.TEXT: lambda _w, _c: _repeated(Look.TEXT),
    Kind.YES_NO: lambda _w, _c: _yes_no(),
    Kind.REFERENCE: lambda _w, column: _reference(column),
    Kind.CASE: lambda _w, _c: _text(Look.TEXT),
    UID: lambda _w, _c: _text(Look.FAINT, _UID),
    INSTANT: lambda _w, _c: _repeated(Look.FAINT, _MOMENT),
}
