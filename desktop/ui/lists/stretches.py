"""What a list shows, read from the book stretch by stretch."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.records import lineup, mailbox, queries, shown, units, words
from desktop.records.cipher import Database
from desktop.records.fields import Field, Kind, Row
from desktop.records.language import t
from desktop.records.lineup import Asked
from desktop.records.mailbox import remarks
from desktop.records.queries import Wanted
from desktop.records.registers import Register, Travels
from desktop.records.text import order_key
from desktop.records.units import Unit
from desktop.ui.form.captions import Captions
from desktop.ui.jobs import Job

STRETCH = lineup.FIRST
"""Rows read at a time."""

OFFICE = Field("unit", Kind.TEXT, "Đơn vị", "Unit")
"""The column that says whose row it is, where rows of several offices come together."""
SENT = Field("sent", Kind.TEXT, "Đã gửi", "Sent")
"""The column that says in which packet a row travelled."""

BREATH = 0.04
"""Seconds that lining up waits once the first rows are there: painting them comes first."""

EVERYTHING = Wanted()


@dataclass(frozen=True)
class View:
    """A register as a list shows it: its columns, which rows, in which order.

    ``own`` is the office whose list it is, ``offices`` the codes of those whose rows come together
    in it, in the order of their names.
    """

    register: Register
    fields: tuple[Field, ...]
    own: Unit
    offices: tuple[str, ...] = ()
    wanted: Wanted = EVERYTHING
    order: str = ""
    descending: bool = True

    @staticmethod
    def of(register: Register, office: Unit, names: Sequence[str] = ()) -> "View":
        """How the list of a register begins at an office: the newest first, with the columns of
        those ``names``, or the usual ones."""
        possible = {field.name: field for field in choosable(register, office)}
        together = [] if _leading(office) else _closing(register, office)
        usual = [*_leading(office), *register.columns, *together]
        fields = tuple(possible[name] for name in names or usual if name in possible)
        below = sorted(units.communes(office), key=lambda unit: order_key(unit.name))
        offices = tuple(unit.code for unit in (office, *units.children(office), *below))
        return View(register, fields, office, offices, order=shown.first_order(register))

    @property
    def asked(self) -> Asked:
        """What to line up."""
        return Asked(self.register, self.wanted, self.order, self.descending, self.offices)

    @property
    def badges(self) -> Field:
        """The column that shows the state of a row."""
        return SENT if SENT in self.fields else self.fields[0]

    @property
    def narrowed(self) -> bool:
        """Whether only some of the rows are wanted."""
        return self.wanted != Wanted(retired=self.wanted.retired)


@dataclass(frozen=True)
class Line:
    """One row with its columns as a person reads them; ``state`` is a badge, if it has one: of a
    row that was given back to be corrected."""

    row: Row
    cells: tuple[str, ...]
    state: tuple[str, str] | None = None


@dataclass(frozen=True)
class Summary:
    """What stands below a list: rows found, rows in all, the sum of each column that adds up."""

    found: int
    all: int
    totals: tuple[tuple[Field, int], ...]


@dataclass(frozen=True)
class Piece:
    """The next part of a list; the first one comes with its lines."""

    part: lineup.Part
    lines: tuple[Line | None, ...]


def choosable(register: Register, office: Unit) -> list[Field]:
    """Every column that the list of a register can have at an office."""
    found = [OFFICE] if _leading(office) else []
    return [*found, *register.fields, *([SENT] if _closing(register, office) else [])]


def gather(db: Database, job: Job, view: View) -> Summary:
    """Line the list up, and report it piece by piece."""
    fields, found = shown.added_up(view.register), 0
    sums, lines = [0] * len(fields), None
    for part in lineup.parts(db, view.asked):
        found += len(part.places)
        sums = [total + sum(column) for total, column in zip(sums, part.numbers, strict=True)]
        lines = () if lines is not None else tuple(lines_at(db, view, part.places[:STRETCH]))
        job.report(Piece(part, lines))
        if lines:
            time.sleep(BREATH)
    retired = Wanted(retired=view.wanted.retired)
    every = queries.count(db, view.register, retired) if view.narrowed else found
    return Summary(found, every, tuple(zip(fields, sums, strict=True)))


def lines_at(db: Database, view: View, places: Sequence[int]) -> list[Line | None]:
    """The lines at those places of the table, references told by their captions."""
    rows = lineup.rows_at(db, view.register, places)
    captions, post = Captions(db, view.own.edition), _Post(db, view, rows)
    return [_line(view, row, captions, post) if row else None for row in rows]


class _Post:
    """What became of rows on their way to the office above."""

    def __init__(self, db: Database, view: View, rows: Sequence[Row | None]) -> None:
        self._own, name = view.own.code, view.register.name
        uids = [str(row["uid"]) for row in rows if row and row["unit"] == self._own]
        self._packets = mailbox.travelled_in(db, uids) if SENT in view.fields else {}
        found = [*remarks.returned(db), *remarks.given(db)]
        self._returned = {remark.uid for remark in found if remark.register == name}

    def words(self, row: Row) -> str:
        """In which packet a row travelled; nothing of another office's row."""
        if row["unit"] != self._own:
            return ""
        number = self._packets.get(str(row["uid"]))
        return t("gói {n}", n=number) if number else t("chưa")

    def state(self, row: Row) -> tuple[str, str] | None:
        return ("warn", t("trả lại")) if row["uid"] in self._returned else None


def _line(view: View, row: Row, captions: Captions, post: _Post) -> Line:
    unit = str(row["unit"])

    def cell(field: Field) -> str:
        if field is OFFICE:
            return units.find(view.own.edition, unit).name
        if field is SENT:
            return post.words(row)
        return words.show(field, row[field.name], captions.seen_from(unit))

    return Line(row, tuple(map(cell, view.fields)), post.state(row))


def _leading(office: Unit) -> list[str]:
    return [OFFICE.name] if units.children(office) else []


def _closing(register: Register, office: Unit) -> list[str]:
    """Only rows that an office keeps and sends itself travel in its packets."""
    travels = register.travels is Travels.ROWS and not register.derived_from
    return [SENT.name] if travels and office.tier in register.tiers else []
