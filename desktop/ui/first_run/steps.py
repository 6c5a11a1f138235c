"""Steps one after the other, each in the place of the one before."""

from PySide6.QtWidgets import QStackedWidget, QWidget


class Steps(QStackedWidget):
    """Shows one step at a time and lets go of the one before."""

    def to(self, sheet: QWidget) -> None:
        """Put a step in place of the one before."""
        before = self.currentWidget() if self.count() else None
        self.addWidget(sheet)
        self.setCurrentWidget(sheet)
        if before:
            self.removeWidget(before)
            before.deleteLater()
