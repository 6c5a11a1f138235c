"""A question before what cannot be taken back, in a window of its own; the safe answer is ready."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.records.language import t
from desktop.ui.look.dialog import Dialog
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line

WIDTH = 480
"""Of the window, where there is so much room, in pixels."""


class Question(Dialog):
    """``then`` is called when a person deliberately presses ``do``; Enter, Esc and closing the
    window do nothing but ``keep`` all as it is."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        about: str,
        do: str,
        then: Callable[[], object],
        *,
        keep: str = "",
    ) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setFixedWidth(min(WIDTH, parent.window().width() - 4 * STEP))
        self._then = then
        self.about = label(about, wrap=True)
        self.do = button(do, self._agree)
        self.keep = button(keep or t("Giữ lại"), self.reject, "primary")
        whole = column(
            label(title, "name", wrap=True),
            self.about,
            line(self.keep, self.do, -1),
            gap=2 * STEP,
            edges=(24, 20, 24, 20),
        )
        self.setLayout(whole)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.keep.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        self.setFixedHeight(layout.totalHeightForWidth(self.width()) if layout else self.height())

    def _agree(self) -> None:
        self.accept()
        self._then()


def ask(
    parent: QWidget, title: str, about: str, do: str, then: Callable[[], object], *, keep: str = ""
) -> Question:
    """Ask, and come back at once."""
    made = Question(parent, title, about, do, then, keep=keep)
    made.open()
    return made
