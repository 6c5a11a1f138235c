"""What marks a practice book on every screen, and where such books lie."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QStandardPaths, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.records.language import t
from desktop.ui.look import icons
from desktop.ui.look.widgets import button, label, line

FRAME = 3
"""Width of the frame round a practice book, in pixels."""
SIZE = 16
"""Of the band's mark, in pixels."""


def place() -> Path:
    """The folder of this person's practice books, apart from every real one."""
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "so-thuc-hanh"


class Hat(QWidget):
    """The mark of what is there to learn with."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(SIZE, SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "graduation-cap", "warn", QRectF(self.rect()))


class Band(QWidget):
    """Across the top of the window: what this is, what to try, and the way out."""

    def __init__(self, tour: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "practice-band")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(t("Sổ thực hành"))
        name = label(t("Sổ thực hành"), "strong")
        words = label(t("Số liệu bịa, không gửi đi đâu."))
        self.tour = button(t("Năm việc tập làm"), tour, "link")
        self.leave = button(t("Rời sổ thực hành"), leave, "link")
        parts = (Hat(), name, 4, words, -1, self.tour, self.leave)
        self.setLayout(line(*parts, edges=(15, 0, 16, 1)))
