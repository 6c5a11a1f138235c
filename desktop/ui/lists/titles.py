"""The titles above the columns of a list."""

from itertools import accumulate

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView

from desktop.ui.look import theme
from desktop.ui.look.theme import ROW

SIDE = 12
"""Beside the words of a cell and of a title, in pixels."""
LEAST = 56
"""A column is never narrower, in pixels."""
ARROW = 14
"""Room of the arrow, in pixels."""


class Titles(QHeaderView):
    """A title too long for its column stands on two lines; an arrow marks the column that the list
    is ordered by, upwards where the smallest comes first."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setFixedHeight(ROW + 2)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(LEAST)

    def whole(self, column: int) -> int:
        """How wide the column must be for its title on one line, with its arrow."""
        return _wide(self._words(column), theme.BODY) + 2 * SIDE + ARROW

    def least(self, column: int) -> int:
        """How wide it must be for its title on two lines, with its arrow."""
        both = max(_wide(line, theme.SMALL) for line in _halves(self._words(column)))
        return both + 2 * SIDE + ARROW

    def cut(self, column: int) -> bool:
        """Whether some of a title cannot be read."""
        hidden = self.isSectionHidden(column)
        return not hidden and self.sectionSize(column) < self.least(column) - ARROW

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:  # noqa: N802 - Qt's
        place, words = QRectF(rect), self._words(column)
        ordered = self.isSortIndicatorShown() and self.sortIndicatorSection() == column
        asked = self.model().headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        right = bool(asked is not None and asked & Qt.AlignmentFlag.AlignRight)
        painter.save()
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())
        room = place.adjusted(SIDE, 0, -SIDE, 0)
        taken = ARROW if ordered else 0
        one = _wide(words, theme.BODY) + taken <= room.width()
        size, lines = (theme.BODY, [words]) if one else (theme.SMALL, _halves(words))
        if ordered:
            wide = min(max(_wide(line, size) for line in lines), int(room.width()) - ARROW)
            self._arrow(painter, room.right() - wide - ARROW if right else room.left() + wide + 5)
            room = room.adjusted(ARROW if right else 0, 0, 0 if right else -ARROW, 0)
        painter.setFont(theme.font(size))
        painter.setPen(theme.colour("text" if ordered else "muted"))
        _write(painter, room, lines, right=right)
        painter.restore()

    def _arrow(self, painter: QPainter, left: float) -> None:
        middle = self.height() / 2
        rising = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        foot, tip = (middle + (2.5 if rising else -2.5) * side for side in (1, -1))
        corners = [QPointF(left, foot), QPointF(left + 8, foot), QPointF(left + 4, tip)]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF(corners))
        painter.restore()

    def _words(self, column: int) -> str:
        return str(self.model().headerData(column, Qt.Orientation.Horizontal) or "")


def _wide(words: str, size: int) -> int:
    return QFontMetrics(theme.font(size)).horizontalAdvance(words)


def _halves(words: str) -> list[str]:
    """A text on two lines, as narrow as it can be."""
    parts = words.split(" ")
    firsts = list(accumulate(parts, lambda one, other: f"{one} {other}"))
    pairs = [[first, words[len(first) + 1 :]] for first in firsts]
    return min(pairs, key=lambda pair: max(_wide(line, theme.SMALL) for line in pair))


def _write(painter: QPainter, room: QRectF, lines: list[str], *, right: bool) -> None:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    high = room.height() / 2 - 2 if len(lines) > 1 else room.height()
    for number, line in enumerate(lines):
        shown = painter.fontMetrics().elidedText(
            line, Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        top = room.top() + number * high + (1 if len(lines) > 1 else 0)
        place = QRectF(room.left(), top, room.width(), high)
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), shown)
