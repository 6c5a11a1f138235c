"""Icons (Lucide) in the colours of the theme."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources
from desktop.ui import theme


def renderer(name: str, colour: str) -> QSvgRenderer:
    """The drawing ``name`` with its strokes in one named colour of the theme."""
    drawing = resources.text("icons", f"{name}.svg")
    inked = drawing.replace("currentColor", theme.colour(colour).name())
    return QSvgRenderer(QByteArray(inked.encode()))


def paint(painter: QPainter, name: str, colour: str, place: QRectF) -> None:
    """Draw an icon into ``place``."""
    renderer(name, colour).render(painter, place)


def icon(name: str, colour: str = "muted", size: int = 16) -> QIcon:
    """A crisp icon for widgets; drawn at four times its size so that 200 % stays sharp."""
    pixmap = QPixmap(size * 4, size * 4)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint(painter, name, colour, QRectF(pixmap.rect()))
    painter.end()
    return QIcon(pixmap)
