"""Which way an office goes when nobody asks for one: up the line, down the line, or both."""

from hashlib import sha256
from pathlib import Path

from desktop.records import mailbox, units
from desktop.records.book import Book
from sync.carrying.pull import answer, arrived, fetch
from sync.carrying.push import push
from sync.carrying.trip import Direction
from sync.package.password import is_locked


def usual(book: Book) -> tuple[Direction, ...]:
    """An office with others below it fetches and answers, and leaves what it fetched for a person
    to look at; it also sends once it has signed a packet of its own. Any other office sends."""
    if not units.children(book.office):
        return (push,)
    sends = bool(book.office.parent) and mailbox.last_sent(book.db, book.epoch) is not None
    return (fetch, answer, push) if sends else (fetch, answer)


def undecided(book: Book) -> list[Path]:
    """The fetched packets that nobody has decided about; those that the book has entered meanwhile,
    by whatever way, are let go. (What a password hid is entered under another digest.)"""
    entered = mailbox.all_received(book.db)
    digests, files = {one.sha256 for one in entered}, {one.file for one in entered}
    waiting = []
    for file in arrived(book):
        content = file.read_bytes()
        opened = file.name in files and is_locked(content)
        if opened or sha256(content).hexdigest() in digests:
            file.unlink()
        else:
            waiting.append(file)
    return waiting
