"""How a value reads for a person: one way on screen, on paper and in a caption.

Dates 05/03/2024, moments 05/03/2024 08:30, months 03/2024, numbers 1.234.567 (no unit: the label
says đồng or lượt), codes as their words, several joined with "; ", yes/no as Có/Không.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from desktop.records import language
from desktop.records.fields import Field, Kind, Value
from desktop.records.lists import codes
from desktop.records.registers import Register

Lookup = Callable[[str, str], str]
"""From a register's name and a uid to the caption of that row, "" when it is not known."""

YES_NO: Final = {"vi": ("Không", "Có"), "en": ("No", "Yes")}
"""How no and yes read, by language."""


def show(field: Field, value: Value, lookup: Lookup | None = None, tongue: str = "") -> str:
    """``value`` of ``field`` as a person reads it; "" for nothing.

    ``tongue`` is ``vi`` or ``en``, the language in use when not given. A code that the lists do not
    know, and a reference without a caption, show as they are stored.
    """
    if value is None or value == "" or value == []:
        return ""
    return _SHOW[field.kind](field, value, lookup or _no_caption, tongue or language.current())


def caption(
    register: Register, row: Mapping[str, Value], lookup: Lookup | None = None, tongue: str = ""
) -> str:
    """What names ``row`` to a person: its caption fields that say anything, comma between."""
    shown = (show(register.field(name), row.get(name), lookup, tongue) for name in register.caption)
    return ", ".join(words for words in shown if words)


def date_words(date: str) -> str:
    """``2024-03-05`` as 05/03/2024, and ``2024-03`` as 03/2024."""
    return "/".join(reversed(date.split("-")))


def moment_words(moment: str) -> str:
    """``2024-03-05T08:30`` as 05/03/2024 08:30."""
    day, _, time = moment.partition("T")
    return f"{date_words(day)} {time}"


def number_words(number: int) -> str:
    """1234567 as 1.234.567."""
    return f"{number:,}".replace(",", ".")


def code_words(field: Field, code: str, tongue: str = "") -> str:
    """The words of ``code``; the code itself when no list of ``field`` has it."""
    entry = codes(field.lists).get(code)
    if entry is None:
        return code
    return entry.en if (tongue or language.current()) == "en" else entry.vi


def _no_caption(_register: str, _uid: str) -> str:
    return ""


def _several(field: Field, value: Any, _lookup: Lookup, tongue: str) -> str:
    return "; ".join(code_words(field, code, tongue) for code in value)


_SHOW: Final[dict[Kind, Callable[[Field, Any, Lookup, str], str]]] = {
    Kind.DATE: lambda _field, value, _lookup, _tongue: date_words(value),
    Kind.MOMENT: lambda _field, value, _lookup, _tongue: moment_words(value),
    Kind.MONTH: lambda _field, value, _lookup, _tongue: date_words(value),
    Kind.YEAR: lambda _field, value, _lookup, _tongue: str(value),
    Kind.CODE: lambda field, value, _lookup, tongue: code_words(field, value, tongue),
    Kind.CODES: _several,
    Kind.COUNT: lambda _field, value, _lookup, _tongue: number_words(value),
    Kind.MONEY: lambda _field, value, _lookup, _tongue: number_words(value),
    Kind.TEXT: lambda _field, value, _lookup, _tongue: value,
    Kind.YES_NO: lambda _field, value, _lookup, tongue: YES_NO[tongue][bool(value)],
    Kind.REFERENCE: lambda field, value, lookup, _tongue: lookup(field.target, value) or value,
    Kind.CASE: lambda _field, value, _lookup, _tongue: value,
}
