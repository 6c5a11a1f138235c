"""R4 on a disk of its own (tmpfs in a mount namespace), full but for a few kilobytes drawn by lot.

``python -m tests.trials.full_disk FOLDER OFFICE TIMES SEED [careless]`` copies the book of OFFICE
onto the disk, works on it while it is full, frees the disk, and prints in JSON what it found. A
careless program takes a failed save for a done one.
"""

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from desktop.records import backup, health, vault
from desktop.records.book import FILE, Book
from desktop.records.errors import SobanError
from desktop.records.identifiers import new_uid
from sync import send
from tests import keys, rows
from tests.district import NOW, PASSPHRASE, record

SIZE = 6 << 20
SPARE = 64 << 10
"""Bytes of the disk, and of what may be left of it when it is full."""


@dataclass
class Found:
    """What became of the work; ``lost`` counts what was called done and is not there."""

    tried: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    unsound: int = 0


class Disk:
    """A small disk that can be filled."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ballast = folder, folder / "ballast"
        words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
        subprocess.run(words, check=True, capture_output=True)

    def fill(self, spare: int) -> None:
        """Leave at most ``spare`` bytes."""
        with self.ballast.open("wb", buffering=0) as file:
            free = shutil.disk_usage(self.folder).free
            file.write(bytes(max(0, free - spare)))

    def free(self) -> None:
        self.ballast.unlink()


def save(book: Book, done: Callable[[str], None]) -> None:
    """Save until the disk is full."""
    for _ in range(400):
        uid = new_uid(NOW)
        record(book, "outreach", rows.outreach(uid=uid), now=NOW)
        done(uid)


def export(book: Book, done: Callable[[str], None]) -> None:
    """Sign packets until the disk is full."""
    for _ in range(20):
        done(send.export(book, now=NOW).path.name)


def back_up(book: Book, done: Callable[[str], None]) -> None:
    """Make backups until the disk is full."""
    for _ in range(20):
        record(book, "outreach", rows.outreach(uid=new_uid(NOW)), now=NOW)
        done(backup.make(book, now=NOW).path.name)


def change_passphrase(book: Book, done: Callable[[str], None]) -> None:
    """Wrap the key anew again and again: the book must open after it."""
    for _ in range(40):
        vault.change_passphrase(book.folder, PASSPHRASE, PASSPHRASE)
        done(FILE)


WORK = (save, export, back_up, change_passphrase)


def kept(book: Book) -> set[str]:
    """All that is there: rows by uid, files by name."""
    uids = {str(uid) for (uid,) in book.db.execute("SELECT uid FROM outreach")}
    return uids | {file.name for file in book.folder.rglob("*") if file.is_file()}


def trial(disk: Disk, office: Path, times: int, seed: int, *, careless: bool) -> Found:
    """Each kind of work in turn on a fresh copy, full; then the same book with room again."""
    draw, found = random.Random(seed), Found()
    for number in range(times):
        work, folder = WORK[number % len(WORK)], disk.folder / f"book{number}"
        shutil.copytree(office, folder)
        done: set[str] = set()
        disk.fill(draw.randrange(SPARE))
        found.tried += 1
        try:
            with Book.open(folder, PASSPHRASE) as book:
                work(book, done.add)
        except SobanError as error:
            found.refused[type(error).__name__] += 1
            if careless:
                done.add("what was called saved all the same")
        disk.free()
        with Book.open(folder, PASSPHRASE) as book:
            found.lost += len(done - kept(book))
            found.unsound += bool(health.check(book))
            again = record(book, "outreach", rows.outreach(uid=new_uid(NOW)), now=NOW)
            found.lost += len({*again} - kept(book))
        shutil.rmtree(folder)
    return found


def main(folder: str, office: str, times: str, seed: str, *careless: str) -> None:
    disk = Disk(Path(folder))
    with keys.cheap():
        found = trial(disk, Path(office), int(times), int(seed), careless=bool(careless))
    print(json.dumps(vars(found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
