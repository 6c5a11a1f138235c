"""Cells of an .xlsx, read as a stream, with their fonts, merged and hidden ranges.

openpyxl shows neither merged nor hidden ranges while it streams, and stops at a style it does not
know; office programs other than Excel write such styles. So the few parts that matter are read
here, whatever the namespace (ECMA-376 transitional or strict).
"""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from sync.intake.grid import EMPTY, UNKNOWN, Cell, Grid, Line, Sheet, Span, Value
from sync.intake.limits import Tally, moment, number
from sync.intake.xlsx_parts import Archive, Element, Styles, Texts, runs_of, text_of, unescaped

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MAX_MERGED = 5_000
_TRUE = {"1", "true"}


def read(data: bytes, name: str) -> Grid:
    """The grid of a workbook's bytes; raises InputError when it is too large, and whatever zip or
    XML raise when it is damaged."""
    archive = Archive(data)
    home = archive.related("")["officeDocument"]
    parts = archive.related(home)
    root = archive.root(home)
    properties = root.find("{*}workbookPr")
    tally = Tally()
    since_1904 = properties is not None and properties.get("date1904") in _TRUE
    styles = Styles(archive, parts.get("styles", "xl/styles.xml"))
    texts = Texts(archive, parts.get("sharedStrings", "xl/sharedStrings.xml"))
    sheets = []
    for entry in root.iterfind("{*}sheets/{*}sheet"):
        target = parts.get(next(v for k, v in entry.items() if k.endswith("}id")), "")
        if archive.has(target):
            reader = _SheetReader(styles, texts, tally, since_1904)
            hidden = entry.get("state", "visible") != "visible"
            sheets.append(reader.read(archive, target, entry.get("name", ""), hidden))
    return Grid(name, tuple(sheets), since_1904=since_1904)


class _SheetReader:
    """Reads one sheet."""

    def __init__(self, styles: Styles, texts: Texts, tally: Tally, since_1904: bool) -> None:
        self._styles, self._texts, self._counter = styles, texts, tally
        self._since_1904 = since_1904

    def read(self, archive: Archive, path: str, name: str, hidden: bool) -> Sheet:
        lines: list[Line] = []
        merged: list[Span] = []
        columns: set[int] = set()
        last = 0
        for item in archive.elements(path, "row", "mergeCell", "col"):
            match etree.QName(item).localname:
                case "row":
                    last = int(item.get("r", last + 1))
                    if cells := self._cells(item):
                        away = item.get("hidden") in _TRUE
                        lines.append(self._counter.line(last, cells, len(lines), away))
                case "mergeCell" if len(merged) < _MAX_MERGED:
                    merged += _span(item.get("ref", ""))
                case "col" if item.get("hidden") in _TRUE:
                    columns |= set(range(int(item.get("min")) - 1, min(int(item.get("max")), 200)))
        return Sheet(name, tuple(lines), tuple(merged), frozenset(columns), hidden)

    def _cells(self, row: Element) -> list[Cell]:
        """The cells of a row up to the last that says something."""
        cells: list[Cell] = []
        place = 0
        for item in row.iterchildren("{*}c"):
            if found := _PLACE.fullmatch(item.get("r", "")):
                place = _column(found[1])
            cell = self._cell(item)
            if cell is not EMPTY:
                cells += [EMPTY] * (place - len(cells))
                cells[place:] = [cell]
            place += 1
        return cells

    def _cell(self, item: Element) -> Cell:
        kind = item.get("t", "n")
        font, code, dated = self._styles.of(item)
        if kind in {"s", "inlineStr"}:
            inline = item.find("{*}is")
            given = text_of(item, "v")
            if kind == "s":
                runs = self._texts[int(given)] if given else []
            else:
                runs = runs_of(inline) if inline is not None else []
            text = "".join(piece for _, piece in runs)
            own = tuple((name or font, piece) for name, piece in runs)
            return Cell(text, font, code, own if len(own) > 1 else ()) if text else EMPTY
        value = self._value(kind, text_of(item, "v"), dated)
        if value is None and item.find("{*}f") is not None:
            value = UNKNOWN
        return EMPTY if value in (None, "") else Cell(value, font, code)

    def _value(self, kind: str, text: str, dated: bool) -> Value:
        if not text:
            return None
        match kind:
            case "b":
                return text in _TRUE
            case "d":
                return datetime.fromisoformat(text).replace(tzinfo=None)
            case "n":
                found = number(text)
                return moment(found, self._since_1904) if dated else found
        return unescaped(text)


def _span(reference: str) -> Iterator[Span]:
    edges = [_PLACE.fullmatch(corner) for corner in reference.split(":")]
    if len(edges) == 2 and edges[0] and edges[1]:
        (left, top), (right, bottom) = edges[0].groups(), edges[1].groups()
        yield Span(int(top), _column(left), int(bottom), _column(right))


def _column(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
