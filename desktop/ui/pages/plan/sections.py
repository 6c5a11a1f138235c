"""The plan's tasks by the part of it they stand in, with what is recorded of each."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from desktop.records import coverage, plan
from desktop.records.cipher import Database
from desktop.records.coverage import Clause
from desktop.records.language import t
from desktop.records.periods import Period
from desktop.records.units import Unit
from desktop.ui.frame.navigation import headings


@dataclass(frozen=True)
class Section:
    """One part of the plan: its words, its tasks; ``asked`` of this tier of office or not."""

    words: str
    clauses: tuple[Clause, ...]
    asked: bool = True

    @property
    def recorded(self) -> int:
        """How many of its tasks have something recorded."""
        return sum(bool(clause.rows) for clause in self.clauses)


def sections(db: Database, area: Unit, period: Period) -> list[Section]:
    """The tasks asked of the area's tier by part, then all others together."""
    whole = plan.default()
    made = [
        Section(f"{part} · {_words(part)}", tuple(found))
        for part, found in groupby(coverage.of(db, area, period), _part)
    ]
    others = tuple(
        replace(task, tiers=(area.tier,)) for task in whole.tasks if area.tier not in task.tiers
    )
    if others:
        rest = coverage.of(db, area, period, replace(whole, tasks=others))
        made.append(Section(t("Giao cho cấp khác"), tuple(rest), asked=False))
    return made


def bare(found: Iterable[Section]) -> list[Section]:
    """Only the tasks of which nothing is recorded."""
    left = (
        replace(one, clauses=tuple(clause for clause in one.clauses if not clause.rows))
        for one in found
    )
    return [section for section in left if section.clauses]


def _part(clause: Clause) -> str:
    parts = clause.clause.split(".")
    return ".".join(parts[:2]) if parts[0] == "II" else parts[0]


def _words(part: str) -> str:
    return t("Giải pháp") if part == "III" else headings().get(part, "")
