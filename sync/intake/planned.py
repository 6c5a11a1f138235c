"""What an import would do: plain data, to be shown to a person and then applied."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.records.fields import Row
from desktop.records.problem import Problem
from desktop.records.registers import Register
from desktop.records.words import show
from sync.intake.dates import Doubt
from sync.intake.filemap import DateOrder, FileMap
from sync.intake.grid import BYTES
from sync.intake.legacy import Sample
from sync.intake.references import Captions
from sync.intake.tables import Table
from sync.intake.vocabulary import plain


@dataclass(frozen=True)
class Planned:
    """One row: its ``number`` in the file, what it ``said`` by field, and the row it becomes."""

    number: int
    said: Mapping[str, str]
    row: Row
    problems: tuple[Problem, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it may be saved; warnings do not stand against that."""
        return all(problem.warning for problem in self.problems)

    @property
    def odd(self) -> bool:
        """Whether it may be saved, but only when a person says that it is right."""
        return self.good and bool(self.problems)


@dataclass(frozen=True)
class UnknownWords:
    """Words in the file that mean no code, in how many rows, and the codes they may mean; ``given``
    is the one that a person said they stand for, None while nobody has."""

    field: str
    words: str
    rows: int
    codes: tuple[str, ...]
    given: str | None = None


@dataclass(frozen=True)
class DoubtfulDates:
    """A column whose dates a person has to decide on; ``decided`` is what was chosen so far."""

    head: str
    doubt: Doubt
    decided: DateOrder


@dataclass(frozen=True)
class Plan:
    """The whole import, as it would be.

    ``unread`` are columns that are not taken in though they say something; ``samples`` the fonts
    that need, or seem to need, conversion; ``encoding`` how the text of a .csv was read; ``words``
    and ``dates`` what a person should decide.
    """

    register: Register
    file_map: FileMap
    table: Table
    rows: tuple[Planned, ...]
    unread: tuple[str, ...]
    samples: tuple[Sample, ...]
    encoding: str
    words: tuple[UnknownWords, ...]
    dates: tuple[DoubtfulDates, ...]
    captions: Mapping[str, Captions]

    @property
    def good(self) -> int:
        """How many rows may be saved."""
        return sum(planned.good for planned in self.rows)

    @property
    def refused(self) -> int:
        """How many may not."""
        return len(self.rows) - self.good

    @property
    def hidden(self) -> int:
        """How many of the rows are hidden in the file."""
        return sum(line.hidden for line in self.table.lines)

    @property
    def warned(self) -> int:
        """How many may be saved, but are odd."""
        return sum(planned.odd for planned in self.rows)

    @property
    def undecided(self) -> tuple[Sample, ...]:
        """Fonts whose text seems to be of an old encoding, and no one has said whether it is."""
        decided = self.file_map.fonts
        return tuple(x for x in self.samples if not x.certain and x.font not in decided)

    @property
    def undecoded(self) -> bool:
        """Whether the text of a .csv is in an encoding that nobody has named."""
        return self.encoding == BYTES and "" not in self.file_map.fonts

    def asked_words(self) -> list[UnknownWords]:
        """The words that somebody has to decide on or has decided on, as they come in the file, so
        that an answer can be changed."""
        found = [(self._first_said(x.field, x.words), x) for x in self.words]
        for name, given in self.file_map.words.items():
            for words, code in given.items():
                rows = self._saying(name, words)
                if rows:
                    asked = UnknownWords(name, words, len(rows), (), code)
                    found.append((rows[0], asked))
        return [asked for _, asked in sorted(found, key=lambda pair: pair[0])]

    def _first_said(self, name: str, words: str) -> int:
        return next(iter(self._saying(name, words)), 0)

    def _saying(self, name: str, words: str) -> list[int]:
        """The numbers of the rows in which that field says these words."""
        said = f" {plain(words)} "
        return [x.number for x in self.rows if said in f" {plain(x.said.get(name, ''))} "]

    def read_as(self, planned: Planned, name: str) -> str:
        """A value of a row as a person reads it, to be shown beside what the file says."""
        field = self.register.field(name)
        return show(field, planned.row.get(name), self._named)

    def _named(self, _register: str, uid: str) -> str:
        names = (captions.name(uid) for captions in self.captions.values())
        return next(filter(None, names), "")
