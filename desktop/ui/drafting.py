"""Judging and saving what stands in a form: the questions it asks the record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.records import queries, rules, store, words
from desktop.records.cipher import Database
from desktop.records.fields import Field, Kind, Row, Value
from desktop.records.parse import read_row
from desktop.records.problem import Problem
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS, Register
from desktop.records.store import Saved
from desktop.ui.desk import Desk
from desktop.ui.editors import Option, Setting
from desktop.ui.editors.base import Answer
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.stretches import captions

CARRIED = ("date", "venue", "place", "event")
"""What the next record keeps of the one before, after "Lưu và thêm tiếp"."""


@dataclass(frozen=True)
class Attempt:
    """What came of saving: the saved row, or why it was not saved."""

    saved: Saved | None
    problems: tuple[Problem, ...]


def judge(
    desk: Desk, db: Database, register: Register, raw: Mapping[str, object], stamp: Row
) -> list[Problem]:
    """Everything that is wrong with what was typed, without saving; ``stamp`` as for ``attempt``."""
    today = date.fromisoformat(desk.today())
    row, unread = read_row(register, raw, today=today)
    row |= stamp
    known = store.known(db, desk.book.device, today)
    named = {problem.field for problem in unread} | _drawn(register, row)
    return unread + [p for p in rules.check(register, row, known) if p.field not in named]


def attempt(
    desk: Desk, register: Register, raw: Mapping[str, object], stamp: Row, *, confirmed: bool
) -> Attempt:
    """Save what was typed; ``stamp`` is the uid and version of the row that was opened."""
    now = desk.now()
    row, unread = read_row(register, raw, today=date.fromisoformat(desk.today()))
    named = {problem.field for problem in unread} | _drawn(register, row)
    broken = [
        problem
        for problem in store.check(desk.book, register, row | stamp, now=now)
        if problem.field not in named
    ]
    problems = tuple(unread + broken)
    if unread or any(not p.warning for p in problems) or (problems and not confirmed):
        return Attempt(None, problems)
    saved = store.save(desk.book, register, row | stamp, now=now, confirmed=confirmed)
    return Attempt(saved, ())


def _drawn(register: Register, row: Row) -> set[str]:
    """The fields that saving itself fills in."""
    return {f.name for f in register.fields if f.kind is Kind.CASE and not row.get(f.name)}


def setting(desk: Desk, register: Register, field: Field) -> Setting:
    """What the editor of ``field`` may ask."""

    def understand(text: str) -> Value:
        row, _ = read_row(register, {field.name: text}, today=date.fromisoformat(desk.today()))
        return row.get(field.name)

    def options(typed: str, answer: Answer) -> None:
        _ask(desk, answer, lambda db: found(db, field.target, typed))

    def named(uid: str, answer: Answer) -> None:
        _ask(desk, answer, lambda db: [one] if (one := _option(db, field.target, uid)) else [])

    return Setting(field, understand, options, named)


def found(db: Database, target: str, typed: str) -> list[Option]:
    """The rows of a register that can be referred to, newest first."""
    register = REGISTERS[target]
    lookup = captions(db)
    rows = queries.page(db, register, Wanted(words=typed), limit=60)
    return [Option(str(row["uid"]), words.caption(register, row, lookup)) for row in rows]


def _option(db: Database, target: str, uid: str) -> Option | None:
    row = queries.get(db, REGISTERS[target], uid)
    return Option(uid, words.caption(REGISTERS[target], row, captions(db))) if row else None


def _ask(desk: Desk, answer: Answer, work: Callable[[Database], list[Option]]) -> None:
    def done(outcome: Outcome[list[Option]]) -> None:
        if isinstance(outcome, Ok):
            answer(outcome.value)

    desk.read(desk, work, done)
