"""How the window says that something went wrong, or well: in a line that stays until read."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.records.errors import DiskError
from desktop.records.language import t
from desktop.ui.look import icons
from desktop.ui.look.widgets import Way, button, label, line

MARKS = {
    "bad": ("triangle-alert", "bad"),
    "warn": ("info", "warn"),
    "ok": ("check", "ok"),
}


class Mark(QWidget):
    """The mark of a state."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(18, 18)
        self.state = "bad"

    def show_state(self, state: str) -> None:
        """Show another state (``MARKS``)."""
        self.state = state
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        name, ink = MARKS[self.state]
        icons.paint(QPainter(self), name, ink, QRectF(1, 1, 16, 16))


class Banner(QFrame):
    """One message above a page: what happened, what was not lost, what to do next."""

    def __init__(self) -> None:
        super().__init__()
        self._mark = Mark()
        self.message: QLabel = label("", wrap=True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.action = Way()
        close = button(t("Đóng"), self.hide, "link")
        whole = line(self._mark, self.message, self.action, close, edges=(26, 8, 16, 8))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.setAccessibleName(t("Thông báo"))
        self.hide()

    def bad(self, message: object) -> None:
        """Say that something could not be done."""
        self._say("bad", str(message))

    def unchanged(self, error: object) -> None:
        """Say why something could not be done, and that all is as it was before; of a disk the
        error says so itself."""
        own = isinstance(error, DiskError)
        self.bad(error if own else t("{error} Chưa có gì thay đổi.", error=error))

    def ok(self, message: str, do: str = "", how: Callable[[], object] | None = None) -> None:
        """Say that something was done, and offer one thing to do about it."""
        self._say("ok", message, do, how)

    def warn(self, message: str, do: str = "", how: Callable[[], object] | None = None) -> None:
        """Say something to keep in mind, and offer one thing to do about it."""
        self._say("warn", message, do, how)

    def _say(
        self, state: str, message: str, do: str = "", how: Callable[[], object] | None = None
    ) -> None:
        if how:
            self.action.offer(do, how)
        else:
            self.action.close_off()
        self._mark.state = state
        self.message.setText(message)
        self.message.setAccessibleName(message)
        self.setProperty("look", f"banner-{state}")
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()
