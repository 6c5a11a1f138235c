"""A line that tells what is being typed while a Vietnamese keyboard still composes it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit


class ComposedLine(QLineEdit):
    """``typing`` gives the text with the syllable under composition, which ``text`` lacks until
    the keyboard (ibus, Unikey) commits it: a list can be narrowed before the space bar."""

    typing = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._composing = ""
        self.textEdited.connect(lambda _text: self.typing.emit(self.composed()))

    def composed(self) -> str:
        """The text as it can be read in the line."""
        text, place = self.text(), self.cursorPosition()
        return text[:place] + self._composing + text[place:]

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        before, self._composing = self._composing, event.preeditString()
        super().inputMethodEvent(event)
        if self._composing != before and not event.commitString():
            self.typing.emit(self.composed())
