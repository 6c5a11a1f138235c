"""What was computed from a book, kept for as long as the book stays as it is."""

import threading
from collections.abc import Callable, Hashable
from datetime import date
from typing import TypeVar, cast

from desktop.records import trend
from desktop.records.cipher import Database
from desktop.records.periods import Basis
from desktop.records.trend import Trend
from desktop.records.units import Unit
from desktop.ui import facts

T = TypeVar("T")


class Kept:
    """Answers by what was asked. One entry more in the journal, and none of them counts any more:
    whatever changes a row, here or in a packet from elsewhere, makes an entry."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries = -1
        self._answers: dict[Hashable, object] = {}

    def get(self, db: Database, asked: Hashable, make: Callable[[], T]) -> T:
        """The answer that is kept, or the one that ``make`` gives now."""
        entries = facts.entries(db)
        with self._lock:
            if entries != self._entries:
                self._entries = entries
                self._answers.clear()
            if asked in self._answers:
                return cast(T, self._answers[asked])
        made = make()
        with self._lock:
            if entries == self._entries:
                self._answers[asked] = made
        return made


def trends(
    kept: Kept, db: Database, asked: tuple[Unit, date, Basis], going: Callable[[], None]
) -> dict[str, Trend]:
    """How every target of an area has moved in the year up to a day."""
    return kept.get(db, ("trends", *asked), lambda: trend.of(db, *asked, going))
