"""What a sheet is composed from: whose book, which offices, which period, up to which day."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.records import periods, plan, units
from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.periods import Basis, Period
from desktop.records.plan import Plan
from desktop.records.sheets import counting
from desktop.records.sheets.counting import Scope
from desktop.records.sheets.office import OfficePaper, running_name
from desktop.records.units import Unit
from desktop.records.words import date_words


@dataclass(frozen=True)
class Context:
    """A book, an ``area`` of it and a period; ``as_of`` is the last day that counts.

    ``scope`` says what is counted, ``before`` what it is compared with: the same days a year
    earlier, None where nothing was recorded then. ``internal`` sheets do not leave the office.
    """

    book: Book
    area: Unit
    plan: Plan
    paper: OfficePaper
    period: Period
    day: date
    as_of: date
    scope: Scope
    before: Scope | None
    internal: bool

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """What is counted, then what it is compared with."""
        return (self.scope, self.before) if self.before else (self.scope,)

    @property
    def of_area(self) -> str:
        """Whose numbers these are, where they are not the office's own: `` của xã Bộc Bố``."""
        return "" if self.area == self.book.office else f" của {running_name(self.area)}"

    @property
    def until(self) -> str:
        """The last day that counts, as it is printed."""
        return date_words(self.as_of.isoformat())

    @property
    def days(self) -> str:
        """From when to when, as it is printed."""
        return f"từ ngày {date_words(self.period.first.isoformat())} đến ngày {self.until}"


def gather(
    book: Book,
    period_name: str,
    now: datetime,
    *,
    area: Unit | None = None,
    basis: Basis | None = None,
    internal: bool = False,
) -> Context:
    """What the sheets of a period need; raises InputError for a name of no period or another area.

    ``area`` is the office's own unless one below it is given; ``basis`` is the book's setting
    unless one is given, the cut-offs of Decree 09/2019 when there is neither.
    """
    area = area or book.office
    if not units.within(area, book.office):
        raise InputError(t("{area} không thuộc {office}.", area=area.name, office=book.office.name))
    basis = basis or Basis(book.settings.get("period_basis") or Basis.DECREE)
    period = periods.named(period_name, basis)
    day = local_day(now)
    as_of = max(period.first, min(period.last, day))
    return Context(
        book=book,
        area=area,
        plan=plan.default(),
        paper=OfficePaper.of(book.office, book.settings.get),
        period=period,
        day=day,
        as_of=as_of,
        scope=Scope.of(area, period, as_of.isoformat()),
        before=_year_before(book, area, period, as_of),
        internal=internal,
    )


def year_before(day: date) -> date:
    """The same day a year earlier, 28 February for the 29th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _year_before(book: Book, area: Unit, period: Period, as_of: date) -> Scope | None:
    """The same days a year earlier; None before the plan, and where the book was not yet kept."""
    year, *part = period.name.split("-")
    try:
        before = periods.named("-".join((str(int(year) - 1), *part)), period.basis)
    except InputError:
        return None
    scope = Scope.of(area, before, min(before.last, year_before(as_of)).isoformat())
    return scope if counting.kept(book.db, scope) else None
