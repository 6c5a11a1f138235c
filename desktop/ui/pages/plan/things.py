"""Lists of things that take more than a line each: walked with the arrows, opened with Enter."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.ui.look import theme

Index = QModelIndex | QPersistentModelIndex
THING = Qt.ItemDataRole.UserRole
PLAIN = "QListView { border: 0; border-radius: 0; padding: 0; background: transparent; }"
"""A list inside a panel has no frame of its own."""
WHOLE = 500
"""A longer list scrolls by itself in any window."""
LEAST = 2 * theme.ROW
"""No list is lower, in pixels."""
T = TypeVar("T")


class Drawing(QStyledItemDelegate, Generic[T]):
    """Draws one thing, says how high it is and how it is read out."""

    def spoken(self, thing: T) -> str:
        """What a screen reader says."""
        raise NotImplementedError

    def height(self, thing: T, width: int) -> int:
        """How high it is when it is so wide, in pixels."""
        raise NotImplementedError

    def draw(self, painter: QPainter, place: QRect, thing: T) -> None:
        """Draw it; the ground is there already."""
        raise NotImplementedError

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place, theme.colour("accent_soft" if chosen else "panel"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(place.left(), place.top(), 3, place.height(), theme.colour("accent"))
        self.draw(painter, place, index.data(THING))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        # as if the scroll bar were there, so that its coming and going moves nothing
        view = self.parent()
        assert isinstance(view, QListView)
        width = view.width() - view.verticalScrollBar().sizeHint().width()
        return QSize(width, self.height(index.data(THING), width))


class Things(QAbstractListModel, Generic[T]):
    """The things of one list."""

    def __init__(self, drawing: Drawing[T]) -> None:
        super().__init__()
        self.things: list[T] = []
        self._drawing = drawing

    def show(self, things: Sequence[T]) -> None:
        """Put these in place of what was there."""
        self.beginResetModel()
        self.things = list(things)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else len(self.things)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == THING:
            return self.things[index.row()]
        said = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        )
        return self._drawing.spoken(self.things[index.row()]) if role in said else None


class List(QListView, Generic[T]):
    """A list of things; ``opened`` by a click or Enter, ``chosen`` also by walking on."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, drawing: Drawing[T], name: str) -> None:
        super().__init__()
        self.things = Things(drawing)
        drawing.setParent(self)
        self.setModel(self.things)
        self.setItemDelegate(drawing)
        self.setAccessibleName(name)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._whole = False
        self.setMinimumHeight(LEAST)
        self.setStyleSheet(PLAIN)
        self.clicked.connect(lambda index: self.opened.emit(index.data(THING)))

    def sizeHint(self) -> QSize:
        return QSize(256, LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def stand(self, *, whole: bool) -> None:
        """Take the room there is, or stand there whole and scroll with the page, so that no bar
        stands beside another."""
        self._whole = whole
        self._fit()

    def _fit(self) -> None:
        count = self.things.rowCount() if self._whole else 0
        high = sum(self.sizeHintForRow(row) for row in range(count if count <= WHOLE else 0))
        self.setMinimumHeight(max(high + 2, LEAST))

    def show_things(self, things: Sequence[T], chosen: int = 0) -> None:
        """Put these in place of what was there, and the cursor on one of them."""
        self.things.show(things)
        self._fit()
        if things:
            self.setCurrentIndex(self.things.index(chosen, 0))

    def current(self) -> T | None:
        """The thing the cursor is on."""
        index = self.currentIndex()
        return self.things.things[index.row()] if index.isValid() else None

    def currentChanged(self, now: Index, before: Index) -> None:  # noqa: N802 - Qt's name
        super().currentChanged(now, before)
        if now.isValid():
            self.chosen.emit(now.data(THING))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().data(THING))
            return
        super().keyPressEvent(event)
