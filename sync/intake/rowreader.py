"""One line of a table as the row it means, with everything that stands against saving it."""

from collections.abc import Mapping
from datetime import datetime

from desktop.records import parse, queries, store
from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.fields import Field, Kind, Row, filled
from desktop.records.identifiers import new_case_code
from desktop.records.language import t
from desktop.records.problem import Problem
from desktop.records.registers import Register
from sync.intake import values
from sync.intake.dates import DateError
from sync.intake.filemap import Column, FileMap
from sync.intake.grid import Line, Value
from sync.intake.planned import Planned, UnknownWords
from sync.intake.references import Captions
from sync.intake.values import Reading, UnknownWordsError, UnreadableError
from sync.intake.vocabulary import plain


class RowReader:
    """Reads the lines of one table, in order; gathers what a person should decide.

    ``readings`` by column; ``uid`` is the column that names the row to change, if there is one.
    """

    def __init__(
        self,
        book: Book,
        register: Register,
        file_map: FileMap,
        readings: Mapping[int, Reading],
        uid: int | None,
        now: datetime,
    ) -> None:
        self._book, self._register, self._now = book, register, now
        self._readings, self._uid = readings, uid
        self._constants = _constants(register, file_map)
        self._seen: dict[tuple[str, ...], int] = {}
        self.unknown: dict[tuple[str, str], UnknownWords] = {}
        self.captions: dict[str, Captions] = {}

    def read(self, line: Line) -> Planned:
        """The row that ``line`` means."""
        raw: dict[str, object] = {}
        said: dict[str, str] = {}
        unread: list[Problem] = []
        for column, reading in self._readings.items():
            name = reading.field.name
            value = values.said(line.cell(column), reading)
            if value is not None:
                said[name] = values.as_text(value)
                raw[name] = self._raw(value, reading, unread)
        for name, (reading, text) in self._constants.items():
            if name not in said:
                raw[name] = self._raw(text, reading, unread)
        row, problems = parse.read_row(self._register, raw, today=local_day(self._now))
        row |= self._identity(line, row)
        unread += problems
        unclear = {problem.field for problem in unread}
        judged = store.check(self._book, self._register, row, now=self._now)
        unread += [problem for problem in judged if problem.field not in unclear]
        return Planned(line.number, said, row, (*unread, *self._seen_before(row, line)))

    def _raw(self, value: Value, reading: Reading, problems: list[Problem]) -> object:
        """``value`` for the reader of typed text; None, with a problem, where it is not clear."""
        field = reading.field
        try:
            found = values.raw(value, reading)
            return self._captions(field).uid(str(found)) if field.target else found
        except (UnreadableError, DateError) as error:
            if isinstance(error, UnknownWordsError):
                self._count(field, error)
            problems.append(Problem(field.name, f"{field.label}: {error}"))
            return None

    def _captions(self, field: Field) -> Captions:
        if field.name not in self.captions:
            self.captions[field.name] = Captions(self._book, field)
        return self.captions[field.name]

    def _count(self, field: Field, error: UnknownWordsError) -> None:
        key = field.name, plain(error.words)
        times = self.unknown[key].rows if key in self.unknown else 0
        self.unknown[key] = UnknownWords(field.name, error.words, times + 1, error.codes)

    def _identity(self, line: Line, row: Row) -> Row:
        """The uid of the row to change, if the line names one, and the code of a new slip."""
        uid = line.cell(self._uid).value if self._uid is not None else None
        found: Row = {"uid": str(uid)} if uid else {}
        for field in self._register.fields:
            if field.kind is Kind.CASE and not row.get(field.name):
                held = queries.get(self._book.db, self._register, str(uid)) if uid else None
                found[field.name] = held[field.name] if held else new_case_code()
        return found

    def _seen_before(self, row: Row, line: Line) -> list[Problem]:
        """A warning when an earlier line of the file says the same of this register's rows."""
        names = self._register.distinct
        if "uid" in row or not any(filled(row, name) for name in names):
            return []
        first = self._seen.setdefault(tuple(str(row.get(name)) for name in names), line.number)
        if first == line.number:
            return []
        message = t("Giống dòng {row} của tệp. Nếu là một việc khác thì vẫn lưu được.", row=first)
        return [Problem(names[0], message, warning=True)]


def _constants(register: Register, file_map: FileMap) -> dict[str, tuple[Reading, str]]:
    """What a person gave for the fields that the file leaves empty, with how it is read."""
    return {
        name: (Reading(register.field(name), Column(name), file_map, {}), text)
        for name, text in file_map.constants.items()
        if text
    }
