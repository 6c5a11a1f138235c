"""The spans of days that a list is narrowed to: years there are, and the months of one."""

from datetime import date, timedelta

from desktop.records import periods, shown
from desktop.records.cipher import Database, translated
from desktop.records.fields import Kind
from desktop.records.language import t
from desktop.records.periods import Basis, Length, Period
from desktop.records.registers import Register
from desktop.records.words import date_words
from desktop.ui import facts
from desktop.ui.editors.base import Option


def recent(today: date) -> list[Option]:
    """The reporting month, this and the last calendar month, this quarter."""
    before = today.replace(day=1) - timedelta(days=1)
    calendar = (
        periods.holding(today, Length.MONTH, Basis.CALENDAR),
        periods.holding(before, Length.MONTH, Basis.CALENDAR),
        periods.holding(today, Length.QUARTER, Basis.CALENDAR),
    )
    found = [_option(period) for period in calendar if period]
    if report := facts.month(today):
        days = f"{report.first.day}/{report.first.month}–{report.last.day}/{report.last.month}"
        found.insert(0, _option(report, t("kỳ báo cáo này ({days})", days=days)))
    return found


def within(year: int) -> list[Option]:
    """The quarters and months of a calendar year."""
    quarters = [periods.named(f"{year}-Q{n}", Basis.CALENDAR) for n in range(1, 5)]
    months = [periods.named(f"{year}-{n:02}", Basis.CALENDAR) for n in range(1, 13)]
    return [_option(period) for period in (*months, *quarters)]


def year_option(year: int) -> Option:
    """A whole year."""
    return Option(f"{year}-01-01/{year}-12-31", t("Năm {year}", year=year))


def between(days: str) -> Option:
    """The days from one to another, ``2024-04-15/2024-05-14``."""
    return Option(days, "–".join(date_words(day) for day in days.split("/")))


@translated()
def years(db: Database, register: Register) -> list[int]:
    """The years that live rows of a register are of, the newest first.

    Looked up one after the other, so that no more rows are read than there are years.
    """
    field = shown.day_of(register)
    found = list[int]()
    if field is None:
        return found
    sql = (
        f'SELECT max("{field.name}") FROM {register.name}'
        f' WHERE retired IS NULL AND "{field.name}" < ?'
    )
    before: object = 10_000 if field.kind is Kind.YEAR else "9999"
    while True:
        (last,) = db.execute(sql, [before]).fetchone()
        if last is None:
            return found
        found.append(int(str(last)[:4]))
        before = found[-1] if field.kind is Kind.YEAR else f"{found[-1]:04}"


def _option(period: Period, words: str = "") -> Option:
    words = words or period.label
    return Option(
        f"{period.first.isoformat()}/{period.last.isoformat()}", words[0].upper() + words[1:]
    )
