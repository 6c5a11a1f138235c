"""One cell of a packet's sheet: how it is spelt in XML, and how that is read back.

Every value has exactly one spelling. Texts are typed inline strings, so nothing can become a
formula; dates and numbers are numbers with a format from the closed table `Look`.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import Final
from unicodedata import is_normalized

MAX_TEXT: Final = 4_000
MAX_NUMBER: Final = 10**15
"""The largest whole number that a spreadsheet shows to the last digit."""

LINE_HEIGHT: Final = 15
"""Points; some programs do not find the height of a row with wrapped text by themselves."""

_MINUTES: Final = 24 * 60
_PLACES: Final = 16
"""Decimals of a day at most; a moment is spelt to the last digit, as spreadsheets write it: some
of them show the minute before when it is rounded."""

_EPOCH = date(1899, 12, 30)
_FIRST_DATE = date(1900, 3, 1)
FORBIDDEN: Final = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # controls
    "\u2028\u2029\u202a-\u202e\u2066-\u2069"  # separators; marks that reorder what is seen
    "\ud800-\udfff\ufffe\uffff"  # not characters
)
"""What no text in a packet holds, as a regular expression's character class."""

_ESCAPED = re.compile("[&<>]|_(?=x[0-9A-Fa-f]{4}_)")
_ODD = re.compile(f"[{FORBIDDEN}]|{_ESCAPED.pattern}")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "_x005F_"}
_UNESCAPED = re.compile("&(amp|lt|gt);|_x005F_")
_UNESCAPES = {"amp": "&", "lt": "<", "gt": ">", None: "_"}
_CELL = re.compile(
    '<c r="([A-Z]{1,2}[0-9]{1,5})" s="[0-9]{1,2}"'
    '(?: t="inlineStr"><is><t(?: xml:space="preserve")?>|><v>)([^<]*)</'
)


class Look(IntEnum):
    """The cell formats there are; the value is the style id in the packet."""

    PLAIN = 0
    FIELD = 1
    HEADING = 2
    TEXT = 3
    DATE = 4
    MONTH = 5
    NUMBER = 6
    YEAR = 7
    FAINT = 8
    TITLE = 9
    STRONG = 10
    WARNING = 11
    NOTE = 12
    TOTAL = 13
    VALUE = 14
    MOMENT = 15


Cell = tuple[Look, str | int]
"""A format, and a text or a number."""

_WRAPPED = frozenset({Look.HEADING, Look.TEXT})
_STYLES = tuple(f'" s="{look.value}"' for look in Look)


class CellError(Exception):
    """A value that no cell may hold, or a cell that holds no such value; the text is technical."""


def letter(index: int) -> str:
    """The column letters of a place counted from 0: A, B, … Z, AA, …"""
    return chr(65 + index) if index < 26 else letter(index // 26 - 1) + chr(65 + index % 26)


def spell_text(look: Look, text: str) -> str:
    """What follows the reference in a text cell: ``" s="3" t="inlineStr">…</c>``.

    Raises CellError on control characters, text that is not in NFC, or more than `MAX_TEXT`.
    """
    if len(text) > MAX_TEXT:
        raise CellError(f"more than {MAX_TEXT} characters")
    if not is_normalized("NFC", text):
        raise CellError("not in NFC")
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    if _ODD.search(text):
        text = _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)
        if re.search(f"[{FORBIDDEN}]", text):
            raise CellError("a control character")
    return f'{_STYLES[look]} t="inlineStr"><is><t{kept}>{text}</t></is></c>'


def spell_number(look: Look, number: int) -> str:
    """What follows the reference in a number cell; raises CellError outside 0…`MAX_NUMBER`."""
    if not 0 <= number <= MAX_NUMBER:
        raise CellError("a number out of range")
    return f"{_STYLES[look]}><v>{number}</v></c>"


def opening(number: int, lines: int) -> str:
    """The start tag of a row that is ``lines`` lines of text high."""
    return f'<row r="{number}" ht="{LINE_HEIGHT * lines}">'


def spell_page(first: int, widths: Sequence[int], rows: Sequence[Sequence[Cell]]) -> str:
    """Rows one below the other from row ``first`` on, in columns of ``widths`` characters."""
    return "".join(_spell_row(number, widths, cells) for number, cells in enumerate(rows, first))


def lines_of(text: str, width: int) -> int:
    """About how many lines ``text`` takes in a column of ``width`` characters."""
    return len(text) // width + 1


def texts(markup: str) -> dict[str, str]:
    """What the cells in ``markup`` hold, by reference, as far as it is spelt like ours.

    Lenient: only writing the same values again and comparing shows that nothing else was there.
    """
    found = _CELL.findall(markup)
    if "&" in markup or "_x005F_" in markup:
        return {reference: unescape(held) for reference, held in found}
    return dict(found)


def unescape(held: str) -> str:
    """The text behind its spelling."""
    return _UNESCAPED.sub(lambda found: _UNESCAPES[found[1]], held)


def number_of(held: str) -> int:
    """The whole number a cell holds; raises CellError when it holds none."""
    if not held.isdecimal() or len(held) > len(str(MAX_NUMBER)):
        raise CellError("not a whole number")
    return int(held)


def serial(day: str) -> int:
    """``2024-03-05`` as a spreadsheet counts days; raises CellError before 01/03/1900, where
    spreadsheets disagree."""
    try:
        found = date.fromisoformat(day)
    except ValueError as error:
        raise CellError("not a date") from error
    if found < _FIRST_DATE:
        raise CellError("a date before 01/03/1900")
    return (found - _EPOCH).days


def day_of(held: str) -> str:
    """The day of a serial number as ``2024-03-05``; raises CellError when there is none."""
    try:
        return (_EPOCH + timedelta(days=number_of(held))).isoformat()
    except OverflowError as error:
        raise CellError("not a date") from error


def spell_moment(look: Look, moment: str) -> str:
    """What follows the reference in the cell of ``2024-03-05T08:30``: a day and a part of it."""
    day, _, time = moment.partition("T")
    hours, _, minutes = time.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        raise CellError("not a moment")
    number = serial(day) + (60 * int(hours) + int(minutes)) / _MINUTES
    return f"{_STYLES[look]}><v>{number!r}</v></c>"


def moment_of(held: str) -> str:
    """The moment of a day and a part of it, to the minute; raises CellError when it holds none."""
    day, dot, part = held.partition(".")
    if not dot or not part.isdecimal() or len(part) > _PLACES:
        raise CellError("not a moment")
    minutes = round(int(part) * _MINUTES / 10 ** len(part))
    if minutes >= _MINUTES:
        raise CellError("not a moment")
    return f"{day_of(day)}T{minutes // 60:02}:{minutes % 60:02}"


def _spell_row(number: int, widths: Sequence[int], cells: Sequence[Cell]) -> str:
    spelt, lines = [], 1
    for index, (look, value) in enumerate(cells):
        if isinstance(value, int):
            spelt.append(f'<c r="{letter(index)}{number}{spell_number(look, value)}')
        else:
            spelt.append(f'<c r="{letter(index)}{number}{spell_text(look, value)}')
            lines = max(lines, lines_of(value, widths[index]) if look in _WRAPPED else 1)
    return f"{opening(number, lines)}{''.join(spelt)}</row>"
