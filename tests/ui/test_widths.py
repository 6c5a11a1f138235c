"""Columns are as wide as what stands in them, as far as there is room."""

from __future__ import annotations

import pytest

from desktop.ui.desk import Desk
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.lists.widths import NARROWEST, Ask, spread
from tests.ui.hands import Hands


def words(need: int, *, usual: int = 200, leaves: int = 0) -> Ask:
    return Ask(usual, title=90, folded=60, grows=True, exact=False, leaves=leaves, need=need)


def day(*, leaves: int = 0) -> Ask:
    return Ask(108, title=120, folded=70, grows=False, exact=True, leaves=leaves, need=100)


def test_what_is_over_goes_to_the_growing_ones() -> None:
    assert spread([day(), words(150), words(150, usual=400)], 1000) == [120, 343, 537]


def test_titles_fold_before_words_are_shortened() -> None:
    assert spread([day(), words(300)], 412) == [112, 300]
    assert spread([day(), words(300)], 408) == [108, 300]


def test_the_widest_words_are_shortened_first() -> None:
    assert spread([words(100), words(500), words(180)], 500) == [100, 220, 180]
    assert spread([words(100), words(500), words(180)], 400) == [100, 150, 150]
    assert sum(spread([words(301), words(302), words(303)], 401)) == 401


def test_none_loses_more_than_a_third_while_another_can_give() -> None:
    assert spread([words(190, usual=150), words(600, usual=390)], 400) == [140, 260]


def test_days_and_numbers_are_never_shortened() -> None:
    assert spread([day(), words(300), day()], 288) == [108, NARROWEST, 108]


def test_where_it_scrolls_sideways_in_any_case_short_words_stay_whole() -> None:
    assert spread([day(), words(90), words(400, usual=230)], 240) == [108, 90, 230]


def test_columns_go_before_the_others_lose_too_much() -> None:
    asks = [words(250), day(leaves=2), words(300, leaves=1)]
    assert all(spread(asks, 700)) and sum(spread(asks, 700)) == 700
    assert spread(asks, 300)[2] == 0 < spread(asks, 300)[1]
    assert spread(asks, 120) == [120, 0, 0]


def test_what_a_person_made_stays() -> None:
    asks = [Ask(40, title=90, folded=60, grows=False, exact=False, made=True, need=300), words(500)]
    assert spread(asks, 300) == [40, 260]
    assert spread(asks, 900) == [40, 860]


@pytest.fixture
def table(hands: Hands, desk: Desk) -> Table:
    columns = (
        Column("Đơn vị", 130),
        Column("Ngày", 108, exact=True),
        Column("Kết quả", 380, grows=True),
    )
    made = Table(Listing(columns), "Gói")
    made.share(columns)
    return hands.show(made)


def test_a_list_measures_its_cells(table: Table, hands: Hands) -> None:
    table.resize(520, 200)
    hands.settle()
    model = table.model()
    assert isinstance(model, Listing)
    model.show([Entry(("Thị trấn Chợ Rã và các xã lân cận", "19/12/2024", "Đã nhận"))])
    hands.settle()
    words = table.fontMetrics().horizontalAdvance("Thị trấn Chợ Rã và các xã lân cận")
    assert table.columnWidth(0) >= words
    assert sum(table.columnWidth(n) for n in range(3)) == table.viewport().width()
    model.show([Entry(("Xã A", "19/12/2024", "Đã nhận"))])
    hands.settle()
    assert table.columnWidth(0) >= words, "nothing moves when other rows come"
