"""An area that scrolls down, beside whose bar everything stays where it is."""

from typing import cast

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QScrollArea, QWidget

from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import rule

SETTLING = 300
"""Milliseconds in which a screen that has more to say finds its new shape."""


class Scroll(QScrollArea):
    """``content`` without a frame; the room of the bar is taken from the right edge of its layout,
    so that nothing moves when there is one. A thin line along the top tells that there is more
    above."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        layout = content.layout()
        self._edge = layout.contentsMargins().right() if layout else 0
        self._wanted: tuple[QWidget, ...] = ()
        self._above = rule()
        self._above.setParent(self)
        self._above.hide()
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda *_range: self._reshape())
        bar.valueChanged.connect(lambda value: self._above.setVisible(value > 0))

    def keep_clear(self, right: int, below: int) -> None:
        """Leave so much free beside and below the content, in pixels."""
        self._edge = right
        if layout := self.widget().layout():
            margins = layout.contentsMargins()
            margins.setBottom(below)
            layout.setContentsMargins(margins)
        self._make_room()

    def reveal(self, *pieces: QWidget) -> None:
        """Scroll until all of these can be seen, the last above all, also where what stands round
        the area takes room from it in the same moment; who has gone on is not called back."""
        self._wanted = pieces
        self._come_to()
        QTimer.singleShot(SETTLING, self, self._settle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._above.setGeometry(0, 0, self.viewport().width(), 1)
        self._above.raise_()
        self._come_to()

    def _come_to(self) -> None:
        focus = QApplication.focusWidget()
        if focus and self.isAncestorOf(focus) and not self._holds(focus):
            self._wanted = ()
        for piece in self._wanted:
            self.ensureWidgetVisible(piece, 0, STEP)

    def _holds(self, focus: QWidget) -> bool:
        return any(piece is focus or piece.isAncestorOf(focus) for piece in self._wanted)

    def _reshape(self) -> None:
        self._make_room()
        self._come_to()

    def _settle(self) -> None:
        self._come_to()
        self._wanted = ()

    def _make_room(self) -> None:
        bar, inside = self.verticalScrollBar(), cast("QWidget | None", self.widget())
        layout = inside.layout() if inside else None
        if layout:
            margins = layout.contentsMargins()
            shows = self.verticalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            wide = bar.sizeHint().width() if shows and bar.maximum() else 0
            margins.setRight(max(self._edge - wide, 0))
            layout.setContentsMargins(margins)


def follow(view: QAbstractItemView) -> None:
    """Keep the marked line of a list in sight also where it is the page round it that scrolls."""

    def come(index: QModelIndex) -> None:
        area: QWidget | None = view.parentWidget()
        while area is not None and not isinstance(area, Scroll):
            area = area.parentWidget()
        if area is not None and index.isValid():
            view.scrollTo(index)
            line = view.visualRect(index)
            place = view.viewport().mapTo(area.widget(), line.center())
            area.ensureVisible(place.x(), place.y(), 0, line.height())

    view.selectionModel().currentChanged.connect(lambda now, _then: come(now))
