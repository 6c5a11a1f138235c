"""When an office reports: what bounds its periods, and how long after a period a packet may go up.

The agency that orders a report may set other bounds than Decree 09/2019/NĐ-CP, Article 12.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.records import periods
from desktop.records.cipher import Database
from desktop.records.periods import Basis, Length, Period
from desktop.records.settings import Settings

MOST_DAYS = 31
"""A packet goes up within a month of its period."""

_BASIS, _DAYS = "period_basis", "report_days"


@dataclass(frozen=True)
class Reporting:
    """``basis`` bounds the periods; ``days`` after the last day of one its packet is due."""

    basis: Basis = Basis.DECREE
    days: int = 0

    def month(self, today: date) -> Period | None:
        """The reporting month in which ``today`` lies, None before 2021."""
        return periods.holding(today, Length.MONTH, self.basis) if today.year >= 2021 else None

    def due(self, period: Period) -> date:
        """The last day on which the packet of ``period`` is in time."""
        return period.last + timedelta(days=self.days)


def of(db: Database) -> Reporting:
    """What the office of this book has set."""
    settings = Settings(db)
    days = int(settings.get(_DAYS) or 0)
    return Reporting(Basis(settings.get(_BASIS) or Basis.DECREE), days)


def keep(settings: Settings, chosen: Reporting) -> None:
    """Report like that from now on; raises ValueError for days out of range."""
    if not 0 <= chosen.days <= MOST_DAYS:
        raise ValueError(chosen.days)
    settings.put(**{_BASIS: str(chosen.basis), _DAYS: str(chosen.days)})
