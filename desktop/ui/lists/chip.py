"""One chip: a thing to narrow a list by."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.records.language import t
from desktop.ui.editors.base import Option
from desktop.ui.lists.menu import Menu
from desktop.ui.look import icons
from desktop.ui.look.widgets import Button

WIDEST = 200
"""A chip's words are shortened to this many pixels; the whole stands in its tip."""


class Chip(Button):
    """Pressed, it offers what there is, or takes the choice away; so does Del."""

    chosen = Signal(str)

    def __init__(self, name: str, options: Callable[[], Sequence[Option]]) -> None:
        super().__init__()
        self.name, self._options, self.key = name, options, ""
        self.setProperty("look", "filter")
        self.setCheckable(True)
        self.clicked.connect(lambda _on: self._clear() if self.key else self._ask())
        self.show_choice(None)

    def show_choice(self, option: Option | None) -> None:
        """Say what the list is narrowed to, None for nothing."""
        self.key = option.key if option else ""
        self.setChecked(bool(option))
        words = option.words if option else self.name
        self.setText(self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST))
        self.setToolTip(t("{words}: bấm để bỏ lọc", words=words) if option else "")
        told = f"{self.name}: {words}" if option else words
        self.setAccessibleName(t("Lọc theo {name}", name=told))
        self.setIcon(icons.icon("x" if option else "chevron-down", "accent" if option else "muted"))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    def take(self, option: Option) -> None:
        """Narrow to this one."""
        self.show_choice(option)
        self.chosen.emit(self.key)

    def ask(self, below: QWidget) -> None:
        """Offer what there is, below another button."""
        if options := self._options():
            Menu(below, options, self.take).drop(below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.key and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        self.setChecked(False)
        self.ask(self)

    def _clear(self) -> None:
        self.show_choice(None)
        self.chosen.emit("")


def tick(words: str, tip: str = "") -> Button:
    """A chip that is on or off."""
    made = Button(words)
    made.setProperty("look", "filter")
    made.setCheckable(True)
    made.setToolTip(tip)
    return made


def set_quietly(made: Button, on: bool) -> None:
    """Turn a chip on or off, and tell nobody."""
    made.blockSignals(True)
    made.setChecked(on)
    made.blockSignals(False)
