"""Judging and saving what stands in a form: the questions it asks the record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.records import drafts, history, queries, rules, store, words
from desktop.records.cipher import Database, translated
from desktop.records.clock import VIETNAM
from desktop.records.drafts import Draft
from desktop.records.errors import RowsRefused
from desktop.records.fields import Field, Kind, Row, Value
from desktop.records.parse import read_row
from desktop.records.problem import Problem
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS, Register
from desktop.records.shorthand import write_out
from desktop.records.store import Saved
from desktop.ui.desk import Desk
from desktop.ui.editors import Option, Setting
from desktop.ui.editors.base import Answer, Create
from desktop.ui.form.captions import Captions
from desktop.ui.jobs import Ok, Outcome

CARRIED = ("venue", "place", "team")
"""What the next record keeps of the one before, beside what rows of its register begin with."""


@dataclass(frozen=True)
class Verdict:
    """What is to be said of what was typed.

    ``saved`` is the stored row when it was saved; ``like`` the uid of another row that looks the
    same, when that is among the ``problems``.
    """

    problems: tuple[Problem, ...]
    saved: Saved | None = None
    like: str = ""


@dataclass(frozen=True)
class Opened:
    """A stored row, how it is called, and whether the clock was in doubt when it was last saved."""

    row: Row
    caption: str
    doubted: bool = False


def opened(desk: Desk, db: Database, register: Register, uid: str) -> Opened | None:
    """The row with that uid, live or retired; None when there is none."""
    row = queries.stored(db, register, uid)
    if row is None:
        return None
    lookup = Captions(db, desk.book.office.edition).seen_from(str(row["unit"]))
    doubted = history.doubted(db, register, uid)
    return Opened(row, words.caption(register, row, lookup), doubted)


def read(register: Register, raw: Mapping[str, object], today: date) -> tuple[Row, list[Problem]]:
    """The row meant by what stands in a form, and what could not be read."""
    return read_row(register, write_out(register, raw, today), today=today)


def judge(
    desk: Desk, db: Database, register: Register, raw: Mapping[str, object], stamp: Row
) -> Verdict:
    """Everything that is wrong with what was typed, without saving it.

    ``stamp`` is the uid and version of the row that was opened.
    """
    today = date.fromisoformat(desk.today())
    row, unread = read(register, raw, today)
    row |= stamp
    named = {problem.field for problem in unread} | _drawn(register, row)
    found = rules.check(
        register,
        row,
        store.known(db, desk.book.device, today, clock_doubted=desk.book.clock_doubted),
    )
    problems = tuple(unread + [problem for problem in found if problem.field not in named])
    return Verdict(problems, like=_like(db, register, row, desk.book.device, problems))


def attempt(
    desk: Desk,
    register: Register,
    raw: Mapping[str, object],
    stamp: Row,
    *,
    confirmed: bool,
    because: str = "",
) -> Verdict:
    """Save what was typed, warnings only when they are ``confirmed``. Its draft goes with it, by
    one commit; what was typed since stays, as a draft of the saved row."""
    book, now = desk.book, desk.now()
    row, unread = read(register, raw, date.fromisoformat(desk.today()))
    if unread:
        return judge(desk, book.db, register, raw, stamp)
    row |= stamp
    key = (register.name, str(stamp.get("uid", "")))
    try:
        with desk.drafts.settling(key), translated(), book.db.atomic():
            saved = store.save(book, register, row, now=now, confirmed=confirmed, because=because)
            drafts.drop(book.db, [key])
            if later := _since(desk, key, raw, saved.uid):
                drafts.write(book.db, later)
    except RowsRefused:
        verdict = judge(desk, book.db, register, raw, stamp)
        if not verdict.problems:
            raise
        return verdict
    return Verdict((), saved)


def _since(desk: Desk, key: tuple[str, str], raw: Mapping[str, object], uid: str) -> list[Draft]:
    typed = desk.drafts.get(key)
    return [replace(typed, uid=uid)] if typed and typed.raw != raw else []


def carried(register: Register, raw: Mapping[str, object]) -> dict[str, object]:
    """What the next record keeps of the one before, after "Lưu và thêm tiếp"."""
    first = register.field(register.distinct[0]).kind if register.distinct else Kind.TEXT
    begins = () if first is Kind.TEXT else register.distinct[:-1]
    return {name: raw[name] for name in (*begins, *CARRIED) if name in raw}


def duplicated(register: Register, row: Row) -> Row:
    """What a copy of ``row`` begins with: its fields, but for a code that only it may bear."""
    return {f.name: row.get(f.name) for f in register.fields if f.kind is not Kind.CASE}


def _like(
    db: Database, register: Register, row: Row, device: str, problems: Iterable[Problem]
) -> str:
    warned = any(p.warning and p.field in register.distinct[:1] for p in problems)
    other = queries.alike(db, register, row, device) if warned else None
    return str(other["uid"]) if other else ""


def _drawn(register: Register, row: Row) -> set[str]:
    """The fields that saving itself fills in."""
    return {f.name for f in register.fields if f.kind is Kind.CASE and not row.get(f.name)}


def setting(
    desk: Desk, register: Register, field: Field, *, create: Create | None = None
) -> Setting:
    """What the editor of ``field`` may ask; ``create`` makes a row of its target, where this
    office keeps such rows."""

    def understand(text: str) -> Value:
        row, _ = read(register, {field.name: text}, date.fromisoformat(desk.today()))
        return row.get(field.name)

    def options(typed: str, answer: Answer) -> None:
        _ask(desk, answer, lambda db: found(desk, db, field, typed))

    def named(uid: str, answer: Answer) -> None:
        _ask(desk, answer, lambda db: _named(desk, db, field, uid))

    def now() -> str:
        return desk.now().astimezone(VIETNAM).isoformat()[:16]

    kept = field.target and desk.book.office.tier in REGISTERS[field.target].tiers
    return Setting(field, understand, options, named, now, create if kept else None)


def found(desk: Desk, db: Database, field: Field, typed: str) -> list[Option]:
    """The rows that ``field`` may refer to, newest first: own ones, or everybody's."""
    office, register = desk.book.office, REGISTERS[field.target]
    captions = Captions(db, office.edition)
    wanted = Wanted(typed, () if field.anywhere else (office.code,))
    rows = queries.page(db, register, wanted, limit=60)
    return [Option(str(r["uid"]), captions.of(register.name, r, office.code)) for r in rows]


def _named(desk: Desk, db: Database, field: Field, uid: str) -> list[Option]:
    office = desk.book.office
    caption = Captions(db, office.edition).seen_from(office.code)(field.target, uid)
    return [Option(uid, caption)] if caption else []


def _ask(desk: Desk, answer: Answer, work: Callable[[Database], list[Option]]) -> None:
    def done(outcome: Outcome[list[Option]]) -> None:
        if isinstance(outcome, Ok):
            answer(outcome.value)

    desk.read(desk, work, done)
