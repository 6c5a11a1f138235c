"""Time as it is written down: UTC in the book, the day as it is in Vietnam.

Nothing is ordered by it; laptops here have dead clock batteries.
"""

from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))


def utc_text(moment: datetime) -> str:
    """``2024-03-05T08:30:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """The moment written by ``utc_text``."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def local_day(moment: datetime) -> date:
    """The day it is in Vietnam."""
    return moment.astimezone(VIETNAM).date()
