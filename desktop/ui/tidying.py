"""Garbage is collected between two events: what Qt made has to end in the thread it belongs to."""

import gc

from PySide6.QtCore import QObject, QTimer

SELDOM = (10_000, 20, 20)
"""What collection waits for: loading the program makes many objects that stay, and to go through
them time and again is a seventh of the start."""
EVERY = 500
"""Milliseconds between two looks."""


class Tidying(QObject):
    """Takes the place of Python's own collection, which runs in whichever thread makes an object:
    a window that is gone would be ended by a worker, and take the program with it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect what is due, the oldest generation that is."""
        counts = gc.get_count()
        due = [generation for generation in (2, 1, 0) if counts[generation] > SELDOM[generation]]
        if due:
            gc.collect(due[0])
