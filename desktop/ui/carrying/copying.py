"""Copying to a USB stick: find what is plugged in, ask where there are several, go."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from sync.carrying import stick
from sync.carrying.trip import Direction
from sync.channels.mounts import Stick

GIGABYTE = 10**9


class Copying(QObject):
    """A button's stick: ``missing`` is called when none is plugged in; ``ways`` is what happens
    there."""

    def __init__(
        self, desk: Desk, owner: QWidget, missing: Callable[[], object], *ways: Direction
    ) -> None:
        super().__init__(owner)
        self.desk, self._owner, self._missing, self._ways = desk, owner, missing, ways
        self.place: Path | None = None

    def ask(self) -> None:
        """Use the stick that is plugged in; let a person choose where there are several."""
        book = self.desk.book
        self.desk.use(self, lambda _job: stick.plugged(book), self._found)

    def use(self, place: Path, *ways: Direction) -> None:
        """Go to this stick or folder, for what its button is for or in other ``ways``."""
        self.place, book = place, self.desk.book
        self.desk.carrier.visit(lambda: stick.on(book, place), *(ways or self._ways))

    def choose(self) -> None:
        """Let a person name any folder."""
        folder = QFileDialog.getExistingDirectory(self._owner, t("Chọn USB hoặc thư mục"))
        if folder:
            self.use(Path(folder))

    def _found(self, outcome: Outcome[list[Stick]]) -> None:
        found = outcome.value if isinstance(outcome, Ok) else []
        if not found:
            self._missing()
        elif len(found) == 1:
            self.use(found[0].path)
        else:
            self.menu(found).popup(self._owner.mapToGlobal(self._owner.rect().bottomLeft()))

    def menu(self, found: list[Stick]) -> QMenu:
        """Every stick, with its room, and any other folder."""
        made = QMenu(self._owner)
        for one in found:
            free = f"{one.free / GIGABYTE:.1f}".replace(".", ",")
            words = t("{place} (còn {free} GB)", place=one.path, free=free)
            if not one.writable:
                words = t("{place} (không cho ghi)", place=one.path)
            made.addAction(words, partial(self.use, one.path)).setEnabled(one.writable)
        made.addAction(t("Thư mục khác…"), self.choose)
        return made
