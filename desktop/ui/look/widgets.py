"""The small pieces every screen is built from."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.look import icons, theme
from desktop.ui.look.theme import STEP

BADGES = {
    "ok": ("check", "ok", "ok_soft"),
    "warn": ("triangle-alert", "warn", "warn_soft"),
    "bad": ("x", "bad", "bad_soft"),
    "none": ("", "muted", "track"),
}
"""Look of a state: its mark, its ink and its ground."""
INKS = {"primary": "on_accent", "foot-warn": "warn"}
"""In what the icon of a button is drawn that is not muted."""
OPENS = "chevron-down"
"""The icon of a button that opens something below itself: it stands behind the words."""


class Button(QPushButton):
    """A button that Enter presses too, not only the space bar.

    ``key`` is its shortcut, "" for none: it stands in brackets behind ``words`` where there is
    room.
    """

    words = key = ""

    def say(self, words: str) -> None:
        """Put other words on it."""
        self.words = words
        self.setText(f"{words} ({self.key})" if self.key else words)
        self.setAccessibleName(words)

    def shorten(self, short: bool) -> None:
        """Leave the key to the tip, or show it again; texts set otherwise stay."""
        whole = f"{self.words} ({self.key})"
        if self.key and self.text() in (whole, self.words):
            self.setText(self.words if short else whole)
            self.setToolTip(whole if short else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def label(text: str, look: str = "", *, wrap: bool = False) -> QLabel:
    """A line of text; plain text always, so that data can never be read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("look", look or None)
    return made


def button(
    text: str, do: Callable[[], object], look: str = "", *, key: str = "", icon: str = ""
) -> Button:
    """A button; ``key`` is its shortcut and stands in brackets behind the words."""
    made = Button(f"{text} ({key})" if key else text)
    made.words, made.key = text, key
    made.setAccessibleName(text)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.clicked.connect(lambda _checked: do())
    made.setProperty("look", look or None)
    if icon:
        made.setIcon(icons.icon(icon, INKS.get(look, "muted")))
    if icon == OPENS:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if key:
        shortcut = QShortcut(QKeySequence(key), made)
        shortcut.activated.connect(made.click)
    return made


class Way(Button):
    """A link that is there only while there is something to go on with."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "link")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._do: Callable[[], object] | None = None
        self.clicked.connect(lambda _checked: self._go())
        self.close_off()

    def offer(self, words: str, do: Callable[[], object]) -> None:
        """Offer to ``do`` something."""
        self._do = do
        self.setText(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show()

    def _go(self) -> None:
        if self._do:
            self._do()

    def close_off(self) -> None:
        """Offer nothing."""
        self._do = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and let it look again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def rule() -> QFrame:
    """A thin line."""
    made = QFrame()
    made.setProperty("look", "rule")
    return made


Part = QWidget | QLayout | int
Edges = tuple[int, int, int, int]
NO_EDGES: Edges = (0, 0, 0, 0)


def column(*parts: Part, gap: int = STEP, edges: Edges = NO_EDGES) -> QVBoxLayout:
    """Parts below each other; a number is space, -1 takes all that is left."""
    layout = QVBoxLayout()
    _fill(layout, parts, gap, edges)
    return layout


def line(*parts: Part, gap: int = STEP, edges: Edges = NO_EDGES) -> QHBoxLayout:
    """Parts beside each other; a number is space, -1 takes all that is left."""
    layout = QHBoxLayout()
    _fill(layout, parts, gap, edges)
    return layout


def _fill(layout: QBoxLayout, parts: tuple[Part, ...], gap: int, edges: Edges) -> None:
    layout.setContentsMargins(*edges)
    layout.setSpacing(gap)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        elif part < 0:
            layout.addStretch(1)
        else:
            layout.addSpacing(part)


def holder(layout: QLayout) -> QWidget:
    """A piece for a layout, without a ground of its own."""
    made = QWidget()
    made.setProperty("look", "clear")
    made.setLayout(layout)
    return made


class Panel(QFrame):
    """A white panel with an optional heading."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 16, 18, 16)
        self.body.setSpacing(STEP)
        if heading:
            self.body.addWidget(label(heading, "strong"))


class Badge(QWidget):
    """A state: mark, word and tint together, so that none of them carries it alone."""

    def __init__(self, state: str, words: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(state, words)

    def say(self, state: str, words: str) -> None:
        """Show another state."""
        self.state, self.words = state, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self.state, self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_badge(QPainter(self), QRectF(self.rect()), self.state, self.words)


def badge_size(state: str, words: str) -> QSize:
    """How much room a badge takes."""
    width = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(words)
    return QSize(width + 17 + (17 if BADGES[state][0] else 0), 22)


def paint_badge(painter: QPainter, place: QRectF, state: str, words: str) -> None:
    """Draw a badge into ``place``."""
    mark, ink, ground = BADGES[state]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground))
    painter.drawRoundedRect(place, 4, 4)
    left = place.left() + 8
    if mark:
        icons.paint(painter, mark, ink, QRectF(left - 1, place.center().y() - 6, 13, 13))
        left += 17
    painter.setFont(theme.font(theme.SMALL))
    painter.setPen(theme.colour(ink))
    room = QRectF(left, place.top(), place.right() - left, place.height())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
    painter.restore()


class Tick(QCheckBox):
    """A box to tick, with a mark in the theme's ink."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            icons.paint(
                QPainter(self), "check", "on_accent", QRectF(3, self.height() / 2 - 6, 12, 12)
            )


class Choice(QComboBox):
    """A closed list with a chevron in the theme's ink; the wheel never changes it by accident."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        place = QRectF(self.width() - 24, self.height() / 2 - 8, 16, 16)
        icons.paint(QPainter(self), "chevron-down", "muted", place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()
