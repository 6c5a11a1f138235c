"""The tasks as a tree: parts that open and close, walked with the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHeaderView, QStyleOptionViewItem, QTreeView

from desktop.records.coverage import Clause
from desktop.records.language import t
from desktop.records.words import date_words, number_words
from desktop.ui.lists.cells import Cells
from desktop.ui.look import icons, theme
from desktop.ui.pages.plan.sections import Section

Index = QModelIndex | QPersistentModelIndex
CLAUSE = Qt.ItemDataRole.UserRole + 2
WIDTHS = (0, 130, 110)
"""How wide the columns are, in pixels; the first takes what is left."""
INDENT = 26


class Tall(Cells):
    """Cells as high as a line of every list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), theme.ROW)


class Tree(QTreeView):
    """``chosen`` gives the task the cursor is on (None on a part), ``opened`` one that was
    clicked twice or taken with Enter."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setItemDelegate(Tall(self))
        self.setAccessibleName(t("Các nhiệm vụ"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setIndentation(INDENT)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._enter)

    def show_sections(self, found: Sequence[Section], chosen: str = "") -> None:
        """Put these in place of what was there; ``chosen`` is the task to put the cursor on."""
        self._model.clear()
        self._model.setHorizontalHeaderLabels([t("Nhiệm vụ"), t("Đã ghi trong kỳ"), t("Gần nhất")])
        place = None
        for section in found:
            head = _head(section)
            self._model.appendRow(head)
            for clause in section.clauses:
                line = _line(clause)
                head[0].appendRow(line)
                place = line[0] if clause.id == chosen or place is None else place
            self.setExpanded(head[0].index(), section.asked)
        self._share()
        if place:
            self.setCurrentIndex(place.index())

    def currentChanged(self, now: Index, before: Index) -> None:  # noqa: N802
        super().currentChanged(now, before)
        self.chosen.emit(_clause(now))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.currentIndex())
            return
        super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:  # noqa: N802
        chosen = index == self.currentIndex().siblingAtColumn(0)
        painter.fillRect(rect, theme.colour("accent_soft" if chosen else "panel"))
        ink = theme.colour("panel" if chosen else "line")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, ink)
        if self.model().hasChildren(index):
            name = "chevron-down" if self.isExpanded(index) else "chevron-right"
            place = QRectF(rect.right() - 19, rect.center().y() - 7, 14, 14)
            icons.paint(painter, name, "muted", place)

    def _share(self) -> None:
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(56)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, WIDTHS[column])

    def _clicked(self, index: QModelIndex) -> None:
        if _clause(index) is None:
            self._enter(index)

    def _enter(self, index: QModelIndex) -> None:
        clause, part = _clause(index), index.siblingAtColumn(0)
        if clause:
            self.opened.emit(clause)
        elif part.isValid():
            self.setExpanded(part, not self.isExpanded(part))


def recorded(clause: Clause) -> str:
    """``● 12 dòng``, or ``○ Chưa ghi gì``."""
    if clause.rows:
        return t("● {n} dòng", n=number_words(clause.rows))
    return t("○ Chưa ghi gì")


def _clause(index: Index) -> Clause | None:
    found = index.sibling(index.row(), 0).data(CLAUSE) if index.isValid() else None
    return found if isinstance(found, Clause) else None


def _head(section: Section) -> list[QStandardItem]:
    some = t("{n}/{all} mục đã ghi", n=section.recorded, all=len(section.clauses))
    return [_item(section.words, "text"), _item(some), _item("")]


def _line(clause: Clause) -> list[QStandardItem]:
    name = _item(clause.label, "text")
    name.setData(clause, CLAUSE)
    name.setToolTip(clause.text)
    state = _item(recorded(clause), "text" if clause.rows else "warn")
    return [name, state, _item(date_words(clause.last))]


def _item(words: str, ink: str = "muted") -> QStandardItem:
    made = QStandardItem(words)
    made.setData(ink, Qt.ItemDataRole.ForegroundRole)
    return made
