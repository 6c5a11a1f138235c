"""What marks a practice book on every screen, and where such books lie."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

from desktop.records.language import t
from desktop.ui.widgets import button, label, line

FRAME = 3
"""Width of the frame round a practice book, in pixels."""


def place() -> Path:
    """The folder of this person's practice books, apart from every real one."""
    location = QStandardPaths.StandardLocation.AppLocalDataLocation
    return Path(QStandardPaths.writableLocation(location)) / "so-thuc-hanh"


class Band(QWidget):
    """Across the top of the window: what this is, what to try, and the way out."""

    def __init__(self, tour: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "practice-band")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(t("Sổ thực hành"))
        words = label(t("SỔ THỰC HÀNH · số liệu bịa, không gửi đi đâu"), "strong")
        self.tour = button(t("Năm việc tập làm"), tour, "link")
        self.leave = button(t("Rời sổ thực hành"), leave, "link")
        self.setLayout(line(words, -1, self.tour, self.leave, edges=(16, 2, 16, 2)))
