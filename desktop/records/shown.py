"""What of a register a list shows, adds up and is narrowed by; the index that lists are read from.

The index holds the first column a list is ordered by and, after it, all that is shown without
being a list of codes: a list of a million rows is counted, added up, narrowed and ordered without
reading the rows themselves.
"""

from desktop.records.fields import Field, Kind
from desktop.records.registers.declaration import Register

_YEARLY = (Kind.DATE, Kind.MOMENT, Kind.YEAR)
"""The kinds of field that say which year a row belongs to."""

_MOST = 3
"""Code fields that a list is narrowed by."""


def day_of(register: Register) -> Field | None:
    """The field that says when the row happened; None when the register has none."""
    return next((field for field in register.fields if field.kind in _YEARLY), None)


def first_order(register: Register) -> str:
    """The field that a list is ordered by until a person chooses; "" for the order of entry."""
    day = day_of(register)
    return day.name if day and day.name in register.columns else ""


def added_up(register: Register) -> list[Field]:
    """The number columns whose sum says something."""
    counted = (Kind.COUNT, Kind.MONEY)
    columns = map(register.field, register.columns)
    return [field for field in columns if field.kind in counted and not field.mixed]


def narrowing(register: Register) -> list[Field]:
    """The code fields that a list is narrowed by: those it shows or requires."""
    coded = [field for field in register.fields if field.lists]
    return [f for f in coded if f.required or f.name in register.columns][:_MOST]


def index_name(register: Register) -> str:
    """What the index is called."""
    return f"list_{register.name}"


def index_columns(register: Register) -> list[str]:
    """The columns of the index, in their order."""
    first = first_order(register)
    rest = [*register.columns, *(field.name for field in narrowing(register))]
    short = [name for name in rest if register.field(name).kind is not Kind.CODES]
    ordered = ["retired", *([first] if first else []), "uid", "unit", *short]
    return list(dict.fromkeys(ordered))
