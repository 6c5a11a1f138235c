"""A target's year as a line: one point a month, the threshold across, walked with the arrows."""

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from desktop.records.language import t
from desktop.records.trend import Point, Trend
from desktop.records.words import date_words
from desktop.ui.charts.bars import STATES, fraction
from desktop.ui.charts.marks import paint_line, paint_mark, spoken, spots
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look import theme
from desktop.ui.look.widgets import button, column, label, line

HEIGHT = 124
LEFT, RIGHT, TOP, FOOT = 38, 10, 24, 24
"""Around the room of the points, in pixels: the scale, the words above, the months below."""


class TrendChart(QWidget):
    """The point under the cursor is read out above the line, and to a screen reader."""

    def __init__(self) -> None:
        super().__init__()
        self.trend: Trend = ()
        self.current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(t("Biểu đồ diễn biến trong năm"))

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def show_trend(self, trend: Trend) -> None:
        """Show how a target has moved, the cursor on the newest point."""
        self.trend, self.current = trend, max(len(trend) - 1, 0)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.trend) - 1
        places = {
            Qt.Key.Key_Right: min(self.current + 1, last),
            Qt.Key.Key_Left: max(self.current - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in places and self.trend:
            self.current = places[key]
            self._say()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        room = self._room()
        month = int((event.position().x() - room.left()) * 12 / max(room.width(), 1)) + 1
        found = [number for number, point in enumerate(self.trend) if point.month == month]
        if found:
            self.current = found[0]
            self._say()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, room = QPainter(self), self._room()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.4))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        self._scale(painter, room)
        found = spots(self.trend, room)
        paint_line(painter, [place for _, place in found], 2)
        for point, place in found:
            paint_mark(painter, place, point.result.status, 4)
        self._chosen(painter, room, found)

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(LEFT, TOP, -RIGHT, -FOOT)

    def _scale(self, painter: QPainter, room: QRectF) -> None:
        """The months, 0 and 100 %, and the threshold with its number."""
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        threshold = min(self.trend[0].result.target.threshold, 100) if self.trend else 0
        side, middle = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
        for percent in sorted({0, 100, threshold}):
            y = room.bottom() - room.height() * percent / 100
            asked = percent == threshold and bool(self.trend)
            style = Qt.PenStyle.DashLine if asked else Qt.PenStyle.SolidLine
            painter.setPen(QPen(theme.colour("text" if asked else "line"), 1, style))
            painter.drawLine(QLineF(room.left(), y, room.right(), y))
            crowded = not asked and 0 < abs(percent - threshold) < 18
            if not crowded:
                painter.setPen(theme.colour("text" if asked else "muted"))
                words = QRectF(0, y - 8, LEFT - 6, 16)
                painter.drawText(words, int(side | middle), f"{percent}%")
        painter.setPen(theme.colour("muted"))
        for month in range(1, 13):
            x = room.left() + room.width() * (month - 1) / 12
            place = QRectF(x, room.bottom() + 6, room.width() / 12, FOOT - 6)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(month))

    def _chosen(self, painter: QPainter, room: QRectF, found: list[tuple[Point, QPointF]]) -> None:
        """The point under the cursor: a line down to its month, and its words above."""
        if not self.trend:
            return
        point = self.trend[self.current]
        place = next((where for one, where in found if one is point), None)
        if place is not None:
            painter.setPen(QPen(theme.colour("edge"), 1))
            painter.drawLine(QLineF(place.x(), place.y() + 7, place.x(), room.bottom()))
        painter.setFont(theme.font(theme.SMALL, strong=True, tabular=True))
        painter.setPen(theme.colour("text"))
        above = QRectF(room.left(), 0, room.width(), TOP - 6)
        painter.drawText(above, Qt.AlignmentFlag.AlignVCenter, spoken(point))

    def _say(self) -> None:
        if self.trend:
            self.setAccessibleDescription(spoken(self.trend[self.current]))
        self.update()


class TrendPanel(QWidget):
    """The line, or the same numbers as a table."""

    def __init__(self) -> None:
        super().__init__()
        self.chart = TrendChart()
        self.numbers = Listing(
            (
                Column(t("Tháng"), 70, exact=True),
                Column(t("Đến ngày"), 110, exact=True),
                Column(t("Kết quả"), 90, number=True),
                Column(t("Trạng thái"), 140, grows=True),
            )
        )
        self.table = Table(self.numbers, t("Diễn biến trong năm, bằng số"))
        self.table.share(self.numbers.columns)
        self.sides = QStackedWidget()
        self.sides.setProperty("look", "clear")
        self.sides.addWidget(self.chart)
        self.sides.addWidget(self.table)
        self.sides.setMinimumHeight(HEIGHT)
        self.turn = button(t("Xem bằng số"), self._turn, "link")
        head = line(label(t("Diễn biến trong năm"), "strong"), -1, self.turn)
        whole = column(head, self.sides, gap=2)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_trend(self, trend: Trend) -> None:
        """Show how a target has moved."""
        self.chart.show_trend(trend)
        self.numbers.show([_entry(point) for point in trend])

    def _turn(self) -> None:
        numbers = self.sides.currentIndex() == 0
        self.sides.setCurrentIndex(1 if numbers else 0)
        words = t("Xem biểu đồ") if numbers else t("Xem bằng số")
        self.turn.setText(words)
        self.turn.setAccessibleName(words)


def _entry(point: Point) -> Entry:
    result = point.result
    cells = (str(point.month), date_words(point.day.isoformat()), fraction(result), "")
    return Entry(cells, point, {3: (STATES[result.status], result.words())})
