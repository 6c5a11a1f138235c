"""The chips above a list: each narrows it by one thing, and says so while it does."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.records.language import t
from desktop.records.queries import Wanted
from desktop.ui.desk import Desk
from desktop.ui.stretches import View
from desktop.ui.widgets import Button, line


class Chips(QWidget):
    """What a list is narrowed by, beside the words that are searched for."""

    changed = Signal(object)

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__()
        self.desk, self.view = desk, view
        self.wanted = Wanted()
        self.gone = Button(t("Đã bỏ"))
        self.gone.setProperty("look", "filter")
        self.gone.setCheckable(True)
        self.gone.setToolTip(t("Xem những dòng đã bỏ ra khỏi sổ, đưa lại được"))
        self.gone.toggled.connect(self._show_gone)
        self.setLayout(line(-1, self.gone))

    def refresh(self) -> None:
        """Read again what there is to choose from."""

    def _show_gone(self, on: bool) -> None:
        self.wanted = replace(self.wanted, retired=on)
        self.changed.emit(self.wanted)
