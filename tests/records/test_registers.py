"""The declared registers agree with the data dictionary, with themselves and with the lists."""

from __future__ import annotations

import re

import pytest

from desktop.records import lists, registers
from desktop.records.columns import STAMP_NAMES
from desktop.records.errors import InputError
from desktop.records.fields import Field, Kind
from desktop.records.registers import REGISTERS, TRAVELLING, Register
from desktop.records.text import fold

DICTIONARY = {
    "outreach": "date* form* topics* audiences* venue place organiser attendees* women youth "
    "materials within cost note",
    "reach": "event* site* attended*",
    "sites": "name* kind* headcount* active_from* active_to place",
    "models": "name* components* status* started ended host partners members beneficiaries "
    "budget source results",
    "referrals": "code* date* need* eligible* service* outcome* outcome_date due consent_date*",
    "referral_months": "month* service* outcome* count*",
    "referral_years": "year* entitled* served*",
}
FIELDS = [
    pytest.param(register, field, id=f"{register.name}.{field.name}")
    for register in REGISTERS.values()
    for field in register.fields
]
LISTED = sorted({field.lists for r in REGISTERS.values() for field in r.fields if field.lists})


@pytest.mark.parametrize("name", DICTIONARY)
def test_fields_are_those_of_the_data_dictionary(name: str) -> None:
    declared = [f.name + "*" * f.required for f in REGISTERS[name].fields]
    assert declared == DICTIONARY[name].split()


def test_no_register_is_outside_the_data_dictionary() -> None:
    assert REGISTERS.keys() == DICTIONARY.keys()


def test_a_referral_has_no_place_for_free_words() -> None:
    kinds = {field.kind for field in REGISTERS["referrals"].fields}
    assert not kinds & {Kind.TEXT, Kind.REFERENCE, Kind.COUNT, Kind.MONEY}


def test_nothing_refers_to_a_referral_and_its_rows_do_not_travel() -> None:
    travelling = [register.name for register in TRAVELLING]
    assert "referrals" not in travelling
    assert {"referral_months", "referral_years"} <= set(travelling)
    assert all(f.target != "referrals" for r in REGISTERS.values() for f in r.fields)


@pytest.mark.parametrize(("register", "field"), FIELDS)
def test_what_a_field_names_is_there_and_fits(register: Register, field: Field) -> None:
    assert bool(field.lists) == (field.kind in (Kind.CODE, Kind.CODES))
    assert bool(field.target) == (field.kind is Kind.REFERENCE)
    if field.at_most:
        assert register.field(field.at_most).kind is field.kind is Kind.COUNT
    if field.not_before:
        assert register.field(field.not_before).kind is field.kind is Kind.DATE
    if field.target:
        order = list(REGISTERS)
        assert order.index(field.target) < order.index(register.name)
    assert field.name not in STAMP_NAMES
    assert re.fullmatch(r"[a-z_]+", field.name)
    assert field.vi
    assert field.en


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda r: r.name)
def test_captions_and_columns_are_fields(register: Register) -> None:
    names = [field.name for field in register.fields]
    assert len(set(names)) == len(names)
    assert set(register.caption) | set(register.columns) <= set(names)
    assert register.caption


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda r: r.name)
def test_no_two_fields_of_a_form_are_called_the_same(register: Register) -> None:
    for words in ([f.vi for f in register.fields], [f.en for f in register.fields]):
        assert len({fold(word) for word in words}) == len(words)


@pytest.mark.parametrize("names", LISTED, ids="+".join)
def test_every_entry_is_found_by_code_and_by_its_words(names: tuple[str, ...]) -> None:
    found = lists.by_words(names)
    entries = lists.codes(names)
    assert len(entries) == sum(len(lists.code_list(name)) for name in names)
    for entry in entries.values():
        assert re.fullmatch(r"[A-Z][A-Z0-9_]*", entry.code)
        assert {found[fold(words)] for words in (entry.code, entry.vi, entry.en)} == {entry.code}
        assert not set(entry.vi + entry.en) & set(";|\n")


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        lists.code_list("no_such_list")


def test_a_register_is_found_by_name() -> None:
    assert registers.register("sites") is REGISTERS["sites"]


@pytest.mark.parametrize("name", ["", "Sites", "referral_months", "journal", "sites; DROP"])
def test_an_unknown_or_derived_register_is_refused_naming_those_there_are(name: str) -> None:
    with pytest.raises(InputError, match="outreach, sites, reach, models, referrals"):
        registers.register(name)


def test_only_communes_keep_referrals() -> None:
    at = {tier: {r.name for r in registers.kept_at(tier)} for tier in ("commune", "district")}
    assert at["commune"] - at["district"] == {"referrals"}
    assert at["district"] == {"outreach", "sites", "reach", "models"}
