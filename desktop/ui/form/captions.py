"""How rows that others refer to are called, whoever they belong to and whatever became of them."""

from functools import partial

from desktop.records import queries, units, words
from desktop.records.cipher import Database
from desktop.records.fields import Row
from desktop.records.language import t
from desktop.records.registers import REGISTERS
from desktop.records.words import Lookup


class Captions:
    """Captions of one reading of the book; what was found once is remembered."""

    def __init__(self, db: Database, edition: str) -> None:
        self._db, self.edition = db, edition
        self._rows: dict[tuple[str, str], Row | None] = {}

    def seen_from(self, unit: str) -> Lookup:
        """A lookup for rows of the office ``unit``: what belongs to another office names it."""
        return partial(self._caption, unit)

    def of(self, name: str, row: Row, unit: str) -> str:
        """How a row of the register ``name`` is called, seen from the office ``unit``."""
        whose = str(row["unit"])
        caption = words.caption(REGISTERS[name], row, self.seen_from(whose))
        if whose != unit:
            caption = f"{caption} · {units.find(self.edition, whose).name}"
        if row["retired"] is not None:
            caption = t("{caption} (đã bỏ)", caption=caption)
        return caption

    def _caption(self, unit: str, name: str, uid: str) -> str:
        if (name, uid) not in self._rows:
            self._rows[name, uid] = queries.stored(self._db, REGISTERS[name], uid)
        row = self._rows[name, uid]
        return self.of(name, row, unit) if row else ""
