"""A list and, beside it, what the chosen line of it is about."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.records.language import t
from desktop.ui.look import theme
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Panel, button
from desktop.ui.remember import Habits

GAP = 2 * STEP
"""Between both: what is dragged, in pixels."""
LEAST = 300
"""Neither is made narrower, in pixels."""


class Beside(QSplitter):
    """Both are in sight, with an edge between them that can be dragged; in a narrow window one
    stands in place of the other. ``turned`` tells whether the second stands alone. ``habits`` keeps
    under ``name`` how many hundredths the first was given."""

    turned = Signal(bool)

    def __init__(
        self, listed: QWidget, second: Panel, share: int, habits: Habits | None, name: str
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.first, self.second = _framed(listed), second
        self._inside, self._share, self._habits, self._name = False, share, habits, name
        kept = habits.get(name) if habits else ""
        if kept.isdecimal():
            self._share = int(kept)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(GAP)
        self.setProperty("look", "beside")
        self.back = button(t("Về danh sách"), self.leave, "link", icon="chevron-left")
        second.body.insertWidget(0, self.back)
        self._area = Scroll(second)
        for one in (self.first, self._area):
            one.setMinimumWidth(LEAST)
            self.addWidget(one)
        self.splitterMoved.connect(lambda _place, _index: self._dragged())
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
        if not self.narrow:
            room = self.width() - GAP
            wide = max(LEAST, min(room * self._share // 100, room - LEAST))
            self.setSizes([wide, room - wide])
        self.turned.emit(self.narrow and self._inside)

    def _dragged(self) -> None:
        wide, other = self.sizes()
        self._share = round(100 * wide / (wide + other))
        if self._habits:
            self._habits.put(self._name, str(self._share))


def _framed(listed: QWidget) -> Panel:
    panel = Panel()
    panel.body.setContentsMargins(1, 6, 1, 6)
    panel.body.addWidget(listed)
    panel.setFocusProxy(listed)
    return panel
