"""What a register is."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.records.fields import Field
from desktop.records.language import counted, pick

ALL_TIERS = ("commune", "district", "province")


class Travels(StrEnum):
    """What of a register goes into a packet."""

    ROWS = "rows"
    TOTALS = "totals"


@dataclass(frozen=True)
class Register:
    """One register.

    ``heading`` is the heading of the plan it belongs to (Decision 2060/QĐ-UBND, parts II to V);
    ``caption`` names the fields that together name a row to a person; ``columns`` those that a
    list shows; ``distinct`` those that two rows seldom share: such a row is asked about. A register
    with ``derived_from`` has no form: its rows are totals computed from that register at the
    sender, and are kept at the receiver.
    """

    name: str
    vi: str
    en: str
    heading: str
    tiers: tuple[str, ...]
    travels: Travels
    fields: tuple[Field, ...]
    caption: tuple[str, ...]
    columns: tuple[str, ...]
    distinct: tuple[str, ...] = ()
    derived_from: str = ""
    about_vi: str = ""
    about_en: str = ""
    counted_vi: str = "dòng"
    counted_en: str = "row|rows"
    brief_vi: str = ""
    brief_en: str = ""

    @property
    def label(self) -> str:
        """The register's name in the language in use."""
        return pick(self.vi, self.en)

    @property
    def brief(self) -> str:
        """Its name where there is little room, under the heading of the plan."""
        return pick(self.brief_vi, self.brief_en) or self.label

    @property
    def about(self) -> str:
        """One sentence: what this register is for."""
        return pick(self.about_vi, self.about_en)

    def counted(self, number: int) -> str:
        """What so many of its rows are called: 148 *hoạt động*."""
        return counted(pick(self.counted_vi, self.counted_en), number)

    def field(self, name: str) -> Field:
        """The field of that name; raises KeyError when there is none."""
        return {field.name: field for field in self.fields}[name]
