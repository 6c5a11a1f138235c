"""The plain page every step of the way in stands on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.records.language import t
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Panel, column, label, line

WIDTH = 620


class Sheet(QWidget):
    """A panel in the middle of the window: title, a sentence, content, problem, buttons.

    Each step sets ``go``, its main button, and ``lines``, what is typed one after the other.
    """

    go: QPushButton

    def __init__(self, title: str, about: str, *, at: int = 0) -> None:
        """``at`` is where on the way to a new book it stands, from 1; 0 for elsewhere."""
        super().__init__()
        self.setProperty("look", "page")
        panel = Panel()
        panel.setFixedWidth(WIDTH)
        panel.body.setContentsMargins(36, 30, 36, 28)
        panel.body.setSpacing(STEP)
        if at:
            panel.body.addLayout(_way(at))
        heading = label(title, "title", wrap=True)
        panel.body.addWidget(heading)
        panel.body.addWidget(label(about, "muted", wrap=True))
        panel.body.addSpacing(STEP)
        self.content = QVBoxLayout()
        self.content.setSpacing(STEP)
        panel.body.addLayout(self.content)
        self.problem: QLabel = label("", "problem", wrap=True)
        self.problem.hide()
        panel.body.addWidget(self.problem)
        self.buttons = line()
        panel.body.addSpacing(STEP)
        panel.body.addLayout(self.buttons)
        middle = QWidget()
        middle.setProperty("look", "clear")
        middle.setLayout(column(-1, line(-1, panel, -1), -1, edges=(0, 24, 0, 24)))
        self.setLayout(column(Scroll(middle)))
        self.setAccessibleName(title)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(lambda: self.window().close())
        self.lines: list[QLineEdit] = []

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.begin().setFocus()

    def begin(self) -> QWidget:
        """Where the cursor stands when the step comes up."""
        return self.lines[0] if self.lines else self.go

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on: to the next line that is still empty, else to the main button."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        empty = [line for line in self.lines if not line.text()]
        if empty:
            empty[0].setFocus()
        else:
            self.go.click()

    def refuse(self, message: object) -> None:
        """Say what is wrong, below the content."""
        self.problem.setText(str(message))
        self.problem.setVisible(bool(str(message)))


def _way(at: int) -> QHBoxLayout:
    """The questions on the way to a new book, with the one that is asked."""
    names = (t("Đơn vị"), t("Mật khẩu"), t("Tờ khôi phục"))
    marks = []
    for number, name in enumerate(names, start=1):
        done = "✓" if number < at else str(number)
        marks.append(label(f"{done} {name}", "step" if number == at else "small"))
    return line(*marks, -1, gap=3 * STEP)
