"""Reporting periods by Decree 09/2019, Article 12, and by the calendar."""

from datetime import date, timedelta

import pytest

from desktop.records import language, periods
from desktop.records.errors import InputError
from desktop.records.periods import Basis, Length


@pytest.mark.parametrize(
    ("name", "first", "last", "words"),
    [
        ("2024", "2023-12-15", "2024-12-14", "năm 2024"),
        ("2024-H1", "2023-12-15", "2024-06-14", "6 tháng đầu năm 2024"),
        ("2024-H2", "2024-06-15", "2024-12-14", "6 tháng cuối năm 2024"),
        ("2024-9M", "2023-12-15", "2024-09-14", "9 tháng đầu năm 2024"),
        ("2024-Q1", "2023-12-15", "2024-03-14", "quý I năm 2024"),
        ("2024-Q4", "2024-09-15", "2024-12-14", "quý IV năm 2024"),
        ("2024-01", "2023-12-15", "2024-01-14", "tháng 1 năm 2024"),
        ("2024-05", "2024-04-15", "2024-05-14", "tháng 5 năm 2024"),
    ],
)
def test_decree_periods_run_from_the_15th_to_the_14th(
    name: str, first: str, last: str, words: str
) -> None:
    period = periods.named(name)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)
    assert period.vi == words


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2024-9M", "2024-01-01", "2024-09-30"),
        ("2024-Q3", "2024-07-01", "2024-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
    ],
)
def test_calendar_periods_are_whole_months(name: str, first: str, last: str) -> None:
    period = periods.named(name, Basis.CALENDAR)
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


@pytest.mark.parametrize("basis", list(Basis))
@pytest.mark.parametrize("length", [Length.MONTH, Length.QUARTER, Length.HALF, Length.YEAR])
def test_periods_of_one_length_cover_every_day_once(length: Length, basis: Basis) -> None:
    for day in (date(2023, 11, 1) + timedelta(days=n) for n in range(500)):
        found = periods.holding(day, length, basis)
        assert found is not None
        assert found.holds(day)
        assert periods.named(found.name, basis) == found


def test_mid_december_belongs_to_the_next_year_by_the_decree_only() -> None:
    day = date(2023, 12, 15)
    decree = periods.holding(day, Length.YEAR, Basis.DECREE)
    calendar = periods.holding(day, Length.YEAR, Basis.CALENDAR)
    assert decree and calendar
    assert (decree.name, calendar.name) == ("2024", "2023")
    assert periods.year_of(day, Basis.DECREE).number == 2024
    assert periods.year_of(day).number == 2023


def test_nine_months_leave_out_autumn() -> None:
    assert periods.holding(date(2024, 11, 1), Length.NINE_MONTHS) is None


def test_months_of_a_period_are_those_its_name_says() -> None:
    assert periods.named("2024-Q2").months == ("2024-04", "2024-05", "2024-06")


@pytest.mark.parametrize(
    "name",
    ["", "2024-H3", "2024-Q5", "2024-13", "2024-00", "2024-5", "24-05", "2020", "1999", "abc",
     "2024-05-01", "2024/05", "２０２４", "2024-H1\n2024"],
)  # fmt: skip
def test_nonsense_is_refused_with_an_example(name: str) -> None:
    with pytest.raises(InputError, match="2024-H1"):
        periods.named(name)


def test_small_letters_and_spaces_are_forgiven() -> None:
    assert periods.named(" 2024-h1 ").name == "2024-H1"


def test_quarters_are_over_on_their_last_day() -> None:
    year = periods.year_of(date(2024, 6, 30))
    assert len(year.elapsed(date(2024, 6, 29))) == 1
    assert len(year.elapsed(date(2024, 6, 30))) == 2
    decree = periods.year_of(date(2024, 6, 14), Basis.DECREE)
    assert decree.elapsed(date(2024, 6, 14)) == (date(2024, 3, 14), date(2024, 6, 14))


@pytest.mark.parametrize(
    ("day", "over"),
    [
        ("2024-01-30", 0),
        ("2024-01-31", 1),
        ("2024-02-28", 1),
        ("2024-02-29", 2),
        ("2023-12-31", 12),
    ],
)
def test_months_are_over_on_their_last_day(day: str, over: int) -> None:
    found = periods.months_over(date.fromisoformat(day))
    assert found == tuple(f"{day[:4]}-{month:02}" for month in range(1, over + 1))


def test_each_basis_says_what_a_year_is() -> None:
    assert "15/12" in periods.basis_words(Basis.DECREE)
    assert "01/01" in periods.basis_words(Basis.CALENDAR)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2024-08-31", "2023-09-01", "2024-08-31"),
        ("2024-09-01", "2024-09-01", "2025-08-31"),
        ("2024-02-29", "2023-09-01", "2024-08-31"),
    ],
)
def test_school_years_begin_in_september(day: str, first: str, last: str) -> None:
    found = periods.school_year_of(date.fromisoformat(day))
    assert [end.isoformat() for end in found] == [first, last]


def test_words_follow_the_language() -> None:
    period = periods.named("2024-Q1")
    assert period.label == "quý I năm 2024"
    language.use("en")
    try:
        assert period.label == "the first quarter of 2024"
    finally:
        language.use("vi")
