"""Real books and packets to measure on, each made when it is first asked for."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from desktop.records import units
from desktop.records.book import Book
from desktop.records.fields import Row
from sync import send
from tests.bench.rows import Year, fill, multiply
from tests.district import NOW, PASSPHRASE, Office, enrolled

EDITION, PROVINCE = "2021", "06"
PATTERN = 50_000
"""A book of more rows repeats as many as these."""


@dataclass(frozen=True)
class Scale:
    """How much of everything; ``rounds`` of 0 leaves the number to each figure."""

    rows: int = 10_000
    outreach: int = 1_000
    packets: int = 12
    packet_rows: int = 300
    many: int = 100_000
    few: int = 1_000
    rounds: int = 0
    warm_up: int = 1


@dataclass
class Workshop:
    """Everything lies below ``folder``, but for large books that are to be ``kept`` in another."""

    folder: Path
    scale: Scale
    kept: Path | None = None
    _offices: dict[str, Office] = field(default_factory=dict)

    def place(self, name: str) -> Path:
        """A path of that name; what lay there is gone."""
        place = self.folder / name
        if place.is_dir():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
        return place

    @cached_property
    def year(self) -> Path:
        """The folder of a commune's book with ``scale.rows`` rows and a passphrase at full cost."""
        return self._book("year", self._communes[0].code, self.scale.rows)

    @cached_property
    def crowded(self) -> Path:
        """The folder of the province's book whose largest register has ``scale.many`` rows."""
        return self._kept("crowded", self.scale.many)

    @cached_property
    def sparse(self) -> Path:
        """The same with ``scale.few`` rows."""
        return self._kept("sparse", self.scale.few)

    @cached_property
    def packet(self) -> Path:
        """A signed packet of ``scale.rows`` rows."""
        with self.sender.open() as book:
            return send.export(book, now=NOW).path

    @cached_property
    def sender(self) -> Office:
        """An enrolled commune with ``scale.rows`` rows of its own."""
        return self.commune("sender", 0, Year().mixed(self.scale.rows))

    @property
    def province(self) -> Office:
        """The province, which believes the districts of the communes made so far."""
        return self._enrolled(PROVINCE)

    def commune(self, name: str, number: int, rows: dict[str, list[Row]]) -> Office:
        """An enrolled commune, the ``number``-th of the province, with these rows of its own."""
        office = self._enrolled(self._communes[number].code).copy(self.place(name) / "book")
        with office.open() as book:
            fill(book.db, book.office.code, book.device, rows)
        return office

    @cached_property
    def _communes(self) -> list[units.Unit]:
        return units.communes(units.find(EDITION, PROVINCE))

    def _kept(self, name: str, events: int) -> Path:
        """The province's book of that name, made anew unless one of that size was kept."""
        rows = events * 20 // 15
        if self.kept is None:
            return self._book(name, PROVINCE, rows)
        place = self.kept / f"{name}-{events}"
        if not place.exists():
            shutil.move(self._book(name, PROVINCE, rows), place)
        return place

    def _book(self, name: str, code: str, rows: int) -> Path:
        book, _ = Book.create(self.place(name), PASSPHRASE, units.find(EDITION, code), now=NOW)
        times = -(-rows // PATTERN)
        with book:
            year, owners = Year(), units.communes(book.office)
            for number, owner in enumerate(owners):
                each = rows // times
                share = each * (number + 1) // len(owners) - each * number // len(owners)
                device = book.device if owner == book.office else f"device-{owner.code}"
                if share:
                    fill(book.db, owner.code, device, year.mixed(share))
            multiply(book.db, times)
            book.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return book.folder

    def _enrolled(self, code: str) -> Office:
        if code not in self._offices:
            office = Office.found(self.folder / "offices" / code, code)
            above = units.parent(units.find(EDITION, code))
            if above:
                enrolled(office, self._enrolled(above.code))
            self._offices[code] = office
        return self._offices[code]
