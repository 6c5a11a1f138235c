"""How the cells of every list are drawn, and how much room they take."""

import re

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.lists.titles import SIDE
from desktop.ui.look import theme
from desktop.ui.look.widgets import badge_size, paint_badge

Index = QModelIndex | QPersistentModelIndex
BADGE = Qt.ItemDataRole.UserRole + 1
"""A cell's state, ``(state, words)``, drawn as a badge before its text."""
DATES = re.compile(r"[\d/:]+")
"""What a date or an hour is written with."""
MARK = 3
"""Width of the mark of the line that the keys go on from, in pixels."""


class Cells(QStyledItemDelegate):
    """Draws one cell; the colours its model gives it are names of the theme's."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        place = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        plain = "accent_soft" if chosen else "ground" if self.near(index) else "panel"
        tint = index.data(Qt.ItemDataRole.BackgroundRole)
        painter.fillRect(place, theme.colour(tint if isinstance(tint, str) else plain))
        if self.marked(index):
            mark = QRectF(place.left(), place.top(), MARK, place.height() - 1)
            painter.fillRect(mark, theme.colour("accent"))
        painter.setPen(QPen(theme.colour("panel" if chosen else "line"), 1))
        if self.ruled(index):
            low = place.bottom() - 0.5
            painter.drawLine(QLineF(place.left(), low, place.right(), low))
        room = place.adjusted(SIDE, 0, -SIDE, -1)
        if badge := index.data(BADGE):
            room = _badge(painter, room, *badge)
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignVCenter
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        painter.setFont(theme.font(tabular=_lined_up(alignment, words)))
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(theme.colour(ink if isinstance(ink, str) else "text"))
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(alignment), shown)
        painter.restore()

    def ruled(self, index: Index) -> bool:
        """Whether a line is drawn below the cell."""
        return True

    def near(self, index: Index) -> bool:
        """Whether the line is under the mouse."""
        return False

    def marked(self, index: Index) -> bool:
        """Whether the cell carries the mark of the line that the keys go on from."""
        return False


class Measure:
    """How wide cells are, in pixels."""

    def __init__(self) -> None:
        self._words, self._figures = (QFontMetrics(theme.font(tabular=on)) for on in (False, True))

    def __call__(self, index: Index) -> int:
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        figures = _lined_up(alignment, words)
        wide = (self._figures if figures else self._words).horizontalAdvance(words)
        if badge := index.data(BADGE):
            wide += badge_size(*badge).width() + (8 if words else 0)
        return wide + 2 * SIDE + 1 if wide else 0


def _lined_up(alignment: int, words: str) -> bool:
    """Whether figures stand under each other: numbers on the right, dates and hours."""
    return bool(alignment & Qt.AlignmentFlag.AlignRight) or bool(DATES.fullmatch(words))


def _badge(painter: QPainter, room: QRectF, state: str, words: str) -> QRectF:
    size = badge_size(state, words)
    place = QRectF(room.left(), room.center().y() - size.height() / 2, size.width(), size.height())
    paint_badge(painter, place, state, words)
    return room.adjusted(size.width() + 8, 0, 0, 0)
