"""What every screen begins with: title, a line below it, buttons on the right, then its content."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.ui.look import theme
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Button, column, label, line, restyle

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
        self._head = line(self._words, self.buttons, gap=GAP)
        self._head.setStretch(0, 1)
        self.content = QVBoxLayout()
        self._rolling: list[Scroll] = []
        self._whole = column(self._head, self.content)
        self._whole.setStretch(1, 1)
        self.setLayout(self._whole)
        self._low = True
        self._tighten(False)

    def say(self, text: str) -> None:
        """Put a line below the title."""
        self.subtitle.setText(text)
        self._shorten()
        self._line_up()

    def roll(self, inside: QWidget) -> Scroll:
        """An area for content that may be longer than the page; its bar stands in the margin, so
        that the content ends where the buttons above do."""
        made = Scroll(inside)
        self._rolling.append(made)
        self._space()
        return made

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
        self._space()
        restyle(self.title, "look", "name" if low else "title")
        self._line_up()

    def _space(self) -> None:
        """Leave free what stands round the page and its pieces."""
        low = self._low
        side, gap = (2 * STEP, STEP) if low else (theme.MARGIN, 2 * STEP)
        below = STEP if low else gap
        rolls = bool(self._rolling)
        self._whole.setContentsMargins(side, STEP if low else TOP, 0, 0 if rolls else below)
        self._head.setContentsMargins(0, 0, side, 0)
        self.content.setContentsMargins(0, 0, 0 if rolls else side, 0)
        for area in self._rolling:
            area.keep_clear(side, below)
        self._whole.setSpacing(gap)
        self.content.setSpacing(gap)

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

    def _place_ways(self, beside: bool) -> None:
        """The buttons beside the title, or below it in a low window."""
        way = QBoxLayout.Direction
        below = self._low and not beside
        self._head.setDirection(way.TopToBottom if below else way.LeftToRight)
        self._head.setSpacing(STEP if below else GAP)
        side = Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag(0)
        self._head.setAlignment(self.buttons, side)

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
        sides = self._whole.contentsMargins().left() + self._head.contentsMargins().right()
        return self.width() - sides - words - GAP

    def _shorten(self) -> None:
        """Keep the title on one line where the keys of the buttons are what is in its way."""
        shown = self._ways()
        keyed = [one for one in shown if isinstance(one, Button) and one.key]
        room = self._room() + STEP
        for short in ([], keyed[:-1], keyed):  # the last, which goes on with the work, keeps it
            for one in keyed:
                one.shorten(one in short)
            if fits := sum(map(_wide, shown)) <= room:
                break
        self._place_ways(fits)


def _wide(button: QWidget) -> int:
    """What a button takes, with what keeps it from the next, in pixels."""
    return button.sizeHint().width() + STEP
