"""A target's year in the space of a word."""

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.language import t
from desktop.records.trend import Trend
from desktop.ui.charts.marks import paint_line, paint_mark, spoken, spots
from desktop.ui.look import theme

HEIGHT = 30
"""In pixels."""


class Spark(QWidget):
    """A line month by month with the threshold broken across it; its room is there before the
    numbers are."""

    def __init__(self) -> None:
        super().__init__()
        self.trend: Trend = ()
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_trend(self, trend: Trend) -> None:
        """Show how a target has moved."""
        self.trend = trend
        said = "; ".join(spoken(point) for point in trend)
        self.setAccessibleName(t("Diễn biến trong năm: {said}", said=said))
        self.setToolTip("\n".join(spoken(point) for point in trend))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        found = spots(self.trend, QRectF(self.rect()).adjusted(0, 5, 0, -5))
        if not found:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(0, 5, 0, -5)
        target = self.trend[0].result.target
        y = room.bottom() - room.height() * min(target.threshold, 100) / 100
        painter.setPen(QPen(theme.colour("muted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(room.left(), y, room.right(), y))
        paint_line(painter, [place for _, place in found], 1.6)
        last, place = found[-1]
        paint_mark(painter, place, last.result.status, 3.2)
