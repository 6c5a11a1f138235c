"""What a window under measurement tells the bench: that it is painted, what memory it holds."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

QUIET = 2000
"""Milliseconds without work after which a window counts as idle; it itself waits half of that."""


class Painted(QObject):
    """Calls ``then`` once, after the first time ``widget`` has been painted with all in it."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget, self._then = widget, then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def tell(word: str) -> None:
    """One line to the bench."""
    print(word, flush=True)


def tell_memory(idle: Callable[[], bool]) -> None:
    """Wait until nothing is under way, tell the resident bytes of this process, and end."""
    quiet = 0

    def look() -> None:
        nonlocal quiet
        quiet = quiet + timer.interval() if idle() else 0
        if quiet >= QUIET:
            tell(str(resident()))
            os._exit(0)

    timer = QTimer(QCoreApplication.instance(), interval=50)
    timer.timeout.connect(look)
    timer.start()


def resident() -> int:
    """Bytes of memory this process holds; Linux only."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return 1024 * int(found[1])
