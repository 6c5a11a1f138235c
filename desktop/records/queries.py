"""Reading the book: rows of a register, one by one, as a list, by search."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.records import columns, lists, search
from desktop.records.cipher import Database, translated
from desktop.records.fields import Kind, Row
from desktop.records.registers import REGISTERS, Register
from desktop.records.shown import day_of
from desktop.records.text import order_key


@dataclass(frozen=True)
class Wanted:
    """Which rows of a register, all conditions together.

    Found by ``words``; of offices ``units`` (all when empty); dated in ``days``, first and last
    day included, by the register's first date; with a code in each field of ``codes``. Live rows,
    or those that were taken out when ``retired``. ``overdue``: only what was to be followed up
    before that day and has no outcome yet, of a register whose rows are followed up.
    """

    words: str = ""
    units: tuple[str, ...] = ()
    days: tuple[str, str] | None = None
    codes: tuple[tuple[str, str], ...] = ()
    retired: bool = False
    overdue: str = ""


@translated()
def get(db: Database, register: Register, uid: str) -> Row | None:
    """The live row with that uid, None when there is none."""
    found = db.execute(f"{_select(register)} WHERE uid = ? AND retired IS NULL", [uid]).fetchone()
    return columns.to_row(register, found) if found else None


@translated()
def stored(db: Database, register: Register, uid: str) -> Row | None:
    """The row with that uid, live or retired, None when there never was one."""
    found = db.execute(f"{_select(register)} WHERE uid = ?", [uid]).fetchone()
    return columns.to_row(register, found) if found else None


@translated()
def alike(db: Database, register: Register, row: Row, device: str) -> Row | None:
    """Another live row of that device with the same ``distinct`` fields, or None."""
    if not register.distinct:
        return None
    cells = columns.to_cells(register, row)
    same = " AND ".join(f"{columns.quoted(name)} IS ?" for name in register.distinct)
    found = db.execute(
        f"{_select(register)} WHERE retired IS NULL AND {same} AND device = ? AND uid IS NOT ?",
        [*(cells[name] for name in register.distinct), device, row.get("uid")],
    ).fetchone()
    return columns.to_row(register, found) if found else None


@translated()
def find(db: Database, register_name: str, uid: str) -> Row | None:
    """The live row with that uid and its ``search`` words: what rules and index ask for."""
    register = REGISTERS[register_name]
    names = columns.listed(register)
    found = db.execute(
        f"SELECT {names}, search FROM {register.name} WHERE uid = ? AND retired IS NULL", [uid]
    ).fetchone()
    if found is None:
        return None
    return columns.to_row(register, found[:-1]) | {"search": found[-1]}


def rows(
    db: Database, register: Register, *, device: str | None = None, year: int | None = None
) -> Iterator[Row]:
    """The live rows in order of entry; of one device, of one year by the register's first date."""
    clauses, values = ["retired IS NULL"], list[object]()
    if device is not None:
        clauses.append("device = ?")
        values.append(device)
    if year is not None and day_of(register) is not None:
        _within(register, (f"{year}-01-01", f"{year}-12-31"), clauses, values)
    with translated():
        cursor = db.execute(
            f"{_select(register)} WHERE {' AND '.join(clauses)} ORDER BY uid", values
        )
        for cells in cursor:
            yield columns.to_row(register, cells)


def page(
    db: Database,
    register: Register,
    wanted: Wanted = Wanted(),
    *,
    order: str = "",
    descending: bool = True,
    offset: int = 0,
    limit: int = 200,
) -> list[Row]:
    """One stretch of the list, ordered by a field (the newest entry first without one): texts and
    the words of codes as Vietnamese dictionaries do."""
    where, values = _where(register, wanted)
    by = ordered_by(register, order)
    direction = "DESC" if descending else "ASC"
    sql = f"{_select(register)} {where} ORDER BY {by} {direction}, uid {direction} LIMIT ? OFFSET ?"
    with translated():
        cursor = db.execute(sql, [*values, limit, offset])
        return [columns.to_row(register, cells) for cells in cursor]


def count(
    db: Database,
    register: Register,
    wanted: Wanted = Wanted(),
) -> int:
    """How many rows the list has."""
    where, values = _where(register, wanted)
    with translated():
        found = db.execute(f"SELECT count(*) FROM {register.name} {where}", values).fetchone()
    return int(found[0])


def total(
    db: Database,
    register: Register,
    field: str,
    wanted: Wanted = Wanted(),
) -> int:
    """The sum of a number field over the list."""
    where, values = _where(register, wanted)
    with translated():
        column = columns.quoted(register.field(field).name)
        sql = f"SELECT coalesce(sum({column}), 0) FROM {register.name} {where}"
        return int(db.execute(sql, values).fetchone()[0])


def followed_up(register: Register) -> bool:
    """Whether its rows have a day on which to ask what came of them."""
    return {"due", "outcome_date"} <= {field.name for field in register.fields}


def conditions(
    register: Register, wanted: Wanted, *, searched: bool = True
) -> tuple[list[str], list[object]]:
    """What SQL asks of a wanted row, with the values; without the words unless ``searched``."""
    clauses = [f"retired IS {'NOT ' if wanted.retired else ''}NULL"]
    values = list[object]()
    if wanted.units:
        clauses.append(f"unit IN ({', '.join('?' * len(wanted.units))})")
        values += wanted.units
    if wanted.days:
        _within(register, wanted.days, clauses, values)
    if wanted.overdue and followed_up(register):
        clauses.append("due < ? AND outcome_date IS NULL")
        values.append(wanted.overdue)
    for name, code in wanted.codes:
        column = columns.quoted(register.field(name).name)
        several = register.field(name).kind is Kind.CODES
        clauses.append(f"instr({column}, ?)" if several else f"{column} = ?")
        values.append(json.dumps(code) if several else code)
    query = search.match(wanted.words) if searched else ""
    if query:
        clauses.append(
            f"rowid IN (SELECT rowid FROM {register.name}_fts WHERE {register.name}_fts MATCH ?)"
        )
        values.append(query)
    return clauses, values


def ordered_by(register: Register, order: str) -> str:
    """What SQL orders a list by: a field's column, texts and the words of codes as Vietnamese
    dictionaries do; the order of entry for anything else."""
    if order not in columns.names(register):
        return "uid"
    field = next((f for f in register.fields if f.name == order), None)
    column = columns.quoted(order)
    if field is None:
        return column
    if field.kind is Kind.TEXT:
        return f"vietnamese({column})"
    if field.kind is Kind.CODE:
        labels = sorted(lists.codes(field.lists).values(), key=lambda code: order_key(code.label))
        ranks = " ".join(f"WHEN '{code.code}' THEN {n}" for n, code in enumerate(labels))
        return f"CASE {column} {ranks} END"
    if field.kind is Kind.REFERENCE:
        target = REGISTERS[field.target]
        first = ordered_by(target, target.caption[0])
        return f"(SELECT {first} FROM {target.name} t WHERE t.uid = {register.name}.{column})"
    return column


def _where(register: Register, wanted: Wanted) -> tuple[str, list[object]]:
    clauses, values = conditions(register, wanted)
    return "WHERE " + " AND ".join(clauses), values


def _within(
    register: Register, days: tuple[str, str], clauses: list[str], values: list[object]
) -> None:
    field = day_of(register)
    if field is None:
        return
    first, last = days
    clauses.append(f"{columns.quoted(field.name)} BETWEEN ? AND ?")
    values += [int(first[:4]), int(last[:4])] if field.kind is Kind.YEAR else [first, f"{last}T24"]


def _select(register: Register) -> str:
    return f"SELECT {columns.listed(register)} FROM {register.name}"
