"""Second step: whose book it is, found by typing without marks."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.records import units
from desktop.records.language import t
from desktop.records.units import Unit
from desktop.ui.editors.composed import ComposedLine
from desktop.ui.first_run.choices import Choices
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.look.widgets import button


class Office(Sheet):
    """Units of every tier and of both lists; tier and list follow from the unit."""

    def __init__(
        self, choices: Choices, back: Callable[[], None], go_on: Callable[[Choices], None]
    ) -> None:
        super().__init__(
            t("Sổ của đơn vị nào?"),
            t("Gõ tên không dấu cũng được, ví dụ “boc bo”. Sau này không đổi được."),
            at=1,
        )
        self.choices, self.go_on = choices, go_on
        self.words = ComposedLine()
        self.words.setAccessibleName(t("Tên đơn vị"))
        self.words.setPlaceholderText(t("Tên đơn vị"))
        self.words.textChanged.connect(self._find)
        self.words.typing.connect(self._find)
        self.found = QListWidget()
        self.found.setAccessibleName(t("Đơn vị tìm thấy"))
        self.found.setFixedHeight(230)
        self.found.itemActivated.connect(self._next)
        self.found.currentItemChanged.connect(self._chosen)
        self.content.addWidget(self.words)
        self.content.addWidget(self.found)
        self.go = button(t("Tiếp tục"), self._next, "primary")
        self.buttons.addWidget(self.go)
        self.buttons.addWidget(button(t("Quay lại"), back))
        self.buttons.addStretch(1)
        self.lines = [self.words]
        if choices.office:
            self.words.setText(choices.office.name)
        self._find(self.words.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go through what was found while the cursor stays in the line."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.found.count():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            row = self.found.currentRow() + step
            self.found.setCurrentRow(min(max(row, 0), self.found.count() - 1))
            return
        super().keyPressEvent(event)

    def _find(self, words: str) -> None:
        self.found.clear()
        for edition in units.EDITIONS:
            for unit in units.search(edition, words):
                item = QListWidgetItem(_line(unit))
                item.setData(Qt.ItemDataRole.UserRole, unit)
                self.found.addItem(item)
                if unit == self.choices.office:
                    self.found.setCurrentItem(item)
        if self.found.count() and words and self.found.currentRow() < 0:
            self.found.setCurrentRow(0)
        self._chosen()

    def _chosen(self) -> None:
        self.go.setEnabled(self.found.currentRow() >= 0)
        self.refuse("" if self.found.count() else t("Không có đơn vị nào tên như thế."))

    def _next(self) -> None:
        if self.found.currentRow() < 0:
            return
        unit: Unit = self.found.currentItem().data(Qt.ItemDataRole.UserRole)
        self.go_on(replace(self.choices, office=unit))


def _line(unit: Unit) -> str:
    """A unit among those found: with the one above it, and since when the list knows it."""
    above = units.parent(unit)
    words = f"{unit.name} · {above.name}" if above else unit.name
    return words if unit.edition == units.EDITIONS[0] else t("{name} (từ 01/07/2025)", name=words)
