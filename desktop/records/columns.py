"""How each kind of field lies in a table, and comes back from it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from desktop.records.fields import Kind, Row, Value
from desktop.records.registers import Register

Cell = str | int | None

STAMP: dict[str, type] = {
    "uid": str,
    "unit": str,
    "device": str,
    "version": int,
    "created_at": str,
    "updated_at": str,
    "retired": str,
}
"""What every stored row carries beside its fields, with its SQL type as Python names it;
``retired`` is the reason, NULL while the row is live."""

STAMP_NAMES = tuple(STAMP)


@dataclass(frozen=True)
class Column:
    """One kind's column: its SQL type as Python names it, and the way in and out."""

    type: type
    encode: Callable[[Value], Cell]
    decode: Callable[[Cell], Value]


def _same(value: Value) -> Cell:
    return cast(Cell, value)


_to_json = json.JSONEncoder(ensure_ascii=False).encode


@lru_cache(8192)
def _json_of(codes: tuple[str, ...]) -> str:
    return _to_json(list(codes))


def _codes(value: Value) -> Cell:
    return _json_of(tuple(cast(list[str], value)))


_TEXT = Column(str, _same, lambda cell: cell)
_WHOLE = Column(int, _same, lambda cell: cell)

COLUMNS: dict[Kind, Column] = {
    Kind.DATE: _TEXT,
    Kind.MOMENT: _TEXT,
    Kind.MONTH: _TEXT,
    Kind.YEAR: _WHOLE,
    Kind.CODE: _TEXT,
    Kind.CODES: Column(str, _codes, lambda cell: cast(list[str], json.loads(str(cell)))),
    Kind.COUNT: _WHOLE,
    Kind.MONEY: _WHOLE,
    Kind.TEXT: _TEXT,
    Kind.YES_NO: Column(int, lambda value: int(bool(value)), bool),
    Kind.REFERENCE: _TEXT,
    Kind.CASE: _TEXT,
}


def names(register: Register) -> tuple[str, ...]:
    """The columns that make a stored row: its stamp, then its fields."""
    return STAMP_NAMES + tuple(field.name for field in register.fields)


def listed(register: Register) -> str:
    """The columns of a stored row as SQL names them."""
    return ", ".join(map(quoted, names(register)))


def quoted(name: str) -> str:
    """A field's name in SQL, where ``group`` would otherwise be a keyword."""
    return f'"{name}"'


def to_cells(register: Register, row: Row) -> dict[str, Cell]:
    """The columns of the fields of ``row``; what it does not say is NULL."""
    names = (field.name for field in register.fields)
    return dict(zip(names, to_values(register, row), strict=True))


def to_values(register: Register, row: Row) -> list[Cell]:
    """As ``to_cells``, without the names, in the order of the fields."""
    return encoder(register)(row)


def encoder(register: Register) -> Callable[[Row], list[Cell]]:
    """``to_values`` for many rows of a register."""
    given = [field.name for field in register.fields]
    encoders = enumerate(COLUMNS[field.kind].encode for field in register.fields)
    coded = [(place, encode) for place, encode in encoders if encode is not _same]

    def values(row: Row) -> list[Cell]:
        cells: list[Value] = [row.get(name) for name in given]
        for place, encode in coded:
            if cells[place] is not None:
                cells[place] = encode(cells[place])
        return cast(list[Cell], cells)

    return values


def to_row(register: Register, cells: Iterable[Cell]) -> Row:
    """The stored row from its cells, in the order of ``names``."""
    values = list(cells)
    row: Row = dict(zip(STAMP_NAMES, values, strict=False))
    for field, cell in zip(register.fields, values[len(STAMP_NAMES) :], strict=True):
        row[field.name] = None if cell is None else COLUMNS[field.kind].decode(cell)
    return row
