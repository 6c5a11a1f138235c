"""Dates in short are written out for a form, and nothing else is touched."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.records.fields import Kind
from desktop.records.parse import read_row
from desktop.records.registers import REGISTERS
from desktop.records.shorthand import write_out, written_out

TODAY = date(2024, 5, 7)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5", "05/05/2024"),
        ("31", "31/05/2024"),
        ("5/3", "05/03/2024"),
        ("5.3", "05/03/2024"),
        ("5-3-24", "05/03/2024"),
        ("5/3/24", "05/03/2024"),
        ("5/3/2024", "05/03/2024"),
        ("05032024", "05/03/2024"),
        ("050324", "05/03/2024"),
        ("29/2", "29/02/2024"),
        ("hôm nay", "07/05/2024"),
        ("Hôm  qua", "06/05/2024"),
        ("hom qua", "06/05/2024"),
        ("hôm kia", "05/05/2024"),
        ("yesterday", "06/05/2024"),
    ],
)
def test_a_day_in_short(typed: str, day: str) -> None:
    assert written_out(Kind.DATE, typed, TODAY) == day


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        (date(2025, 1, 9), "28/12", "28/12/2024"),
        (date(2024, 12, 28), "5/1", "05/01/2025"),
        (date(2024, 11, 27), "5/12", "05/12/2024"),
        (date(2025, 1, 9), "29/2", "29/02/2024"),
    ],
)
def test_the_year_is_the_one_in_which_the_day_is_nearest(today: date, typed: str, day: str) -> None:
    assert written_out(Kind.DATE, typed, today) == day


@pytest.mark.parametrize(
    "typed", ["32", "31/2", "31/2/24", "0", "chưa rõ", "", "5/", "5/3/202", "5/13"]
)
def test_what_is_no_day_stays_as_it_was_typed(typed: str) -> None:
    assert written_out(Kind.DATE, typed, TODAY) == typed


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("5/3 8h30", "2024-03-05T08:30"),
        ("8h30 5/3/24", "2024-03-05T08:30"),
        ("hôm qua 8h", "2024-05-06T08:00"),
        ("lúc 16:05 hôm nay", "2024-05-07T16:05"),
        ("05/03/2024 08:30", "2024-03-05T08:30"),
    ],
)
def test_a_moment_in_short(typed: str, moment: str) -> None:
    tips = REGISTERS["tips"]
    row, problems = read_row(tips, write_out(tips, {"received": typed}, TODAY), today=TODAY)
    assert (row["received"], problems) == (moment, [])


def test_numbers_and_words_are_not_taken_for_days() -> None:
    raw = {"attendees": "5", "place": "5/3", "date": "5", "no_such": "5"}
    written = write_out(REGISTERS["outreach"], raw, TODAY)
    assert written == raw | {"date": "05/05/2024"}
