"""What the status line and the overview say, computed from the book each time it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.records import mailbox, periods, queries
from desktop.records.cipher import Database
from desktop.records.mailbox import Sent
from desktop.records.periods import Length, Period
from desktop.records.queries import Wanted
from desktop.records.registers import REGISTERS, Register
from desktop.records.targets import Result


@dataclass(frozen=True)
class Waiting:
    """What is not in any packet yet: rows entered, changed or taken out since the newest one."""

    rows: int
    last: Sent | None


@dataclass(frozen=True)
class Tally:
    """One number of a period and of the period before."""

    register: str
    field: str
    now: int
    before: int


TALLIES = (
    ("outreach", ""),
    ("outreach", "attendees"),
    ("outreach", "materials"),
    ("referrals", ""),
)
"""The numbers a commune follows period by period: rows of a register, or the sum of a field."""


INSPECTED = ("CT3.3", "CT3.4")
"""The targets that ask for places to be inspected: in the year, and since the plan was issued."""


def counts(db: Database, registers: Iterable[Register]) -> dict[str, int]:
    """How many rows each register has."""
    return {register.name: queries.count(db, register) for register in registers}


def entries(db: Database) -> int:
    """How many entries the journal has."""
    return int(db.execute("SELECT count(*) FROM journal").fetchone()[0])


def last_saved(db: Database) -> str | None:
    """When the book was last changed by a person, in UTC."""
    sql = "SELECT max(at) FROM journal WHERE action IN ('save', 'retire', 'undo')"
    found = db.execute(sql).fetchone()[0]
    return str(found) if found else None


def waiting(db: Database) -> Waiting:
    """What the receiving office does not have yet."""
    newest = mailbox.all_sent(db)[:1]
    return Waiting(len(unsent(db)), newest[0] if newest else None)


def unsent(db: Database) -> set[str]:
    """The uids of the rows entered, changed or taken out since the newest packet; not those that
    came and went since then, of which nobody above knows."""
    changed, entered = _since(db)
    gone = (uids & _retired(db, name) for name, uids in entered.items() if name in REGISTERS)
    return changed.union(*entered.values()).difference(*gone)


def touched(db: Database) -> set[str]:
    """The uids of all rows that were entered, changed or taken out since the newest packet."""
    changed, entered = _since(db)
    return changed.union(*entered.values())


def _since(db: Database) -> tuple[set[str], dict[str, set[str]]]:
    """The rows that were there at the newest packet and have been changed since, and by register
    those entered since."""
    sql = (
        "SELECT register, uid, before, min(number) FROM journal"
        " WHERE action IN ('save', 'retire', 'undo')"
        " AND number > (SELECT coalesce(max(number), 0) FROM journal WHERE action = 'export')"
        " GROUP BY register, uid"
    )
    changed: set[str] = set()
    entered: dict[str, set[str]] = {}
    for register, uid, before, _first in db.execute(sql):
        (changed if before else entered.setdefault(str(register), set())).add(str(uid))
    return changed, entered


def _retired(db: Database, register: str) -> set[str]:
    sql = f"SELECT uid FROM {register} WHERE retired IS NOT NULL"
    return {str(uid) for (uid,) in db.execute(sql)}


def overdue(db: Database, today: str) -> int:
    """Referrals whose follow-up day has passed without an outcome date."""
    sql = (
        "SELECT count(*) FROM referrals WHERE retired IS NULL AND due < ? AND outcome_date IS NULL"
    )
    return int(db.execute(sql, [today]).fetchone()[0])


def unhandled(db: Database, register: str, today: date, days: int) -> int:
    """Reports received more than so many days ago of which a step is still to be taken."""
    sql = (
        f"SELECT count(*) FROM {register} WHERE retired IS NULL"
        " AND (verified IS NULL OR classified IS NULL OR handled IS NULL)"
        " AND substr(received, 1, 10) < ?"
    )
    return int(db.execute(sql, [(today - timedelta(days=days)).isoformat()]).fetchone()[0])


def tallies(
    db: Database, registers: Iterable[Register], this: Period, before: Period
) -> list[Tally]:
    """The numbers of one period beside those of another."""
    kept = {register.name for register in registers}
    return [
        Tally(name, field, _within(db, name, field, this), _within(db, name, field, before))
        for name, field in TALLIES
        if name in kept
    ]


def uninspected(results: Iterable[Result]) -> dict[str, int]:
    """How many places are not yet inspected, by the id of the target that asks for it."""
    return {
        result.target.id: result.denominator - result.numerator
        for result in results
        if result.target.id in INSPECTED and result.denominator > result.numerator
    }


def month(today: date) -> Period | None:
    """The reporting month of the day (Decree 09/2019/NĐ-CP, Article 12)."""
    return periods.holding(today, Length.MONTH)


def _within(db: Database, name: str, field: str, period: Period) -> int:
    register, days = REGISTERS[name], (period.first.isoformat(), period.last.isoformat())
    wanted = Wanted(days=days)
    return (
        queries.total(db, register, field, wanted) if field else queries.count(db, register, wanted)
    )
