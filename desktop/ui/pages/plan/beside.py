"""A list and, beside it, what the chosen line of it is about."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.records.language import t
from desktop.ui import theme
from desktop.ui.theme import STEP
from desktop.ui.widgets import Panel, button, scroll


class Beside(QWidget):
    """Both are in sight; in a narrow window one stands in place of the other. ``turned`` tells
    whether the second stands alone."""

    turned = Signal(bool)

    def __init__(self, first: QWidget, second: Panel, shares: tuple[int, int] = (7, 6)) -> None:
        super().__init__()
        self.first, self.second = first, second
        self._inside = False
        self.back = button(t("Về danh sách"), self.leave, "link", icon="chevron-left")
        second.body.insertWidget(0, self.back)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(2 * STEP)
        sides.addWidget(first, shares[0])
        self._area = scroll(second)
        sides.addWidget(self._area, shares[1])
        escape = QShortcut(QKeySequence("Esc"), second)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)
        self._arrange()

    @property
    def narrow(self) -> bool:
        """Whether there is room for one of them only."""
        return self.width() < theme.NARROW - 2 * theme.MARGIN

    def enter(self) -> None:
        """Go on to what the chosen line is about."""
        self._inside = True
        self._arrange()

    def leave(self) -> None:
        """Back to the list."""
        self._inside = False
        self._arrange()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.first.setVisible(not self.narrow or not self._inside)
        self._area.setVisible(not self.narrow or self._inside)
        self.back.setVisible(self.narrow)
        self.turned.emit(self.narrow and self._inside)
