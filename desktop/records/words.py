"""How a value reads for a person: one way on screen, on paper and in a caption.

Dates 05/03/2024, months 03/2024, numbers 1.234.567 (no unit: the label says đồng or lượt), codes as
their words in the language in use, several joined with "; ", yes/no as Có/Không.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from desktop.records.fields import Field, Kind, Value
from desktop.records.language import t
from desktop.records.lists import codes
from desktop.records.registers import Register

Lookup = Callable[[str, str], str]
"""From a register's name and a uid to the caption of that row, "" when it is not known."""


def show(field: Field, value: Value, lookup: Lookup | None = None) -> str:
    """``value`` of ``field`` as a person reads it; "" for nothing.

    A code that the lists do not know, and a reference without a caption, show as they are stored.
    """
    if value is None or value == "" or value == []:
        return ""
    return _SHOW[field.kind](field, value, lookup or _no_caption)


def caption(register: Register, row: Mapping[str, Value], lookup: Lookup | None = None) -> str:
    """What names ``row`` to a person: its caption fields that say anything, comma between."""
    shown = (show(register.field(name), row.get(name), lookup) for name in register.caption)
    return ", ".join(words for words in shown if words)


def date_words(date: str) -> str:
    """``2024-03-05`` as 05/03/2024."""
    return "/".join(reversed(date.split("-")))


month_words = date_words
"""``2024-03`` as 03/2024."""


def number_words(number: int) -> str:
    """1234567 as 1.234.567."""
    return f"{number:,}".replace(",", ".")


def code_words(field: Field, code: str) -> str:
    """The words of ``code`` in the language in use; the code itself when no list has it."""
    entry = codes(field.lists).get(code)
    return entry.label if entry else code


def _no_caption(_register: str, _uid: str) -> str:
    return ""


def _several(field: Field, value: Any, _: Lookup) -> str:
    return "; ".join(code_words(field, code) for code in value)


_SHOW: Final[dict[Kind, Callable[[Field, Any, Lookup], str]]] = {
    Kind.DATE: lambda _field, value, _: date_words(value),
    Kind.MONTH: lambda _field, value, _: month_words(value),
    Kind.YEAR: lambda _field, value, _: str(value),
    Kind.CODE: lambda field, value, _: code_words(field, value),
    Kind.CODES: _several,
    Kind.COUNT: lambda _field, value, _: number_words(value),
    Kind.MONEY: lambda _field, value, _: number_words(value),
    Kind.TEXT: lambda _field, value, _: value,
    Kind.YES_NO: lambda _field, value, _: t("Có") if value else t("Không"),
    Kind.REFERENCE: lambda field, value, lookup: lookup(field.target, value) or value,
    Kind.CASE: lambda _field, value, _: value,
}
