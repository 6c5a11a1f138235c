"""Targets as bars against their threshold, readable in black and white."""

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.targets import Result, Status
from desktop.records.words import number_words
from desktop.ui.look import theme

STATES = {
    Status.MET: "ok",
    Status.SHORT: "warn",
    Status.NO_DENOMINATOR: "none",
    Status.NOT_DUE: "none",
}
"""How a target's status looks."""
HEIGHT = 10
HATCH = 5


class TargetBar(QWidget):
    """How much is reached, with a tick at the threshold; a bar that falls short is hatched."""

    def __init__(self, result: Result | None = None) -> None:
        super().__init__()
        self.result: Result | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if result:
            self.show_result(result)

    def show_result(self, result: Result) -> None:
        """Show how a target stands."""
        self.result = result
        self.setAccessibleName(f"{fraction(result)}, {result.words()}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.result is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_bar(painter, QRectF(self.rect()).adjusted(0, 0, -1, 0), self.result)


def paint_bar(painter: QPainter, place: QRectF, result: Result) -> None:
    """Draw a bar across the middle of ``place``; nothing where there is no denominator."""
    if result.denominator == 0:
        return
    painter.save()
    track = QRectF(place.left(), place.center().y() - HEIGHT / 2, place.width(), HEIGHT)
    round_track = QPainterPath()
    round_track.addRoundedRect(track, HEIGHT / 2, HEIGHT / 2)
    painter.fillPath(round_track, theme.colour("track"))
    painter.setClipPath(round_track)
    share = max(0.0, min(1.0, result.numerator / result.denominator))
    reached = QRectF(track.left(), track.top(), track.width() * share, HEIGHT)
    _fill(painter, reached, result.status is Status.SHORT)
    painter.setClipping(False)
    painter.setPen(QPen(theme.colour("edge"), 1))
    painter.drawPath(round_track)
    at = track.left() + track.width() * min(result.target.threshold, 100) / 100
    painter.setPen(QPen(theme.colour("text"), 2))
    painter.drawLine(QLineF(at, track.top() - 4, at, track.bottom() + 4))
    painter.restore()


def _fill(painter: QPainter, place: QRectF, short: bool) -> None:
    if not short:
        painter.fillRect(place, theme.colour("accent"))
        return
    painter.fillRect(place, theme.colour("warn"))
    light = theme.colour("warn_soft")
    painter.save()
    painter.setClipRect(place, Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(light, 1.2))
    for step in range(0, int(place.width()) + HEIGHT, HATCH):
        left = place.left() + step
        painter.drawLine(QLineF(left, place.top(), left - HEIGHT, place.bottom()))
    painter.restore()


def fraction(result: Result) -> str:
    """``13/35``, or a dash where there is no denominator."""
    if result.denominator == 0:
        return "–"
    return f"{number_words(result.numerator)}/{number_words(result.denominator)}"
