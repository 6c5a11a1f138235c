"""The look of every list: 34-pixel lines, thin rules, numbers on the right in tabular figures."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
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
from desktop.ui.titles import SIDE, Titles
from desktop.ui.widgets import badge_size, paint_badge

Index = QModelIndex | QPersistentModelIndex
BADGE = Qt.ItemDataRole.UserRole + 1
"""A cell's state, ``(state, words)``, drawn as a badge before its text."""
NARROWEST = 84
"""A flexible column shrinks no further, in pixels."""
MARK = 3
"""Width of the mark of the line that the keys go on from, in pixels."""
TYPING = 1000
"""Milliseconds after which the next letter begins another word."""


class Cells(QStyledItemDelegate):
    """Draws one cell."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> None:
        place = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        ground = "accent_soft" if chosen else "ground" if self.near(index) else "panel"
        painter.fillRect(place, theme.colour(ground))
        if self.marked(index):
            mark = QRectF(place.left(), place.top(), MARK, place.height() - 1)
            painter.fillRect(mark, theme.colour("accent"))
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

    def near(self, index: Index) -> bool:
        """Whether the line is under the mouse."""
        return False

    def marked(self, index: Index) -> bool:
        """Whether the cell carries the mark of the line that the keys go on from."""
        return False


class Lines(Cells):
    """Draws the cells of a table."""

    def __init__(self, table: "Table") -> None:
        super().__init__(table)
        self.table = table

    def near(self, index: Index) -> bool:
        return self.table.hovered == index.row()

    def marked(self, index: Index) -> bool:
        first = self.table.titles.visualIndex(index.column()) == 0
        return first and index.row() == self.table.currentIndex().row() and self.table.hasFocus()


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
        self.setItemDelegate(Lines(self))
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
        self.titles = head = Titles()
        self.setHorizontalHeader(head)
        # Qt asks of a header's selection whether each column is chosen down to its last row, which
        # takes half a minute in a list of a million.
        head.setSelectionModel(QItemSelectionModel(model, head))
        head.sectionResized.connect(self._resized)
        head.sectionMoved.connect(lambda *_where: self.shaped.emit())
        self.setMouseTracking(True)
        self.hovered = -1
        self.entered.connect(lambda index: self._hover(index.row()))
        self._widths: list[int] = []
        self._least: list[int] = []
        self._flexible: list[bool] = []
        self._leaves: list[int] = []
        self._fitting = False
        self._typed = ""
        self._pause = QTimer(self, interval=TYPING, singleShot=True)
        self._pause.timeout.connect(lambda: setattr(self, "_typed", ""))

    def share(
        self, widths: Sequence[int], flexible: Sequence[bool], leaves: Sequence[int] = ()
    ) -> None:
        """Begin with these widths, at least as wide as their titles; the flexible columns share
        what is left over. Where there is too little room titles stand on two lines, and flexible
        columns shrink down to ``NARROWEST``; before the flexible ones lose more than a third,
        columns go for which ``leaves`` holds a number, those with 1 first."""
        self._leaves = list(leaves) or [0] * len(widths)
        self._flexible = list(flexible)
        self._widths, self._least = [], []
        for column, (wide, grows) in enumerate(zip(widths, flexible, strict=True)):
            least = min(wide, NARROWEST) if grows else wide
            self._least.append(max(least, self.titles.least(column)))
            self._widths.append(max(wide, self.titles.whole(column)))

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
        """Give the columns their widths: what is over goes to the flexible ones, what lacks is
        taken from all that can do with less."""
        shown = self._shown()
        spare = self.viewport().width() - sum(self._widths[place] for place in shown)
        if spare >= 0:
            gives = [self._widths[place] if self._flexible[place] else 0 for place in shown]
        else:
            gives = [self._widths[place] - self._least[place] for place in shown]
            spare = max(spare, -sum(gives))
        whole = sum(gives) or 1
        self._fitting = True
        for place in range(len(self._widths)):
            self.setColumnHidden(place, place not in shown)
        for place, part in zip(shown, gives, strict=True):
            self.setColumnWidth(place, self._widths[place] + spare * part // whole)
        self._fitting = False

    def _shown(self) -> list[int]:
        """The columns there is room for."""
        shown = list(range(len(self._widths)))
        easy = [w * 2 // 3 if f else w for w, f in zip(self._widths, self._flexible, strict=True)]
        for level in sorted({one for one in self._leaves if one}):
            if sum(easy[place] for place in shown) <= self.viewport().width():
                break
            shown = [place for place in shown if self._leaves[place] != level]
        return shown

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

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        """Light up the line under the mouse."""
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _resized(self, column: int, _old: int, new: int) -> None:
        if not self._fitting and column < len(self._widths):
            self._widths[column] = self._least[column] = new
            self._flexible[column] = False
            self.shaped.emit()
