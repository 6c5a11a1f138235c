"""The look of every list: 34-pixel lines, thin rules, numbers on the right in tabular figures."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelectionModel,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from desktop.ui import theme
from desktop.ui.theme import ROW
from desktop.ui.widgets import badge_size, paint_badge

BADGE = Qt.ItemDataRole.UserRole + 1
"""A cell's state, ``(state, words)``, drawn as a badge before its text."""
SIDE = 12
TYPING = 1000
"""Milliseconds after which the next letter begins another word."""


class Cells(QStyledItemDelegate):
    """Draws one cell."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        place = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(place, theme.colour("accent_soft" if chosen else "panel"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(
            QLineF(place.left(), place.bottom() - 0.5, place.right(), place.bottom() - 0.5)
        )
        room = place.adjusted(SIDE, 0, -SIDE, -1)
        if badge := index.data(BADGE):
            room = _badge(painter, room, *badge)
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignVCenter
        right = bool(alignment & Qt.AlignmentFlag.AlignRight)
        painter.setFont(theme.font(tabular=right))
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(theme.colour(ink if isinstance(ink, str) else "text"))
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(alignment), shown)
        painter.restore()


def _badge(painter: QPainter, room: QRectF, state: str, words: str) -> QRectF:
    size = badge_size(state, words)
    place = QRectF(room.left(), room.center().y() - size.height() / 2, size.width(), size.height())
    paint_badge(painter, place, state, words)
    return room.adjusted(size.width() + 8, 0, 0, 0)


class Table(QTableView):
    """A list one walks with the arrows and opens with Enter.

    ``typed`` what is being typed to jump to a row; ``shaped`` when a person has made a column
    wider or narrower, or has moved it; ``drops`` when the chosen rows are to go, ``alls`` when
    all rows are to be chosen.
    """

    typed = Signal(str)
    shaped = Signal()
    drops = Signal()
    alls = Signal()

    def __init__(self, model: QAbstractItemModel, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(Cells(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        lines = self.verticalHeader()
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lines.setDefaultSectionSize(ROW)
        lines.hide()
        head = self.horizontalHeader()
        head.setFixedHeight(ROW + 2)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(56)
        # Qt asks of a header's selection whether each column is chosen down to its last row, which
        # takes half a minute in a list of a million.
        head.setSelectionModel(QItemSelectionModel(model, head))
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(lambda *_where: self.shaped.emit())
        self._widths: list[int] = []
        self._flexible: list[bool] = []
        self._fitting = False
        self._typed = ""
        self._pause = QTimer(self, interval=TYPING, singleShot=True)
        self._pause.timeout.connect(lambda: setattr(self, "_typed", ""))

    def share(self, widths: Sequence[int], flexible: Sequence[bool]) -> None:
        """Begin with these widths, at least as wide as their titles; the flexible columns share
        what is left over."""
        head = self.horizontalHeader()
        titles = [head.sectionSizeFromContents(n).width() + SIDE for n in range(len(widths))]
        self._widths = [max(pair) for pair in zip(widths, titles, strict=True)]
        self._flexible = list(flexible)

    def fit(self, most: int) -> None:
        """Be as high as the lines there are, two at least and ``most`` at most."""
        lines = max(2, min(self.model().rowCount(), most))
        self.setFixedHeight(self.horizontalHeader().height() + lines * ROW + 2)

    def width_of(self, column: int) -> int:
        """How wide a column was made by a person, 0 for one that follows the window."""
        return 0 if self._flexible[column] else self._widths[column]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.spread()

    def spread(self) -> None:
        """Give the columns their widths."""
        self._fitting = True
        spare = self.viewport().width() - sum(self._widths)
        growing = sum(w for w, grows in zip(self._widths, self._flexible, strict=True) if grows)
        for place, (width, grows) in enumerate(zip(self._widths, self._flexible, strict=True)):
            share = spare * width // growing if grows and growing else 0
            self.setColumnWidth(place, max(width + share, 96 if grows else width))
        self._fitting = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.alls.emit()
            return
        if key == Qt.Key.Key_Delete:
            self.drops.emit()
            return
        if key == Qt.Key.Key_Space and self.currentIndex().isValid() and not self._typed:
            how = QItemSelectionModel.SelectionFlag
            self.selectionModel().select(self.currentIndex(), how.Toggle | how.Rows)
            return
        super().keyPressEvent(event)

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row, not along the columns."""
        moves = QAbstractItemView.CursorAction
        ends = {moves.MoveHome: 0, moves.MoveEnd: self.model().rowCount() - 1}
        if action in ends:
            return self.model().index(ends[action], max(self.currentIndex().column(), 0))
        return super().moveCursor(action, held)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Qt would look through every row; who knows the order of the list finds one at once."""
        self._typed += search
        self._pause.start()
        self.typed.emit(self._typed)

    def _resized(self, column: int, _old: int, new: int) -> None:
        if not self._fitting and column < len(self._widths):
            self._widths[column], self._flexible[column] = new, False
            self.shaped.emit()
