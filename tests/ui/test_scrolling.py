"""What is to be seen stays in sight while the screen round it takes its new shape."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.look.scrolling import SETTLING, Scroll
from desktop.ui.look.widgets import column, holder
from tests.ui.hands import Hands


@pytest.fixture
def pieces() -> list[QLabel]:
    made = [QLabel("dòng") for _ in range(20)]
    for piece in made:
        piece.setFixedHeight(40)
    return made


@pytest.fixture
def area(pieces: list[QLabel], qtbot: QtBot) -> Scroll:
    found = Scroll(holder(column(*pieces, gap=0)))
    qtbot.addWidget(found)
    found.resize(300, 400)
    found.show()
    return found


def in_sight(area: Scroll, piece: QWidget) -> bool:
    top = piece.mapTo(area.viewport(), piece.rect().topLeft()).y()
    return top >= 0 and top + piece.height() <= area.viewport().height()


def test_what_was_revealed_stays_in_sight_when_the_area_shrinks(
    area: Scroll, pieces: list[QLabel]
) -> None:
    area.reveal(pieces[12])
    area.resize(300, 120)
    assert in_sight(area, pieces[12])


def test_what_was_revealed_stays_in_sight_when_the_content_grows(
    area: Scroll, pieces: list[QLabel], hands: Hands
) -> None:
    area.reveal(pieces[12])
    pieces[12].setFixedHeight(90)
    hands.until(lambda: pieces[12].height() == 90 and in_sight(area, pieces[12]))


def test_who_goes_on_with_the_keys_is_not_called_back(
    area: Scroll, pieces: list[QLabel], hands: Hands
) -> None:
    for piece in pieces:
        piece.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    hands.show(area).resize(300, 400)
    pieces[1].setFocus()
    area.reveal(pieces[1])
    pieces[19].setFocus()
    area.ensureWidgetVisible(pieces[19])
    hands.qtbot.wait(SETTLING + 100)
    assert in_sight(area, pieces[19])


def test_a_person_scrolls_where_they_like_afterwards(
    area: Scroll, pieces: list[QLabel], qtbot: QtBot
) -> None:
    area.reveal(pieces[19])
    qtbot.wait(SETTLING + 100)
    area.verticalScrollBar().setValue(0)
    area.resize(300, 120)
    assert not in_sight(area, pieces[19])
