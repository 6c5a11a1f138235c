"""A short list that is held whole: a packet box, a plan of what came in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from desktop.ui.lists.cells import BADGE
from desktop.ui.lists.model import Index, Model


@dataclass(frozen=True)
class Column:
    """A column: its title, how wide it begins in pixels, whether it holds numbers, whether it may
    grow; ``leaves`` tells that it goes where there is little room, those with 1 before those with
    2. Cells that are ``exact`` (days, codes), like numbers, say nothing when they are shortened;
    ``made`` tells that a person made it so wide."""

    title: str
    width: int
    number: bool = False
    grows: bool = False
    leaves: int = 0
    exact: bool = False
    made: bool = False


@dataclass(frozen=True)
class Entry:
    """One line: its cells, the badges before some of them, and the thing it stands for."""

    cells: tuple[str, ...]
    thing: object = None
    badges: dict[int, tuple[str, str]] = field(default_factory=dict)


class Listing(Model):
    """Entries for a list view."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.entries: list[Entry] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Put these in place of what was there."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's form
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.cells[index.column()]
        if role == BADGE:
            return entry.badges.get(index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            _, words = entry.badges.get(index.column(), ("", ""))
            return f"{words} {entry.cells[index.column()]}".strip()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        return None

    def title(self, column: int) -> str:
        return self.columns[column].title

    def numeric(self, column: int) -> bool:
        return self.columns[column].number
