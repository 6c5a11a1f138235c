"""Jumping in a list by typing: the first row of its order that begins with what was typed.

A list of a million rows is halved twenty times; nothing else of it is read.
"""

from collections.abc import Callable, Sequence

from desktop.records import collation, lineup
from desktop.records.cipher import Database
from desktop.records.fields import Field, Kind, Value
from desktop.records.lists import codes
from desktop.records.text import fold
from desktop.ui.lists.stretches import View

TEXTS = (Kind.TEXT, Kind.CODE, Kind.CASE)
NUMBERS = (Kind.YEAR, Kind.COUNT, Kind.MONEY)
LOOKED_AT = 640
"""Rows that are looked at for one that begins so without its marks; then the nearest will do."""
_LAST = str.maketrans("adeou", "âđêơư")
"""The last of the letters that a bare one may stand for."""

Key = bytes | int


def seek(db: Database, view: View, places: Sequence[int], typed: str) -> int | None:
    """Where in the list the first such row stands; None when it is not ordered by a column that one
    can type, or nothing comes after what was typed."""
    field = next((f for f in view.register.fields if f.name == view.order), None)
    wanted = _wanted(field, typed)
    if field is None or wanted is None or not places:
        return None
    least, most = wanted

    def reached(row: int) -> bool:
        key = _key(field, _value(db, view, places[row]))
        return key <= most if view.descending else key >= least  # type: ignore[operator]

    found = _first(len(places), reached)
    if found is None or field.kind not in TEXTS:
        return found
    return _beginning(db, view, field, places, found, fold(typed))


def _first(count: int, reached: Callable[[int], bool]) -> int | None:
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if reached(middle):
            high = middle
        else:
            low = middle + 1
    return low if low < count else None


def _wanted(field: Field | None, typed: str) -> tuple[Key, Key] | None:
    """The least and the greatest key of what begins with ``typed``."""
    if field is None:
        return None
    if field.kind in TEXTS:
        return _begun(typed), _begun(typed.casefold().translate(_LAST)) + b"\xff"
    digits = typed.replace(".", "").strip()
    if not digits.isdecimal():
        return None
    if field.kind in NUMBERS:
        return int(digits), int(digits)
    if field.kind in (Kind.DATE, Kind.MOMENT, Kind.MONTH) and len(digits) == len("2024"):
        return digits.encode(), digits.encode() + b"\xff"
    return None


def _begun(typed: str) -> bytes:
    """The key of a text that goes on, its last tone not yet known."""
    return (collation.key(typed) or b"").rstrip(b"\x00\x01")


def _key(field: Field, value: Value) -> Key:
    if field.kind in NUMBERS:
        return -1 if value is None else int(str(value))
    if field.kind in TEXTS:
        return collation.key(_words(field, value)) or b""
    return str(value or "").encode()


def _words(field: Field, value: Value) -> str:
    entry = codes(field.lists).get(str(value)) if field.kind is Kind.CODE else None
    return entry.label if entry else str(value or "")


def _value(db: Database, view: View, place: int) -> Value:
    (row,) = lineup.rows_at(db, view.register, [place])
    return row[view.order] if row else None


def _beginning(
    db: Database, view: View, field: Field, places: Sequence[int], start: int, begun: str
) -> int:
    """The first row from there that begins so when marks do not count, else where one started."""
    for first in range(start, min(start + LOOKED_AT, len(places)), lineup.FIRST):
        rows = lineup.rows_at(db, view.register, places[first : first + lineup.FIRST])
        for number, row in enumerate(rows):
            if row and fold(_words(field, row[field.name])).startswith(begun):
                return first + number
    return start
