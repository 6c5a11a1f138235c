"""One window, put into each state in turn, photographed and looked over."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop.records import language
from desktop.records.book import Book
from desktop.ui.app import dress
from desktop.ui.form.record import Record
from desktop.ui.jobs import Jobs
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from sync import demo
from tests.ui.screenshots import screen
from tests.ui.screenshots.faults import Fault, faults

CALM = 25
"""Rounds of events without work after which a screen counts as finished."""
W = TypeVar("W", bound=QWidget)

Put = Callable[["Studio"], object]
Shot = tuple[str, Put]
"""The name of a picture, and what puts the window into the state it shows."""


class Studio:
    """``mark`` tells the pictures of one language, look and scale from those of another."""

    def __init__(
        self, app: QApplication, folder: Path, out: Path, tongue: str, look: str, now: datetime
    ) -> None:
        self.app, self.folder, self.out = app, folder, out
        self.tongue, self.now = tongue, now
        scale = app.devicePixelRatio()
        self.mark = f"{tongue}-{look}-{round(scale * 100)}"
        self.faults: dict[Fault, str] = {}
        self.jobs = Jobs()
        remember = Remember(folder / f"{self.mark}.ini")
        remember.language, remember.theme = tongue, look
        language.use(tongue)
        dress(app, look)
        self.window = Window(self.jobs, remember, lambda: self.now)
        self.window.resize(round(screen.WIDE / scale), round(screen.HIGH / scale))
        self.window.show()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        calm = 0
        while calm < CALM:
            self.app.processEvents()
            calm = 0 if self.jobs.busy else calm + 1
            time.sleep(0.004)

    def take(self, name: str, put: Put) -> None:
        """Put the window into a state, photograph it, note what looks wrong."""
        self.put(put)
        above = self._above()
        self.window.grab().save(str(self.out / f"{name}-{self.mark}.png"))
        if above:
            above.grab().save(str(self.out / f"{name}+-{self.mark}.png"))
        for fault in faults(above or self.window, self.tongue):
            self.faults.setdefault(fault, f"{name}-{self.mark}")

    def put(self, put: Put) -> None:
        """Put the window into a state, with nothing above it from before; the window is the one in
        front, so that the focus is seen where it is."""
        self._clear()
        self.window.activateWindow()
        put(self)
        self.settle()

    @property
    def work(self) -> Work:
        """The open book."""
        found = self.window.centralWidget()
        assert isinstance(found, Work)
        return found

    def open(self, name: str, passphrase: str = demo.PASSPHRASE) -> None:
        """Open a book."""
        self.window.work(Book.open(next(self.folder.glob(name)), passphrase))
        self.settle()

    def close(self) -> None:
        """Close the book, and whatever stands above the window."""
        self._clear()
        if self.window.desk:
            self.window.desk.close()
            self.window.desk = None

    def _above(self) -> QWidget | None:
        """The menu, the dialog or the other window that stands before the window."""
        found = [self.app.activePopupWidget(), self.app.activeModalWidget()]
        found += self.app.topLevelWidgets()
        kept = (one for one in found if one and one.isVisible() and one is not self.window)
        return next(kept, None)

    def _clear(self) -> None:
        """Close what stands above the window."""
        while above := self._above():
            above.close()
            self.settle()
        self.settle()

    def page(self, name: str, kind: type[W]) -> W:
        """A screen of the open book, in front."""
        self.work.go(name)
        self.settle()
        found = self.work.pages[name.partition(":")[0].removesuffix("+")]
        assert isinstance(found, kind)
        return found

    def show_piece(self, piece: QWidget) -> None:
        """Scroll to a piece of the page in front."""
        above = piece.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            bar = above.verticalScrollBar()
            bar.setValue(piece.mapTo(above.widget(), QPoint()).y())

    def form(self) -> Record:
        """The form that is open beside the list in front."""
        page = self.work.stack.currentWidget()
        assert isinstance(page, RegisterPage)
        assert page.record
        return page.record


def go(place: str) -> Put:
    """Bring a screen to the front, as ``Work.go`` names it."""
    return lambda studio: studio.work.go(place)
