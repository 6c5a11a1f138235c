"""The columns of a register's sheet: what each kind of field looks like there, and both ways.

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
from desktop.records.lists import codes
from desktop.records.registers import REGISTERS, Register
from sync.packet import SYSTEM
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

Captions = Mapping[str, Mapping[str, str]]
"""By register and uid, how a row is named to a person."""

Spell = Callable[[Any], str]

_UID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_KEPT: Final = 4096


@dataclass(frozen=True)
class Column:
    """One column: its key in a row, its heading, its width in characters, its look, and both ways.

    ``speller`` gives, for the captions of a packet, the way from a value to what follows the
    reference in the cell's markup; ``read`` the value from what a cell holds. Both ways raise
    CellError.
    """

    name: str
    label: str
    width: int
    look: Look
    speller: Callable[[Captions], Spell]
    read: Callable[[str], Value]


@cache
def columns(register: Register) -> tuple[Column, ...]:
    """The columns of the register's sheet from left to right."""
    fields = tuple(_column(field) for field in register.fields)
    return fields if register.derived_from else fields + tuple(_SYSTEM[name] for name in SYSTEM)


def captions(rows: Mapping[str, list[Row]]) -> Captions:
    """The captions that references in ``rows`` show, in Vietnamese."""
    wanted: dict[str, set[Value]] = {}
    for name, found in rows.items():
        for field in REGISTERS[name].fields:
            if field.kind is Kind.REFERENCE:
                wanted.setdefault(field.target, set()).update(row[field.name] for row in found)
    return {
        target: {
            str(row["uid"]): words.caption(REGISTERS[target], row, tongue="vi")
            for row in rows.get(target, ())
            if row["uid"] in uids
        }
        for target, uids in wanted.items()
    }


def _column(field: Field) -> Column:
    width, make = _BY_KIND[field.kind]
    if field.longest > 200:
        width *= 2
    return Column(field.name, field.vi, width, *make(field))


_Ways = tuple[Look, Callable[[Captions], Spell], Callable[[str], Value]]


def _number(look: Look) -> _Ways:
    spell = lru_cache(_KEPT)(lambda number: spell_number(look, number))
    return look, lambda _: spell, lru_cache(_KEPT)(number_of)


def _day(look: Look, length: int) -> _Ways:
    spell = lru_cache(_KEPT)(lambda day: spell_number(look, serial(f"{day}-01"[:10])))
    read = lru_cache(_KEPT)(lambda held: day_of(held)[:length])
    return look, lambda _: spell, read


def _moment() -> _Ways:
    spell = lru_cache(_KEPT)(lambda moment: spell_moment(Look.MOMENT, moment))
    return Look.MOMENT, lambda _: spell, lru_cache(_KEPT)(moment_of)


def _text(look: Look, shape: re.Pattern[str] | None = None) -> _Ways:
    def read(held: str) -> str | None:
        if shape and not shape.fullmatch(held):
            raise CellError("not of its form")
        return held or None

    return look, lambda _: partial(spell_text, look), read


def _code(field: Field) -> _Ways:
    def read(held: str) -> str:
        return _known(field, _bracketed(held))

    spell = lru_cache(_KEPT)(lambda code: spell_text(Look.TEXT, _labelled(field, code)))
    return Look.TEXT, lambda _: spell, lru_cache(_KEPT)(read)


def _several(field: Field) -> _Ways:
    @lru_cache(_KEPT)
    def spell(several: tuple[str, ...]) -> str:
        return spell_text(Look.TEXT, "; ".join(_labelled(field, code) for code in several))

    @lru_cache(_KEPT)
    def read(held: str) -> tuple[str, ...]:
        return tuple(_known(field, _bracketed(part)) for part in re.split(r"(?<=\)); ", held))

    return Look.TEXT, lambda _: lambda codes: spell(tuple(codes)), lambda held: list(read(held))


def _yes_no(_field: Field) -> _Ways:
    by_words = {word: bool(place) for place, word in enumerate(words.YES_NO["vi"])}

    def read(held: str) -> bool:
        if held not in by_words:
            raise CellError("neither yes nor no")
        return by_words[held]

    spell = lru_cache(lambda value: spell_text(Look.TEXT, words.YES_NO["vi"][value]))
    return Look.TEXT, lambda _: spell, read


def _reference(field: Field) -> _Ways:
    def speller(captions: Captions) -> Spell:
        shown = captions.get(field.target, {})
        return lambda uid: spell_text(Look.TEXT, f"{shown.get(uid, '')} ({uid})".lstrip())

    def read(held: str) -> str:
        uid = _bracketed(held)
        if not _UID.fullmatch(uid):
            raise CellError("not a uid")
        return uid

    return Look.TEXT, speller, read


def _labelled(field: Field, code: str) -> str:
    return f"{words.code_words(field, _known(field, code), 'vi')} ({code})"


def _known(field: Field, code: str) -> str:
    if code not in codes(field.lists):
        raise CellError("a code that its list does not have")
    return code


def _bracketed(held: str) -> str:
    return held[held.rfind("(") + 1 : -1]


_BY_KIND: Final[dict[Kind, tuple[int, Callable[[Field], _Ways]]]] = {
    Kind.DATE: (11, lambda _: _day(Look.DATE, 10)),
    Kind.MOMENT: (16, lambda _: _moment()),
    Kind.MONTH: (9, lambda _: _day(Look.MONTH, 7)),
    Kind.YEAR: (7, lambda _: _number(Look.YEAR)),
    Kind.CODE: (20, _code),
    Kind.CODES: (28, _several),
    Kind.COUNT: (9, lambda _: _number(Look.NUMBER)),
    Kind.MONEY: (12, lambda _: _number(Look.NUMBER)),
    Kind.TEXT: (18, lambda _: _text(Look.TEXT)),
    Kind.YES_NO: (8, _yes_no),
    Kind.REFERENCE: (36, _reference),
    Kind.CASE: (12, lambda _: _text(Look.TEXT)),
}

_SYSTEM: Final[dict[str, Column]] = {
    "uid": Column("uid", "Mã dòng", 33, *_text(Look.FAINT, _UID)),
    "version": Column("version", "Lần ghi", 8, *_number(Look.NUMBER)),
    "created_at": Column("created_at", "Ghi lúc (UTC)", 19, *_text(Look.FAINT, _MOMENT)),
    "updated_at": Column("updated_at", "Sửa lúc (UTC)", 19, *_text(Look.FAINT, _MOMENT)),
}
