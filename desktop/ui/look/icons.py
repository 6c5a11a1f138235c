"""Icons (Lucide) in the colours of the theme."""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QWidget

import resources
from desktop.ui.look import theme

_drawn: dict[int, tuple[str, str, int]] = {}
"""What each icon shows: its drawing, its colour, its size."""


def renderer(name: str, colour: str) -> QSvgRenderer:
    """The drawing ``name`` with its strokes in one named colour of the theme."""
    return _inked(name, theme.colour(colour).name())


@lru_cache(256)
def _inked(name: str, ink: str) -> QSvgRenderer:
    """Read once: the navigation paints two dozen of them each time anything in it changes."""
    drawing = resources.text("icons", f"{name}.svg").replace("currentColor", ink)
    return QSvgRenderer(QByteArray(drawing.encode()))


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
    made = QIcon(pixmap)
    _drawn[made.cacheKey()] = (name, colour, size)
    return made


def renew(widgets: Iterable[QWidget]) -> None:
    """Draw the icons of these again, in the colours of the theme that has come."""
    before = dict(_drawn)
    _drawn.clear()
    for widget in widgets:
        holders: list[QAbstractButton | QAction] = list(widget.actions())
        holders += [widget] if isinstance(widget, QAbstractButton) else []
        for holder in holders:
            if how := before.get(holder.icon().cacheKey()):
                holder.setIcon(icon(*how))
