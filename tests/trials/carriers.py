"""Who carries in N1: the channels as they are, the same without their protection, and a process
that pushes until it is killed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from desktop.records.book import Book
from sync import send
from sync.carrying.push import push
from sync.carrying.trip import Trip, run
from sync.channels.account import Account
from sync.channels.channel import Channel
from sync.channels.sftp import SftpChannel
from sync.channels.watch import Watch
from sync.channels.webdav import WebDavChannel
from tests import rows
from tests.district import NOW, PASSPHRASE, record
from tests.sync.channels.proxy import WHOLE, Break

Opened = Callable[[Account], Channel]


class DirectWebDav(WebDavChannel):
    """Puts every file under its final name at once."""

    def _by_moving(self, place: str, name: str, content: bytes, watch: Watch) -> bool:
        return False


class DirectSftp(SftpChannel):
    """Writes every file under its final name at once."""

    def _upload(self, part: str, name: str, content: bytes, watch: Watch) -> None:
        super()._upload(part.removesuffix(f".{self._mark}.part"), name, content, watch)

    def _rename(self, part: str, place: str, length: int) -> None:
        return


@dataclass
class Weather:
    """Draws for every connection whether and where it breaks; most do while it is `bad`."""

    draw: Random
    size: int = 100_000
    bad: float = 0.6

    def __call__(self) -> Break:
        if self.draw.random() > self.bad:
            return WHOLE
        if self.draw.random() < 0.3:
            return Break(down=self.draw.randrange(4_000))
        return Break(up=self.draw.randrange(int(self.size * 1.2)))


def push_for_ever(folder: Path, pipe: Connection, account: Account) -> None:
    """Sign packets and push each; the word is the packet's name, said when it lies there."""
    with Book.open(folder, PASSPHRASE) as book:
        pipe.send("ready")
        while True:
            record(book, "outreach", *(rows.outreach() for _ in range(3)))
            send.export(book, now=NOW)
            trip = Trip(book, account, NOW, NOW + timedelta(seconds=1))
            for event in run(trip, push):
                if event.state == "sent":
                    pipe.send(event.facts["name"])
