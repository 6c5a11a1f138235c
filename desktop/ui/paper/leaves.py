"""The pages of a sheet below each other, as pictures; only those in sight are unpacked."""

import struct
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from desktop.records.language import t
from desktop.ui.look import theme
from desktop.ui.look.theme import STEP

INCH = 96
"""Pixels of the screen to an inch of paper at 100 %."""
A4_WIDTH = 210 / 25.4
LARGEST, SMALLEST, FITTING = 3.0, 0.4, 1.0
"""Bounds of the zoom; pages that are made to fit are never larger than on paper."""
ZOOM_STEP = 1.25
UNPACKED = 4
"""As many pages are kept unpacked: an A4 page at 200 % takes 14 MB."""


@dataclass(frozen=True)
class Leaf:
    """One page: its picture (PNG) and the size of that in pixels."""

    png: bytes
    width: int
    height: int

    @staticmethod
    def of(png: bytes) -> "Leaf":
        """Reads the size from the picture's header."""
        width, height = struct.unpack(">II", png[16:24])
        return Leaf(png, width, height)


class Leaves(QAbstractScrollArea):
    """Scrolls and zooms. ``moved`` when another part is in sight, ``scaled`` when the pages are
    shown in another size: then pictures of ``density`` are asked for."""

    moved = Signal()
    scaled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(t("Xem trước tờ in"))
        self.leaves: tuple[Leaf, ...] = ()
        self._made_at = 1.0
        self._zoom: float | None = None
        self._boxes: list[QRect] = []
        self._unpacked: dict[int, QImage] = {}
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())

    @property
    def scale(self) -> float:
        """How large the pages are shown; 1 is the size of the paper."""
        return self._zoom or min(self._room / self._width, FITTING)

    @property
    def density(self) -> float:
        """Pixels to an inch that a picture needs, so that each is one pixel of the screen."""
        return round(INCH * self.scale * self.devicePixelRatioF(), 3)

    @property
    def small(self) -> bool:
        """Whether the pages are smaller than A4."""
        return bool(self.leaves) and self._width < 0.95 * A4_WIDTH * INCH

    @property
    def current(self) -> int:
        """The page in front, from 0."""
        line = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max((n for n, box in enumerate(self._boxes) if box.top() <= line), default=0)

    def put(self, leaves: tuple[Leaf, ...], density: float) -> None:
        """Show these pages, whose pictures have ``density``; the place in them stays."""
        bar = self.verticalScrollBar()
        place = bar.value() / max(bar.maximum(), 1)
        self.leaves, self._made_at = leaves, density
        self._unpacked.clear()
        self._arrange()
        bar.setValue(round(place * bar.maximum()))
        self.moved.emit()

    def clear(self) -> None:
        """Let go of the pages."""
        self.put((), 1.0)

    def go(self, page: int) -> None:
        """Bring the top of a page into sight."""
        if 0 <= page < len(self._boxes):
            self.verticalScrollBar().setValue(self._boxes[page].top() - STEP)

    def forward(self) -> None:
        """On by what is in sight, at most to the top of the next page."""
        bar, tops = self.verticalScrollBar(), [box.top() - STEP for box in self._boxes]
        after = (top for top in tops if top > bar.value())
        bar.setValue(min(bar.value() + bar.pageStep(), next(after, bar.maximum())))

    def back(self) -> None:
        """Back by what is in sight, at most to the top of this page or the one before."""
        bar, tops = self.verticalScrollBar(), [box.top() - STEP for box in self._boxes]
        before = max((top for top in tops if top < bar.value()), default=0)
        bar.setValue(max(bar.value() - bar.pageStep(), before))

    def zoom(self, factor: float | None) -> None:
        """Show larger or smaller; None makes the pages fit the width."""
        self._zoom = factor and min(max(self.scale * factor, SMALLEST), LARGEST)
        self._rescale()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        doing: Callable[[], object] | None = {
            Qt.Key.Key_PageDown: self.forward,
            Qt.Key.Key_PageUp: self.back,
            Qt.Key.Key_Home: lambda: bar.setValue(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Plus: lambda: self.zoom(ZOOM_STEP),
            Qt.Key.Key_Equal: lambda: self.zoom(ZOOM_STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / ZOOM_STEP),
            Qt.Key.Key_0: lambda: self.zoom(None),
        }.get(Qt.Key(event.key()))
        if doing:
            doing()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rescale()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("track"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, box in enumerate(self._boxes):
            place = box.translated(
                -self.horizontalScrollBar().value(), -self.verticalScrollBar().value()
            )
            if not place.intersects(event.rect()):
                continue
            image = self._image(number)
            if image.deviceIndependentSize().toSize() == place.size():
                painter.drawImage(place.topLeft(), image)
            else:
                painter.drawImage(place, image)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))

    @property
    def _room(self) -> int:
        bar = self.verticalScrollBar().sizeHint().width()
        return max(self.width() - bar - 2 * STEP, 1)

    @property
    def _width(self) -> float:
        """Of the first page at 100 %, in pixels of the screen."""
        if not self.leaves:
            return A4_WIDTH * INCH
        return self.leaves[0].width / self._made_at * INCH

    def _rescale(self) -> None:
        self._arrange()
        self.viewport().update()
        self.scaled.emit()

    def _arrange(self) -> None:
        """Where each page stands; in pages made to fit, wider ones than the first are shrunk."""
        sizes = []
        for leaf in self.leaves:
            scale = INCH * self.scale / self._made_at
            if self._zoom is None:
                scale = min(scale, self._room / leaf.width)
            sizes.append((round(leaf.width * scale), round(leaf.height * scale)))
        whole = max([self.viewport().width(), *(width + 2 * STEP for width, _ in sizes)])
        self._boxes, top = [], STEP
        for width, height in sizes:
            self._boxes.append(QRect((whole - width) // 2, top, width, height))
            top += height + 2 * STEP
        self._set_bars(whole, top - STEP if sizes else 0)
        self.viewport().update()

    def _set_bars(self, width: int, height: int) -> None:
        seen = self.viewport().size()
        for bar, size, shown in (
            (self.horizontalScrollBar(), width, seen.width()),
            (self.verticalScrollBar(), height, seen.height()),
        ):
            bar.setPageStep(shown)
            bar.setSingleStep(5 * STEP)
            bar.setRange(0, max(size - shown, 0))

    def _image(self, number: int) -> QImage:
        """A page unpacked; the ones unpacked longest ago are let go."""
        image = self._unpacked.pop(number, None) or QImage.fromData(self.leaves[number].png)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._unpacked[number] = image
        while len(self._unpacked) > UNPACKED:
            del self._unpacked[next(iter(self._unpacked))]
        return image
