"""What a file would add to the book: every row as it would be saved, and what stands against it.

Nothing is written here; `applying.apply` does that with a plan that a person has seen.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.fields import Kind
from desktop.records.language import t
from desktop.records.registers import REGISTERS, Register
from sync.intake import dates, filemap, heads, legacy, tables
from sync.intake.filemap import UID, Column, FileMap
from sync.intake.grid import Grid
from sync.intake.planned import DoubtfulDates, Plan, Planned
from sync.intake.rowreader import RowReader
from sync.intake.tables import Table
from sync.intake.values import Reading
from sync.intake.vocabulary import plain


def plan(
    book: Book,
    grid: Grid,
    file_map: FileMap,
    *,
    now: datetime,
    pause: Callable[[], None] = lambda: None,
) -> Plan:
    """What ``grid`` read by ``file_map`` would add to ``book``. ``pause`` is called before each
    row, and may end it all.

    Raises InputError when the file has no such table or columns, or the map does not fit.
    """
    register = REGISTERS[file_map.register]
    filemap.check(file_map, register)
    table = tables.find(
        grid, register, sheet=file_map.sheet, head=file_map.head, fonts=file_map.fonts
    )
    columns = _columns(register, file_map, table)
    readings = _readings(register, file_map, table, columns, grid.since_1904)
    uid = next((table.column(head) for head, x in columns.items() if x.field == UID), None)
    reader = RowReader(book, register, file_map, readings, uid, now)
    rows = tuple(_each(reader, table, pause))
    return Plan(
        register,
        file_map,
        table,
        rows,
        tuple(_unread(register, table, columns)),
        tuple(legacy.samples(grid)),
        grid.encoding,
        tuple(reader.unknown.values()),
        tuple(_doubtful(readings, table)),
        reader.captions,
    )


def _each(reader: RowReader, table: Table, pause: Callable[[], None]) -> Iterator[Planned]:
    for line in table.lines:
        pause()
        yield reader.read(line)


def _columns(register: Register, file_map: FileMap, table: Table) -> dict[str, Column]:
    """The columns of the file that are read, by the head as it stands there."""
    present = {plain(head.text): head.text for head in table.heads}
    present |= {head.text: head.text for head in table.heads}
    found: dict[str, Column] = {}
    for head, column in file_map.columns.items():
        if not column.field:
            continue
        there = present.get(head) or present.get(plain(head))
        if there is None:
            raise InputError(
                t("Tệp không có cột “{head}”. Ghép lại cột rồi thử; chưa lưu gì.", head=head)
            )
        if heads.is_personal(register, head):
            raise InputError(
                t(
                    "Cột “{head}” ghi về một người; sổ không ghi thông tin về một người. Bỏ cột đó "
                    "ra khỏi bảng ghép; chưa lưu gì.",
                    head=head,
                )
            )
        found[there] = column
    return found


def _readings(
    register: Register,
    file_map: FileMap,
    table: Table,
    columns: Mapping[str, Column],
    since_1904: bool,
) -> dict[int, Reading]:
    """How each column of the sheet is read."""
    fields = {field.name: field for field in register.fields}
    found: dict[int, Reading] = {}
    for head, column in columns.items():
        if column.field == UID:
            continue
        field = fields[column.field]
        place = table.column(head)
        words = {plain(k): v for k, v in file_map.words.get(field.name, {}).items()}
        reading = Reading(field, column, file_map, words, since_1904)
        if field.kind in {Kind.DATE, Kind.MOMENT}:
            cells = [line.cell(place) for line in table.lines]
            doubt = dates.doubt([x.value for x in cells], [x.format for x in cells], since_1904)
            reading = replace(reading, doubt=doubt)
        found[place] = reading
    return found


def _unread(register: Register, table: Table, columns: Mapping[str, Column]) -> Iterator[str]:
    for head in table.heads:
        if head.text in columns or heads.is_ignored(register, head.text):
            continue
        if any(line.cell(head.column).value is not None for line in table.lines):
            yield head.text


def _doubtful(readings: Mapping[int, Reading], table: Table) -> Iterator[DoubtfulDates]:
    for head in table.heads:
        reading = readings.get(head.column)
        if reading and reading.doubt:
            yield DoubtfulDates(head.text, reading.doubt, reading.column.order)
