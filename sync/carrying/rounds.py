"""Which way an office goes when nobody asks for one: up the line, down the line, or both."""

from pathlib import Path

from desktop.records import mailbox, units
from desktop.records.book import Book
from sync.carrying.pull import answer, fetch
from sync.carrying.push import push
from sync.carrying.trip import Direction


def usual(book: Book) -> tuple[Direction, ...]:
    """An office with others below it fetches and answers, and leaves what it fetched for a person
    to look at; it also sends once it has signed a packet of its own. Any other office sends."""
    if not units.children(book.office):
        return (push,)
    sends = bool(book.office.parent) and mailbox.last_sent(book.db, book.epoch) is not None
    return (fetch, answer, push) if sends else (fetch, answer)


def settled(book: Book, file: Path) -> None:
    """Let a fetched file go: a person has decided about it and the book has entered it."""
    if file.parent == book.folder / "inbox" / "new":
        file.unlink(missing_ok=True)
