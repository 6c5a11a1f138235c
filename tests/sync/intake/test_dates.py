"""Dates in the styles that offices use, and columns whose days and months changed places."""

from datetime import datetime

import pytest

from sync.intake import dates
from sync.intake.dates import DateError
from sync.intake.filemap import DateOrder

DAY_FIRST, MONTH_FIRST, SWAPPED = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.SWAPPED


@pytest.mark.parametrize(
    "text",
    [
        "5/3/2024",
        "05/03/2024",
        "05-03-24",
        "5.3.2024",
        "ngày 5 tháng 3 năm 2024",
        "Ngày 05 tháng 03 năm 2024.",
        "5 tháng 3, 2024",
        "thứ ba, 5/3/2024",
        "Thứ 3 ngày 5/3/2024",
        "Sáng ngày 05/03/2024",
        "2024-03-05",
        "2024/3/5",
    ],
)
def test_one_day_in_many_styles(text: str) -> None:
    assert dates.read(text, DAY_FIRST, None) == "2024-03-05"


@pytest.mark.parametrize(
    "text",
    [
        *("8h30 ngày 5/3/2024", "5/3/2024 08:30", "lúc 8 giờ 30 phút, ngày 05/03/2024"),
        *("05-03-24, 8h30", "2024-03-05T08:30", "2024-03-05 08:30:00"),
    ],
)
def test_a_day_with_its_time(text: str) -> None:
    assert dates.read(text, DAY_FIRST, None) == "2024-03-05 08:30"


@pytest.mark.parametrize("text", ["tháng 3/2024", "5-7/3/2024", "đầu năm", "45356", "1.234.567"])
def test_what_is_no_single_day_comes_back_as_it_is(text: str) -> None:
    assert dates.read(text, DAY_FIRST, None) == text


def test_order_year_and_days_that_do_not_exist() -> None:
    assert dates.read("3/5/2024", MONTH_FIRST, None) == "2024-03-05"
    assert dates.read("5/3", DAY_FIRST, 2023) == "2023-03-05"
    assert dates.read("5/3/2024", DAY_FIRST, 2023) == "2024-03-05"
    with pytest.raises(DateError, match="không có năm"):
        dates.read("5/3", DAY_FIRST, None)
    with pytest.raises(DateError, match="không có ngày “31/02/2024”"):
        dates.read("31/02/2024", DAY_FIRST, None)
    with pytest.raises(DateError, match="trong lịch"):
        dates.read("25/03/2024", MONTH_FIRST, None)


def test_bare_numbers_of_days_in_both_systems() -> None:
    assert dates.real(45356, since_1904=False) == datetime(2024, 3, 5)
    assert dates.real(45356 - 1462, since_1904=True) == datetime(2024, 3, 5)
    assert dates.real(2024, since_1904=False) is None
    assert dates.real(True, since_1904=False) is None


def swapped(day: int, month: int) -> object:
    """What Excel set to another country makes of a date typed day first."""
    if day <= 12:
        return datetime(2024, day, month)
    return f"{day:02}/{month:02}/2024"


def test_a_column_that_excel_swapped_is_noticed_and_put_right() -> None:
    typed = [(5, 3), (25, 3), (1, 2), (30, 4), (12, 12)]
    column = [swapped(*pair) for pair in typed]
    doubt = dates.doubt(column, [""] * 5, since_1904=False)

    assert doubt is not None
    assert (doubt.suggested, doubt.real) == (SWAPPED, True)
    right = [
        dates.unswapped(value)
        if isinstance(value, datetime)
        else datetime.fromisoformat(dates.read(str(value), SWAPPED, None))
        for value in column
    ]
    assert right == [datetime(2024, month, day) for day, month in typed]


@pytest.mark.parametrize(
    "column",
    [
        [datetime(2024, 3, 5), datetime(2024, 3, 25), "26/03/2024"],
        [datetime(2024, 3, 3), "26/03/2024"],
        [datetime(2024, 3, 5), datetime(2024, 4, 5)],
        ["05/03/2024", "25/03/2024"],
        ["ngày 5 tháng 3 năm 2024", None, 12],
        [],
    ],
)
def test_a_column_without_a_sign_is_not_asked_about(column: list[object]) -> None:
    assert dates.doubt(column, [], since_1904=False) is None


def test_a_format_that_shows_the_month_first_is_a_sign() -> None:
    column: list[object] = [datetime(2024, 5, 3), datetime(2024, 6, 3)]
    doubt = dates.doubt(column, ["mm/dd/yyyy", "m/d/yy"], since_1904=False)
    assert doubt is not None
    assert doubt.suggested is SWAPPED
    assert dates.doubt(column, ["dd/mm/yyyy", "d mmm yyyy"], since_1904=False) is None


def test_texts_that_begin_with_the_month_are_noticed() -> None:
    doubt = dates.doubt(["3/25/2024", "3/5/2024"], [], since_1904=False)
    assert doubt is not None
    assert (doubt.suggested, doubt.real) == (MONTH_FIRST, False)
    mixed = dates.doubt(["3/25/2024", "25/3/2024", "3/5/2024"], [], since_1904=False)
    assert mixed is not None
    assert (mixed.suggested, mixed.real) == (DAY_FIRST, False)
