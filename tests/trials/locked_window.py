"""The window with somebody who opens a book, looks at its rows and leaves it: ``FOLDER HOW``.

The passphrase comes on standard input. ``HOW`` is ``lock`` or ``practise``; or ``lock inside`` or
``practise inside``: the controls, a window that closes the book and goes on in the same process.
"""

from __future__ import annotations

import gc
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.records.book import Book
from desktop.ui import app
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.pages.register import RegisterPage
from desktop.ui.window import Window
from desktop.ui.work import Work


class Watched(Window):
    """The product's window and its person."""

    def start(self, folder: Path | None) -> None:
        super().start(folder)
        sheet = self.centralWidget()
        if isinstance(sheet, Unlock) and passphrase:
            sheet.passphrase.setText(passphrase.pop())
            sheet.unlock()

    def work(self, book: Book) -> None:
        super().work(book)
        self._then(self._look)

    def _then(self, do: object) -> None:
        """When nothing is under way any more."""
        timer = QTimer(self, interval=100)

        def look() -> None:
            if not self.jobs.busy:
                timer.stop()
                do()  # type: ignore[operator]

        timer.timeout.connect(look)
        timer.start()

    def _look(self) -> None:
        work = self.centralWidget()
        assert isinstance(work, Work)
        work.go("outreach")
        self._then(lambda: self._open(work))

    def _open(self, work: Work) -> None:
        page = work.pages["outreach"]
        assert isinstance(page, RegisterPage)
        page.table.activated.emit(page.rows.index(0, 0))
        self._then(self.lock if how.startswith("lock") else self.practise)


def stay(folder: Path | None) -> None:
    """Go on in this process: the control."""
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, Watched))
    window.start(folder)
    window.show()
    gc.collect()
    print("stayed", flush=True)


if __name__ == "__main__":
    folder, how = sys.argv[1:]
    passphrase = [sys.stdin.readline().rstrip("\n")]
    vars(app)["Window"] = partial(Watched, restart=stay) if how.endswith("inside") else Watched
    sys.exit(app.main(["--book", folder]))
