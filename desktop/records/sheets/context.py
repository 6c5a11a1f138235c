"""What a sheet is composed from, worked out once for all its parts."""

from dataclasses import dataclass
from datetime import date, datetime

from desktop.records import periods, plan, targets
from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.periods import Basis, Period
from desktop.records.plan import Plan
from desktop.records.sheets import figures
from desktop.records.sheets.figures import Scope
from desktop.records.sheets.small import Discretion
from desktop.records.targets import Result
from desktop.records.words import date_words


@dataclass(frozen=True)
class Context:
    """A book, a period, and what was read for them; ``as_of`` is the last day that counts.

    ``people`` are the figures about people who use services, by target id, a number for each
    office: numerators and denominators.
    """

    book: Book
    plan: Plan
    period: Period
    day: date
    as_of: date
    scope: Scope
    results: tuple[Result, ...]
    referrals: dict[str, list[int]]
    people: dict[str, tuple[list[int], list[int]]]
    discretion: Discretion

    @property
    def until(self) -> str:
        """The last day that counts, as it is printed."""
        return date_words(self.as_of.isoformat())

    @property
    def days(self) -> str:
        """From when to when, as it is printed."""
        return f"từ ngày {date_words(self.period.first.isoformat())} đến ngày {self.until}"


def gather(book: Book, period_name: str, now: datetime, *, internal: bool) -> Context:
    """Read what the sheets of a period need; raises InputError for a name of no period."""
    basis = Basis(book.settings.get("period_basis") or Basis.DECREE)
    period = periods.named(period_name, basis)
    day = local_day(now)
    as_of = min(period.last, day)
    scope = Scope.of(book.office, period, as_of.isoformat())
    results = tuple(targets.compute(book, book.office, as_of))
    referrals = figures.referrals(book.db, scope)
    people = {
        result.target.id: _by_office(book, as_of, result)
        for result in results
        if result.target.discreet
    }
    sensitive = [*referrals.values(), *(side for sides in people.values() for side in sides)]
    return Context(
        book=book,
        plan=plan.default(),
        period=period,
        day=day,
        as_of=as_of,
        scope=scope,
        results=results,
        referrals=referrals,
        people=people,
        discretion=Discretion.over(sensitive, internal=internal),
    )


def _by_office(book: Book, as_of: date, result: Result) -> tuple[list[int], list[int]]:
    lines = targets.explain(book, book.office, as_of, result.target.id)
    return [line.n for line in lines], [line.d for line in lines]
