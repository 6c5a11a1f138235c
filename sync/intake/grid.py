"""What stands in a file that an office keeps: sheets of cells, nothing understood yet.

Rows are counted from 1, as every spreadsheet shows them; columns from 0.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

Value = str | int | float | bool | datetime | None
"""Text, number, yes/no or a real date with its time; None for a cell that says nothing."""


class Cell(NamedTuple):
    """One cell. ``runs`` are its pieces as (font, text) where it has more fonts than ``font``;
    ``format`` is the number format, where the file names one."""

    value: Value = None
    font: str = ""
    format: str = ""
    runs: tuple[tuple[str, str], ...] = ()


EMPTY: Final = Cell()

UNKNOWN: Final = "#?"
"""What a formula without a result says; other failed formulas say #REF!, #N/A and the like."""


BYTES: Final = "latin-1"
"""The encoding of a .csv whose bytes are no known encoding: each byte is one sign."""


class Span(NamedTuple):
    """A merged range, its four edges included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Line:
    """A row that says something."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False

    def cell(self, column: int) -> Cell:
        """The cell in that column; an empty one beyond the last."""
        return self.cells[column] if column < len(self.cells) else EMPTY


@dataclass(frozen=True)
class Sheet:
    """One sheet: the rows that say something, in order."""

    name: str
    lines: tuple[Line, ...]
    merged: tuple[Span, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False


@dataclass(frozen=True)
class Grid:
    """A whole file. ``encoding`` is how the text of a .csv was read; ``since_1904`` says that a
    number meant as a date counts days from 01/01/1904 instead of 30/12/1899."""

    name: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    since_1904: bool = False


def to_json(grid: Grid) -> bytes:
    """The grid for the way between two processes: a cell is null or [value, style, more]."""
    styles: dict[tuple[str, str], int] = {}

    def packed(cell: Cell) -> list[object] | None:
        if cell.value is None:
            return None
        style = styles.setdefault((cell.font, cell.format), len(styles))
        if isinstance(cell.value, datetime):
            return [cell.value.isoformat(), style, True]
        return [cell.value, style, cell.runs] if cell.runs else [cell.value, style]

    sheets = [
        {
            "name": sheet.name,
            "lines": [[x.number, [packed(c) for c in x.cells], x.hidden] for x in sheet.lines],
            "merged": sheet.merged,
            "hidden_columns": sorted(sheet.hidden_columns),
            "hidden": sheet.hidden,
        }
        for sheet in grid.sheets
    ]
    whole = vars(grid) | {"sheets": sheets, "styles": list(styles)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(data: bytes) -> Grid:
    """The grid that ``to_json`` wrote."""
    whole = json.loads(data)
    styles = whole.pop("styles")
    return Grid(**whole | {"sheets": tuple(_sheet(told, styles) for told in whole["sheets"])})


def _sheet(told: Any, styles: list[list[str]]) -> Sheet:
    lines = tuple(
        Line(number, tuple(_cell(packed, styles) for packed in cells), hidden)
        for number, cells, hidden in told["lines"]
    )
    return Sheet(
        told["name"],
        lines,
        tuple(Span(*edges) for edges in told["merged"]),
        frozenset(told["hidden_columns"]),
        told["hidden"],
    )


def _cell(packed: Any, styles: list[list[str]]) -> Cell:
    if packed is None:
        return EMPTY
    value, style, *more = packed
    font, code = styles[style]
    if not more:
        return Cell(value, font, code)
    if more[0] is True:
        return Cell(datetime.fromisoformat(value), font, code)
    return Cell(value, font, code, tuple((name, text) for name, text in more[0]))
