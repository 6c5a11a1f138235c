"""The plan's targets computed from the book: whole numbers, and the lines behind each of them.

Pure reading: the same rows, area and day give the same answer. Only integers are compared, so a
target is met exactly when 100·n ≥ threshold·d, and no rounding can lift a number over it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.records import lists
from desktop.records import plan as plans
from desktop.records.area import Source, scoped
from desktop.records.cipher import Database
from desktop.records.errors import InputError
from desktop.records.language import pick, t
from desktop.records.periods import Basis, months_over, school_year_of, year_of
from desktop.records.plan import Plan, Target
from desktop.records.units import Unit


class Status(StrEnum):
    """How a target stands."""

    MET = "met"
    SHORT = "short"
    NO_DENOMINATOR = "no_denominator"
    NOT_DUE = "not_due"


@dataclass(frozen=True)
class Line:
    """One line behind a target: its unit, what counts (see ``Target.item``, "" for none), n, d.

    ``note`` says in the language in use why it does not count, or counts only later ("" for
    neither); ``missing``: by itself it stays below the target's threshold.
    """

    unit: str
    item: str
    n: int
    d: int
    note: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Behind:
    """A row of a register behind the line of that unit and item."""

    unit: str
    item: str
    register: str
    uid: str


@dataclass(frozen=True)
class Result:
    """One target in one area on one day; ``asked``: whether the plan asks it of that tier."""

    target: Target
    numerator: int
    denominator: int
    status: Status
    asked: bool = True

    @property
    def percent(self) -> float | None:
        """The percentage to the nearest tenth, but below the threshold as long as the target is
        short of it; None when there is none to give."""
        if self.status in (Status.NO_DENOMINATOR, Status.NOT_DUE):
            return None
        tenths = (2000 * self.numerator + self.denominator) // (2 * self.denominator)
        if self.status is Status.SHORT:
            tenths = min(tenths, 10 * self.target.threshold - 1)
        return tenths / 10

    @property
    def missing(self) -> int:
        """How much the numerator lacks to reach the threshold; 0 when it is reached."""
        lacking = self.target.threshold * self.denominator - 100 * self.numerator
        return max(0, -(-lacking // 100))

    @property
    def vi(self) -> str:
        """The status in Vietnamese words: ``Đạt``, ``Còn thiếu 12``."""
        return self._words()[0]

    def words(self) -> str:
        """The status in words of the language in use."""
        return pick(*self._words())

    def _words(self) -> tuple[str, str]:
        if self.status is Status.NO_DENOMINATOR and not self.asked:
            return "Không tính ở cấp này", "Not counted at this tier"
        return {
            Status.MET: ("Đạt", "Met"),
            Status.SHORT: (f"Còn thiếu {self.missing}", f"{self.missing} short"),
            Status.NO_DENOMINATOR: (self.target.none_vi, self.target.none_en),
            Status.NOT_DUE: ("Chưa đến kỳ", "Not due yet"),
        }[self.status]


def compute(
    source: Source,
    area: Unit,
    as_of: date,
    plan: Plan | None = None,
    *,
    basis: Basis = Basis.CALENDAR,
) -> list[Result]:
    """Every target of the plan in its order, also those that are not asked of the area's tier.

    ``area`` bounds whose rows are read; ``basis`` says what a year is. Raises InputError for a
    day outside 2021–2099, BookError when the book cannot be read.
    """
    plan = plan or plans.default()
    with _prepared(source, area, as_of, plan, basis) as (db, values):
        found = [(target, *_fraction(db, target, values)) for target in plan.targets]
    return [
        Result(target, n, d, judge(target, n, d, not asked or _due(target, as_of, basis)), asked)
        for target, n, d in found
        for asked in [area.tier in target.tiers]
    ]


def explain(
    source: Source,
    area: Unit,
    as_of: date,
    id: str,
    plan: Plan | None = None,
    *,
    basis: Basis = Basis.CALENDAR,
) -> list[Line]:
    """The lines whose sums are the fraction of target ``id``, those lacking most first.

    Lines of 0/0 count neither way, and their note says why. Raises InputError for an unknown
    target or a day outside 2021–2099.
    """
    plan = plan or plans.default()
    target = plan.target(id)
    with _prepared(source, area, as_of, plan, basis, target.sql) as (db, values):
        cursor = db.execute(
            f"SELECT * FROM ({target.sql}) ORDER BY n - d, unit, item",
            {**values, **target.values},
        )
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, cells, strict=True)) for cells in cursor]
    return [_line(target, **line) for line in found]


def behind(
    source: Source,
    area: Unit,
    as_of: date,
    id: str,
    plan: Plan | None = None,
    *,
    basis: Basis = Basis.CALENDAR,
) -> list[Behind]:
    """The rows behind the lines of target ``id``, in order of entry; none for a discreet target.

    Raises InputError for an unknown target or a day outside 2021–2099.
    """
    plan = plan or plans.default()
    target = plan.target(id)
    if target.discreet or not target.rows:
        return []
    with _prepared(source, area, as_of, plan, basis, target.rows) as (db, values):
        found = db.execute(
            f"SELECT unit, item, register, uid FROM ({target.rows}) ORDER BY uid",
            {**values, **target.values},
        )
        return [Behind(*cells) for cells in found]


def judge(target: Target, numerator: int, denominator: int, due: bool = True) -> Status:
    """The status of a fraction, by whole numbers; ``due``: enough time has passed to judge."""
    if not due:
        return Status.NOT_DUE
    if denominator == 0:
        return Status.NO_DENOMINATOR
    met = 100 * numerator >= target.threshold * denominator
    return Status.MET if met else Status.SHORT


def _due(target: Target, as_of: date, basis: Basis) -> bool:
    if target.due_after == "quarter":
        return bool(year_of(as_of, basis).elapsed(as_of))
    return target.due_after != "month" or bool(months_over(as_of))


def _fraction(db: Database, target: Target, values: Mapping[str, object]) -> tuple[int, int]:
    n, d = db.execute(
        f"SELECT COALESCE(SUM(n), 0), COALESCE(SUM(d), 0) FROM ({target.sql})",
        {**values, **target.values},
    ).fetchone()
    return n, d


@contextmanager
def _prepared(
    source: Source, area: Unit, as_of: date, plan: Plan, basis: Basis, *asked: str
) -> Iterator[tuple[Database, dict[str, object]]]:
    """One unchanging view of the book, with the temporary tables that the SQL ``asked`` reads."""
    values = _parameters(as_of, plan, basis) | {"area": area.code}
    needed = _needed(plan, asked or [target.sql for target in plan.targets])
    with scoped(source, area) as db:
        for name in needed:
            db.execute(f'CREATE TEMP TABLE "{name}" AS {plan.tables[name]}', values)
        yield db, values


def _needed(plan: Plan, asked: Iterable[str]) -> list[str]:
    """The plan's own tables that ``asked`` names, or that one of these names, in their order."""
    text, needed = "\n".join(asked), list[str]()
    for name, sql in reversed(list(plan.tables.items())):
        if re.search(rf"\b{re.escape(name)}\b", text):
            needed.append(name)
            text += sql
    return needed[::-1]


def _parameters(as_of: date, plan: Plan, basis: Basis) -> dict[str, object]:
    if not 2021 <= as_of.year <= 2099:
        raise InputError(
            t(
                "Ngày {day} nằm ngoài thời gian của sổ. Ghi một ngày từ 01/01/2021.",
                day=as_of.strftime("%d/%m/%Y"),
            )
        )
    year = year_of(as_of, basis)
    elapsed = year.elapsed(as_of)
    school_start, school_end = school_year_of(as_of, *plan.school_year_begins)
    days = {f"q{i}_last": last for i, last in enumerate(year.quarters, 1)} | {
        "as_of": as_of,
        "year_start": year.first,
        "year_end": year.last,
        "school_start": school_start,
        "school_end": school_end,
    }
    counts: dict[str, object] = {
        "year": year.number,
        "quarters": len(elapsed),
        "quarter": None if as_of in elapsed else len(elapsed) + 1,
        "months_over": json.dumps(months_over(as_of)),
    }
    return counts | {name: day.isoformat() for name, day in days.items()}


def _line(target: Target, unit: str, item: str, n: int, d: int, note: str | None = None) -> Line:
    missing = 100 * n < target.threshold * d
    return Line(unit, item, n, d, _note_words(target, note or ""), missing)


def _note_words(target: Target, raw: str) -> str:
    """A note as the SQL gives it, ``key:a,b;key``, in words of the language in use."""
    labels = lists.codes((target.note_list,)) if target.note_list else {}
    said = []
    for part in filter(None, raw.split(";")):
        key, _, given = part.partition(":")
        words = [
            labels[one].label if one in labels else plans.as_said(one) for one in given.split(",")
        ]
        said.append(pick(*target.notes[key]).format(*words, all="; ".join(words)))
    return ". ".join(said)
