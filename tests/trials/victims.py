"""What the killed process does in R1: it works without end and says so each time it is done.

Each victim sends "ready" and then one word for every row or packet, after the function that saves
it has returned. With ``early`` it says so before, as a careless program would.
"""

from collections.abc import Iterable
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from desktop.records import backup, vault
from desktop.records.book import Book
from desktop.records.identifiers import new_uid
from sync import receive, send
from tests import keys, rows
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


def back_up(folder: Path, pipe: Connection, early: bool, out: Path) -> None:
    """Save an event and make a backup, again and again; the word is the backup's name."""
    with Book.open(folder, PASSPHRASE) as book:
        pipe.send("ready")
        for number in count(1):
            record(book, "outreach", rows.outreach(uid=new_uid(NOW), attendees=50 + number % 50))
            (entries,) = book.db.execute("SELECT max(number) FROM journal").fetchone()
            name = f"{book.office.code}_2024-07-01_{entries:07}.backup"
            if early:
                pipe.send(name)
            made = backup.make(book, now=NOW, out=out)
            assert made.path.name == name
            if not early:
                pipe.send(name)


def change_passphrase(folder: Path, pipe: Connection, early: bool, first: int) -> None:
    """Change the passphrase from the one of that number to the next, and so on; the word is the
    number of the passphrase that opens the book now."""
    pipe.send("ready")
    for number in count(first):
        if early:
            pipe.send(number + 1)
        with keys.cheap():
            vault.change_passphrase(folder, passphrase(number), passphrase(number + 1))
        if not early:
            pipe.send(number + 1)


def passphrase(number: int) -> str:
    return f"{PASSPHRASE} {number}"
