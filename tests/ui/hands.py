"""What a person does with a window: types Vietnamese, presses keys, waits until it is done."""

from __future__ import annotations

from typing import TypeVar, cast

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.jobs import Jobs
from desktop.ui.look.question import Question

W = TypeVar("W", bound=QWidget)


class Hands:
    """One person at one window."""

    def __init__(self, qtbot: QtBot, jobs: Jobs) -> None:
        self.qtbot, self.jobs = qtbot, jobs

    def show(self, widget: W) -> W:
        """Put a widget on the (unseen) screen."""
        self.qtbot.addWidget(widget)
        widget.resize(1366, 768)
        with self.qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        self.settle()
        return widget

    def settle(self) -> None:
        """Wait until nothing is under way."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.jobs.busy, timeout=60_000)
        QApplication.processEvents()

    def cell(self, model: QAbstractItemModel, row: int, column: int) -> str:
        """What a cell says once it has been painted: then a long list reads it again."""
        model.index(row, column).data()
        self.settle()
        return str(model.index(row, column).data())

    def type(self, widget: QWidget, text: str) -> None:
        """Type as a Vietnamese keyboard does: composed syllables arrive as a commit string."""
        widget.setFocus()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)
        QApplication.processEvents()

    def press(self, widget: QWidget, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press one key."""
        held = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            held |= modifier
        self.qtbot.keyClick(widget, key, held)
        QApplication.processEvents()


def line_of(widget: QWidget) -> QLineEdit:
    """The line that is typed into."""
    return cast(QLineEdit, widget.findChild(QLineEdit))


def question(page: QWidget) -> Question:
    """The question that stands above a page."""
    asked = cast(list[Question], page.window().findChildren(Question))
    (found,) = (one for one in asked if one.isVisible())
    return found


def said(widget: QWidget) -> list[str]:
    """Every text of the interface below a widget that a person may read, data aside."""
    texts = [widget.windowTitle(), widget.accessibleName()]
    for child in [widget, *widget.findChildren(QWidget)]:
        texts += [child.toolTip(), child.accessibleName()]
        if isinstance(child, QLabel | QAbstractButton):
            texts.append(child.text())
        if isinstance(child, QLineEdit):
            texts.append(child.placeholderText())
        if isinstance(child, QHeaderView):
            count = child.model().columnCount()
            texts += [str(child.model().headerData(n, child.orientation())) for n in range(count)]
    return [text for text in texts if text]
