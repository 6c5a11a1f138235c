"""A list and the form beside it, with an edge between them that can be dragged."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.ui.form.record import Record
from desktop.ui.look import theme
from desktop.ui.remember import Habits

FORM = "form"
"""The habit that tells how wide the form was made, in pixels."""
EDGE = 5
"""Width of what is dragged, in pixels."""


class Sides(QSplitter):
    """The form keeps its width when the window becomes wider; ``habits`` remembers it."""

    def __init__(self, page: QWidget, habits: Habits | None) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.page, self.habits = page, habits
        self.record: Record | None = None
        self.setChildrenCollapsible(False)
        self.setHandleWidth(EDGE)
        self.addWidget(page)
        self.splitterMoved.connect(lambda _place, _index: self._moved())

    @property
    def wide(self) -> int:
        """How wide the form is, in pixels."""
        kept = self.habits.get(FORM) if self.habits else ""
        wide = int(kept) if kept.isdecimal() else theme.FORM
        return max(theme.LEAST_FORM, min(wide, theme.MOST_FORM))

    def show_record(self, record: Record | None) -> None:
        """Put a form beside the list, or none."""
        self.record = record
        if record:
            self.addWidget(record)
            record.show()
        self.make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """In a narrow window the form stands in place of the list; the history takes the list's
        place where both do not fit, and the form's in a narrow one."""
        if self.record is None:
            self.page.show()
            return
        low = self.height() < theme.LOW
        self.record.head.tighten(low=low)
        self.record.foot.tighten(low=low)
        roomy = self.width() >= theme.NARROW
        taken = self.record.give_room(roomy, self.wide)
        looking = taken > self.wide
        least = max(theme.NARROW - theme.FORM, self.page.minimumSizeHint().width())
        fits = roomy and (not looking or self.width() - taken >= least)
        self.page.setVisible(fits)
        if fits:
            sizes = [0] * self.count()  # a form that was closed may be on its way out still
            sizes[self.indexOf(self.page)] = self.width() - taken - EDGE
            sizes[self.indexOf(self.record)] = taken
            self.setSizes(sizes)
        elif roomy:
            self.record.give_room(roomy, self.wide, self.width())

    def _moved(self) -> None:
        if self.record and self.habits and not self.record.past.isVisible():
            self.habits.put(FORM, str(self.record.width()))
