"""How a file is to be read: which column is which field, and what a person decided about it.

A file map is JSON (`sync/README.md` documents it); it holds for every file with the same heads.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.registers import Register, register
from sync.intake.legacy import Encoding

FORMAT = 1
UID = "uid"
"""Beside the fields: the column that names the row to change."""


class DateOrder(StrEnum):
    """How the dates of a column are meant."""

    UNDECIDED = ""
    """Day first; a column that gives reason to doubt it is asked about."""
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    """Typed month first; real dates are right."""
    SWAPPED = "day_month_swapped"
    """Typed day first, but the spreadsheet took the day for the month wherever it could."""


@dataclass(frozen=True)
class Column:
    """One column: the ``field`` it holds ("" leaves it out), the ``order`` of its dates, and how
    many đồng one unit of its amounts is."""

    field: str = ""
    order: DateOrder = DateOrder.UNDECIDED
    scale: int = 1


@dataclass(frozen=True)
class FileMap:
    """How one kind of file becomes rows of one register.

    ``columns`` by head; ``constants`` by field, for what the file leaves empty; ``words`` by field
    and words in the file, each to a code ("; " between several, "" for nothing); ``fonts`` by name,
    "" for cells without one; ``sheet`` and ``head`` (first and last row) where the table is not
    found by itself; ``year`` for dates without one. ``unsure`` are heads whose field is a guess.
    """

    register: str
    columns: Mapping[str, Column]
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    fonts: Mapping[str, Encoding] = field(default_factory=dict)
    sheet: str = ""
    head: tuple[int, int] | None = None
    year: int | None = None
    unsure: frozenset[str] = frozenset()

    def head_of(self, name: str) -> str:
        """The head of the column that holds the field ``name``; "" when none does."""
        return next((head for head, column in self.columns.items() if column.field == name), "")

    def to_json(self) -> str:
        """The file map as it is kept."""
        columns = {head: _plainest(column) for head, column in self.columns.items()}
        said = {
            "format": FORMAT,
            "register": self.register,
            "sheet": self.sheet,
            "head": self.head,
            "columns": columns,
            "constants": dict(self.constants),
            "words": {name: dict(words) for name, words in self.words.items()},
            "fonts": dict(self.fonts),
            "year": self.year,
        }
        kept = {name: value for name, value in said.items() if value or name == "columns"}
        return json.dumps(kept, ensure_ascii=False, indent=2)

    @staticmethod
    def from_json(text: str) -> "FileMap":
        """The file map in ``text``; raises InputError, naming the part that is not understood."""
        try:
            said = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _not_understood(t("không phải JSON")) from error
        try:
            return _read(dict(said))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _not_understood(str(error)) from error


def check(file_map: FileMap, kept: Register) -> None:
    """Raises InputError unless the map is for that register, with its fields and each only once."""
    if file_map.register != kept.name:
        raise InputError(
            t(
                "Bảng ghép cột này dành cho sổ “{other}”, không phải “{name}”.",
                other=file_map.register,
                name=kept.name,
            )
        )
    names = {item.name for item in kept.fields} | {UID}
    given = [column.field for column in file_map.columns.values() if column.field]
    for name in (*given, *file_map.constants, *file_map.words):
        if name not in names:
            raise InputError(t("Sổ này không có mục “{name}”.", name=name))
    twice = next((name for name in given if given.count(name) > 1), "")
    if twice:
        raise InputError(
            t("Hai cột cùng được ghép vào mục “{name}”. Chỉ giữ một cột; chưa lưu gì.", name=twice)
        )


def _plainest(column: Column) -> object:
    """A column as JSON: its field alone when there is no more to say."""
    if column == Column(column.field):
        return column.field
    return {"field": column.field, "order": column.order.value, "scale": column.scale}


def _read(said: dict[str, Any]) -> FileMap:
    if said.pop("format", FORMAT) != FORMAT:
        raise ValueError("format")
    head = said.pop("head", None)
    year = said.pop("year", None)
    found = FileMap(
        register(said.pop("register")).name,
        {str(head): _column(told) for head, told in said.pop("columns").items()},
        _texts(said.pop("constants", {})),
        {str(name): _texts(words) for name, words in said.pop("words", {}).items()},
        {name: Encoding(told) for name, told in _texts(said.pop("fonts", {})).items()},
        str(said.pop("sheet", "")),
        (int(head[0]), int(head[-1])) if head else None,
        int(year) if year else None,
    )
    if said:
        raise ValueError(next(iter(said)))
    return found


def _column(told: Any) -> Column:
    if told is None or isinstance(told, str):
        return Column(told or "")
    column = Column(
        told.get("field") or "", DateOrder(told.get("order", "")), int(told.get("scale", 1))
    )
    if told.keys() - {"field", "order", "scale"} or column.scale < 1:
        raise ValueError(str(told))
    return column


def _texts(told: Any) -> dict[str, str]:
    if not all(isinstance(value, str | int | float | bool) for value in told.values()):
        raise TypeError(str(told))
    return {str(name): str(value) for name, value in told.items()}


def _not_understood(what: str) -> InputError:
    return InputError(
        t("Không hiểu bảng ghép cột ({what}). Kiểm tra lại tệp --map; chưa lưu gì.", what=what)
    )
