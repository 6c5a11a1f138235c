"""The order in which the rows of a list stand, however many there are.

A list is not read page by page: where a page begins would have to be counted anew each time. It
is lined up once, from its index, as the numbers under which the database keeps the rows; any
place in it is then as near as the first.
"""

import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.records import columns, queries, search, shown
from desktop.records.cipher import Database, translated
from desktop.records.fields import Kind, Row
from desktop.records.queries import Wanted
from desktop.records.registers import Register
from desktop.records.text import words

FIRST = 64
"""Rows of the first part: what a screen shows at once."""
PART = 20_000
"""Rows of every other part."""
FEW = 2_000
"""As many rows that a search finds are looked up one by one."""
MANY = 20_000
"""As many are so frequent that some of them are near the top."""
BEGUN = 2
"""Letters of a word that has only been begun: many words begin so."""
TOP = 3_000
"""Rows at the top of a list that are looked at one by one for the first of what is wanted."""
EVERYTHING = Wanted()


@dataclass(frozen=True)
class Part:
    """The next rows of a list: their places in the table, and their numbers, one sequence for each
    column that is added up (nothing counts as 0)."""

    places: "array[int]"
    numbers: tuple["array[int]", ...]


@dataclass(frozen=True)
class Asked:
    """A list: whose rows, which of them, in which order (that of entry without a field).

    ``offices`` are the codes of units in the order of their names, for a list ordered by unit.
    """

    register: Register
    wanted: Wanted = EVERYTHING
    order: str = ""
    descending: bool = True
    offices: tuple[str, ...] = ()


def parts(db: Database, asked: Asked) -> Iterator[Part]:
    """The whole list in parts, the first one short and soon there.

    All of it is of one state of the book; what is changed meanwhile is not seen.
    """
    with translated():
        db.execute("SAVEPOINT lineup")
        try:
            yield from _parts(db, asked)
        finally:
            db.execute("RELEASE lineup")


@translated()
def rows_at(db: Database, register: Register, places: Sequence[int]) -> list[Row | None]:
    """The rows at those places of the table, None where there is none any more."""
    names = columns.listed(register)
    found = db.execute(
        f"SELECT rowid, {names} FROM {register.name}"
        " WHERE rowid IN (SELECT value FROM json_each(?))",
        [json.dumps(list(places))],
    )
    rows = {cells[0]: columns.to_row(register, cells[1:]) for cells in found}
    return [rows.get(place) for place in places]


@translated()
def place_of(db: Database, register: Register, uid: str) -> int | None:
    """Where in the table the row with that uid is."""
    found = db.execute(f"SELECT rowid FROM {register.name} WHERE uid = ?", [uid]).fetchone()
    return int(found[0]) if found else None


def _parts(db: Database, asked: Asked) -> Iterator[Part]:
    first = _top(db, asked) if _early(asked) else []
    if first:
        yield _part(asked.register, first)
    hits = _hits(db, asked)
    if not first and hits is not None and len(hits) > MANY and _at_first(asked):
        first = _top(db, asked)
        if first:
            yield _part(asked.register, first)
    cursor = db.execute(*_query(asked, hits))
    if first:
        cursor.fetchmany(len(first))
    size = PART if first else FIRST
    while found := cursor.fetchmany(size):
        yield _part(asked.register, found)
        size = PART


def _hits(db: Database, asked: Asked) -> list[int] | None:
    """The places of rows with the words, one more than ``MANY`` at most; None without words."""
    query = search.match(asked.wanted.words)
    if not query:
        return None
    name = asked.register.name
    sql = f"SELECT rowid FROM {name}_fts WHERE {name}_fts MATCH ? LIMIT {MANY + 1}"
    return [place for (place,) in db.execute(sql, [query])]


def _early(asked: Asked) -> bool:
    """Whether to look at the top before anything else: what is asked for takes long to find."""
    begun = [word for word in words(asked.wanted.words) if len(word) <= BEGUN]
    return _at_first(asked) and bool(begun or not _in_index(asked))


def _at_first(asked: Asked) -> bool:
    return asked.order == shown.first_order(asked.register)


def _top(db: Database, asked: Asked) -> list[tuple[int, ...]]:
    """The first rows of the list if they are near the top, else none."""
    register, wanted = asked.register, asked.wanted
    quick = replace(
        wanted, words="", codes=tuple(c for c in wanted.codes if not _several(asked, c))
    )
    clauses, values = queries.conditions(register, quick)
    top = (
        f"SELECT rowid FROM {register.name} INDEXED BY {shown.index_name(register)}"
        f" WHERE {' AND '.join(clauses)} {_ordered(asked)} LIMIT {TOP}"
    )
    slow = replace(Wanted(retired=wanted.retired), codes=wanted.codes)
    clauses, rest = queries.conditions(register, slow)
    for word in words(wanted.words):
        clauses.append("' ' || search LIKE ?")
        rest.append(f"% {word}%")
    sql = (
        f"{_selected(asked, indexed=False)} WHERE rowid IN ({top}) AND {' AND '.join(clauses)}"
        f" {_ordered(asked)} LIMIT {FIRST}"
    )
    found = db.execute(sql, [*values, *rest]).fetchall()
    return found if len(found) == FIRST else []


def _query(asked: Asked, hits: list[int] | None) -> tuple[str, list[object]]:
    """What gives the whole list: through the index where all that is asked for stands in it."""
    few = hits is not None and len(hits) <= FEW
    known = hits is not None and len(hits) <= MANY
    clauses, values = queries.conditions(asked.register, asked.wanted, searched=not known)
    if known:
        clauses.append("rowid IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(hits))
    selected = _selected(asked, indexed=not few and _in_index(asked))
    return f"{selected} WHERE {' AND '.join(clauses)} {_ordered(asked)}", values


def _in_index(asked: Asked) -> bool:
    """Whether the index says all that the list is narrowed and ordered by."""
    needed = {name for name, _ in asked.wanted.codes} | ({asked.order} - {""})
    if asked.wanted.days and (day := shown.day_of(asked.register)):
        needed.add(day.name)
    if asked.wanted.overdue:
        needed.add("outcome_date")
    return needed <= set(shown.index_columns(asked.register))


def _several(asked: Asked, code: tuple[str, str]) -> bool:
    return asked.register.field(code[0]).kind is Kind.CODES


def _selected(asked: Asked, *, indexed: bool) -> str:
    register = asked.register
    added = [f"coalesce({columns.quoted(f.name)}, 0)" for f in shown.added_up(register)]
    how = f"INDEXED BY {shown.index_name(register)}" if indexed else "NOT INDEXED"
    return f"SELECT {', '.join(['rowid', *added])} FROM {register.name} {how}"


def _ordered(asked: Asked) -> str:
    direction = "DESC" if asked.descending else "ASC"
    by = queries.ordered_by(asked.register, asked.order)
    if asked.order == "unit" and asked.offices:
        ranks = (f"WHEN '{code}' THEN {n}" for n, code in enumerate(asked.offices))
        by = f"CASE unit {' '.join(ranks)} END"
    last = "" if by == "uid" else f", uid {direction}"
    return f"ORDER BY {by} {direction}{last}"


def _part(register: Register, found: Sequence[Sequence[int]]) -> Part:
    places, *numbers = (array("q", column) for column in zip(*found, strict=True))
    return Part(places, tuple(numbers))
