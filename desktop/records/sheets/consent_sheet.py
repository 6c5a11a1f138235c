"""What is read out before a referral slip is written, on paper: for who reads, and to be shown.

Like the slip it bears no office and no programme, and nothing of any person.
"""

from dataclasses import dataclass
from datetime import date

from desktop.records import consent
from desktop.records.book import Book
from desktop.records.sheets.marks import mark


@dataclass(frozen=True)
class ConsentSheet:
    """One version of the text; ``question`` is its last sentence, ``day`` ISO, ``mark`` what
    stands boxed on it ("" for nothing)."""

    version: int
    day: str
    sentences: tuple[str, ...]
    question: str
    mark: str = ""

    @property
    def title(self) -> str:
        """The document's title."""
        return "LỜI ĐỌC TRƯỚC KHI GHI PHIẾU"


def consent_sheet(book: Book, day: date) -> ConsentSheet:
    """The text that is read out now, always in Vietnamese."""
    text = consent.current()
    *sentences, question = text.vi.strip().splitlines()
    return ConsentSheet(text.version, day.isoformat(), tuple(sentences), question, mark(book))
