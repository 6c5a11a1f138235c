"""What a field is: its kind and its declaration, with no word about widgets, cells or columns.

Whoever shows, stores, reads or prints a field keeps a table of its own from ``Kind``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from desktop.records.language import counted, pick

Value = str | int | bool | list[str] | None
"""Dates ``2024-03-05``, moments ``2024-03-05T08:30`` (the time in Vietnam), months ``2024-03``,
codes and references as text, several codes as a list, yes/no as bool, counts, years and đồng as
int, nothing as None."""

Row = dict[str, Value]


class Kind(StrEnum):
    """The kinds of field there are."""

    DATE = "date"
    MOMENT = "moment"
    MONTH = "month"
    YEAR = "year"
    CODE = "code"
    CODES = "codes"
    COUNT = "count"
    MONEY = "money"
    TEXT = "text"
    YES_NO = "yes_no"
    REFERENCE = "reference"
    CASE = "case"


@dataclass(frozen=True)
class Field:
    """One field of a register.

    ``lists`` names the code lists a code comes from; ``target`` the register a reference points
    to, ``anywhere`` when that may be a row of another office; ``longest`` the most characters of a
    text, ``public`` one about an office that may well hold a telephone number; ``at_most`` another
    field that bounds this number, ``seldom_above`` one that it exceeds only with the officer's
    word; ``not_before`` another field this date may not precede; ``ahead`` marks a date that may
    lie in the future (a due date), ``old`` one that may lie before the plan; ``help_vi`` and
    ``help_en`` are one line shown below the field; ``unit_vi`` and ``unit_en`` what a number of it
    counts, as it stands behind a sum: 230 *lượt người*; ``mixed`` marks a number of which every row
    counts something else, so that there is no sum.
    """

    name: str
    kind: Kind
    vi: str
    en: str
    required: bool = False
    lists: tuple[str, ...] = ()
    target: str = ""
    anywhere: bool = False
    longest: int = 200
    public: bool = False
    at_most: str = ""
    seldom_above: str = ""
    not_before: str = ""
    ahead: bool = False
    old: bool = False
    help_vi: str = ""
    help_en: str = ""
    unit_vi: str = ""
    unit_en: str = ""
    mixed: bool = False

    @property
    def label(self) -> str:
        """The field's name in the language in use."""
        return pick(self.vi, self.en)

    @property
    def help(self) -> str:
        """The line of help in the language in use, or ""."""
        return pick(self.help_vi, self.help_en)

    def unit(self, number: int) -> str:
        """What so many are that a sum of it counts, or ""."""
        return counted(pick(self.unit_vi, self.unit_en), number)


NOTHING: tuple[Value, ...] = (None, "", [])
"""The values that say nothing."""


def filled(row: Mapping[str, Value], name: str) -> bool:
    """Whether ``row`` says anything for ``name``."""
    return row.get(name) not in NOTHING
