"""A column that may be longer than the window is high: where there is more, an arrow says so and
leads there."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop.records.language import t
from desktop.ui.look import icons
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.widgets import button, column

HIGH = 20
"""Height of an arrow, in pixels."""


class Further(QWidget):
    """``content`` between two arrows, each there while something lies beyond it."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.area = Scroll(content)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.bar = self.area.verticalScrollBar()
        self.above = button("", lambda: self._go(-1), "further")
        self.below = button("", lambda: self._go(1), "further")
        for one, words, icon in (
            (self.above, t("Còn mục ở trên"), "chevron-up"),
            (self.below, t("Còn mục ở dưới"), "chevron-down"),
        ):
            one.setIcon(icons.icon(icon, "text"))
            one.setAccessibleName(words)
            one.setToolTip(words)
            one.setFixedHeight(HIGH)
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout: QVBoxLayout = column(self.above, self.area, self.below, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.bar.rangeChanged.connect(lambda *_range: self._tell())
        self.bar.valueChanged.connect(lambda _value: self._tell())
        self._tell()

    def reveal(self, inside: QWidget) -> None:
        """Bring a piece into sight."""
        self.area.ensureWidgetVisible(inside, 0, HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        """Show the arrows that lead somewhere; they never take the room that makes all fit."""
        long = self.area.widget().minimumSizeHint().height() > self.height()
        self.above.setVisible(long and self.bar.value() > 0)
        self.below.setVisible(long and self.bar.value() < self.bar.maximum())

    def _go(self, way: int) -> None:
        """Most of what is seen further up or down."""
        self.bar.setValue(self.bar.value() + way * self.bar.pageStep() * 3 // 4)
