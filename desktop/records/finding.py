"""Finding rows of every register at once, by what somebody types.

Rows about a person are found by their random code alone, and show nothing else: a search for a
service, a place or a day must not tell which slips it has.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.records import columns, search
from desktop.records.cipher import Database, translated
from desktop.records.fields import Kind, Row
from desktop.records.registers import Register
from desktop.records.shown import day_of
from desktop.records.text import unmarked, words

LEAST = 2
"""Fewer letters than this find nothing: they are in nearly every row."""


@dataclass(frozen=True)
class Hits:
    """What was found in one register: the rows entered last, and whether there are more."""

    register: Register
    rows: tuple[Row, ...]
    more: bool


def everywhere(
    db: Database, registers: Iterable[Register], typed: str, limit: int = 4
) -> list[Hits]:
    """The live rows of each of ``registers`` that ``typed`` finds, at most ``limit`` of each, the
    newest entry first; registers without any are left out."""
    if len("".join(words(typed))) < LEAST:
        return []
    found = ((register, _newest(db, register, typed, limit + 1)) for register in registers)
    return [Hits(r, tuple(rows[:limit]), len(rows) > limit) for r, rows in found if rows]


def code_of(register: Register) -> str:
    """The field with the random code of a register about people, "" for any other register."""
    return next((field.name for field in register.fields if field.kind is Kind.CASE), "")


def day(register: Register, row: Row) -> str:
    """The day, month or year of a row that a search may show; "" where it may not, or none is."""
    field = None if code_of(register) else day_of(register)
    return str(row.get(field.name) or "")[:10] if field else ""


@translated()
def _newest(db: Database, register: Register, typed: str, limit: int) -> list[Row]:
    if code := code_of(register):
        return _by_code(db, register, code, typed, limit)
    listed = ", ".join(f"r.{columns.quoted(name)}" for name in columns.names(register))
    lines = db.execute(
        f"SELECT {listed} FROM {register.name}_fts f JOIN {register.name} r ON r.rowid = f.rowid"
        f" WHERE {register.name}_fts MATCH ? AND r.retired IS NULL ORDER BY f.rowid DESC LIMIT ?",
        [search.match(typed), limit],
    )
    return [columns.to_row(register, cells) for cells in lines]


def _by_code(db: Database, register: Register, code: str, typed: str, limit: int) -> list[Row]:
    """One row for each slip whose code begins like that: a slip may have several services."""
    begins = "".join(sign for sign in unmarked(typed).upper() if sign.isalnum())
    column = columns.quoted(code)
    lines = db.execute(
        f"SELECT {columns.listed(register)}, max(rowid) FROM {register.name}"
        f" WHERE retired IS NULL AND substr({column}, 1, ?) = ?"
        f" GROUP BY {column} ORDER BY max(rowid) DESC LIMIT ?",
        [len(begins), begins, limit],
    )
    return [columns.to_row(register, cells[:-1]) for cells in lines]
