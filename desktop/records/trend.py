"""How targets have moved in a year, and how the offices of an area stand beside each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from desktop.records import periods, targets, units
from desktop.records.area import Source
from desktop.records.periods import Basis
from desktop.records.targets import Line, Result
from desktop.records.text import order_key
from desktop.records.units import Unit


@dataclass(frozen=True)
class Point:
    """How a target stood at the end of ``day``; ``month`` (1 to 12) is that day's month."""

    month: int
    day: date
    result: Result


@dataclass(frozen=True)
class Share:
    """The part of a fraction that one office and those below it bring."""

    unit: Unit
    n: int
    d: int


Trend = tuple[Point, ...]


def days(as_of: date, basis: Basis) -> list[tuple[int, date]]:
    """The months of the year that are over, each with its last day, then the one that runs, with
    ``as_of`` itself."""
    year = periods.year_of(as_of, basis).number
    found = []
    for month in range(1, 13):
        last = periods.named(f"{year}-{month:02}", basis).last
        found.append((month, min(last, as_of)))
        if last >= as_of:
            break
    return found


def of(
    source: Source,
    area: Unit,
    as_of: date,
    basis: Basis = Basis.CALENDAR,
    going: Callable[[], None] = lambda: None,
) -> dict[str, Trend]:
    """Every target month by month up to ``as_of``, by its id, from the record as it is now: what
    was entered late counts in the month it is of. ``going`` is called before each month, and may
    end the work by raising. Raises InputError for a day outside 2021–2099."""
    found: dict[str, list[Point]] = {}
    for month, day in days(as_of, basis):
        going()
        for result in targets.compute(source, area, day, basis=basis):
            found.setdefault(result.target.id, []).append(Point(month, day, result))
    return {id: tuple(points) for id, points in found.items()}


def by_unit(lines: Iterable[Line], area: Unit) -> list[Share]:
    """The lines behind a target added up by the offices directly below ``area`` (and by itself),
    the highest share first, those without a denominator last."""
    sums: dict[Unit, list[int]] = {unit: [0, 0] for unit in units.children(area)}
    for line in lines:
        held = sums.setdefault(_directly_below(units.find(area.edition, line.unit), area), [0, 0])
        held[0] += line.n
        held[1] += line.d
    shares = [Share(unit, n, d) for unit, (n, d) in sums.items()]
    return sorted(shares, key=_rank)


def _directly_below(unit: Unit, area: Unit) -> Unit:
    while unit != area and unit.parent and unit.parent != area.code:
        unit = units.find(unit.edition, unit.parent)
    return unit


def _rank(share: Share) -> tuple[bool, Fraction, object]:
    part = Fraction(share.n, share.d) if share.d else Fraction(0)
    return not share.d, -part, order_key(share.unit.name)
