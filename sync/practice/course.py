"""The practice books a person learns with: a district and its communes, in a folder of their own.

They hold invented rows and keys that nobody trusts: a real office refuses their packets, they take
no channel, and they share no file with the real book. Their passphrase is written in the program,
so they open without one; nothing in them needs to be kept.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from desktop.records import clock
from desktop.records.book import FILE, Book
from desktop.records.cipher import Database
from desktop.records.crate import on_disk
from desktop.records.errors import InputError
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.registers import REGISTERS
from desktop.records.settings import Settings
from sync import demo, send
from sync.entry import save_raw
from sync.practice.commune import PracticeYear, Temper
from sync.receipts import reading, writing

MARK = "SO-THUC-HANH.txt"
"""A folder with this file holds practice books and nothing else."""

PLACES = {"commune": "xa-boc-bo", "district": "huyen-pac-nam"}
"""The book of each office that one may practise as."""

STEPS = demo.STEPS + 3
BEGUN = "practice_begun"

_NOTE = (
    "Sổ thực hành: số liệu bịa, không gửi đi đâu, xóa lúc nào cũng được.\r\n"
    "Practice books: invented rows, sent nowhere, may be deleted at any time.\r\n"
)


def holds(folder: Path) -> bool:
    """Whether ``folder`` is one of practice books, whole or cut off while it was being made."""
    return (folder / MARK).is_file()


def ready(folder: Path) -> bool:
    """Whether the books in ``folder`` are there to be practised with."""
    return holds(folder) and all((folder / name / FILE).is_file() for name in PLACES.values())


def build(folder: Path, now: datetime) -> Iterator[str]:
    """Make the practice books in ``folder``, which is not there yet or holds older ones; yields a
    word as each of ``STEPS`` begins. Raises InputError when the folder has something else in it,
    DiskError. One that is given up leaves books that ``ready`` does not count.
    """
    throw_away(folder)
    if folder.exists() and any(folder.iterdir()):
        raise InputError(
            t("Thư mục “{folder}” đã có tệp. Chọn một thư mục trống để thực hành.", folder=folder)
        )
    work = folder / "new"
    with on_disk(folder.parent):
        folder.mkdir(parents=True, exist_ok=True)
    write_durably(folder / MARK, _NOTE.encode())
    outcome = demo.Outcome(work)
    yield from demo.play(work, outcome)
    yield t("Huyện trả giấy báo nhận, xã đọc")
    _answer(work)
    yield t("Xã ghi thêm và gửi một gói nữa, còn chờ huyện nhận")
    _one_more(work)
    yield t("Sắp xếp sổ thực hành")
    for place in sorted(work.iterdir()):
        if (place / FILE).is_file():
            _begin(place, now)
    with on_disk(folder):
        for place in sorted(work.iterdir()):
            place.replace(folder / place.name)
        work.rmdir()


def throw_away(folder: Path) -> None:
    """Delete practice books; raises nothing where there are none, and touches nothing in a folder
    that is not marked as theirs. Raises DiskError."""
    if holds(folder):
        with on_disk(folder):
            shutil.rmtree(folder)


def open_book(folder: Path) -> Book:
    """A practice book, without asking for anything. Raises what ``Book.open`` raises."""
    return Book.open(folder, demo.PASSPHRASE)


def begun(db: Database) -> int:
    """The last journal entry that the program made itself; what came later a person did."""
    return int(Settings(db).get(BEGUN) or 0)


def _answer(folder: Path) -> None:
    later = demo.NOW + timedelta(days=1)
    with open_book(folder / PLACES["district"]) as district:
        written = {one.unit: one.content for one in writing.write_owed(district, now=later)}
    with open_book(folder / PLACES["commune"]) as commune:
        reading.read(commune, written[commune.office.code], now=later)


def _one_more(folder: Path) -> None:
    later = demo.NOW + timedelta(days=2)
    with open_book(folder / PLACES["commune"]) as book:
        year = PracticeYear(9, Temper(steady=True, school=True, model=True))
        save_raw(book, REGISTERS["outreach"], year.outreach()[:4], now=later)
        send.export(book, now=later, out=folder / "usb")


def _begin(place: Path, now: datetime) -> None:
    with open_book(place) as book:
        clock.correct(book, now)
        number = book.db.execute("SELECT max(number) FROM journal").fetchone()[0]
        book.settings.put(**{BEGUN: str(number)})
