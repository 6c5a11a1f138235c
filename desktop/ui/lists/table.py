"""The look of every list: 34-pixel lines, thin rules, numbers on the right in tabular figures."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
)

from desktop.ui.lists.cells import Cells, Index, Measure
from desktop.ui.lists.listing import Column
from desktop.ui.lists.titles import Titles
from desktop.ui.lists.widths import Ask, spread
from desktop.ui.look.theme import ROW, UNBOUNDED

SEEN = 40
"""Lines from the top whose cells say how much room a column needs."""
WHOLE = 500
"""A longer list scrolls by itself in any window."""
TYPING = 1000
"""Milliseconds after which the next letter begins another word."""


class Lines(Cells):
    """Draws the cells of a table."""

    def __init__(self, table: "Table") -> None:
        super().__init__(table)
        self.table = table

    def ruled(self, index: Index) -> bool:
        """The frame of a list that is as high as its lines is the line below the last."""
        return not self.table.fitted or index.row() < self.table.model().rowCount() - 1

    def near(self, index: Index) -> bool:
        return self.table.hovered == index.row()

    def marked(self, index: Index) -> bool:
        first = self.table.titles.visualIndex(index.column()) == 0
        return first and index.row() == self.table.currentIndex().row() and self.table.hasFocus()


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
        self.hovered, self.fitted = -1, False
        self.entered.connect(lambda index: self._hover(index.row()))
        self._asks: list[Ask] = []
        model.modelReset.connect(self.measure)
        self._fitting = False
        self._typed = ""
        self._pause = QTimer(self, interval=TYPING, singleShot=True)
        self._pause.timeout.connect(lambda: setattr(self, "_typed", ""))

    def share(self, columns: Sequence[Column]) -> None:
        """Begin with these columns, at least as wide as titles and cells; the growing ones share
        what is left over. Where there is too little room titles stand on two lines, then words are
        shortened; before they lose more than a third, columns go that may."""
        self._asks = [
            Ask(
                usual=one.width,
                title=self.titles.whole(place),
                folded=self.titles.least(place),
                grows=one.grows and not one.made,
                exact=one.exact or one.number,
                leaves=one.leaves,
                made=one.made,
            )
            for place, one in enumerate(columns)
        ]

    def measure(self) -> None:
        """Look at the first lines for how much room the columns need; it never becomes less."""
        model, wide = self.model(), Measure()
        for row in range(min(model.rowCount(), SEEN)):
            for place, ask in enumerate(self._asks[: model.columnCount()]):
                ask.need = max(ask.need, wide(model.index(row, place)), 1)
        self.spread()

    def fit(self, most: int) -> None:
        """Be as high as the lines there are, two at least and ``most`` at most."""
        count = self.model().rowCount()
        lines, self.fitted = max(2, min(count, most)), 2 <= count <= most
        self.setFixedHeight(self.horizontalHeader().height() + lines * ROW + 2)

    def stand(self, least: int, *, low: bool) -> None:
        """Take the room there is, ``least`` lines at least; in a ``low`` window stand there whole
        and scroll with the page, so that no bar stands beside another."""
        if low and self.model().rowCount() <= WHOLE:
            self.fit(WHOLE)
        else:
            self.fitted = False
            self.setMinimumHeight((least + 1) * ROW)
            self.setMaximumHeight(UNBOUNDED)

    def width_of(self, column: int) -> int:
        """How wide a column was made by a person, 0 for one that follows the window."""
        return self._asks[column].usual if self._asks[column].made else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.spread()

    def spread(self) -> None:
        """Give the columns their widths."""
        self._fitting = True
        for place, wide in enumerate(spread(self._asks, self.viewport().width())):
            self.setColumnHidden(place, not wide)
            if wide:
                self.setColumnWidth(place, wide)
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

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        """Light up the line under the mouse."""
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def _resized(self, column: int, _old: int, new: int) -> None:
        if not self._fitting and column < len(self._asks):
            self._asks[column].usual, self._asks[column].made = new, True
            self._asks[column].grows = False
            self.shaped.emit()
