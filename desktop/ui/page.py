"""What every screen begins with: title, a line below it, buttons on the right, then its content."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.theme import STEP
from desktop.ui.widgets import Button, column, label, line, restyle

GAP = 3 * STEP
"""Between the title and the buttons, in pixels."""
LEAST = 200
"""What stands beside the title has at least so much room, in pixels."""
TOP = 22
"""Above the title, in pixels."""


class Page(QWidget):
    """One screen. In a low window its head takes less room, and keys that do not fit beside the
    title stand in the tips of their buttons."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.title = label(title, "title", wrap=True)
        self.subtitle = label("", "muted", wrap=True)
        self.subtitle.hide()
        self.buttons = line()
        self._words = column(self.title, self.subtitle)
        self._words.setStretch(1, 1)
        head = line(self._words, self.buttons, gap=GAP)
        head.setStretch(0, 1)
        self.content = QVBoxLayout()
        self._whole = column(head, self.content)
        self._whole.setStretch(1, 1)
        self.setLayout(self._whole)
        self._low = True
        self._tighten(False)

    def say(self, text: str) -> None:
        """Put a line below the title."""
        self.subtitle.setText(text)
        self._shorten()
        self._line_up()

    def refresh(self) -> None:
        """Read again what the page shows; called each time it comes to the front."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tighten(self.height() < theme.LOW)
        self._shorten()
        self._line_up()

    def _tighten(self, low: bool) -> None:
        """Leave the room of a low window to the content."""
        if low is self._low:
            return
        self._low = low
        side, gap = (2 * STEP, STEP) if low else (theme.MARGIN, 2 * STEP)
        self._whole.setContentsMargins(side, STEP if low else TOP, side, STEP if low else gap)
        self._whole.setSpacing(gap)
        self.content.setSpacing(gap)
        restyle(self.title, "look", "name" if low else "title")
        self._line_up()

    def _line_up(self) -> None:
        """In a low window what stands below the title stands beside it; where there is no room for
        it either, in the tip of the title."""
        way, text = QBoxLayout.Direction, self.subtitle.text()
        beside = self._low and bool(text)
        fits = not beside or self._room() - sum(map(_wide, self._ways())) >= LEAST
        self.subtitle.setVisible(bool(text) and fits)
        self.title.setToolTip("" if fits else text)
        beside = beside and fits
        self._words.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self._words.setSpacing(2 * STEP if beside else 2)
        self.title.setWordWrap(not beside)

    def _ways(self) -> list[QWidget]:
        """The buttons that are there now; some may be held together."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        own = cast(list[QWidget], self.findChildren(QWidget, options=direct))
        shown = [one for one in own if self.buttons.indexOf(one) >= 0 and not one.isHidden()]
        held = [cast(list[QWidget], one.findChildren(Button)) or [one] for one in shown]
        return [button for some in held for button in some if not button.isHidden()]

    def _room(self) -> int:
        """Beside the title on one line, in pixels."""
        words = self.title.fontMetrics().horizontalAdvance(self.title.text())
        margins = self._whole.contentsMargins()
        return self.width() - margins.left() - margins.right() - words - GAP

    def _shorten(self) -> None:
        """Keep the title on one line where the keys of the buttons are what is in its way."""
        shown = self._ways()
        keyed = [one for one in shown if isinstance(one, Button) and one.key]
        second = [one for one in keyed if one.property("look") != "primary"]
        room = self._room() + STEP
        for short in ([], second, keyed):
            for one in keyed:
                one.shorten(one in short)
            if sum(map(_wide, shown)) <= room:
                return


def _wide(button: QWidget) -> int:
    """What a button takes, with what keeps it from the next, in pixels."""
    return button.sizeHint().width() + STEP
