"""The plain page every step of the way in stands on."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.ui.theme import STEP
from desktop.ui.widgets import Panel, column, label, line, scroll

WIDTH = 620


class Sheet(QWidget):
    """A panel in the middle of the window: title, a sentence, content, problem, buttons."""

    def __init__(self, title: str, about: str) -> None:
        super().__init__()
        self.setProperty("look", "page")
        panel = Panel()
        panel.setFixedWidth(WIDTH)
        panel.body.setContentsMargins(36, 30, 36, 28)
        panel.body.setSpacing(STEP)
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
        self.setLayout(column(scroll(middle)))
        self.setAccessibleName(title)

    def refuse(self, message: object) -> None:
        """Say what is wrong, below the content."""
        self.problem.setText(str(message))
        self.problem.setVisible(bool(str(message)))
