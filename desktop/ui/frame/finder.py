"""The command search (Ctrl+K): one line to type into, and below it all that it finds."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QAction, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.records.finding import LEAST
from desktop.records.language import t
from desktop.ui.actions import Shell
from desktop.ui.frame import matches
from desktop.ui.frame.matches import Match
from desktop.ui.jobs import Job, Ok, Outcome
from desktop.ui.look import icons, theme
from desktop.ui.look.widgets import column, label

PAUSE = 120
"""Milliseconds after the last key before the book is asked."""
WIDEST, HIGHEST = 640, 520
"""Of the whole search, in pixels."""
LINE, HEADING = 34, 28
"""Height of a line and of a heading, in pixels."""
MATCH = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


class Finder(QFrame):
    """Lies over the window until something was taken, or by Esc, or when the cursor leaves it.

    ``owner`` is what it lies over; ``shell`` carries out what is taken.
    """

    def __init__(self, owner: QWidget, shell: Shell) -> None:
        super().__init__(owner)
        self._owner, self._shell = owner, shell
        self._before: QWidget | None = owner.window().focusWidget()
        self._asking: Job | None = None
        self.setProperty("look", "finder")
        self.setAccessibleName(t("Tìm hoặc làm một việc…"))
        self.input = QLineEdit()
        self.input.setPlaceholderText(t("Tìm màn hình, việc cần làm, hoặc dòng trong mọi sổ"))
        self.input.setAccessibleName(t("Tìm hoặc làm một việc…"))
        glass = QAction(icons.icon("search"), "", self.input)
        self.input.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(Lines(self.list))
        self.list.setAccessibleName(t("Kết quả tìm"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.state = label("", "small")
        keys = label(t("↑ ↓ chọn · Enter làm · Esc đóng"), "small")
        self.setLayout(column(self.input, self.list, self.state, keys, edges=(12, 12, 12, 10)))
        self.input.installEventFilter(self)
        owner.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        pause = QTimer(self, interval=PAUSE, singleShot=True)
        pause.timeout.connect(self._ask)
        self.input.textChanged.connect(self._offer)
        self.input.textChanged.connect(lambda _text: pause.start())
        self._offer("")
        self._place()

    def open(self) -> None:
        """Show it and wait for what is typed."""
        self.show()
        self.raise_()
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Go back to where one was."""
        before, self._before = self._before, None
        self._shut()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.input:
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._left)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
            return False
        return isinstance(event, QKeyEvent) and self._pressed(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        keys = Qt.Key
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: 8, keys.Key_PageUp: -8}
        steps |= {keys.Key_Tab: 1, keys.Key_Backtab: -1}
        key = Qt.Key(event.key())
        if key == keys.Key_Escape:
            self.leave()
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._take(self.list.currentItem())
        elif key in steps:
            self._step(steps[key])
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        """Go on among the lines that can be taken, round the ends one by one."""
        lines = [n for n in range(self.list.count()) if _of(self.list.item(n)).do]
        if not lines:
            return
        here = self.list.currentRow()
        place = (lines.index(here) if here in lines else -1) + by
        place = place % len(lines) if abs(by) == 1 else max(0, min(place, len(lines) - 1))
        self.list.setCurrentRow(lines[place])

    def _offer(self, typed: str) -> None:
        if self._asking:
            self._asking.cancel()
            self._asking = None
        self.list.clear()
        self._add(matches.fitting(self._shell, typed))
        self.list.setCurrentRow(0)
        asks = len(typed.strip()) >= LEAST
        self._say(t("Đang tìm trong các sổ…") if asks else "")

    def _ask(self) -> None:
        typed = self.input.text()
        if len(typed.strip()) >= LEAST:
            ask = matches.found(self._shell, typed)
            self._asking = self._shell.desk.read(self, ask, self._found)

    def _found(self, outcome: Outcome[list[Match]]) -> None:
        self._asking = None
        rows = outcome.value if isinstance(outcome, Ok) else []
        self._add(rows)
        if self.list.currentRow() < 0:
            self._step(1)
        if not isinstance(outcome, Ok):
            self._say(str(outcome.error))
        else:
            self._say("" if rows else t("Không có dòng nào trong các sổ như thế."))

    def _add(self, lines: Sequence[Match]) -> None:
        for match in lines:
            item = QListWidgetItem(match.words)
            item.setData(MATCH, match)
            side = f"{match.words}, {match.side}" if match.side else match.words
            item.setData(Qt.ItemDataRole.AccessibleTextRole, side)
            item.setToolTip(match.words if match.do else "")
            if match.do is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)

    def _take(self, item: QListWidgetItem | None) -> None:
        do: Callable[[], object] | None = _of(item).do if item else None
        if do:
            self.leave()
            do()

    def _say(self, words: str) -> None:
        self.state.setText(words)

    def _left(self) -> None:
        if not self.input.hasFocus():
            self._shut()

    def _shut(self) -> None:
        self.hide()
        self.deleteLater()

    def _place(self) -> None:
        room = self._owner.size()
        width, height = min(WIDEST, room.width() - 32), min(HIGHEST, room.height() - 48)
        self.setGeometry((room.width() - width) // 2, min(64, room.height() // 16), width, height)


class Lines(QStyledItemDelegate):
    """Draws a line: a drawing, the words, and on the right a key or a day."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, LINE if index.data(MATCH).do else HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        match: Match = index.data(MATCH)
        place = QRectF(option.rect)  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        ink = "accent" if chosen else "text" if match.do else "muted"
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(place, 4, 4)
        room = place.adjusted(10, 0, -10, 0)
        if match.icon:
            icons.paint(painter, match.icon, ink, QRectF(room.x(), room.center().y() - 8, 16, 16))
        if match.do:
            room.adjust(28, 0, 0, 0)
        painter.setFont(theme.font(theme.SMALL, strong=not match.do, tabular=True))
        painter.setPen(theme.colour("accent" if chosen else "muted"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | middle, match.side)
        if match.do:
            room.adjust(0, 0, -painter.fontMetrics().horizontalAdvance(match.side) - 16, 0)
            painter.setFont(theme.font())
            painter.setPen(theme.colour(ink))
        cut = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(match.words, cut, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | middle, shown)
        painter.restore()


def _of(item: QListWidgetItem) -> Match:
    found: Match = item.data(MATCH)
    return found
