"""The plan's targets computed from the book: whole numbers, and the lines behind each of them.

Pure reading: the same rows, area and day give the same answer. Only integers are compared, so a
target is met exactly when 100·n ≥ threshold·d, and no rounding can lift a number over it.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.records import plan as plans
from desktop.records import units
from desktop.records.book import Book
from desktop.records.cipher import Database, translated
from desktop.records.errors import InputError
from desktop.records.language import pick, t
from desktop.records.periods import Basis, school_year_of, year_of
from desktop.records.plan import Plan, Target
from desktop.records.units import Unit

Source = Book | Database


class Status(StrEnum):
    """How a target stands."""

    MET = "met"
    SHORT = "short"
    NO_DENOMINATOR = "no_denominator"
    NOT_DUE = "not_due"


@dataclass(frozen=True)
class Line:
    """One line behind a target: its unit, what counts (see ``Target.item``, "" for none), n, d."""

    unit: str
    item: str
    n: int
    d: int


@dataclass(frozen=True)
class Result:
    """One target in one area on one day."""

    target: Target
    numerator: int
    denominator: int
    status: Status

    @property
    def percent(self) -> float | None:
        """The percentage rounded down to one decimal; None when there is none to give."""
        if self.status in (Status.NO_DENOMINATOR, Status.NOT_DUE):
            return None
        return 1000 * self.numerator // self.denominator / 10

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
    """Every target measured at the tier of ``area``, in the plan's order.

    ``area`` bounds whose rows are read; ``basis`` says what a year is. Raises InputError for a
    day outside 2021–2099, BookError when the book cannot be read.
    """
    plan = plan or plans.default()
    elapsed = len(year_of(as_of, basis).elapsed(as_of))
    with _prepared(source, area, as_of, plan, basis) as (db, values):
        found = [
            (target, *_fraction(db, target, values))
            for target in plan.targets
            if area.tier in target.tiers
        ]
    return [Result(target, n, d, judge(target, n, d, elapsed)) for target, n, d in found]


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

    Raises InputError for an unknown target or a day outside 2021–2099.
    """
    plan = plan or plans.default()
    target = plan.target(id)
    with _prepared(source, area, as_of, plan, basis) as (db, values):
        found = db.execute(
            f"SELECT unit, item, n, d FROM ({target.sql}) ORDER BY n - d, unit, item",
            values | _codes(target),
        )
        return [Line(*cells) for cells in found]


def offices(area: Unit) -> list[Unit]:
    """The office of ``area`` and all those below it, each followed by its own."""
    return [area] + [unit for child in units.children(area) for unit in offices(child)]


def judge(target: Target, numerator: int, denominator: int, elapsed_quarters: int) -> Status:
    """The status of a fraction, by whole numbers."""
    if target.due_after == "quarter" and elapsed_quarters == 0:
        return Status.NOT_DUE
    if denominator == 0:
        return Status.NO_DENOMINATOR
    met = 100 * numerator >= target.threshold * denominator
    return Status.MET if met else Status.SHORT


def _fraction(db: Database, target: Target, values: dict[str, object]) -> tuple[int, int]:
    n, d = db.execute(
        f"SELECT COALESCE(SUM(n), 0), COALESCE(SUM(d), 0) FROM ({target.sql})",
        values | _codes(target),
    ).fetchone()
    return n, d


@contextmanager
def _prepared(
    source: Source, area: Unit, as_of: date, plan: Plan, basis: Basis
) -> Iterator[tuple[Database, dict[str, object]]]:
    """One unchanging view of the book, with the temporary tables that the SQL reads."""
    db = source.db if isinstance(source, Book) else source
    values = _parameters(as_of, plan, basis)
    with translated():
        db.execute("SAVEPOINT targets")
        try:
            db.execute(
                "CREATE TEMP TABLE scope AS SELECT value ->> 0 AS code, value ->> 1 AS tier "
                "FROM json_each(:units)",
                {"units": json.dumps([(unit.code, unit.tier) for unit in offices(area)])},
            )
            for name, sql in plan.tables.items():
                db.execute(f'CREATE TEMP TABLE "{name}" AS {sql}', values)
            yield db, values
        finally:
            db.execute("ROLLBACK TO targets")
            db.execute("RELEASE targets")


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
        "elapsed_last": elapsed[-1] if elapsed else None,
        "school_start": school_start,
        "school_end": school_end,
    }
    return {"year": year.number, "quarters": len(elapsed)} | {
        name: day and day.isoformat() for name, day in days.items()
    }


def _codes(target: Target) -> dict[str, object]:
    return {name: json.dumps(codes) for name, codes in target.codes.items()}
