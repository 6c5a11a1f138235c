"""The books that are photographed: the practice district, and a province of many offices."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.records import clock, mailbox, periods, units
from desktop.records.book import Book
from desktop.records.clock import VIETNAM, utc_text
from desktop.records.mailbox import Received
from desktop.records.registers import REGISTERS
from sync import demo, send
from sync.enrolment import enrol
from sync.entry import save_raw
from sync.practice import YEAR
from sync.practice.commune import PracticeYear, Temper
from tests.records.province_year import ProvinceYear, write
from tests.ui.screenshots import post

NOW = datetime(YEAR, 12, 10, 9, 15, tzinfo=VIETNAM)
LATER = demo.NOW + timedelta(days=2)
COMMUNE, DISTRICT, PROVINCE = "xa-boc-bo", "huyen-pac-nam", "tinh-bac-kan"
ANSWERED = "xa-xuan-la"
"""The commune that has had rows given back."""


def prepare(folder: Path) -> None:
    """The practice district, what is on its way to it, and the province."""
    for _ in demo.play(folder, demo.Outcome(folder)):
        pass
    with Book.open(folder / COMMUNE, demo.PASSPHRASE) as book:
        later = PracticeYear(9, Temper(steady=True, school=True, model=True))
        save_raw(book, REGISTERS["outreach"], later.outreach()[:4], now=LATER)
        send.export(book, now=LATER, out=folder / "usb")
    post.fill(folder, LATER)
    province(folder / PROVINCE)
    believe(folder)


def province(folder: Path) -> None:
    """A year of all offices of a province; most of them have reported most months."""
    office = units.find("2021", "06")
    book, _ = Book.create(folder, demo.PASSPHRASE, office, now=NOW)
    draw = random.Random(6)
    with book:
        enrol.create_authority(book, NOW)
        write(book.db, ProvinceYear("2021", 1).rows)
        with book.db.atomic():
            for number, unit in enumerate(units.communes(office)):
                for month in range(1, 13):
                    if draw.random() < 0.82 and not (month == 12 and number % 3):
                        mailbox.add_received(book.db, _came(unit.code, month, number))


def _came(unit: str, month: int, number: int) -> Received:
    name = f"{YEAR}-{month:02}"
    day = periods.named(name).last
    at = utc_text(datetime(day.year, day.month, day.day - number % 9, 2, 30, tzinfo=UTC))
    digest = f"{number:032x}{month:032x}"
    return Received(
        digest, f"{unit}.xlsx", "accepted", "", at, unit, unit, "e", month, name, 4, 1, 0
    )


def believe(folder: Path) -> None:
    """The year that is practised lies before this program: let the clock be believed."""
    as_in_the_year()
    for place in folder.glob("*/book.db"):
        with Book.open(place.parent, demo.PASSPHRASE) as book:
            clock.correct(book, NOW)


def as_in_the_year() -> None:
    """No program of the practised year knows a later day."""
    setattr(clock, "BUILT", datetime(YEAR, 1, 1, tzinfo=UTC))  # noqa: B010 - it is final
