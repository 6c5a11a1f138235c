"""What the screen of targets shows, read from the book in one go."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.records import captions, mergers, targets, units
from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.periods import Basis
from desktop.records.plan import Target
from desktop.records.registers import REGISTERS
from desktop.records.targets import Line, Result
from desktop.records.text import order_key
from desktop.records.units import Unit
from desktop.ui.pages.plan.ranks import Ranked, ranked

_ROW = "register:"


@dataclass(frozen=True)
class Asked:
    """What is asked: of which area, up to which day, by which reckoning of the year."""

    area: Unit
    day: date
    basis: Basis


class Group(StrEnum):
    """Where a line stands: it lacks something, it is reached, or it counts neither way."""

    MISSING = "missing"
    COUNTED = "counted"
    ASIDE = "aside"


@dataclass(frozen=True)
class Shown:
    """A row of the book behind a part: where it is, and how it is called."""

    register: str
    uid: str
    words: str
    note: str


@dataclass(frozen=True)
class Part:
    """One line behind a target, or those of one unit of 2025 together.

    ``caution`` says what a unit of 2025 has outside the area, "" for nothing.
    """

    words: str
    unit: str
    note: str
    n: int
    d: int
    group: Group
    rows: tuple[Shown, ...]
    caution: str = ""


@dataclass(frozen=True)
class Behind:
    """All that stands behind one target: its lines, and the offices of the area by what they
    bring to it (none where there is only one)."""

    parts: list[Part]
    ranks: list[Ranked]


def results(db: Database, asked: Asked) -> list[Result]:
    """The targets that are asked of the area's tier."""
    found = targets.compute(db, asked.area, asked.day, basis=asked.basis)
    return [result for result in found if result.asked]


def behind(db: Database, asked: Asked, target: Target, *, merged: bool = False) -> Behind:
    """What stands behind ``target``; ``merged`` puts the lines of those communes of 2021 together
    that became one unit of 2025, if any did."""
    lines = targets.explain(db, asked.area, asked.day, target.id, basis=asked.basis)
    made = _parts(db, asked, target, lines, merged=merged)
    return Behind(made, ranked(lines, target, asked.area))


def _parts(
    db: Database, asked: Asked, target: Target, lines: list[Line], *, merged: bool
) -> list[Part]:
    behind = targets.behind(db, asked.area, asked.day, target.id, basis=asked.basis)
    names = captions.of_items(db, target, (line.item for line in lines))
    rows = _rows(db, asked.area.edition, target, lines, behind)
    made = [_part(asked, target, line, names, rows[line.unit, line.item]) for line in lines]
    if not merged or not mergers.mergers(asked.area):
        return made
    return _merged(asked, target, lines, made)


def _part(
    asked: Asked, target: Target, line: Line, names: dict[str, str], rows: list[Shown]
) -> Part:
    unit = units.find(asked.area.edition, line.unit).name
    named = names.get(line.item, "")
    return Part(
        words=named or unit,
        unit=unit if named and asked.area.tier != "commune" else "",
        note=line.note,
        n=line.n,
        d=line.d,
        group=_group(target, line.n, line.d),
        rows=tuple(rows),
    )


def _group(target: Target, n: int, d: int) -> Group:
    if (n, d) == (0, 0):
        return Group.ASIDE
    return Group.MISSING if 100 * n < target.threshold * d else Group.COUNTED


def _rows(
    db: Database,
    edition: str,
    target: Target,
    lines: Iterable[Line],
    behind: Iterable[targets.Behind],
) -> dict[tuple[str, str], list[Shown]]:
    """The rows of each line: what it is about first, then what counts for it."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    if target.item.startswith(_ROW) and not target.discreet:
        for line in lines:
            found[line.unit, line.item].append((target.item.removeprefix(_ROW), line.item))
    for one in behind:
        place = found[one.unit, one.item]
        if (one.register, one.uid) not in place:
            place.append((one.register, one.uid))
    names: dict[tuple[str, str], str] = {}
    for register in sorted({register for place in found.values() for register, _ in place}):
        uids = {uid for place in found.values() for name, uid in place if name == register}
        said = captions.of_rows(db, register, uids)
        names |= {(register, uid): words for uid, words in said.items()}
    return defaultdict(
        list,
        {
            key: [
                Shown(register, uid, names[register, uid], REGISTERS[register].label)
                for register, uid in place
                if (register, uid) in names
            ]
            for key, place in found.items()
        },
    )


def _merged(asked: Asked, target: Target, lines: list[Line], made: list[Part]) -> list[Part]:
    """The communes' parts added up by the unit of 2025; those of other offices as they are."""
    by_unit: dict[str, list[Part]] = defaultdict(list)
    for line, part in zip(lines, made, strict=True):
        by_unit[line.unit].append(part)
    found = []
    for merger in mergers.mergers(asked.area):
        held = [part for old in merger.within for part in by_unit.pop(old.code, [])]
        if held:
            found.append(_together(target, merger, held))
    rest = [part for parts in by_unit.values() for part in parts]
    return sorted(found, key=lambda part: (part.n - part.d, order_key(part.words))) + rest


def _together(target: Target, merger: mergers.Merger, held: list[Part]) -> Part:
    n, d = sum(part.n for part in held), sum(part.d for part in held)
    return Part(
        words=f"{merger.unit.name} ({merger.unit.edition})",
        unit="",
        note=t("Gồm {units}", units=", ".join(old.name for old in merger.within)),
        n=n,
        d=d,
        group=_group(target, n, d),
        rows=tuple(dict.fromkeys(row for part in held for row in part.rows)),
        caution=merger.caution,
    )
