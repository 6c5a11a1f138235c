"""Unit by month: who has reported. Names and months stay in sight while it scrolls."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.records.language import t
from desktop.records.periods import Period
from desktop.ui.editors.base import Option
from desktop.ui.lists.menu import Menu
from desktop.ui.look import theme
from desktop.ui.look.widgets import Panel, label
from desktop.ui.pages.overview.reporting import Reporter, Reports

ROW, NAME, CELL = 26, 128, 16
MOST = 16
"""As many lines are seen at once."""
PLAIN = """QTableView { border: 0; border-radius: 0; background: transparent; }
QHeaderView::section { padding: 0 2px; min-height: 0; border: 0; }"""
Index = QModelIndex | QPersistentModelIndex
Go = Callable[[str], object]
PLACE = re.compile("[:?]")
"""What ends the name of a screen in a place to go to."""
STATE = Qt.ItemDataRole.UserRole


class Months(QAbstractTableModel):
    """A line an office, a column a month."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Reports | None = None

    def show(self, found: Reports) -> None:
        """Put this in place of what was there."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def at(self, index: Index) -> tuple[Reporter, Period]:
        """The office and the month of a cell."""
        assert self.found
        return self.found.lines[index.row()], self.found.months[index.column()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return len(self.found.lines) if self.found and not parent.isValid() else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return len(self.found.months) if self.found and not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        assert self.found
        line, month = self.at(index)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.unit.name}, {month.label}: {self.found.words(line, month)}"
        if role != STATE:
            return None
        if month.name in line.heard:
            return "came"
        if month.first > self.found.today:
            return ""
        return "late" if self.found.late(month) else "open"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        assert self.found
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignHCenter if across else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if across and role == Qt.ItemDataRole.FontRole:
            return theme.font(theme.SMALL - 1, tabular=True)
        if across or section >= len(self.found.lines):
            return str(section + 1) if across and role == Qt.ItemDataRole.DisplayRole else None
        line = self.found.lines[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"    {line.unit.name}" if line.inner else line.unit.name
        if role == Qt.ItemDataRole.FontRole:
            parts = any(one.inner for one in self.found.lines)
            return theme.font(theme.SMALL, strong=parts and not line.inner)
        return line.unit.name if role == Qt.ItemDataRole.ToolTipRole else None


class Marks(QStyledItemDelegate):
    """A full dot for what came, a ring with a stroke for what is late, a stroke for what is not
    due yet."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place, theme.colour("accent_soft" if chosen else "panel"))
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 1.6))
            painter.drawRect(place.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        paint_state(painter, place.center(), str(index.data(STATE)))
        painter.restore()


def paint_state(painter: QPainter, middle: QPointF, state: str) -> None:
    """The mark of one month."""
    if state == "came":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("text"))
        painter.drawEllipse(middle, 4, 4)
    elif state == "late":
        painter.setPen(QPen(theme.colour("warn"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, 4, 4)
        painter.drawLine(middle + QPointF(-3, 3), middle + QPointF(3, -3))
    elif state == "open":
        painter.setPen(QPen(theme.colour("muted"), 1.6))
        painter.drawLine(middle + QPointF(-3, 0), middle + QPointF(3, 0))


class Grid(QTableView):
    """Walked with the arrows; Enter or a click asks what to do with a cell."""

    asked = Signal(QModelIndex)

    def __init__(self, model: Months) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(Marks(self))
        self.setAccessibleName(t("Đơn vị nào đã gửi"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(PLAIN)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.setDefaultSectionSize(ROW)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setFixedWidth(NAME)
        down.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.setFixedHeight(ROW)
        across.setFont(theme.font(theme.SMALL, tabular=True))
        across.setMinimumSectionSize(CELL)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for head in (down, across):
            head.setHighlightSections(False)
        down.setSectionsClickable(True)
        down.sectionClicked.connect(lambda row: self._ask(model.index(row, 0)))
        self.clicked.connect(self._ask)

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._ask(self.currentIndex())
            return
        super().keyPressEvent(event)

    def fit(self, least: int, *, whole: bool = False) -> None:
        """Be as high as the lines there are, ``MOST`` at most unless it is to be ``whole``; where
        there is less room, as high as ``least`` of them, 0 for all."""
        count = self.model().rowCount()
        lines = count if whole else min(count, MOST)
        self.setMaximumHeight(ROW * (lines + 1) + 4)
        self.setMinimumHeight(ROW * (min(lines, least or lines) + 1) + 4)

    def _ask(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.asked.emit(index)


class Matrix(Panel):
    """The grid with its legend, and the ways that lead on from a cell. ``least`` of its lines are
    in sight where there is little room, 0 for all."""

    def __init__(self, go: Go, has: Callable[[str], bool], least: int = 0) -> None:
        super().__init__(t("Đơn vị nào đã gửi"))
        self._go, self._has, self._least, self._low = go, has, least, False
        self.model = Months()
        self.grid = Grid(self.model)
        self.grid.asked.connect(self._offer)
        self._place = QWidget(self.grid.viewport())
        self._place.hide()
        self.body.addWidget(self.grid, 99)
        legend = t("● đã nhận   ⊘ chưa có, quá hạn   – chưa đến hạn")
        way = t("Bấm một ô, hoặc Enter, để xem gói, chỉ tiêu và các dòng của đơn vị ấy.")
        self.body.addWidget(label(legend, "small", wrap=True))
        self.body.addWidget(label(way, "small", wrap=True))
        self.body.addStretch(1)

    def tighten(self, *, low: bool) -> None:
        """In a low window all lines stand below each other and scroll with the page."""
        self._low = low
        self.grid.fit(0 if low else self._least, whole=low)

    def show_reports(self, found: Reports) -> None:
        """Show who has reported; the cursor stays where it is."""
        if found == self.model.found:
            return
        here = self.grid.currentIndex()
        self.model.show(found)
        self.tighten(low=self._low)
        place = (here.row(), here.column()) if here.isValid() else (0, self._month(found))
        self.grid.setCurrentIndex(self.model.index(*place))

    def ways(self, line: Reporter, month: Period) -> list[Option]:
        """Where one can go on to from a cell; the key is the place."""
        days = f"days={month.first.isoformat()}/{month.last.isoformat()}&unit={line.unit.code}"
        found = [
            Option(f"targets:@{line.unit.code}", t("Chỉ tiêu của {unit}", unit=line.unit.name)),
            Option(f"packets?{line.unit.name}", t("Các gói đã nhận")),
            Option(f"outreach:@{days}", t("Hoạt động truyền thông trong {m}", m=month.label)),
            Option(f"outreach:@unit={line.unit.code}", t("Mọi hoạt động truyền thông của đơn vị")),
        ]
        return [one for one in found if self._has(PLACE.split(one.key)[0])]

    def _month(self, found: Reports) -> int:
        return found.months.index(found.asked(found.today)[-1])

    def _offer(self, index: QModelIndex) -> None:
        self._place.setGeometry(self.grid.visualRect(index))
        line, month = self.model.at(index)
        menu = Menu(self.grid, self.ways(line, month), lambda chosen: self._go(chosen.key))
        menu.drop(self._place)
