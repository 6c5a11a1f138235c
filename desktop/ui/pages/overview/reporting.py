"""Who has reported which month, and what this office itself still has to send."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.records import mailbox, periods, reporting, units
from desktop.records.cipher import Database
from desktop.records.clock import from_text, local_day
from desktop.records.language import t
from desktop.records.mailbox import Sent
from desktop.records.periods import Period
from desktop.records.reporting import Reporting
from desktop.records.units import Unit
from desktop.records.words import date_words
from desktop.ui import facts

NAMED = 3
"""As many offices are named in one line."""


@dataclass(frozen=True)
class Due:
    """The packet that is due next: of which month, its last day and the days ``left`` until then
    (below 0 when ``late``); ``sent`` when one was signed for it and ``rows`` came after."""

    label: str
    last: date
    left: int
    sent: bool
    rows: int

    @property
    def late(self) -> bool:
        """Whether its day has passed."""
        return self.left < 0


def due(db: Database, today: date) -> Due | None:
    """What is to be sent next; None when the office above was sent all there is.

    A packet is everything recorded until then: any that was signed after a month was over has
    reported it, whatever month it names.
    """
    set_so = reporting.of(db)
    month = set_so.month(today)
    if month is None:
        return None
    sent, rows = mailbox.all_sent(db), facts.waiting(db).rows
    before = set_so.month(month.first - timedelta(days=1))
    for asked in (before, month):
        if asked and not _told(asked, sent) and _kept(db, asked):
            last = set_so.due(asked)
            return Due(asked.label, last, (last - today).days, sent=False, rows=rows)
    last = set_so.due(month)
    return Due(month.label, last, (last - today).days, sent=True, rows=rows) if rows else None


def _told(month: Period, sent: Iterable[Sent]) -> bool:
    return any(
        month.name in periods.named(one.period).months
        or local_day(from_text(one.created_at)) > month.last
        for one in sent
    )


def _kept(db: Database, period: Period) -> bool:
    """Whether the book was there already when a period ended."""
    first = db.execute("SELECT min(at) FROM journal").fetchone()[0]
    return bool(first) and local_day(from_text(first)) <= period.last


@dataclass(frozen=True)
class Reporter:
    """An office below and the day on which each month (``2024-05``) was first heard from it;
    ``inner`` when it stands under another one that is listed too."""

    unit: Unit
    heard: dict[str, date]
    inner: bool


@dataclass(frozen=True)
class Reports:
    """The offices below this one, each followed by its own, and the months of the year."""

    lines: tuple[Reporter, ...]
    months: tuple[Period, ...]
    today: date
    set_so: Reporting

    def late(self, month: Period) -> bool:
        """Whether the packets of a month are overdue."""
        return self.set_so.due(month) < self.today

    def asked(self, today: date) -> list[Period]:
        """The last month that is over, be it of the year before, and the one that runs."""
        running = [month for month in self.months if month.first <= today][-1:]
        before = [self.set_so.month(month.first - timedelta(days=1)) for month in running]
        return [*(month for month in before if month), *running]

    def silent(self, month: Period) -> list[Unit]:
        """The offices that have not reported a month."""
        return [one.unit for one in self.lines if month.name not in one.heard]

    def words(self, line: Reporter, month: Period) -> str:
        """What is known of an office and a month."""
        if day := line.heard.get(month.name):
            return t("đã nhận ngày {day}", day=date_words(day.isoformat()))
        if month.first > self.today:
            return t("chưa đến kỳ")
        return t("chưa có, đã quá hạn") if self.late(month) else t("chưa có, chưa đến hạn")


def reports(db: Database, office: Unit, today: date) -> Reports:
    """Who below ``office`` has reported, in the months of the reporting year of ``today``."""
    set_so = reporting.of(db)
    current = set_so.month(today)
    year = current.name[:4] if current else "2021"
    names = (f"{year}-{number:02}" for number in range(1, 13))
    months = tuple(periods.named(name, set_so.basis) for name in names)
    return Reports(tuple(_lines(office, _heard(db))), months, today, set_so)


def _lines(office: Unit, heard: dict[str, dict[str, date]]) -> Iterable[Reporter]:
    for unit in units.children(office):
        yield Reporter(unit, heard.get(unit.code, {}), inner=False)
        for below in units.children(unit):
            yield Reporter(below, heard.get(below.code, {}), inner=True)


def _heard(db: Database) -> dict[str, dict[str, date]]:
    """The first day of each month reported, by office; packets that came and were not refused."""
    found: dict[str, dict[str, date]] = {}
    for unit, period, at in db.execute(
        "SELECT unit, period, min(received_at) FROM received"
        " WHERE status IN ('accepted', 'superseded') AND period <> '' GROUP BY unit, period"
    ):
        day = local_day(from_text(at))
        for month in periods.named(period).months:
            held = found.setdefault(unit, {})
            held[month] = min(day, held.get(month, day))
    return found


def reminder(found: Reports, month: Period) -> str:
    """The offices to be reminded, under those they belong to: to be copied as text."""
    lines = [
        t(
            "Chưa gửi gói dữ liệu {month}, hạn {day}:",
            month=month.label,
            day=_day(found.set_so.due(month)),
        )
    ]
    silent = set(found.silent(month))
    for one in found.lines:
        if one.unit in silent:
            above = units.parent(one.unit) if one.inner else None
            lines.append(f"- {one.unit.name}" + (f" ({above.name})" if above else ""))
    return "\n".join(lines)


def standing(found: Reports) -> str:
    """Who has not reported the last month that is over, in one line; "" while none is over."""
    over = [month for month in found.asked(found.today) if month.last < found.today]
    if not over:
        return ""
    month, silent = over[-1], found.silent(over[-1])
    label, n = month.label[0].upper() + month.label[1:], len(found.lines)
    if not silent:
        return t("{month}: cả {n} đơn vị đã gửi gói.", month=label, n=n)
    names = ", ".join(unit.name for unit in silent[:NAMED])
    if len(silent) > NAMED:
        names = t("{names} và {n} đơn vị khác", names=names, n=len(silent) - NAMED)
    return t(
        "{month}: {sent} trên {n} đơn vị đã gửi gói. Chưa có: {names}.",
        month=label,
        sent=n - len(silent),
        n=n,
        names=names,
    )


def _day(day: date) -> str:
    return date_words(day.isoformat())
