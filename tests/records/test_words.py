"""How values read for a person."""

from typing import Any

import pytest

from desktop.records import language, words
from desktop.records.fields import Field, Kind
from desktop.records.registers import REGISTERS

LISTS = ("outreach_form",)
EXAMPLES: dict[Kind, tuple[Any, str]] = {
    Kind.DATE: ("2024-03-05", "05/03/2024"),
    Kind.MOMENT: ("2024-03-05T08:30", "05/03/2024 08:30"),
    Kind.MONTH: ("2024-03", "03/2024"),
    Kind.YEAR: (2024, "2024"),
    Kind.CODE: ("LOA", "Loa truyền thanh cơ sở"),
    Kind.CODES: (["LOA", "CLB"], "Loa truyền thanh cơ sở; Sinh hoạt câu lạc bộ, nhóm"),
    Kind.COUNT: (1234567, "1.234.567"),
    Kind.MONEY: (1500000, "1.500.000"),
    Kind.TEXT: ("Nà Vài", "Nà Vài"),
    Kind.YES_NO: (True, "Có"),
    Kind.REFERENCE: ("018f", "Trường THPT Bộc Bố"),
    Kind.CASE: ("3K7RQ2X9", "3K7RQ2X9"),
}


def field(kind: Kind) -> Field:
    lists = LISTS if kind in (Kind.CODE, Kind.CODES) else ()
    return Field("name", kind, "Tên", "Name", lists=lists, target="sites")


def lookup(register: str, uid: str) -> str:
    return "Trường THPT Bộc Bố" if (register, uid) == ("sites", "018f") else ""


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_reads_for_a_person(kind: Kind) -> None:
    value, shown = EXAMPLES[kind]
    assert words.show(field(kind), value, lookup) == shown


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("nothing", [None, "", []])
def test_nothing_shows_as_nothing(kind: Kind, nothing: Any) -> None:
    assert words.show(field(kind), nothing, lookup) == ""


def test_zero_and_no_are_something() -> None:
    assert words.show(field(Kind.COUNT), 0) == "0"
    assert words.show(field(Kind.YES_NO), False) == "Không"


def test_language_in_use_and_language_asked_for() -> None:
    language.use("en")
    assert words.show(field(Kind.CODE), "LOA") == "Commune loudspeaker"
    assert words.show(field(Kind.YES_NO), False) == "No"
    assert words.show(field(Kind.CODE), "LOA", tongue="vi") == "Loa truyền thanh cơ sở"


def test_what_is_not_known_shows_as_it_is_stored() -> None:
    assert words.show(field(Kind.CODE), "MOI") == "MOI"
    assert words.show(field(Kind.REFERENCE), "0190", lookup) == "0190"
    assert words.show(field(Kind.REFERENCE), "018f") == "018f"


def test_caption_names_the_row_and_passes_over_what_is_empty() -> None:
    outreach = REGISTERS["outreach"]
    row = {"date": "2024-03-05", "form": "LOA"}
    assert words.caption(outreach, row) == "05/03/2024, Loa truyền thanh cơ sở"
    assert words.caption(outreach, {"date": "2024-03-05"}) == "05/03/2024"
    assert words.caption(outreach, row, tongue="en") == "05/03/2024, Commune loudspeaker"
