"""What the killed process does in R1: it works without end and says so each time it is done.

Each victim sends "ready" and then one word for every row or packet, after the function that saves
it has returned. With ``early`` it says so before, as a careless program would.
"""

from collections.abc import Iterable
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from desktop.records.book import Book
from desktop.records.identifiers import new_uid
from sync import receive, send
from tests import rows
from tests.district import NOW, PASSPHRASE, record


def save(folder: Path, pipe: Connection, early: bool) -> None:
    """Save events; the word is the row's uid."""
    with Book.open(folder, PASSPHRASE) as book:
        pipe.send("ready")
        for number in count(1):
            uid = new_uid(NOW)
            if early:
                pipe.send(uid)
            record(book, "outreach", rows.outreach(uid=uid, attendees=50 + number % 50))
            if not early:
                pipe.send(uid)


def export(folder: Path, pipe: Connection, early: bool) -> None:
    """Sign packets; the word is the packet's number."""
    with Book.open(folder, PASSPHRASE) as book:
        pipe.send("ready")
        (number,) = book.db.execute("SELECT coalesce(max(sequence), 0) FROM sent").fetchone()
        while True:
            number += 1
            if early:
                pipe.send(number)
            sent = send.export(book, now=NOW)
            assert sent.sequence == number
            if not early:
                pipe.send(number)


def take(folder: Path, pipe: Connection, early: bool, packets: Iterable[receive.Verified]) -> None:
    """Import verified packets; the word is the packet's number."""
    with Book.open(folder, PASSPHRASE) as book:
        pipe.send("ready")
        for verified in packets:
            number = verified.packet.header.sequence
            if early:
                pipe.send(number)
            receive.apply(book, receive.weigh(book, verified, now=NOW), now=NOW)
            if not early:
                pipe.send(number)
