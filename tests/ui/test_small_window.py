"""1366×768 at 200 %, and what a title bar and a task bar leave of it at 100 %."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QScrollArea

from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.frame.practising import Band
from desktop.ui.look import theme
from desktop.ui.look.theme import ROW
from desktop.ui.look.widgets import Button
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.reports import ReportsPage
from desktop.ui.remember import Remember
from desktop.ui.work import Work
from tests.district import District, record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.test_work import EVENT

TWICE = QSize(683, 384)
"""1366×768 at 200 %."""
LEFT = QSize(1366, 698)
"""What Windows leaves of 1366×768, in pixels."""


@pytest.fixture
def work(desk: Desk, book: Book, hands: Hands, tmp_path: Path) -> Work:
    book.settings.put(practice="yes")
    for place in "abcdefgh":
        record(book, "outreach", EVENT | {"place": f"Thôn {place}"}, now=NOW)
    return hands.show(Work(desk, Remember(tmp_path / "r.ini"), lambda: None))


def lists(work: Work, hands: Hands) -> RegisterPage:
    work.go("outreach")
    hands.settle()
    page = work.pages["outreach"]
    assert isinstance(page, RegisterPage)
    return page


def test_a_low_window_gives_its_room_to_the_list(work: Work, hands: Hands) -> None:
    page = lists(work, hands)
    band = cast(Band, work.findChild(Band))
    assert band.isVisible() and not work.status.practice.isVisible()
    assert page.page.add.text().endswith("(Ctrl+N)")
    work.resize(TWICE)
    hands.settle()
    assert not band.isVisible() and work.status.practice.isVisible(), "still marked"
    assert page.table.viewport().height() >= 4 * ROW
    assert page.table.horizontalScrollBar().maximum() == 0
    assert not any(page.table.titles.cut(n) for n in range(page.rows.columnCount()))
    title = page.page.title
    assert title.height() < 2 * title.fontMetrics().height(), "on one line"
    work.status.practice.click()
    assert work.here == "practice"


def test_keys_that_find_no_room_are_in_the_tips(work: Work, hands: Hands) -> None:
    page = lists(work, hands)
    buttons = cast(list[Button], page.page.findChildren(Button))
    to_paper = next(one for one in buttons if one.key == "Ctrl+P")
    page.new()
    hands.settle()
    assert "Ctrl" not in to_paper.text() and "Ctrl+P" in to_paper.toolTip()
    page.record.leave()  # type: ignore[union-attr]
    hands.settle()
    assert "Ctrl+P" in to_paper.text() and to_paper.toolTip() == ""


def test_what_is_done_with_a_report_needs_no_scrolling(work: Work, hands: Hands) -> None:
    work.go("reports")
    work.resize(TWICE)
    hands.settle()
    page = work.pages["reports"]
    assert isinstance(page, ReportsPage)
    for one in page.for_sheet:
        place = one.mapTo(page, one.rect().bottomRight())
        assert page.rect().contains(place) and one.parentWidget() is page
    work.resize(LEFT)
    hands.settle()
    assert page.to_paper.parentWidget() is page.choices


@pytest.mark.parametrize("tier", ["commune", "district"])
def test_the_navigation_needs_no_scrolling_and_cuts_nothing(
    district: District, tier: str, jobs: object, hands: Hands, tmp_path: Path
) -> None:
    office = district.communes[0] if tier == "commune" else district.office
    with office.open() as book:
        book.settings.put(practice="yes")
        desk = Desk(book, hands.jobs, lambda: NOW)
        work = hands.show(Work(desk, Remember(tmp_path / "r.ini"), lambda: None))
        work.resize(LEFT)
        hands.settle()
        area = cast(QScrollArea, work.navigation.findChild(QScrollArea))
        assert area.verticalScrollBar().maximum() == 0
        for entry in work.navigation.entries.values():
            entry.count(999)
            assert entry.text() == entry.place.words
            assert entry.height() >= 24, "easy to hit"
        assert work.navigation.width() == theme.NAVIGATION
        hands.jobs.wait()


def test_a_navigation_longer_than_the_window_says_that_there_is_more(
    work: Work, hands: Hands
) -> None:
    further, entries = work.navigation.further, list(work.navigation.entries.values())
    work.resize(LEFT)
    hands.settle()
    assert not further.above.isVisible() and not further.below.isVisible()
    work.go("overview")
    work.resize(TWICE)
    hands.settle()
    assert not further.above.isVisible() and further.below.isVisible()
    assert further.below.accessibleName() == further.below.toolTip() != ""
    last = entries[-1]
    for _press in range(3):
        further.below.click()
        hands.settle()
    assert not further.below.isVisible()
    assert further.above.isVisible()
    assert (
        further.area.viewport()
        .rect()
        .contains(last.mapTo(further.area.viewport(), last.rect().center()))
    )


def test_help_below_a_field_may_take_the_whole_line(work: Work, hands: Hands) -> None:
    work.go("sites+")
    hands.settle()
    page = work.pages["sites"]
    assert isinstance(page, RegisterPage) and page.record
    boxes = page.record.form.boxes
    assert set(boxes) == {field.name for field in REGISTERS["sites"].fields}
    wide = page.record.form.width()
    assert boxes["active_to"].below.width() > wide * 0.9, "its neighbour has no help"
    for box in boxes.values():
        name = cast(QLabel, box.findChild(QLabel))
        assert name.width() >= name.sizeHint().width(), box.field.label
