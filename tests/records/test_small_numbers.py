"""What posted sheets say about small numbers: the same whichever of 1 to 4 each of them is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from desktop.records import sheet, units
from desktop.records.book import Book
from desktop.records.sheets.small import SMALL, figure
from tests.records.office_year import new_book
from tests.records.province_year import ProvinceYear, write

NOW = datetime(2025, 1, 20, 3, tzinfo=UTC)
PERIODS = (
    *("2023", "2024-01", "2024-02", "2024-05", "2024-12", "2024-Q1", "2024-H1", "2024-H2"),
    *("2024-9M", "2024", "2025-01"),
)
SHEETS = ("summary", "targets", "referrals")
TOTALS = ("referrals", "referral_months", "referral_years")


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ([], 0),
        ([0], 0),
        ([1], SMALL),
        ([0, 4], SMALL),
        ([5], 5),
        ([1200, 7], 1207),
        ([3, 12], "13–16"),
        ([2, 2], "2–8"),
        ([1] * 5, "5–20"),
        ([4, 1200], "1.201–1.204"),
    ],
)
def test_a_figure_with_a_small_part_is_a_span(parts: list[int], shown: str | int) -> None:
    assert figure(parts, internal=False) == shown
    assert figure(parts, internal=True) == sum(parts)


def test_a_span_says_no_more_than_its_parts() -> None:
    for parts in product((0, 1, 2, 3, 4, 5, 9), repeat=3):
        alike = [2 if 0 < number < 5 else number for number in parts]
        assert figure(parts, internal=False) == figure(alike, internal=False)


def book_of(folder: Path, code: str, numbers: dict[tuple[str, str, str], int]) -> Book:
    """A book with those referrals: by office, month and outcome, a slip each."""
    office = units.find("2021", code)
    made = ProvinceYear("2021", 3)
    rows = {name: found for name, found in made.rows.items() if name not in TOTALS}
    made.rows = {name: [] for name in made.rows}
    years: dict[tuple[str, int], list[int]] = {}
    for (unit, month, outcome), number in numbers.items():
        entitled = years.setdefault((unit, int(month[:4])), [0, 0])
        entitled[0] += number
        entitled[1] += number if outcome == "DA_SU_DUNG" else 0
        if unit != code:
            made.row(
                "referral_months", unit, month=month, outcome=outcome, service="Y_TE", count=number
            )["retired"] = None
            continue
        for _ in range(number):
            slip = f"C{len(made.rows['referrals']):06}K"
            made.row(
                "referrals", unit, code=slip, date=f"{month}-03", need=True, eligible=True,
                service="Y_TE", outcome=outcome, consent_date=f"{month}-03",
            )["retired"] = None  # fmt: skip
    for (unit, year), (entitled_n, served) in years.items():
        if unit != code:
            made.row("referral_years", unit, year=year, entitled=entitled_n, served=served)[
                "retired"
            ] = None
    book = new_book(folder, office.code)
    write(book.db, rows | {name: made.rows[name] for name in TOTALS})
    return book


BIG = {("01858", "2024-01", "DA_SU_DUNG"): 7, ("01864", "2024-01", "DA_CHUYEN"): 9}
SMALL_ONES = [
    ("01858", "2024-02", "DA_SU_DUNG"),
    ("01858", "2024-05", "DA_CHUYEN"),
    ("01864", "2024-05", "DA_SU_DUNG"),
    ("01864", "2023-11", "DA_SU_DUNG"),
    ("01864", "2024-12", "TU_CHOI"),
]


def posted(
    book: Book, names: tuple[str, ...], periods: tuple[str, ...], *, internal: bool = False
) -> dict[tuple[str, str], str]:
    """Those sheets of those periods."""
    return {
        (name, period): str(sheet.compose(book, name, period, NOW, internal=internal))
        for name, period in product(names, periods)
    }


@pytest.fixture(scope="module", params=["01864", "060"])
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Book, Book]]:
    """Two books of one office that differ in small numbers alone."""
    books = [
        book_of(
            tmp_path_factory.mktemp("book"),
            request.param,
            {
                key: number
                for key, number in (BIG | dict(zip(SMALL_ONES, numbers, strict=True))).items()
                if request.param != "01864" or key[0] == "01864"
            },
        )
        for numbers in ((1, 4, 2, 3, 1), (4, 1, 3, 1, 2))
    ]
    yield books[0], books[1]
    for book in books:
        book.close()


def test_no_sheet_of_any_period_tells_one_small_number_from_another(
    pair: tuple[Book, Book],
) -> None:
    first, second = (posted(book, SHEETS, PERIODS) for book in pair)
    assert {key for key in first if first[key] != second[key]} == set()
    others = [posted(book, ("tasks", "reporters"), ("2024",)) for book in pair]
    assert others[0] == others[1]
    assert "dưới 5" in first["summary", "2024-05"]
    assert "không nêu" in first["targets", "2024"]


def test_the_comparison_sees_what_internal_sheets_tell(pair: tuple[Book, Book]) -> None:
    names = ("summary", "referrals", "targets")
    first, second = (posted(book, names, ("2024",), internal=True) for book in pair)
    assert all(first[name, "2024"] != second[name, "2024"] for name in names)


def test_a_fraction_without_a_small_number_is_told_when_its_year_is_over(tmp_path: Path) -> None:
    with book_of(
        tmp_path,
        "01864",
        {("01864", "2024-03", "DA_SU_DUNG"): 6, ("01864", "2024-04", "DA_CHUYEN"): 5},
    ) as book:
        told, running = (
            next(
                line.cells[2:4]
                for line in sheet.compose(book, "targets", period, NOW).tables[0].lines
                if "II.4.a.2" in str(line.cells[1])
            )
            for period in ("2024", "2024-H1")
        )
    assert told == (6, 11)
    assert running == ("không nêu", "không nêu")
