"""The window of Sổ Bản as it starts for its user: ``FOLDER PASSPHRASE SETTINGS``.

The passphrase is given as soon as the window asks for it. Tells "asked", "painted", and the bytes
of memory once the window has come to rest.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from desktop.ui import app
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.window import Window
from tests.bench.painted import Painted, tell, tell_memory

if TYPE_CHECKING:  # the window itself loads it while the passphrase is asked for
    from desktop.records.book import Book


class Watched(Window):
    """The product's window with someone at it who types without delay."""

    def start(self, folder: Path | None) -> None:
        super().start(folder)
        sheet = self.centralWidget()
        assert isinstance(sheet, Unlock)
        Painted(sheet, lambda: self._type(sheet))

    def work(self, book: Book) -> None:
        super().work(book)
        Painted(self.centralWidget(), self._painted)

    def _type(self, sheet: Unlock) -> None:
        tell("asked")
        sheet.passphrase.setText(passphrase)
        sheet.unlock()

    def _painted(self) -> None:
        tell("painted")
        tell_memory(lambda: not self.jobs.busy)


if __name__ == "__main__":
    folder, passphrase, settings = sys.argv[1:]
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
    vars(app)["Window"] = Watched
    sys.exit(app.main(["--book", folder]))
