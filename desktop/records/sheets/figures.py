"""The counts behind a summary, read from the book in one pass over each register."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from desktop.records.cipher import Database, translated
from desktop.records.periods import Period
from desktop.records.registers import REGISTERS
from desktop.records.targets import offices
from desktop.records.units import Unit


@dataclass(frozen=True)
class Scope:
    """What is counted: the offices of an area, the events of days ``first`` to ``last`` (ISO), the
    referrals of the calendar months ``months``."""

    codes: tuple[str, ...]
    first: str
    last: str
    months: tuple[str, ...]

    @staticmethod
    def of(area: Unit, period: Period, last: str) -> "Scope":
        """The area in ``period``, up to the day ``last``."""
        return Scope(
            tuple(unit.code for unit in offices(area)),
            period.first.isoformat(),
            last,
            period.months,
        )

    def parameters(self) -> dict[str, str]:
        """The named parameters of the queries here."""
        return {
            "units": json.dumps(self.codes),
            "first": self.first,
            "last": self.last,
            "months": json.dumps(self.months),
        }


@dataclass(frozen=True)
class Outreach:
    """Events of one office in one form within one programme ("" for none), with their sums."""

    unit: str
    form: str
    within: str
    events: int
    attendees: int
    women: int
    youth: int
    materials: int


@dataclass(frozen=True)
class Model:
    """A pilot model, started by the last day."""

    name: str
    unit: str
    status: str
    started: str | None


def outreach(db: Database, scope: Scope) -> list[Outreach]:
    """The events of the period by office, form and programme; people are counted in lượt."""
    query = """
        SELECT unit, form, coalesce(within, ''), count(*), sum(attendees), coalesce(sum(women), 0),
               coalesce(sum(youth), 0), coalesce(sum(materials), 0)
        FROM outreach
        WHERE retired IS NULL AND date BETWEEN :first AND :last
          AND unit IN (SELECT value FROM json_each(:units))
        GROUP BY unit, form, within
    """
    return [Outreach(*cells) for cells in _all(db, query, scope)]


def places(db: Database, scope: Scope) -> list[tuple[str, str, int, int]]:
    """Places to reach that are active on the last day: office, kind, how many, their headcount."""
    query = """
        SELECT unit, kind, count(*), sum(headcount)
        FROM sites
        WHERE retired IS NULL AND active_from <= :last
          AND (active_to IS NULL OR active_to >= :last)
          AND unit IN (SELECT value FROM json_each(:units))
        GROUP BY unit, kind
    """
    return [tuple(cells) for cells in _all(db, query, scope)]


def models(db: Database, scope: Scope) -> list[Model]:
    """The models of the area that had started, or say no start, in the order of their entry."""
    query = """
        SELECT name, unit, status, started
        FROM models
        WHERE retired IS NULL AND (started IS NULL OR started <= :last)
          AND unit IN (SELECT value FROM json_each(:units))
        ORDER BY uid
    """
    return [Model(*cells) for cells in _all(db, query, scope)]


def referrals(db: Database, scope: Scope) -> dict[str, list[int]]:
    """Referrals of the period's calendar months by outcome, a number for each office that has any:
    own slips, and the monthly totals that other offices sent."""
    query = """
        WITH counted AS (
          SELECT unit, outcome, count(*) AS number
          FROM referrals
          WHERE retired IS NULL AND substr(date, 1, 7) IN (SELECT value FROM json_each(:months))
          GROUP BY unit, outcome
          UNION ALL
          SELECT unit, outcome, sum(count)
          FROM referral_months
          WHERE retired IS NULL AND month IN (SELECT value FROM json_each(:months))
          GROUP BY unit, outcome
        )
        SELECT outcome, sum(number) FROM counted
        WHERE unit IN (SELECT value FROM json_each(:units))
        GROUP BY outcome, unit
    """
    found: dict[str, list[int]] = {}
    for outcome, number in _all(db, query, scope):
        found.setdefault(outcome, []).append(number)
    return found


def silent(db: Database, scope: Scope) -> set[str]:
    """The offices of which the book holds no row at all."""
    kept = " UNION ".join(
        f"SELECT DISTINCT unit FROM {name} WHERE retired IS NULL" for name in REGISTERS
    )
    return set(scope.codes) - {unit for (unit,) in _all(db, kept, scope)}


def _all(db: Database, query: str, scope: Scope) -> Sequence[Sequence[Any]]:
    with translated():
        return list(db.execute(query, scope.parameters()))
