"""Cells of a .csv, in whichever of the encodings that office programs write."""

import csv
from collections import Counter
from collections.abc import Iterable
from io import StringIO

from desktop.records.text import nfc
from sync.intake.grid import BYTES, EMPTY, Cell, Grid, Line, Sheet
from sync.intake.legacy import readable
from sync.intake.limits import Tally

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE_LINES = 20


def read(data: bytes, name: str) -> Grid:
    """The grid of a table's bytes; raises ValueError and csv.Error when it is none."""
    text, encoding = decoded(data)
    source = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    return Grid(name, (Sheet("", tuple(_lines(source)), ()),), encoding)


def _lines(source: Iterable[list[str]]) -> Iterable[Line]:
    tally = Tally()
    said = 0
    for place, values in enumerate(source, start=1):
        cells = [Cell(value) if value.strip() else EMPTY for value in values]
        if any(cell is not EMPTY for cell in cells):
            yield tally.line(place, cells, said)
            said += 1


def decoded(data: bytes) -> tuple[str, str]:
    """The text, and the encoding it was read by.

    UTF-8 and UTF-16 show themselves. What is neither is read as Windows-1258 when that gives
    Vietnamese words; else byte by byte, as the fonts of TCVN3 and VNI take it, and a person has to
    say which of the two it is.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding), encoding
    if data[1:2] == b"\0":
        return data.decode("utf-16-le"), "utf-16-le"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = nfc(data.decode("cp1258", errors="replace"))
        if "\ufffd" not in text and readable(text) > 0.9:
            return text, "cp1258"
        return data.decode(BYTES), BYTES


def _delimiter(text: str) -> str:
    """The sign that stands equally often in most of the first lines."""
    lines = text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]

    def steady(sign: str) -> tuple[int, int]:
        times = Counter(line.count(sign) for line in lines if sign in line)
        often = max(times.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
        return often[1], often[0]

    return max(",;\t", key=steady)
