"""Every register takes what an officer types, misses what is left out, and shows it as typed."""

from __future__ import annotations

import pytest

from desktop.records import language, queries, words
from desktop.records.book import Book
from desktop.records.fields import Row
from desktop.records.parse import read_row
from desktop.records.registers import REGISTERS, Register
from desktop.records.rules import Known, check
from desktop.records.store import save as save_row
from sync.tabular import Raw
from tests import rows
from tests.records.making import NOW, TODAY

UID = "018f5c7a-0000-7000-8000-000000000001"
TYPED = {
    "outreach": rows.outreach(),
    "sites": rows.site(),
    "reach": rows.reach(UID, UID),
    "media": rows.item(),
    "integration": rows.integration(),
    "inspections": rows.inspection(UID),
    "tips": rows.tip(),
    "models": rows.model(),
    "providers": rows.provider(),
    "referrals": rows.referral(code="4723MFG2"),
    "trainings": rows.training(),
    "figures": rows.figure(),
    "budget": rows.funds(),
    "tasks": rows.task(),
}
KNOWN = Known(TODAY, lambda _name, _uid: {"headcount": 100})
EACH = pytest.mark.parametrize("register", [REGISTERS[n] for n in TYPED], ids=lambda r: r.name)


def read(register: Register, raw: Raw) -> Row:
    row, problems = read_row(register, raw, today=TODAY)
    assert problems == []
    return row


def test_no_register_is_left_out() -> None:
    assert {r.name for r in REGISTERS.values() if not r.derived_from} == TYPED.keys()


@EACH
def test_what_is_typed_breaks_no_rule_and_nothing_required_may_be_missing(
    register: Register,
) -> None:
    row = read(register, TYPED[register.name])
    assert check(register, row, KNOWN) == []
    for field in register.fields:
        told = check(register, row | {field.name: None}, KNOWN)
        assert ([(p.field, p.warning) for p in told] == [(field.name, False)]) == field.required


@EACH
@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_what_is_shown_can_be_typed_again(register: Register, tongue: str) -> None:
    row = read(register, TYPED[register.name])
    shown: Raw = {f.name: words.show(f, row[f.name], tongue=tongue) for f in register.fields}
    assert read(register, shown) == row
    assert words.caption(register, row, tongue=tongue)


@EACH
def test_it_is_kept_and_comes_back_by_its_year(register: Register, book: Book) -> None:
    row = read(register, TYPED[register.name])
    for field in register.fields:
        if field.target:
            target = REGISTERS[field.target]
            about = read(target, TYPED[target.name])
            row[field.name] = save_row(book, target, about, now=NOW).uid
    assert save_row(book, register, row, now=NOW).warnings == ()
    (held,) = queries.rows(book.db, register)
    assert {name: held[name] for name in row} == row
    years = range(2021, 2026)
    found = [year for year in years if list(queries.rows(book.db, register, year=year))]
    other = {"models": [2023], "sites": [2022], "providers": [*years], "reach": [*years]}
    assert found == other.get(register.name, [2024]), "a row without a day is of every year"


@pytest.mark.parametrize(
    ("received", "year"), [("2022-12-31T23:59", 2022), ("2023-01-01T00:00", 2023)]
)
def test_a_moment_belongs_to_the_year_of_its_day(book: Book, received: str, year: int) -> None:
    tips = REGISTERS["tips"]
    save_row(book, tips, read(tips, rows.tip(received=received, transferred=None)), now=NOW)
    assert [len(list(queries.rows(book.db, tips, year=n))) for n in (2022, 2023)] == [
        int(n == year) for n in (2022, 2023)
    ]


@pytest.mark.parametrize("typed", ["GP2.4", "III.2.4", "iii.2.4", "gp2.4"])
def test_a_clause_may_be_typed_as_the_plan_numbers_it(typed: str) -> None:
    assert read(REGISTERS["tasks"], rows.task(clause=typed))["clause"] == "GP2.4"
