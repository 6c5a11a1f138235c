"""Locking, and going to another book: this process ends, and a fresh one asks for the passphrase.

After a book is closed the memory of its process still holds rows and the key; only its end lets go
of them. Nothing of the book goes to the new process but the path of the folder to open.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QProcess, QProcessEnvironment, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from desktop.records.language import t

if TYPE_CHECKING:
    from desktop.records.settings import Settings

SETTING = "lock_minutes"
CHOICES = (5, 10, 15, 30, 60)
"""After how many minutes without a touch the book may lock itself."""
USUAL = 10
LOOK = 5_000
"""Milliseconds between two looks at the clocks."""
ROOT = Path(__file__).resolve().parents[2]
TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
}


def minutes(settings: Settings) -> int:
    """After how many minutes without a touch this book locks itself."""
    text = settings.get(SETTING) or ""
    return int(text) if text.isdecimal() and int(text) in CHOICES else USUAL


def keep_minutes(settings: Settings, chosen: int) -> None:
    """Keep one of ``CHOICES`` in the book; durable when it returns."""
    settings.put(**{SETTING: str(chosen)})


class Idle(QObject):
    """Tells when keyboard and mouse have not been touched for some minutes.

    ``limit`` is how many. Two clocks are asked: one stands still while a laptop sleeps, the other
    may be set.
    """

    passed = Signal()

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit
        self._touched = _now()
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self.watch)
        self.watch(app.focusWindow())
        self._timer = QTimer(self, interval=LOOK)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def watch(self, window: QWindow | None) -> None:
        """Listen to one more window of the program."""
        if window is not None:
            window.installEventFilter(self)
            self._touched = _now()

    def look(self, now: tuple[float, float] | None = None) -> None:
        """Tell when the time has passed; ``now`` is what both clocks read, in seconds."""
        clocks = zip(now or _now(), self._touched, strict=True)
        if max(here - then for here, then in clocks) >= 60 * self.limit:
            self._touched = _now()
            self.passed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self._touched = _now()
        return False


def restart(folder: Path | None) -> None:
    """End this process, and start the program anew at the passphrase of the book in ``folder``, at
    the choice of practice books if that is their folder, or at the way in."""
    try:
        if not _started(folder):
            words = t("Sổ đã khóa. Hãy mở lại chương trình để làm tiếp.")
            QMessageBox.information(QWidget(), t("Khóa sổ"), words)
    finally:
        QApplication.exit()


def _started(folder: Path | None) -> bool:
    process = QProcess()
    program, arguments = command(folder)
    process.setProgram(program)
    process.setArguments(arguments)
    process.setWorkingDirectory(str(Path.cwd() if _bundled() else ROOT))
    if _bundled():  # else the bundle takes the new process for a part of the old one
        around = QProcessEnvironment.systemEnvironment()
        around.insert("PYINSTALLER_RESET_ENVIRONMENT", "1")
        process.setProcessEnvironment(around)
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    return cast(bool, process.startDetached())  # Qt's declaration promises a pair


def command(folder: Path | None) -> tuple[str, list[str]]:
    """How this program is started, as a bundle or by Python."""
    begin = [] if _bundled() else ["-m", "desktop.ui"]
    book = ["--book", str(folder.absolute())] if folder else []
    return sys.executable, [*begin, *book]


def _bundled() -> bool:
    return bool(getattr(sys, "frozen", False))


def _now() -> tuple[float, float]:
    return time.monotonic(), time.time()
