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
    "outreach": "date*:date form*:code(outreach_form) topics*:codes(topic)"
    " audiences*:codes(audience) venue:code(venue) place:text organiser:code(organiser)"
    " attendees*:count women:count youth:count materials:count"
    " within:code(integration_programme) cost:money note:text",
    "reach": "event*:reference(outreach) site*:reference(sites) attended*:count",
    "sites": "name*:text kind*:code(establishment_kind+reach_place) headcount*:count"
    " active_from*:date active_to:date place:text",
    "models": "name*:text components*:codes(model_component) status*:code(model_status)"
    " started:date ended:date host:text partners:text members:count beneficiaries:count"
    " budget:money source:code(funding_source) results:text",
    "referrals": "code*:case date*:date need*:yes_no eligible*:yes_no service*:code(service_kind)"
    " provider:reference(providers) outcome*:code(referral_outcome) outcome_date:date due:date"
    " consent_date*:date",
    "providers": "name*:text services*:codes(service_kind) kind:code(provider_kind) address:text"
    " phone:text",
    "inspections": "date*:date site*:reference(sites) team*:code(inspection_team)"
    " result*:code(inspection_result) fine:money note:text",
    "tips": "number*:text received*:moment kind*:code(tip_kind) channel:code(tip_channel)"
    " verified:moment classified:moment transferred:moment handled:moment"
    " outcome:code(tip_status)",
    "trainings": "date*:date title*:text contents*:codes(training_content)"
    " group*:code(training_group) tier*:code(tier) attendees*:count first_time*:count hours:count",
    "media": "date*:date outlet*:code(media_outlet) title*:text kind:code(media_item_kind)"
    " minutes:count link:text",
    "integration": "year*:year programme*:code(integration_programme) document_no*:text"
    " document_date*:date summary:text",
    "figures": "year*:year figure*:code(base_figure) value*:count source:text",
    "budget": "year*:year source*:code(funding_source) planned*:money spent:money purpose:text",
    "tasks": "date*:date clause*:code(plan_clause) document_no:text summary*:text quantity:count",
    "referral_months": "month*:month service*:code(service_kind) outcome*:code(referral_outcome)"
    " count*:count",
    "referral_years": "year*:year entitled*:count served*:count",
}
BOUNDS = {
    ("outreach", "women"): "attendees",
    ("outreach", "youth"): "attendees",
    ("trainings", "first_time"): "attendees",
    ("referral_years", "served"): "entitled",
}
LENGTHS = {("outreach", "note"): 300, ("models", "results"): 500}
FIELDS = [
    pytest.param(register, field, id=f"{register.name}.{field.name}")
    for register in REGISTERS.values()
    for field in register.fields
]
LISTED = sorted({field.lists for r in REGISTERS.values() for field in r.fields if field.lists})


@pytest.mark.parametrize("name", DICTIONARY)
def test_fields_are_those_of_the_data_dictionary(name: str) -> None:
    assert [spelt(field) for field in REGISTERS[name].fields] == DICTIONARY[name].split()


def spelt(field: Field) -> str:
    """A field as the data dictionary above spells it."""
    among = "+".join(field.lists) or field.target
    return f"{field.name}{'*' * field.required}:{field.kind}" + (f"({among})" if among else "")


def test_bounds_and_lengths_are_those_of_the_data_dictionary() -> None:
    declared = {(r.name, f.name): f for r in REGISTERS.values() for f in r.fields}
    assert {place: f.at_most for place, f in declared.items() if f.at_most} == BOUNDS
    assert {place: declared[place].longest for place in LENGTHS} == LENGTHS


def test_no_register_is_outside_the_data_dictionary() -> None:
    assert REGISTERS.keys() == DICTIONARY.keys()


def test_a_referral_has_no_place_for_free_words() -> None:
    fields = REGISTERS["referrals"].fields
    assert not {field.kind for field in fields} & {Kind.TEXT, Kind.COUNT, Kind.MONEY}
    assert {field.target for field in fields} == {"", "providers"}


def test_nothing_refers_to_a_referral_and_its_rows_do_not_travel() -> None:
    travelling = [register.name for register in TRAVELLING]
    assert "referrals" not in travelling
    assert {"referral_months", "referral_years"} <= set(travelling)
    assert all(f.target != "referrals" for r in REGISTERS.values() for f in r.fields)


@pytest.mark.parametrize(("register", "field"), FIELDS)
def test_what_a_field_names_is_there_and_fits(register: Register, field: Field) -> None:
    assert bool(field.lists) == (field.kind in (Kind.CODE, Kind.CODES))
    assert bool(field.target) == (field.kind is Kind.REFERENCE)
    for bound in filter(None, (field.at_most, field.seldom_above)):
        assert register.field(bound).kind is field.kind
        assert field.kind in (Kind.COUNT, Kind.MONEY)
    if field.not_before:
        assert register.field(field.not_before).kind is field.kind
        assert field.kind in (Kind.DATE, Kind.MOMENT)
    assert not field.anywhere or field.target
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
    assert set(register.caption) | set(register.columns) | set(register.distinct) <= set(names)
    assert register.caption
    assert register.distinct or register.derived_from


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
        assert re.fullmatch(r"[A-Z][A-Z0-9_]*(\.\d)?|[a-z_]+", entry.code)
        assert {found[fold(words)] for words in (entry.code, entry.vi, entry.en)} == {entry.code}
        assert not set(entry.vi + entry.en) & set(";|\n")


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(KeyError):
        lists.code_list("no_such_list")


def test_a_register_is_found_by_name() -> None:
    assert registers.register("sites") is REGISTERS["sites"]


@pytest.mark.parametrize("name", ["", "Sites", "referral_months", "journal", "sites; DROP"])
def test_an_unknown_or_derived_register_is_refused_naming_those_there_are(name: str) -> None:
    with pytest.raises(InputError, match="outreach, sites, reach, media") as refused:
        registers.register(name)
    assert "referral_months" not in str(refused.value).partition("Các sổ")[2]


def test_only_communes_keep_referrals() -> None:
    tiers = ("commune", "district", "province")
    at = {tier: {r.name for r in registers.kept_at(tier)} for tier in tiers}
    kept = {name for name, register in REGISTERS.items() if not register.derived_from}
    assert at == {"commune": kept, "district": kept - {"referrals"}, "province": at["district"]}
