"""What stands boxed on a sheet: that it stays in the office (Decree 30/2020/NĐ-CP, Annex I), or
that it is of a practice book."""

from desktop.records.book import Book

INTERNAL = "LƯU HÀNH NỘI BỘ"
PRACTICE = "BẢN THỰC HÀNH"


def mark(book: Book, *, internal: bool = False) -> str:
    """The words in the box of a sheet of ``book``, "" for no box."""
    practice = [PRACTICE] if book.practice else []
    return " - ".join([*practice, *([INTERNAL] if internal else [])])
