"""Finding the table in a sheet: its head, the lines that are rows, and those that are not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.registers import Register
from desktop.records.text import clean
from sync.intake import heads as naming
from sync.intake import leftovers
from sync.intake.grid import EMPTY, Cell, Grid, Line, Sheet, Span
from sync.intake.leftovers import Columns, LeftOut
from sync.intake.legacy import NO_FONTS, Fonts, text_of

_SEARCHED = 40
"""Rows from the top of a sheet among which its head is looked for."""

_TALLEST = 4


@dataclass(frozen=True)
class Head:
    """One column: the words above it (unlike those of every other column) and where it stands."""

    text: str
    column: int
    hidden: bool = False


@dataclass(frozen=True)
class Table:
    """A table found in a sheet.

    ``top`` and ``bottom`` are the rows of its head; ``titles`` what is written above; ``lines`` the
    rows to be read, with what a merged cell says beside each of them; ``left_out`` the others.
    """

    sheet: str
    top: int
    bottom: int
    titles: tuple[str, ...]
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]

    def column(self, head: str) -> int:
        """Where the column of that head stands; raises KeyError."""
        return {item.text: item.column for item in self.heads}[head]


def find(
    grid: Grid,
    register: Register,
    *,
    sheet: str = "",
    head: tuple[int, int] | None = None,
    fonts: Fonts = NO_FONTS,
) -> Table:
    """The table of ``grid`` whose head says most about ``register``.

    ``sheet`` and ``head`` (its first and last row) say where it is when a person has told.
    Raises InputError when there is no table, or no such sheet.
    """
    found = [s for s in grid.sheets if s.lines and (not sheet or s.name == sheet)]
    chosen = [s for s in found if sheet or not s.hidden] or found
    tables = [place for s in chosen for place in _places(s, register, head, fonts)]
    if not tables:
        raise InputError(
            t(
                "Không thấy bảng nào trong tệp “{file}”: cần một dòng tiêu đề có tên các cột, bên "
                "dưới là các dòng. Chưa lưu gì.",
                file=grid.name,
            )
        )
    _, best, (top, bottom) = max(tables, key=lambda place: place[0])
    return _table(best, register, top, bottom, fonts)


_Place = tuple[tuple[int, int, int], Sheet, tuple[int, int]]
"""How well a head fits, the sheet, and the rows of the head."""


def _places(
    sheet: Sheet, register: Register, told: tuple[int, int] | None, fonts: Fonts
) -> Iterator[_Place]:
    if told:
        if any(told[0] <= line.number <= told[1] for line in sheet.lines):
            yield (len(register.fields), 0, 0), sheet, told
        return
    for place, line in enumerate(sheet.lines[:_SEARCHED]):
        if not _may_be_head(line):
            continue
        for bottom in _bottoms(sheet, place):
            texts = [head.text for head in _heads(sheet, line.number, bottom, fonts)]
            known = sum(guess.sure for guess in naming.assign(register, texts).values())
            yield (known, -place, -bottom), sheet, (line.number, bottom)


def _may_be_head(line: Line) -> bool:
    """At least two cells, all of them texts."""
    said = [cell for cell in line.cells if cell.value is not None]
    return len(said) > 1 and all(isinstance(cell.value, str) for cell in said)


def _bottoms(sheet: Sheet, place: int) -> list[int]:
    """Where a head that begins with the line at ``place`` may end: as its merged cells say, else
    with that line or the next."""
    line = sheet.lines[place]
    top = line.number
    ends = [span.bottom for span in sheet.merged if span.top == top < span.bottom < top + _TALLEST]
    if ends:
        return [max(ends)]
    below = sheet.lines[place + 1] if place + 1 < len(sheet.lines) else None
    if below is None or below.number != top + 1 or not _goes_on(line, below):
        return [top]
    return [top, below.number]


def _goes_on(line: Line, below: Line) -> bool:
    """Whether ``below`` may name parts of what ``line`` names: texts, under gaps of the line."""
    said = [place for place, cell in enumerate(below.cells) if cell.value is not None]
    texts = all(isinstance(below.cells[place].value, str) for place in said)
    gaps = [place for place in said if line.cell(place).value is None]
    return texts and bool(gaps) and len(said) <= 2 * len(gaps)


def _heads(sheet: Sheet, top: int, bottom: int, fonts: Fonts) -> tuple[Head, ...]:
    block = [line for line in sheet.lines if top <= line.number <= bottom]
    spread = [_spread(line, sheet.merged) for line in block]
    if len(spread) > 1:
        spread[0] = _carried(spread[0], spread[1])
    width = max((len(line.cells) for line in sheet.lines), default=0)
    found: list[Head] = []
    seen: dict[str, int] = {}
    for column in range(width):
        parts = [_words(line.cell(column), fonts) for line in spread]
        text = naming.JOINT.join(dict.fromkeys(part for part in parts if part))
        if not text:
            if not any(line.cell(column).value is not None for line in _below(sheet, bottom)):
                continue
            text = t("Cột {letter}", letter=letters(column))
        seen[text] = seen.get(text, 0) + 1
        unique = text if seen[text] == 1 else f"{text} ({seen[text]})"
        found.append(Head(unique, column, column in sheet.hidden_columns))
    return tuple(found)


def _spread(line: Line, merged: tuple[Span, ...]) -> Line:
    """A line of a head with what its merged cells say in each of their columns."""
    cells = list(line.cells)
    for span in merged:
        if span.top == line.number and (said := line.cell(span.left)).value is not None:
            cells += [EMPTY] * (span.right + 1 - len(cells))
            cells[span.left : span.right + 1] = [said] * (span.right + 1 - span.left)
    return replace(line, cells=tuple(cells))


def _carried(line: Line, below: Line) -> Line:
    """The upper line of a head without merged cells (.csv): a gap belongs to what is left of it,
    when both columns have a part named below."""
    cells = list(line.cells) + [EMPTY] * (len(below.cells) - len(line.cells))
    for place in range(1, len(cells)):
        named = below.cell(place).value is not None and below.cell(place - 1).value is not None
        if cells[place].value is None and named:
            cells[place] = cells[place - 1]
    return replace(line, cells=tuple(cells))


def _table(sheet: Sheet, register: Register, top: int, bottom: int, fonts: Fonts) -> Table:
    heads = _heads(sheet, top, bottom, fonts)
    titles = [
        clean(text_of(cell, fonts))
        for line in sheet.lines
        if line.number < top
        for cell in line.cells
        if isinstance(cell.value, str)
    ]
    ignored = frozenset(
        head.column
        for head in heads
        if naming.is_ignored(register, head.text) or naming.is_personal(register, head.text)
    )
    columns = Columns({head.column: head.text for head in heads}, ignored)
    lines, left_out = leftovers.sort_out(_below(sheet, bottom), sheet.merged, columns, fonts)
    filled = _filled(lines, sheet.merged)
    return Table(sheet.name, top, bottom, tuple(titles), heads, filled, tuple(left_out))


def _filled(lines: list[Line], merged: tuple[Span, ...]) -> tuple[Line, ...]:
    """The lines with what a cell merged downwards says beside each of them. A number is said once:
    it is the sum of the lines it stands beside, not of each."""
    if not lines:
        return ()
    held = {line.number: list(line.cells) for line in lines}
    for span in merged:
        if span.bottom == span.top or span.top not in held or len(held[span.top]) <= span.left:
            continue
        said = held[span.top][span.left]
        if not isinstance(said.value, str | datetime):
            continue
        for number in range(span.top + 1, min(span.bottom, lines[-1].number) + 1):
            cells = held.get(number)
            if cells is not None:
                cells += [EMPTY] * (span.left + 1 - len(cells))
                cells[span.left] = said
    return tuple(replace(line, cells=tuple(held[line.number])) for line in lines)


def _below(sheet: Sheet, bottom: int) -> list[Line]:
    return [line for line in sheet.lines if line.number > bottom]


def _words(cell: Cell, fonts: Fonts) -> str:
    """What a cell of a head says, without the mark of a required field."""
    return clean(text_of(cell, fonts)).rstrip(" *:") if cell.value is not None else ""


def letters(column: int) -> str:
    """How spreadsheets name a column counted from 0: A, B, … Z, AA, …"""
    return chr(65 + column) if column < 26 else letters(column // 26 - 1) + letters(column % 26)
