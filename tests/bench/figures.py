"""The table of figures: what is measured, beside what, and the goal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.bench import packets, paper, reading, saving, window
from tests.bench.measure import Pair, Samples, alternate
from tests.bench.workshop import Workshop


@dataclass(frozen=True)
class Figure:
    """``work`` and ``against`` may name numbers of the scale; ``goal`` is the largest ratio, and
    ``allowance`` what comes on top of it, in ``unit`` (s or B)."""

    work: str
    against: str
    goal: float
    prepare: Callable[[Workshop], AbstractContextManager[Pair]]
    rounds: int
    unit: str = "s"
    allowance: float = 0

    def measure(self, shop: Workshop) -> Samples:
        """The samples of this figure."""
        with self.prepare(shop) as pair:
            return alternate(pair, shop.scale.rounds or self.rounds, shop.scale.warm_up)

    def reached(self, samples: Samples) -> bool:
        """Whether the product's median is within the goal."""
        ours, theirs = samples.medians
        return ours <= self.goal * theirs + self.allowance


FIGURES: dict[str, Figure] = {
    "F1": Figure(
        "start to the open book of {rows:,} rows on the screen",
        "an empty QMainWindow",
        2.0,
        window.starting,
        7,
    ),
    "F2": Figure(
        "export and sign {rows:,} rows",
        "openpyxl write-only, unsigned",
        1.2,
        packets.exporting,
        5,
    ),
    "F3": Figure(
        "verify, validate and import {rows:,} rows",
        "openpyxl read-only and sqlite3, no checks",
        0.4,
        packets.importing,
        5,
    ),
    "F4": Figure(
        "import {packets} packets of {packet_rows} rows",
        "one packet, {packets} times its time",
        1.0,
        packets.many_packets,
        3,
    ),
    "F5": Figure(
        "save one row from the form, durably",
        "SQLCipher insert and commit",
        3.0,
        saving.saving,
        60,
    ),
    "F6": Figure(
        "open a list of {many:,} rows and search it, on the screen",
        "the same with {few:,} rows",
        2.0,
        reading.listing,
        7,
    ),
    "F7": Figure(
        "all targets, {many:,} rows",
        "one full scan of each table used",
        3.0,
        reading.counting,
        7,
    ),
    "F8": Figure(
        "memory at rest, {many:,} rows",
        "an empty QMainWindow",
        2.5,
        window.resting,
        3,
        unit="B",
    ),
    "F9": Figure(
        "summary sheet to PDF, {rows:,} rows",
        "typst alone on the same data",
        1.3,
        paper.printing,
        9,
    ),
    "F10": Figure(
        "packet of {outreach:,} outreach rows",
        "openpyxl's file of the same cells",
        1.1,
        packets.sizes,
        1,
        unit="B",
        allowance=8192,
    ),
}
