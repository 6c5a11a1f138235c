"""A window above the one that works: Enter does what it is for, Escape closes it."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton


class Dialog(QDialog):
    """Enter presses the primary button, wherever the cursor is; Qt would take the nearest one."""

    def showEvent(self, event: QShowEvent) -> None:
        for one in self._buttons():
            one.setAutoDefault(False)
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (one := self.primary()) and one.isEnabled():
                one.click()
        else:
            super().keyPressEvent(event)

    def primary(self) -> QPushButton | None:
        """The one button that completes what the dialog is for, None for none in sight."""
        seen = (one for one in self._buttons() if one.isVisible())
        return next((one for one in seen if one.property("look") == "primary"), None)

    def _buttons(self) -> list[QPushButton]:
        return cast(list[QPushButton], self.findChildren(QPushButton))
