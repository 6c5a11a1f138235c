"""Bars and lines lose nothing in grey: what colour tells, shape tells too (WCAG 2, 1.4.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.records.plan import default
from desktop.records.targets import Result, Status
from desktop.ui.charts.bars import paint_bar
from desktop.ui.charts.marks import paint_line, paint_mark
from desktop.ui.look import theme
from tests.ui.test_theme import luminance

WIDE, HIGH = 120, 24
MIDDLE = HIGH // 2
PLAIN = 3.0
"""How far a mark stands from what is beside it, by WCAG 2 AA."""


@pytest.fixture(params=["light", "dark"], autouse=True)
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    theme.apply(qapp, request.param)
    yield request.param
    theme.apply(qapp, "light")


def in_grey(draw: Callable[[QPainter], None]) -> QImage:
    """What is drawn on a panel, as a grey printer shows it."""
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    image.fill(theme.colour("panel"))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def bar(status: Status) -> QImage:
    """Half of it is reached."""
    half = Result(default().targets[0], 1, 2, status)
    return in_grey(lambda painter: paint_bar(painter, QRectF(0, 0, WIDE, HIGH), half))


def apart(image: QImage, *places: tuple[int, int]) -> float:
    """How far the lightest and the darkest of these places are from each other."""
    lights = [luminance(QColor(image.pixel(x, y))) + 0.05 for x, y in places]
    return max(lights) / min(lights)


REACHED = [(x, MIDDLE) for x in range(12, WIDE // 2 - 6)]


def test_a_bar_that_falls_short_is_hatched() -> None:
    assert apart(bar(Status.MET), *REACHED) == 1
    assert apart(bar(Status.SHORT), *REACHED) >= PLAIN


@pytest.mark.parametrize("status", [Status.MET, Status.SHORT])
def test_what_is_reached_ends_where_it_can_be_seen(status: Status) -> None:
    image, rest = bar(status), (WIDE - 12, MIDDLE)
    assert max(apart(image, place, rest) for place in REACHED) >= PLAIN


def test_a_month_that_falls_short_is_an_empty_mark() -> None:
    def marked(status: Status) -> QImage:
        return in_grey(lambda painter: paint_mark(painter, QPointF(60, MIDDLE), status, 4))

    beside = (10, MIDDLE)
    assert apart(marked(Status.MET), (60, MIDDLE), beside) >= PLAIN
    assert apart(marked(Status.SHORT), (60, MIDDLE), beside) == 1
    across = [(x, MIDDLE + 2) for x in range(52, 69)]
    assert apart(marked(Status.SHORT), *across) >= PLAIN, "its edge"


def test_a_line_stands_out() -> None:
    ends = [QPointF(0, MIDDLE), QPointF(WIDE, MIDDLE)]
    image = in_grey(lambda painter: paint_line(painter, ends, 2))
    assert apart(image, (60, MIDDLE), (60, 2)) >= PLAIN
