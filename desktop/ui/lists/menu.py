"""A short list that drops down from a button: typing narrows it, Enter or a click takes one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.records.language import t
from desktop.ui.editors.base import Option
from desktop.ui.editors.picker import matching
from desktop.ui.look.widgets import column

MANY = 9
"""With more options there is a line to type into."""
LINE = 32
"""Height of one option, in pixels."""


class Menu(QFrame):
    """Closes when one is taken, or by Esc, or by a click elsewhere."""

    def __init__(
        self, parent: QWidget, options: Sequence[Option], take: Callable[[Option], object]
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "menu")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # whatever it drops down from
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._options, self._take = list(options), take
        self.input = QLineEdit()
        self.input.setPlaceholderText(t("Gõ để tìm"))
        self.input.setAccessibleName(t("Gõ để tìm"))
        self.list = QListWidget()
        self.list.setAccessibleName(t("Danh sách để chọn"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(self.input, self.list, gap=4, edges=(4, 4, 4, 4)))
        self.input.setVisible(len(self._options) > MANY)
        self.input.textChanged.connect(self._show)
        self.input.installEventFilter(self)
        self.list.itemClicked.connect(self._picked)
        self.list.itemActivated.connect(self._picked)
        self._show("")

    def drop(self, below: QWidget) -> None:
        """Show the list below a button, inside the window."""
        widest = max(self.fontMetrics().horizontalAdvance(o.words) for o in self._options)
        lines = min(len(self._options), 12)
        self.list.setFixedHeight(lines * LINE + 2)
        self.setFixedWidth(max(180, min(widest + 56, 460)))
        place, window = below.mapToGlobal(QPoint(0, below.height() + 3)), below.window()
        right = window.mapToGlobal(window.rect().topRight()).x() - 8
        self.move(min(place.x(), right - self.width()), place.y())
        self.show()
        (self.input if len(self._options) > MANY else self.list).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._picked(self.list.currentItem())
                return True
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _show(self, words: str) -> None:
        self.list.clear()
        for option in matching(self._options, words):
            item = QListWidgetItem(option.words)
            item.setData(Qt.ItemDataRole.UserRole, option)
            item.setToolTip(option.words)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.close()
            self._take(item.data(Qt.ItemDataRole.UserRole))
