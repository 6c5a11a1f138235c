"""When the window has come to rest, what it needed for its last answers is given back: old laptops
have little memory, and a book lies open the whole day."""

import ctypes
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.ui.jobs import Jobs

QUIET = 1000
"""Milliseconds without work after which the window is at rest."""


class Resting(QObject):
    """Calls ``let_go`` each time nothing has been under way for ``QUIET``."""

    def __init__(self, jobs: Jobs, let_go: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._let_go, self._stopped = jobs, let_go, False
        self._timer = QTimer(self, interval=QUIET, singleShot=True)
        self._timer.timeout.connect(self.look)
        jobs.emptied.connect(self._wait)

    def stop(self) -> None:
        """Never call it again: what it lets go of is closed."""
        self._stopped = True
        self._timer.stop()

    def _wait(self) -> None:
        if not self._stopped:
            self._timer.start()

    def look(self) -> None:
        """Let go if nothing is under way; else that will be asked again when it has ended."""
        if not self._jobs.busy:
            self._let_go()
            give_back()


def give_back() -> None:
    """Give the system the memory that was let go but is still held. Without effect where the C
    library is not glibc, which keeps more of it than others."""
    trim = _trim()
    if trim:
        trim(0)


@cache
def _trim() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
