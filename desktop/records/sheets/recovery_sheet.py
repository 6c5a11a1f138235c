"""The sheet with the 24 words that open a book whose passphrase is forgotten."""

from dataclasses import dataclass
from datetime import date

from desktop.records.book import Book
from desktop.records.recovery import WORDS
from desktop.records.sheets.marks import mark
from desktop.records.sheets.office import long_date


@dataclass(frozen=True)
class RecoverySheet:
    """The sheet of one book. ``words`` are the 24, or empty: then there are lines to write on.

    ``book`` tells it from other sheets in the same safe; ``day`` is ISO; ``mark`` is boxed above it
    ("" for nothing).
    """

    book: str
    device: str
    day: str
    dated: str
    words: tuple[str, ...]
    lines: int = WORDS
    mark: str = ""

    @property
    def title(self) -> str:
        """The document's title."""
        return "TỜ KHÔI PHỤC SỔ"


def recovery_sheet(book: Book, day: date, words: tuple[str, ...] = ()) -> RecoverySheet:
    """The sheet for ``book``; raises ValueError for other than 24 words or none."""
    if len(words) not in (0, WORDS):
        raise ValueError(len(words))
    return RecoverySheet(
        book.office.name, book.device, day.isoformat(), long_date(day), words, mark=mark(book)
    )
