"""What the status line and the overview say, computed from the book each time it is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.records import mailbox, periods, queries
from desktop.records.cipher import Database
from desktop.records.mailbox import Sent
from desktop.records.periods import Length, Period
from desktop.records.registers import REGISTERS, Register
from desktop.records.targets import Result


@dataclass(frozen=True)
class Waiting:
    """What is not in any packet yet: rows entered, changed or taken out since the newest one."""

    rows: int
    last: Sent | None


@dataclass(frozen=True)
class Tally:
    """One number of this month and of the month before."""

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
"""The numbers a commune follows month by month: rows of a register, or the sum of a field."""


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
    number = db.execute(
        "SELECT coalesce(max(number), 0) FROM journal WHERE action = 'export'"
    ).fetchone()[0]
    sql = (
        "SELECT count(DISTINCT uid) FROM journal"
        " WHERE action IN ('save', 'retire', 'undo') AND number > ?"
    )
    return Waiting(int(db.execute(sql, [number]).fetchone()[0]), newest[0] if newest else None)


def overdue(db: Database, today: str) -> int:
    """Referrals whose follow-up day has passed without an outcome date."""
    sql = (
        "SELECT count(*) FROM referrals WHERE retired IS NULL AND due < ? AND outcome_date IS NULL"
    )
    return int(db.execute(sql, [today]).fetchone()[0])


def tallies(db: Database, registers: Iterable[Register], today: date) -> list[Tally]:
    """This month's numbers beside last month's, by the calendar."""
    kept = {register.name for register in registers}
    this = today.replace(day=1)
    before = this.replace(
        year=this.year - (this.month == 1), month=12 if this.month == 1 else this.month - 1
    )
    return [
        Tally(name, field, _in_month(db, name, field, this), _in_month(db, name, field, before))
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


def last_month_end(today: date) -> date | None:
    """The last day of the month before, if it is of the same year."""
    end = today.replace(day=1) - timedelta(days=1)
    return end if end.year == today.year else None


def month(today: date) -> Period | None:
    """The reporting month of the day (Decree 09/2019/NĐ-CP, Article 12)."""
    return periods.holding(today, Length.MONTH)


def reported(db: Database, unit: str) -> set[str]:
    """The months (``2024-05``) that the packets accepted from an office report."""
    return {
        month
        for entry in mailbox.history(db, unit)
        if entry.status == "accepted"
        for month in periods.named(entry.period).months
    }


def _in_month(db: Database, name: str, field: str, first: date) -> int:
    what = f"coalesce(sum({REGISTERS[name].field(field).name}), 0)" if field else "count(*)"
    sql = f"SELECT {what} FROM {name} WHERE retired IS NULL AND date LIKE ?"
    return int(db.execute(sql, [f"{first:%Y-%m}-%"]).fetchone()[0])
