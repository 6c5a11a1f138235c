"""A line that finds one of many by any of its words, marks and case ignored."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QCompleter, QLineEdit

from desktop.records.language import t
from desktop.records.text import fold
from desktop.ui.editors.base import Option
from desktop.ui.editors.composed import ComposedLine
from desktop.ui.look import icons, theme

WIDEST = 600
"""The list is at most this wide, in pixels."""
CARET = 4
"""From the left edge of the caret's room to the words, in pixels."""
ARROW, LAST = 32, 12
"""From the words to the right edge, with and without an arrow, in pixels."""
SLACK = 4
"""How much a text may stand over, in pixels."""
MOST = 60
"""Options shown at once; more words narrow them."""


def matching(options: list[Option], words: str) -> list[Option]:
    """Those whose words hold every word typed; first those that begin with what was typed."""
    wanted, start = fold(words).split(), fold(words).strip()
    found = [o for o in options if all(word in fold(o.words) for word in wanted)]
    return sorted(found, key=lambda option: not fold(option.words).startswith(start))


def meant(fitting: list[Option], words: str) -> Option | None:
    """Which of those that fit the words they mean when no more is typed: the only one, or else the
    only one that begins with them."""
    starting = [one for one in fitting if fold(one.words).startswith(fold(words).strip())]
    return next((found[0] for found in (fitting, starting) if len(found) == 1), None)


class Picker(ComposedLine):
    """Typing narrows the list and marks what Enter takes of it; a click takes any, arrow down opens
    it. ``settled`` while the line shows what was picked: then a click opens the whole list, and
    what is typed takes its place.
    """

    picked = Signal(object)
    asked = Signal(str)

    def __init__(self, *, arrow: bool = True) -> None:
        super().__init__()
        self.shown: list[Option] = []
        self.settled = False
        self._sought = ""
        self._model = QStandardItemModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(10)
        completer.popup().setAccessibleName(t("Danh sách để chọn"))
        # Queued, because Qt puts the words into the line after it has told us.
        completer.activated[QModelIndex].connect(  # type: ignore[index]
            self._take, Qt.ConnectionType.QueuedConnection
        )
        self.setCompleter(completer)
        self.typing.connect(self._seek)
        if arrow:
            action = QAction(icons.icon("chevron-down"), t("Mở danh sách"), self)
            action.triggered.connect(self.open)
            self.addAction(action, QLineEdit.ActionPosition.TrailingPosition)

    def offer(self, options: list[Option], *, show: bool = True) -> None:
        """Put these below the line, and open the list when the person is here."""
        self.shown = options[:MOST]
        self._model.clear()
        for option in self.shown:
            item = QStandardItem(option.words)
            item.setSizeHint(QSize(0, 30))
            item.setToolTip(option.words)
            self._model.appendRow(item)
        completer = self.completer()
        if not self.shown:
            completer.popup().hide()
        elif show and self.hasFocus() and not self.isReadOnly():
            longest = max(self.fontMetrics().horizontalAdvance(o.words) for o in self.shown)
            completer.popup().setMinimumWidth(max(self.width(), min(longest + 48, WIDEST)))
            completer.complete()
            QTimer.singleShot(0, self, self._arrange)

    def pick_out(self) -> None:
        """Mark the words that were picked, from their beginning: the next key takes their place."""
        length = len(self.text())
        self.setSelection(length, -length)

    def _arrange(self) -> None:
        """After Qt has placed it: the list is as high as its rows, stays inside the window when it
        is wider than its line, and shows what Enter takes."""
        popup, window = self.completer().popup(), self.window()
        rows = min(len(self.shown), self.completer().maxVisibleItems())
        around = popup.height() - popup.viewport().height()
        popup.resize(popup.width(), rows * popup.sizeHintForRow(0) + around)
        right = window.mapToGlobal(window.rect().topRight()).x() - 8
        popup.move(min(popup.x(), right - popup.width()), popup.y())
        if self._sought and self.shown:
            self._mark(meant(self.shown, self._sought) or self.shown[0])

    def _mark(self, option: Option) -> None:
        """Qt would write a marked row into the line at once: it is not told."""
        popup = self.completer().popup()
        chosen = popup.selectionModel()
        chosen.blockSignals(True)
        popup.setCurrentIndex(self._model.index(self.shown.index(option), 0))
        chosen.blockSignals(False)
        popup.viewport().update()

    def _seek(self, words: str) -> None:
        self._sought = words.strip()
        self.asked.emit(words)

    def open(self) -> None:
        """Show everything there is to pick from."""
        self.setFocus()
        self._seek("")

    def event(self, event: QEvent) -> bool:
        opens = (Qt.Key.Key_Down, Qt.Key.Key_F4)
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in opens
            and not self.completer().popup().isVisible()
        ):
            self._seek("")
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.isReadOnly():
            if self.settled:
                self.pick_out()
            self._seek("" if self.selectedText() == self.text() else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Words longer than the line end in dots while nobody is in it."""
        super().paintEvent(event)
        left = self.cursorRect().left() + CARET
        room = self.rect().right() - left - (ARROW if self.actions() else LAST)
        metrics, words = self.fontMetrics(), self.text()
        if self.hasFocus() or metrics.horizontalAdvance(words) <= room + SLACK:
            return
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        begun = left + metrics.horizontalAdvance(shown[:-1])
        painter = QPainter(self)
        ground, ink = ("ground", "muted") if self.isReadOnly() else ("field", "text")
        over = QRect(begun, 3, left + room + SLACK - begun, self.height() - 6)
        painter.fillRect(over, theme.colour(ground))
        painter.setPen(theme.colour(ink))
        painter.drawText(over, Qt.AlignmentFlag.AlignVCenter, shown[-1])

    def _take(self, index: QModelIndex) -> None:
        self.picked.emit(self.shown[index.row()])
