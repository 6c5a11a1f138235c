"""Above a form: which row it is, what is so with it, and the way to its history and out."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.records.language import t
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Way, button, column, label, line, restyle

EDGE = 22
"""Beside everything in a form, in pixels."""


class Head(QWidget):
    """A title, below it one line that says how things stand, with at most one thing to do."""

    def __init__(
        self,
        leave: Callable[[], object],
        look_back: Callable[[], object],
    ) -> None:
        super().__init__()
        self.title = label("", "name", wrap=True)
        self.state = label("", "small", wrap=True)
        self.history = button(t("Lịch sử"), look_back, "link")
        self.history.setToolTip(t("Ai đã sửa gì, lúc nào (Ctrl+H)"))
        close = button(t("Đóng"), leave, "link")
        close.setToolTip(t("Đóng, giữ lại những gì đang gõ (Esc)"))
        self.action = Way()
        top = line(self.title, self.history, close, gap=STEP // 2)
        top.setStretch(0, 1)
        for one in (self.history, close):
            top.setAlignment(one, Qt.AlignmentFlag.AlignTop)
        below = line(self.state, self.action)
        below.setStretch(0, 1)
        self._whole = column(top, below, gap=2)
        self.setLayout(self._whole)
        self.tighten(low=False)

    def tighten(self, *, low: bool) -> None:
        """Leave the room of a low window to the fields."""
        self._whole.setContentsMargins(EDGE, 10 if low else 20, EDGE, 0)

    def say(
        self, words: str, do: str = "", how: Callable[[], object] | None = None, look: str = "small"
    ) -> None:
        """Say how things stand, and offer one thing to do about it."""
        self.state.setText(words)
        restyle(self.state, "look", look)
        if how:
            self.action.offer(do, how)
        else:
            self.action.close_off()
