"""The parts of one screen, one of them in sight: a chip for each, and Ctrl with a digit."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from desktop.ui.look.flow import Flow
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Button, column


class Chip(Button):
    """As wide as its words are in bold, so that choosing it moves nothing."""

    def sizeHint(self) -> QSize:
        bold, plain = QFont(self.font()), QFontMetrics(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = self.text()
        more = QFontMetrics(bold).horizontalAdvance(words) - plain.horizontalAdvance(words)
        return super().sizeHint() + QSize(max(more, 0), 0)


class Tabs(QWidget):
    """``turned`` tells the name of the part that has come to the front."""

    turned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chips: dict[str, Chip] = {}
        self._parts: dict[str, QWidget] = {}
        self._group = QButtonGroup(self)
        self._row = Flow(STEP)
        self.stack = QStackedWidget()
        self.stack.setProperty("look", "clear")
        whole = column(self._row, self.stack, gap=2 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    @property
    def here(self) -> str:
        """The name of the part in front."""
        return next(name for name, chip in self.chips.items() if chip.isChecked())

    def add(self, name: str, words: str, part: QWidget) -> None:
        """Put another part behind those there are; the first stands in front."""
        chip = Chip()
        chip.setProperty("look", "filter")
        chip.setCheckable(True)
        chip.setChecked(not self.chips)
        chip.clicked.connect(lambda _on: self.show_part(name))
        self._group.addButton(chip)
        self._row.addWidget(chip)
        self.stack.addWidget(part)
        self.chips[name], self._parts[name] = chip, part
        key = f"Ctrl+{len(self.chips)}"
        chip.setToolTip(key)
        QShortcut(QKeySequence(key), self).activated.connect(partial(self.show_part, name))
        self.say(name, words)

    def say(self, name: str, words: str) -> None:
        """Put other words on the chip of a part."""
        self.chips[name].setText(words)
        self.chips[name].setAccessibleName(words)

    def show_part(self, name: str) -> None:
        """Bring a part to the front."""
        self.chips[name].setChecked(True)
        self.stack.setCurrentWidget(self._parts[name])
        self.turned.emit(name)
