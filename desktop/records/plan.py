"""A plan: headings, measurable targets and tasks, data in a folder (TOML and SQL files)."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import resources
from desktop.records import lists
from desktop.records.errors import InputError
from desktop.records.language import counted, pick, t
from desktop.records.registers import register
from desktop.records.words import date_words, number_words

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Target:
    """One measurable target; the comments at the top of ``targets.toml`` explain its parts.

    ``threshold`` is in percent, reached when 100·n ≥ threshold·d. ``tiers`` are those that it is
    asked of. ``sql`` selects its lines, ``rows`` ("" for none) the rows behind them; both take
    ``values`` as parameters.
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
    rows: str
    values: Mapping[str, str | int]
    item: str
    due_after: str
    discreet: bool
    notes: Mapping[str, tuple[str, str]]
    note_list: str

    @property
    def text(self) -> str:
        """What is to be reached, in the language in use."""
        return pick(self.vi, self.en)

    @property
    def rule(self) -> str:
        """How it is counted, in the language in use."""
        return pick(self.rule_vi, self.rule_en)

    def counted(self, number: int) -> str:
        """What so many are that numerator and denominator count (communes, people, slips)."""
        return counted(pick(self.counted_vi, self.counted_en), number)

    @property
    def none(self) -> str:
        """What is said instead of a percentage when the denominator is 0."""
        return pick(self.none_vi, self.none_en)


@dataclass(frozen=True)
class Task:
    """Something the plan asks to be done. ``records`` are the registers in which it shows, each
    with the SQL condition on its rows ("" for all of them)."""

    id: str
    clause: str
    name_vi: str
    name_en: str
    vi: str
    en: str
    tiers: tuple[str, ...]
    records: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """Its short name in the language in use."""
        return pick(self.name_vi, self.name_en)


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
    tasks: tuple[Task, ...]

    def shown_at(self, tier: str) -> tuple[Target, ...]:
        """The targets asked of offices of that tier, in the plan's order."""
        return tuple(target for target in self.targets if tier in target.tiers)

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


def as_said(value: object) -> str:
    """A limit or an argument of a note as a person reads it: days and numbers as in Vietnam."""
    if isinstance(value, int):
        return number_words(value)
    return date_words(str(value)) if _DAY.fullmatch(str(value)) else str(value)


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
    data = _toml(folder / "targets.toml")
    plan = data["plan"]
    month, day = plan["school_year_begins"].split("-")
    return Plan(
        decision=plan["decision"],
        title=plan["title"],
        programme=plan["programme"],
        school_year_begins=(int(month), int(day)),
        headings=data["headings"],
        tables={name: _text(folder / f"{name}.sql") for name in plan.get("tables", ())},
        targets=tuple(_target(folder, entry) for entry in data["target"]),
        tasks=tuple(_task(entry) for entry in _toml(folder / "tasks.toml")["task"]),
    )


def _target(folder: Path, entry: dict[str, Any]) -> Target:
    optional: dict[str, Any] = {"item": "", "due_after": "", "discreet": False, "note_list": ""}
    given = optional | entry
    values = given.pop("values", {})
    for name, code_list in given.pop("lists", {}).items():
        values[name] = list(lists.codes((code_list,)))
    for rule in ("rule_vi", "rule_en"):
        given[rule] = given[rule].format_map(
            {name: as_said(value) for name, value in values.items()}
        )
    behind = folder / f"{given['id']}.rows.sql"
    return Target(
        **given
        | {
            "tiers": tuple(given["tiers"]),
            "values": {name: _cell(value) for name, value in values.items()},
            "notes": {name: (vi, en) for name, (vi, en) in given.get("notes", {}).items()},
            "sql": _text(folder / f"{given['id']}.sql"),
            "rows": _text(behind) if behind.is_file() else "",
        }
    )


def _task(entry: dict[str, Any]) -> Task:
    records = tuple(
        (register(record["register"]).name, record["where"]) for record in entry["records"]
    )
    return Task(**entry | {"tiers": tuple(entry["tiers"]), "records": records})


def _cell(value: Any) -> str | int:
    return json.dumps(value) if isinstance(value, list) else value


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(_text(file))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
