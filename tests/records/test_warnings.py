"""What is odd but may be so: asked about once, kept when the officer says so."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.records import journal, language, queries, store
from desktop.records.book import Book
from desktop.records.errors import RowsRefused
from desktop.records.fields import Kind, Row, Value
from desktop.records.registers import REGISTERS, Register
from desktop.records.rules import Known, check
from tests.records.making import (
    BUDGET,
    INSPECTIONS,
    NOW,
    OUTREACH,
    SITES,
    TIPS,
    TODAY,
    TRAININGS,
    event,
    funds,
    inspection,
    save,
    site,
    tip,
    training,
)

KNOWN = Known(TODAY, lambda _name, _uid: None)
DAY = "2024-03-05"


def found(register: Register, row: Row, known: Known = KNOWN) -> list[tuple[str, bool]]:
    return [(problem.field, problem.warning) for problem in check(register, row, known)]


def like(book: Book, register: Register, row: Row) -> list[str]:
    """What is asked about a row that resembles another."""
    problems = store.check(book, register, row, now=NOW)
    assert all(problem.warning for problem in problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("row", "problems"),
    [
        (tip(received="2024-06-03T23:59"), []),
        (tip(received="2024-06-04T00:00"), [("received", False)]),
        (tip(received="2020-12-31T23:59"), [("received", False)]),
        (tip(received="2021-01-01T00:00"), []),
        (tip(verified="2024-03-05T08:30"), []),
        (tip(verified="2024-03-05T08:29"), [("verified", False)]),
        (tip(transferred="2024-03-06T07:00", handled="2024-03-04T09:00"), [("handled", False)]),
        (tip(classified="2024-06-04T00:00"), [("classified", False)]),
    ],
)
def test_moments_come_one_after_another_and_never_ahead(
    row: Row, problems: list[tuple[str, bool]]
) -> None:
    assert found(TIPS, row) == problems


def test_a_moment_is_told_with_its_hour() -> None:
    (problem,) = check(TIPS, tip(verified="2024-03-05T08:29"), KNOWN)
    assert "(05/03/2024 08:29) trước “Tiếp nhận lúc” (05/03/2024 08:30)" in problem.message


@pytest.mark.parametrize(
    ("year", "fine"),
    [(2014, False), (2015, True), (2024, True), (2025, True), (2026, False), (20240, False)],
)
def test_a_year_is_neither_long_ago_nor_far_ahead(year: int, fine: bool) -> None:
    assert found(BUDGET, funds(year=year)) == ([] if fine else [("year", False)])


def test_a_year_ahead_only_warns_while_the_clock_is_doubted() -> None:
    doubted = Known(TODAY, KNOWN.find, clock_doubted=True)
    years = {2026: [("year", True)], 2100: [("year", False)], 2014: [("year", False)]}
    assert {year: found(BUDGET, funds(year=year), doubted) for year in years} == years
    assert found(BUDGET, funds(year=2026), Known(date(2025, 1, 1), KNOWN.find)) == []


@pytest.mark.parametrize(
    ("spent", "problems"), [(None, []), (5_000_000, []), (5_000_001, [("spent", True)])]
)
def test_spending_more_than_was_planned_is_asked_about(
    spent: Value, problems: list[tuple[str, bool]]
) -> None:
    assert found(BUDGET, funds(spent=spent)) == problems


def test_more_for_the_first_time_than_came_at_all_cannot_be() -> None:
    assert found(TRAININGS, training(first_time=30)) == []
    assert found(TRAININGS, training(first_time=31)) == [("first_time", False)]


def test_only_what_an_office_publishes_may_hold_a_telephone_number() -> None:
    providers, number = REGISTERS["providers"], "0209 3870 123"
    row: Row = {"name": "Trạm y tế", "services": ["Y_TE"], "phone": number, "address": number}
    assert found(providers, row) == []
    assert found(providers, row | {"name": number}) == [("name", True)]
    public = {(r.name, f.name) for r in REGISTERS.values() for f in r.fields if f.public}
    assert public == {
        ("providers", "address"),
        ("providers", "phone"),
        ("media", "link"),
        ("integration", "document_no"),
    }
    assert all(REGISTERS[name].field(field).kind is Kind.TEXT for name, field in public)


def test_a_row_like_another_is_asked_about_by_name(book: Book) -> None:
    save(book, "outreach", event())
    (message,) = like(book, OUTREACH, event(attendees=7, women=0, place="Nà Coóc"))
    assert "05/03/2024, Hội nghị, buổi tuyên truyền trực tiếp" in message
    language.use("en")
    (message,) = like(book, OUTREACH, event())
    assert message.startswith("The book already has a row like this one: 05/03/2024, ")
    for other in ({"date": "2024-03-06"}, {"form": "LOA"}):
        assert like(book, OUTREACH, event(**other)) == []


def test_a_reference_in_what_is_alike_is_named(book: Book) -> None:
    place = save(book, "sites", site(name="Karaoke Núi Xanh"))
    other = save(book, "sites", site(name="Nhà nghỉ Sông Năng"))
    save(book, "inspections", inspection(place))
    (message,) = like(book, INSPECTIONS, inspection(place, team="CONG_AN"))
    assert "05/03/2024, Karaoke Núi Xanh" in message
    assert like(book, INSPECTIONS, inspection(other)) == []


def test_nothing_said_is_like_nothing_said(book: Book) -> None:
    """Two lines of funds without a purpose are alike; one with a purpose is another matter."""
    save(book, "budget", funds())
    assert len(like(book, BUDGET, funds(planned=1))) == 1
    assert like(book, BUDGET, funds(purpose="Tập huấn")) == []


def test_a_row_is_not_like_itself_nor_like_what_is_gone_or_anothers(book: Book) -> None:
    uid = save(book, "outreach", event())
    held = queries.get(book.db, OUTREACH, uid) or {}
    assert like(book, OUTREACH, held | {"attendees": 43}) == []
    assert store.save(book, OUTREACH, held | {"attendees": 43}, now=NOW).warnings == ()
    theirs = save(book, "sites", site())
    book.db.execute("UPDATE sites SET device = 'ffffffffffffffff' WHERE uid = ?", [theirs])
    assert like(book, SITES, site()) == []
    store.retire(book, OUTREACH, uid, "ghi nhầm", now=NOW)
    assert like(book, OUTREACH, event()) == []


def test_an_edit_that_becomes_like_another_row_is_asked_about(book: Book) -> None:
    save(book, "outreach", event())
    second = save(book, "outreach", event(date="2024-03-06"))
    held = queries.get(book.db, OUTREACH, second) or {}
    with pytest.raises(RowsRefused, match="giống dòng này"):
        store.save(book, OUTREACH, held | {"date": DAY}, now=NOW)
    assert queries.get(book.db, OUTREACH, second) == held


def test_rows_of_one_batch_are_held_against_each_other(book: Book) -> None:
    rows = [event(), event(date="2024-03-06"), event(attendees=9, women=0)]
    with pytest.raises(RowsRefused, match="dòng 3") as refused:
        store.save_all(book, OUTREACH, rows, now=NOW)
    assert [(p["row"], p["field"]) for p in refused.value.problems] == [(3, "date")]
    assert queries.count(book.db, OUTREACH) == 0
    saved = store.save_all(book, OUTREACH, rows, now=NOW, confirmed=True)
    assert [len(row.warnings) for row in saved] == [0, 0, 1]


def test_why_a_warning_was_overridden_is_in_the_chain(book: Book) -> None:
    save(book, "outreach", event())
    why = "hai buổi khác nhau, sáng và chiều"
    store.save(book, OUTREACH, event(), now=NOW, confirmed=True, because=why)
    assert journal.verify(book.db) is None
    (number, kept) = book.db.execute(
        "SELECT number, reason FROM journal ORDER BY number DESC LIMIT 1"
    ).fetchone()
    assert kept == why
    for forged in ("lý do khác", None):
        book.db.execute("UPDATE journal SET reason = ? WHERE number = ?", [forged, number])
        assert journal.verify(book.db) == number
    book.db.execute("UPDATE journal SET reason = ? WHERE number = ?", [why, number])
    book.db.execute("UPDATE journal SET reason = ? WHERE number = ?", ["x", number - 1])
    assert journal.verify(book.db) == number - 1
