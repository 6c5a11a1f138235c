"""Counts behind a summary: what ``resources/print/summary.toml`` asks of a register, as SQL."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources
from desktop.records.area import offices
from desktop.records.cipher import Database, translated
from desktop.records.columns import quoted
from desktop.records.fields import Field, Kind
from desktop.records.periods import Period
from desktop.records.registers import REGISTERS, Register
from desktop.records.units import Unit

NUMBER = "n"
"""The measure that counts rows; every other one is a field."""


@dataclass(frozen=True)
class Scope:
    """What is counted: the offices of an area, in ``period``, up to the day ``last`` (ISO)."""

    codes: tuple[str, ...]
    period: Period
    last: str

    @staticmethod
    def of(area: Unit, period: Period, last: str) -> "Scope":
        """The area in ``period``, up to ``last``."""
        return Scope(tuple(unit.code for unit in offices(area)), period, last)

    def parameters(self) -> dict[str, object]:
        """The named parameters of every query here."""
        return {
            "units": json.dumps(self.codes),
            "first": self.period.first.isoformat(),
            "last": self.last,
            "year": int(self.period.name[:4]),
        }


@dataclass(frozen=True)
class Part:
    """What a summary says of one register; ``summary.toml`` explains each entry.

    ``sums`` are columns of the table, ``office`` of the annex by office: title and measure.
    """

    register: Register
    heading: str
    when: str
    by: str
    caption: str
    number: str
    sums: tuple[tuple[str, str], ...]
    said: str
    more: tuple[str, ...]
    compare: bool
    total: bool
    listed: tuple[str, ...]
    office: tuple[tuple[str, str], ...]

    def field(self, path: str) -> Field:
        """The field at the end of a path: of the register, or of one it refers to."""
        name, _, inner = path.partition(".")
        field = self.register.field(name)
        return REGISTERS[field.target].field(inner) if inner else field

    def measures(self) -> tuple[str, ...]:
        """Everything that is counted: the rows, then fields, each once."""
        said = (name for words in self.more for name in _named(words))
        asked = (measure for _title, measure in (*self.sums, *self.office))
        return tuple(dict.fromkeys((NUMBER, *asked, *said)))

    @property
    def adds_up(self) -> bool:
        """Whether the measures of all values of ``by`` give those of the whole: what is counted
        once however often it occurs must occur under one value only."""
        once = (name for name in self.measures() if self.kind(name) is Kind.REFERENCE)
        return all(self.by.startswith(f"{name}.") for name in once)

    def kind(self, measure: str) -> Kind | None:
        """Of the field that is measured; None of the count of rows."""
        return None if measure == NUMBER else self.field(measure).kind


Counts = Mapping[str, int]
"""The value of every measure of a part."""


@cache
def parts() -> tuple[Part, ...]:
    """What a summary says, in its order."""
    return tuple(_part(entry) for entry in _data()["part"])


def headings() -> Mapping[str, str]:
    """The headings that the plan's own list of them leaves out."""
    found: dict[str, str] = _data()["headings"]
    return found


def count(db: Database, part: Part, scope: Scope, by: str = "") -> dict[str, Counts]:
    """The measures for every value of ``by``: a field path, ``unit``, or "" for all in one.

    What a row does not say is counted under "".
    """
    measures = part.measures()
    group = f"coalesce({_column(by)}, '')" if by else "''"
    found = ", ".join(_measure(part, measure) for measure in measures)
    query = f"SELECT {group}, {found} {_rows(part)}{' GROUP BY 1' if by else ''}"
    with translated():
        lines = db.execute(query, scope.parameters()).fetchall()
    return {key: dict(zip(measures, values, strict=True)) for key, *values in lines}


def counted(db: Database, part: Part, scope: Scope) -> tuple[dict[str, Counts], Counts]:
    """The measures for every value of the part's ``by``, and for all rows together."""
    found = count(db, part, scope, part.by)
    if part.adds_up:
        return found, {m: sum(each[m] for each in found.values()) for m in part.measures()}
    return found, count(db, part, scope)[""]


def kept(db: Database, scope: Scope) -> bool:
    """Whether anything that was done on a day of the period is recorded at all; rows that have the
    day of another row would say the same as that one."""
    daily = (part for part in parts() if part.when.startswith("day") and "." not in part.when)
    with translated():
        return any(
            db.execute(f"SELECT EXISTS (SELECT 1 {_rows(part)})", scope.parameters()).fetchone()[0]
            for part in daily
        )


def chosen(part: Part, scope: Scope) -> tuple[str, dict[str, object]]:
    """A select of the uids of the rows that count, with its parameters."""
    return f"SELECT r.uid {_rows(part)}", scope.parameters()


def of_period(register: Register) -> Part:
    """The rows of ``register`` that belong to a period, as its first part in a summary has it."""
    return next(part for part in parts() if part.register == register)


def _rows(part: Part) -> str:
    """The rows that count; under another heading than the register's own, those that say ``by``."""
    joins = "".join(_joins(part))
    optional = part.heading != part.register.heading
    filled = f" AND {_column(part.by)} IS NOT NULL" if optional else ""
    return (
        f"FROM {part.register.name} AS r{joins} WHERE r.retired IS NULL{filled}"
        f" AND r.unit IN (SELECT value FROM json_each(:units)) AND {_condition(part)}"
    )


def _joins(part: Part) -> Iterator[str]:
    paths = (part.by, *part.when.partition(":")[2].split(","))
    for name in sorted({path.partition(".")[0] for path in paths if "." in path}):
        target = part.register.field(name).target
        yield f" LEFT JOIN {target} AS {name} ON {name}.uid = r.{quoted(name)}"


def _condition(part: Part) -> str:
    """When a row belongs to the period: ``day:FIELD``, ``year:FIELD``, ``standing:FROM,TO``."""
    kind, _, paths = part.when.partition(":")
    if kind == "day":
        return f"{_day(part, paths)} BETWEEN :first AND :last"
    if kind == "year":
        return f"{_column(paths)} = :year"
    if not paths:
        return "TRUE"
    begins, ends = paths.split(",")
    began = f"({_column(begins)} IS NULL OR {_column(begins)} <= :last)"
    return f"{began} AND ({_column(ends)} IS NULL OR {_column(ends)} >= :last)" if ends else began


def _measure(part: Part, name: str) -> str:
    kind, column = part.kind(name), _column(name)
    if kind is None:
        return "count(*)"
    if kind is Kind.REFERENCE:
        return f"count(DISTINCT {column})"
    if kind in (Kind.DATE, Kind.MOMENT):
        return f"count(CASE WHEN {_day(part, name)} <= :last THEN 1 END)"
    return f"coalesce(sum({column}), 0)"


def _day(part: Part, path: str) -> str:
    """The day of a date, which an index can find, or of a moment."""
    column = _column(path)
    return column if part.field(path).kind is Kind.DATE else f"substr({column}, 1, 10)"


def _column(path: str) -> str:
    name, _, inner = path.partition(".")
    return f"{name}.{quoted(inner)}" if inner else f"r.{quoted(name)}"


def _named(words: str) -> list[str]:
    """The names in braces."""
    return [piece.partition("}")[0] for piece in words.split("{")[1:]]


def _part(entry: dict[str, Any]) -> Part:
    register = REGISTERS[entry["register"]]
    optional: dict[str, Any] = {
        "heading": register.heading,
        "sums": (),
        "more": (),
        "compare": True,
        "total": True,
        "listed": (),
        "office": (),
    }
    given = optional | entry | {"register": register}
    for name in ("sums", "office"):
        given[name] = tuple(_titled(register, words) for words in given[name])
    for name in ("more", "listed"):
        given[name] = tuple(given[name])
    return Part(**given)


def _titled(register: Register, words: str) -> tuple[str, str]:
    """``TITLE = FIELD``; a field alone has its own label, a title alone counts rows."""
    title, _, field = (piece.strip() for piece in words.partition("="))
    names = {one.name: one.vi for one in register.fields}
    return (names[title], title) if title in names else (title, field or NUMBER)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(resources.text("print", "summary.toml"))
