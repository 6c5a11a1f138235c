"""A target month by month, and the offices beside each other: the numbers of the targets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop.records import cipher, migrations, targets, trend, units
from desktop.records.cipher import Database
from desktop.records.periods import Basis
from tests.records.province_year import ProvinceYear, write

DAY = date(2024, 5, 7)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    opened = cipher.connect(tmp_path / "book.db", bytes(32))
    migrations.migrate(opened)
    yield opened
    opened.close()


@pytest.fixture
def year(db: Database) -> ProvinceYear:
    made = ProvinceYear("2021", 3)
    write(db, made.rows)
    return made


def test_each_point_is_the_target_of_that_day(db: Database, year: ProvinceYear) -> None:
    found = trend.of(db, year.province, DAY)
    assert len(found) == 15
    assert [point.day for point in found["CT1.1"]] == [
        date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30), DAY,
    ]  # fmt: skip
    for place in (0, 3, 4):
        day = found["CT1.1"][place].day
        expected = targets.compute(db, year.province, day)
        assert [found[result.target.id][place].result for result in expected] == expected


def test_the_decree_ends_its_months_on_the_14th() -> None:
    assert trend.days(DAY, Basis.DECREE)[:4] == [(n, date(2024, n, 14)) for n in range(1, 5)]
    last = trend.days(date(2024, 12, 20), Basis.DECREE)
    assert last == [(1, date(2024, 12, 20))]


def test_what_is_no_longer_wanted_ends_between_two_months(db: Database) -> None:
    asked: list[int] = []

    def stop() -> None:
        asked.append(1)
        if len(asked) == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        trend.of(db, units.find("2021", "01864"), date(2024, 12, 1), going=stop)
    assert len(asked) == 3


def test_offices_add_up_to_the_target_highest_first(db: Database, year: ProvinceYear) -> None:
    for area in (year.province, units.find("2021", "060")):
        for result in targets.compute(db, area, DAY):
            if not result.asked:
                continue
            lines = targets.explain(db, area, DAY, result.target.id)
            shares = trend.by_unit(lines, area)
            sums = (sum(one.n for one in shares), sum(one.d for one in shares))
            assert sums == (result.numerator, result.denominator)
            assert {one.unit for one in shares} >= set(units.children(area))
            ranks = [one.n / one.d for one in shares if one.d]
            assert ranks == sorted(ranks, reverse=True)
            assert not any(one.d for one in shares[len(ranks) :])
