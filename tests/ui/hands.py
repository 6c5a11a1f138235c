"""What a person does with a window: types Vietnamese, presses keys, waits until it is done."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TypeVar, cast

from PySide6.QtCore import QAbstractItemModel, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHeaderView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.jobs import Jobs
from desktop.ui.look.question import Question

W = TypeVar("W", bound=QWidget)
PATIENCE = 60
"""Seconds that a busy machine may take for one step; what comes at all comes much sooner."""


class Hands:
    """One person at one window."""

    def __init__(self, qtbot: QtBot, jobs: Jobs) -> None:
        self.qtbot, self.jobs = qtbot, jobs

    def show(self, widget: W) -> W:
        """Put a widget on the (unseen) screen."""
        self.qtbot.addWidget(widget)
        widget.resize(1366, 768)
        with self.qtbot.waitActive(widget, timeout=1000 * PATIENCE):
            widget.show()
            widget.activateWindow()
        self.settle()
        return widget

    def settle(self) -> None:
        """Wait until nothing is under way."""
        QApplication.processEvents()
        self.until(lambda: not self.jobs.busy)
        QApplication.processEvents()

    def until(self, come: Callable[[], bool]) -> None:
        """Wait for something that comes of itself."""
        end = monotonic() + PATIENCE
        while not come():
            assert monotonic() < end, "it has not come"
            self.qtbot.wait(1)

    def rest(self, widget: QWidget) -> None:
        """Wait until what waits for a pause below a widget has had it, and nothing is under way."""
        timers = cast(list[QTimer], widget.findChildren(QTimer))
        self.until(lambda: not any(one.isSingleShot() and one.isActive() for one in timers))
        self.settle()

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
