"""Which clauses of the plan have something recorded in a period, and which have nothing yet."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.records import plan as plans
from desktop.records.area import Source, scoped
from desktop.records.cipher import Database
from desktop.records.columns import quoted
from desktop.records.fields import Kind
from desktop.records.language import pick
from desktop.records.periods import Period
from desktop.records.plan import Plan, Task
from desktop.records.registers import REGISTERS, Register
from desktop.records.units import Unit

TASKS = "tasks"
"""The register for what no other one holds: it counts for every clause, by its id."""

_ENTERED = "date(created_at, '+7 hours')"
"""The day of entry in Vietnam."""


@dataclass(frozen=True)
class Clause:
    """A task of the plan and what is recorded of it.

    ``rows`` is how many live rows of the area show it in the period, ``registers`` how many of
    them are in each register that can, and ``last`` the newest of their days (or years), "" for
    nothing.
    """

    id: str
    clause: str
    vi: str
    en: str
    name_vi: str
    name_en: str
    rows: int
    last: str
    registers: Mapping[str, int]

    @property
    def label(self) -> str:
        """Its short name in the language in use."""
        return pick(self.name_vi, self.name_en)

    @property
    def text(self) -> str:
        """What is asked, in the language in use."""
        return pick(self.vi, self.en)


_Seen = dict[tuple[str, str], tuple[int, str]]
"""How many rows, and their newest day, by task and register."""


def of(source: Source, area: Unit, period: Period, plan: Plan | None = None) -> list[Clause]:
    """Every task that the plan asks of the area's tier, in its order.

    A row belongs to the period by its register's first required day, else by its first required
    year; rows of a register without either stand for every period. Raises BookError when the book
    cannot be read.
    """
    tasks = [task for task in (plan or plans.default()).tasks if area.tier in task.tiers]
    with scoped(source, area) as db:
        seen = _recorded(db, period, tasks) | _named(db, period)
    return [_clause(task, seen) for task in tasks]


def _clause(task: Task, seen: _Seen) -> Clause:
    names = [*dict(task.records), TASKS]
    found = {name: seen.get((task.id, name), (0, "")) for name in names}
    return Clause(
        task.id,
        task.clause,
        task.vi,
        task.en,
        task.name_vi,
        task.name_en,
        rows=sum(rows for rows, _ in found.values()),
        last=max(last for _, last in found.values()),
        registers={name: rows for name, (rows, _) in found.items()},
    )


def _recorded(db: Database, period: Period, tasks: list[Task]) -> _Seen:
    """What the registers show: one pass over each, for all the tasks that it can show."""
    asked: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for task in tasks:
        for name, where in task.records:
            asked[name].append((task.id, where))
    seen: _Seen = {}
    for name, conditions in asked.items():
        day = _day(REGISTERS[name])
        counts = ", ".join(
            f"count(*) FILTER (WHERE {shows}), max({day}) FILTER (WHERE {shows})"
            for shows in (where or "true" for _, where in conditions)
        )
        cells = db.execute(f"SELECT {counts} {_from(REGISTERS[name])}", _bounds(period)).fetchone()
        for place, (id, _) in enumerate(conditions):
            seen[id, name] = cells[2 * place], str(cells[2 * place + 1] or "")
    return seen


def _named(db: Database, period: Period) -> _Seen:
    """What the register of other tasks says was done for each clause."""
    register = REGISTERS[TASKS]
    found = db.execute(
        f"SELECT clause, count(*), max({_day(register)}) {_from(register)} GROUP BY clause",
        _bounds(period),
    )
    return {(clause, TASKS): (rows, last) for clause, rows, last in found}


def _from(register: Register) -> str:
    """The live rows of the area in the period, read in one pass: by an index it takes longer."""
    day, year = _dated(register, Kind.DATE, Kind.MOMENT), _dated(register, Kind.YEAR)
    within = "true"
    if day:
        within = f"{day} BETWEEN :first AND :last"
    elif year:
        within = f"{year} = :year"
    return (
        f"FROM {register.name} NOT INDEXED "
        f"WHERE retired IS NULL AND unit IN (SELECT code FROM scope) AND {within}"
    )


def _day(register: Register) -> str:
    """The SQL of a row's day; of its year, or of the day it was entered, where there is none."""
    return _dated(register, Kind.DATE, Kind.MOMENT) or _dated(register, Kind.YEAR) or _ENTERED


def _dated(register: Register, *kinds: Kind) -> str:
    found = (field.name for field in register.fields if field.required and field.kind in kinds)
    name = next(found, "")
    return name and f"substr({quoted(name)}, 1, 10)"


def _bounds(period: Period) -> dict[str, str]:
    first, last = period.first.isoformat(), period.last.isoformat()
    return {"first": first, "last": last, "year": period.name[:4]}
