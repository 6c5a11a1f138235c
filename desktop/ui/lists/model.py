"""What the table of any list is to Qt beside its cells: its titles, the side of each column."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.records.fields import Kind

Index = QModelIndex | QPersistentModelIndex
NUMBERS = {Kind.COUNT, Kind.MONEY, Kind.YEAR}
"""Fields whose columns hold numbers."""


class Model(QAbstractTableModel):
    """Numbers stand on the right, all else on the left, under titles of the same side."""

    def title(self, column: int) -> str:
        """What stands above a column."""
        raise NotImplementedError

    def numeric(self, column: int) -> bool:
        """Whether a column holds numbers."""
        raise NotImplementedError

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        return None

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """The side a column keeps to."""
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        return (right if self.numeric(column) else left) | Qt.AlignmentFlag.AlignVCenter
