"""A plan: its headings and measurable targets, data in a folder (``targets.toml``, SQL files)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import resources
from desktop.records import lists
from desktop.records.errors import InputError
from desktop.records.language import pick, t


@dataclass(frozen=True)
class Target:
    """One measurable target; the comments at the top of ``targets.toml`` explain its parts.

    ``threshold`` is in percent, reached when 100·n ≥ threshold·d. ``sql`` selects its lines;
    ``codes`` are the lists of codes that ``sql`` takes as parameters.
    """

    id: str
    clause: str
    vi: str
    en: str
    tiers: tuple[str, ...]
    threshold: int
    period: str
    counted_vi: str
    counted_en: str
    none_vi: str
    none_en: str
    rule_vi: str
    rule_en: str
    sql: str
    codes: Mapping[str, tuple[str, ...]]
    item: str
    due_after: str
    discreet: bool

    @property
    def text(self) -> str:
        """What is to be reached, in the language in use."""
        return pick(self.vi, self.en)

    @property
    def rule(self) -> str:
        """How it is counted, in the language in use."""
        return pick(self.rule_vi, self.rule_en)

    @property
    def counted(self) -> str:
        """What numerator and denominator count (communes, people, slips)."""
        return pick(self.counted_vi, self.counted_en)

    @property
    def none(self) -> str:
        """What is said instead of a percentage when the denominator is 0."""
        return pick(self.none_vi, self.none_en)


@dataclass(frozen=True)
class Plan:
    """A plan. ``tables`` are the selects, by name, whose result several targets share."""

    decision: str
    title: str
    programme: str
    school_year_begins: tuple[int, int]
    headings: Mapping[str, str]
    tables: Mapping[str, str]
    targets: tuple[Target, ...]

    def target(self, id: str) -> Target:
        """The target of that id; raises InputError, naming those there are."""
        found = {target.id: target for target in self.targets}.get(id)
        if found is None:
            raise InputError(
                t(
                    "Không có chỉ tiêu “{id}”. Các chỉ tiêu hiện có: {ids}.",
                    id=id,
                    ids=", ".join(target.id for target in self.targets),
                )
            )
        return found


@cache
def default() -> Plan:
    """The plan of Decision 2060/QĐ-UBND."""
    return load(resources.path("plan-2060"))


def load(folder: Path) -> Plan:
    """The plan in ``folder``; raises InputError when a part of it is missing or unreadable."""
    try:
        return _plan(folder)
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(
            t(
                "Không đọc được kế hoạch trong thư mục “{folder}”: {why}.",
                folder=folder,
                why=error,
            )
        ) from error


def _plan(folder: Path) -> Plan:
    data = tomllib.loads((folder / "targets.toml").read_text(encoding="utf-8"))
    plan = data["plan"]
    month, day = plan["school_year_begins"].split("-")
    return Plan(
        decision=plan["decision"],
        title=plan["title"],
        programme=plan["programme"],
        school_year_begins=(int(month), int(day)),
        headings=data["headings"],
        tables={name: _sql(folder, name) for name in plan.get("tables", ())},
        targets=tuple(_target(folder, entry) for entry in data["target"]),
    )


def _target(folder: Path, entry: dict[str, Any]) -> Target:
    given = dict(entry)
    codes = {name: tuple(values) for name, values in given.pop("values", {}).items()}
    for name, code_list in given.pop("lists", {}).items():
        codes[name] = tuple(lists.codes((code_list,)))
    optional: dict[str, Any] = {"item": "", "due_after": "", "discreet": False}
    tiers = tuple(given.pop("tiers"))
    return Target(**(optional | given), tiers=tiers, codes=codes, sql=_sql(folder, given["id"]))


def _sql(folder: Path, name: str) -> str:
    return (folder / f"{name}.sql").read_text(encoding="utf-8")
