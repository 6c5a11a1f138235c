"""Every rule of a row, from both sides."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.records import language
from desktop.records.fields import Row, Value
from desktop.records.identifiers import new_case_code
from desktop.records.problem import Problem
from desktop.records.registers import REGISTERS, Register
from desktop.records.rules import Known, check
from tests.records.making import (
    MODELS,
    OUTREACH,
    REACH,
    REFERRALS,
    SITES,
    TODAY,
    event,
    model,
    referral,
    site,
)

FIGURES, MONTHS, YEARS = (REGISTERS[n] for n in ("figures", "referral_months", "referral_years"))
BOOK: dict[tuple[str, str], Row] = {
    ("outreach", "e"): event(),
    ("sites", "s"): site(headcount=6),
}


def in_book(name: str, uid: str) -> Row | None:
    return BOOK.get((name, uid))


KNOWN = Known(TODAY, in_book, elsewhere=in_book)


def reach(**values: Value) -> Row:
    row: Row = {"event": "e", "site": "s", "attended": 6}
    return row | values


def slip(**values: Value) -> Row:
    return referral(code=new_case_code()) | values


def staff(year: int) -> Row:
    return {"year": year, "figure": "staff_commune", "value": 12}


def found(register: Register, row: Row, known: Known = KNOWN) -> list[tuple[str, bool]]:
    """The field and the weight (is it a warning?) of every problem."""
    return [(problem.field, problem.warning) for problem in check(register, row, known)]


def only(register: Register, row: Row) -> Problem:
    (problem,) = check(register, row, KNOWN)
    return problem


@pytest.mark.parametrize(
    ("register", "row"),
    [
        (OUTREACH, event()),
        (SITES, site()),
        (REACH, reach()),
        (MODELS, model()),
        (REFERRALS, slip()),
        (MONTHS, {"month": "2024-01", "service": "Y_TE", "outcome": "DA_CHUYEN", "count": 3}),
        (YEARS, {"year": 2024, "entitled": 3, "served": 3}),
    ],
    ids=lambda value: value.name if isinstance(value, Register) else "",
)
def test_a_plain_row_is_kept_and_each_required_field_is_missed(
    register: Register, row: Row
) -> None:
    assert found(register, row) == []
    nothings: tuple[Value, ...] = (None, "", [])
    for field in register.fields:
        for nothing in nothings:
            problems = found(register, row | {field.name: nothing})
            assert ((field.name, False) in problems) == field.required


@pytest.mark.parametrize(
    ("register", "row", "field"),
    [
        (OUTREACH, event(date="2020-12-31"), "date"),
        (OUTREACH, event(date="2024-06-04"), "date"),
        (SITES, site(active_from="2024-06-04"), "active_from"),
        (SITES, site(active_from="1900-02-28"), "active_from"),
        (SITES, site(active_from="2023-05-01", active_to="2023-04-30"), "active_to"),
        (MODELS, model(started="2020-12-31"), "started"),
        (MODELS, model(started="2023-05-01", ended="2023-04-30"), "ended"),
        (MODELS, model(ended="2024-06-04"), "ended"),
        (REFERRALS, slip(outcome_date="2024-01-31"), "outcome_date"),
        (REFERRALS, slip(outcome_date="2024-06-04"), "outcome_date"),
        (REFERRALS, slip(due="2024-01-31"), "due"),
        (REFERRALS, slip(consent_date="2024-06-04"), "consent_date"),
        (OUTREACH, event(attendees=-1, women=None), "attendees"),
        (OUTREACH, event(women=43), "women"),
        (OUTREACH, event(youth=43), "youth"),
        (OUTREACH, event(materials=-1), "materials"),
        (OUTREACH, event(cost=-1), "cost"),
        (SITES, site(headcount=-1), "headcount"),
        (YEARS, {"year": 2024, "entitled": 3, "served": 4}, "served"),
        (FIGURES, staff(2014), "year"),
        (FIGURES, staff(2026), "year"),
        (OUTREACH, event(place="a" * 201), "place"),
        (OUTREACH, event(note="a" * 301), "note"),
        (MODELS, model(results="a" * 501), "results"),
        (OUTREACH, event(form="SAI"), "form"),
        (OUTREACH, event(form="TAC_HAI"), "form"),
        (OUTREACH, event(topics=["TAC_HAI", "SAI"]), "topics"),
        (REACH, reach(event="s"), "event"),
        (REACH, reach(site="e"), "site"),
        (REFERRALS, slip(code="23456789"), "code"),
        (REFERRALS, slip(code="Lò Thị Mai"), "code"),
    ],
)
def test_a_row_that_cannot_be_is_refused(register: Register, row: Row, field: str) -> None:
    assert found(register, row) == [(field, False)]


@pytest.mark.parametrize(
    ("register", "row"),
    [
        (OUTREACH, event(date="2021-01-01")),
        (OUTREACH, event(date="2024-06-03")),
        (SITES, site(active_from="1987-02-01")),
        (SITES, site(active_from="1900-03-01")),
        (SITES, site(active_from="2023-05-01", active_to="2023-05-01")),
        (SITES, site(active_to="2031-01-01")),
        (MODELS, model(started=None, ended="2023-04-30")),
        (REFERRALS, slip(outcome_date="2024-02-01", due="2025-01-01")),
        (OUTREACH, event(attendees=0, women=0, youth=0)),
        (OUTREACH, event(women=42, youth=42)),
        (OUTREACH, event(place="a" * 200, note="a" * 300)),
        (MODELS, model(results="a" * 500)),
        (SITES, site(kind="THPT")),
        (FIGURES, staff(2015)),
        (FIGURES, staff(2025)),
    ],
)
def test_a_row_on_the_right_side_of_a_bound_is_kept(register: Register, row: Row) -> None:
    assert found(register, row) == []


def test_a_date_ahead_only_warns_while_the_clock_is_doubted() -> None:
    doubted = Known(TODAY, KNOWN.find, clock_doubted=True)
    assert found(OUTREACH, event(date="2024-06-04"), doubted) == [("date", True)]
    assert found(OUTREACH, event(date="2020-12-31"), doubted) == [("date", False)]
    assert found(FIGURES, staff(2026), doubted) == [("year", True)]
    assert found(FIGURES, staff(2014), doubted) == [("year", False)]


def test_today_is_the_day_given() -> None:
    assert found(OUTREACH, event(date="2024-06-04"), Known(date(2024, 6, 4), KNOWN.find)) == []


@pytest.mark.parametrize("text", ["095123456789", "0912 345 678", "Nguyễn Văn A bán dâm"])
def test_what_looks_like_a_person_is_asked_about(text: str) -> None:
    assert found(OUTREACH, event(note=text)) == [("note", True)]
    assert found(SITES, site(name=text)) == [("name", True)]


def test_ordinary_words_and_figures_are_left_alone() -> None:
    assert found(OUTREACH, event(note="ngày 05/03/2024, 42 người, 1.200.000 đồng")) == []


def test_a_warning_names_the_field_but_never_repeats_the_text() -> None:
    problem = only(OUTREACH, event(note="0912345678"))
    assert problem.message.startswith("Ghi chú có vẻ chứa")
    assert "0912" not in problem.message


def test_more_people_than_a_place_has_is_asked_about() -> None:
    assert found(REACH, reach(attended=6)) == []
    problem = only(REACH, reach(attended=7))
    assert (problem.field, problem.warning) == ("attended", True)
    assert "(7)" in problem.message
    assert "chỉ tính đến 6" in problem.message


def test_people_of_an_unknown_place_are_refused_for_the_place_alone() -> None:
    assert found(REACH, reach(site="?", attended=999)) == [("site", False)]


def test_every_problem_of_a_row_is_told_in_the_order_of_its_fields() -> None:
    row = event(note="a" * 301, date=None, form="SAI", women=50, place="0912345678")
    names = [name for name, _ in found(OUTREACH, row)]
    assert names == ["date", "form", "place", "women", "note"]


def test_messages_show_values_as_they_were_typed_and_say_what_to_do() -> None:
    message = only(OUTREACH, event(date="2024-06-04")).message
    assert message == ("Ngày 04/06/2024 còn ở phía trước (hôm nay 03/06/2024). Kiểm tra lại ngày.")
    language.use("en")
    assert only(OUTREACH, event(women=43)).message == (
        "“Of whom women” (43) is more than “Attendances” (42). Check one of the two numbers."
    )
