"""A first file map for a file: from what the office decided for such heads before, else guessed."""

import hashlib
import re
from dataclasses import replace

from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.fields import Kind
from desktop.records.registers import Register
from sync.intake import heads, legacy, tables, vocabulary
from sync.intake.filemap import UID, Column, DateOrder, FileMap
from sync.intake.grid import Grid
from sync.intake.legacy import NO_FONTS, Fonts
from sync.intake.tables import Table
from sync.intake.vocabulary import plain

_YEAR = re.compile(r"(?<!\d)(20[2-9]\d)(?!\d)")


def propose(book: Book, grid: Grid, register: Register, fonts: Fonts = NO_FONTS) -> FileMap:
    """The file map remembered for these heads, or a guess; to be shown to a person.

    ``fonts`` are those a person has decided on already. Raises InputError when no table is found.
    """
    table = tables.find(grid, register, fonts=fonts)
    kept = recall(book, register, table)
    if kept is None:
        return guess(grid, register, fonts)
    return replace(kept, year=_year(grid, table), fonts={**kept.fonts, **fonts})


def guess(grid: Grid, register: Register, fonts: Fonts = NO_FONTS) -> FileMap:
    """What heads, titles and fonts of the file say by themselves.

    Fonts that say what they are go into the map, so that a person can turn one off; those that
    only seem legacy do not, unless they are among the ``fonts`` decided on already.
    """
    table = tables.find(grid, register, fonts=fonts)
    found = heads.assign(register, [head.text for head in table.heads])
    columns = {}
    for head in table.heads:
        if head.text in found:
            name = found[head.text].field
            columns[head.text] = Column(name, scale=_scale(register, name, head.text, table))
        else:
            columns[head.text] = Column(UID if head.text == UID else "")
    return FileMap(
        register.name,
        columns,
        fonts={x.font: x.encoding for x in legacy.samples(grid) if x.certain} | dict(fonts),
        year=_year(grid, table),
        unsure=frozenset(head for head, fit in found.items() if not fit.sure),
    )


def remember(book: Book, file_map: FileMap, table: Table) -> None:
    """Keep the map for the next file with the same heads; what holds for one file only (the year,
    dates that were swapped, where the table stands) is asked again."""
    lasting = replace(
        file_map,
        columns={
            head: replace(column, order=DateOrder.UNDECIDED)
            for head, column in file_map.columns.items()
        },
        sheet="",
        head=None,
        year=None,
        unsure=frozenset(),
    )
    book.settings.put(**{_name(file_map.register, table): lasting.to_json()})


def recall(book: Book, register: Register, table: Table) -> FileMap | None:
    """The map that was kept for these heads, None when there is none that still holds."""
    kept = book.settings.get(_name(register.name, table))
    if kept is None:
        return None
    try:
        found = FileMap.from_json(kept)
    except InputError:
        return None
    columns = {
        head: Column() if heads.is_personal(register, head) else held
        for head, held in found.columns.items()
    }
    return replace(found, columns=columns)


def _name(register: str, table: Table) -> str:
    """The setting's name: the heads as they are compared, in any order."""
    said = "\n".join(sorted(plain(head.text) for head in table.heads))
    return f"intake {register} {hashlib.sha256(said.encode()).hexdigest()[:16]}"


def _scale(register: Register, name: str, head: str, table: Table) -> int:
    if register.field(name).kind is not Kind.MONEY:
        return 1
    return max(map(vocabulary.scale, (head, *table.titles)))


def _year(grid: Grid, table: Table) -> int | None:
    """The year that titles, sheet or file name, when the first of them that names any names one."""
    for places in (table.titles, (table.sheet,), (grid.name,)):
        years = {int(year) for place in places for year in _YEAR.findall(place)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None
