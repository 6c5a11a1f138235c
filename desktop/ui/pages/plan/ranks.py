"""The offices of an area beside each other: one bar each, the highest share first."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from desktop.records import targets, trend
from desktop.records.plan import Target
from desktop.records.targets import Line, Result
from desktop.records.units import Unit
from desktop.ui.charts.bars import fraction, paint_bar
from desktop.ui.look import theme
from desktop.ui.pages.plan.things import Drawing

SIDE, BAR = 16, 150


@dataclass(frozen=True)
class Ranked:
    """One office and what it brings to a target; ``result`` is its part as if it stood alone."""

    unit: Unit
    result: Result


def ranked(lines: Iterable[Line], target: Target, area: Unit) -> list[Ranked]:
    """The offices directly below an area, those without anything to count last; none where there
    is only one."""
    shares = trend.by_unit(lines, area)
    if len(shares) < 2:
        return []
    return [
        Ranked(one.unit, Result(target, one.n, one.d, targets.judge(target, one.n, one.d)))
        for one in shares
    ]


class Ranks(Drawing[Ranked]):
    """The name, the bar against the threshold, the fraction."""

    def spoken(self, thing: Ranked) -> str:
        return f"{thing.unit.name}: {fraction(thing.result)}, {thing.result.words()}"

    def height(self, thing: Ranked, width: int) -> int:
        return theme.ROW

    def draw(self, painter: QPainter, place: QRect, thing: Ranked) -> None:
        inside = place.adjusted(SIDE, 0, -SIDE, 0)
        figures = theme.font(tabular=True)
        number = max(QFontMetrics(figures).horizontalAdvance(fraction(thing.result)), 52)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(figures)
        painter.setPen(theme.colour("text"))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, fraction(thing.result))
        wide = min(BAR, inside.width() // 3)
        left = inside.right() - number - 12 - wide
        paint_bar(painter, QRectF(left, inside.top(), wide, inside.height()), thing.result)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text" if thing.result.denominator else "muted"))
        room = QRect(inside.left(), inside.top(), left - 12 - inside.left(), inside.height())
        words = QFontMetrics(theme.font()).elidedText(
            thing.unit.name, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, words)
