"""The marks of the points of a chart, and the words for them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from desktop.records.language import t
from desktop.records.targets import Result, Status
from desktop.records.trend import Point
from desktop.ui.charts.bars import fraction
from desktop.ui.look import theme


def height(result: Result) -> float | None:
    """How high a point stands, 0 to 1; None where there is nothing to tell."""
    if result.percent is None:
        return None
    return max(0.0, min(1.0, result.numerator / result.denominator))


def spoken(point: Point) -> str:
    """``Tháng 3: 5/10, còn thiếu 2``."""
    said = fraction(point.result) if point.result.denominator else "–"
    return t("Tháng {n}: {said}", n=point.month, said=f"{said}, {point.result.words().lower()}")


def paint_mark(painter: QPainter, place: QPointF, status: Status, size: float) -> None:
    """A filled dot where the target is met, an empty triangle where it is not."""
    painter.save()
    if status is Status.MET:
        painter.setPen(QPen(theme.colour("panel"), 1))
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(place, size, size)
    else:
        painter.setPen(QPen(theme.colour("warn"), 1.6, j=Qt.PenJoinStyle.MiterJoin))
        painter.setBrush(theme.colour("panel"))
        top, low = QPointF(0, -1.25 * size), 0.95 * size
        corners = (top, QPointF(1.25 * size, low), QPointF(-1.25 * size, low))
        painter.drawPolygon(QPolygonF([place + corner for corner in corners]))
    painter.restore()


def paint_line(painter: QPainter, places: list[QPointF], size: float) -> None:
    """What joins the points."""
    painter.setPen(QPen(theme.colour("accent"), size))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(places))


def spots(trend: tuple[Point, ...], room: QRectF) -> list[tuple[Point, QPointF]]:
    """The points that have a height, and where they stand in ``room``: twelve months across."""
    found = []
    for point in trend:
        high = height(point.result)
        if high is not None:
            x = room.left() + room.width() * (point.month - 0.5) / 12
            found.append((point, QPointF(x, room.bottom() - high * room.height())))
    return found
