"""Second step: whose book it is, found by typing without marks."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QListWidget, QListWidgetItem, QRadioButton

from desktop.records import units
from desktop.records.language import t
from desktop.records.units import Unit
from desktop.ui.first_run.choices import Choices
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.theme import STEP
from desktop.ui.widgets import button, line


class Office(Sheet):
    """Tier, edition of the unit list, unit."""

    def __init__(
        self, choices: Choices, back: Callable[[], None], go_on: Callable[[Choices], None]
    ) -> None:
        super().__init__(
            t("Sổ của đơn vị nào?"),
            t("Gõ tên không dấu cũng được, ví dụ “boc bo”. Sau này không đổi được."),
        )
        self.choices, self.go_on = choices, go_on
        self.tiers = self._choice(
            {"commune": t("Cấp xã"), "district": t("Cấp huyện"), "province": t("Cấp tỉnh")},
            choices.tier,
        )
        self.editions = self._choice(
            {"2021": t("Danh mục 2021 (Bắc Kạn)"), "2025": t("Danh mục từ 01/07/2025")},
            choices.edition,
        )
        self.words = QLineEdit()
        self.words.setAccessibleName(t("Tên đơn vị"))
        self.words.setPlaceholderText(t("Tên đơn vị"))
        self.words.textChanged.connect(self._find)
        self.found = QListWidget()
        self.found.setAccessibleName(t("Đơn vị tìm thấy"))
        self.found.setFixedHeight(190)
        self.found.itemActivated.connect(self._next)
        self.found.currentItemChanged.connect(self._chosen)
        self.content.addWidget(self.words)
        self.content.addWidget(self.found)
        self.go = button(t("Tiếp tục"), self._next, "primary")
        self.buttons.addWidget(self.go)
        self.buttons.addWidget(button(t("Quay lại"), back))
        self.buttons.addStretch(1)
        self._find()
        self.lines = [self.words]

    def _choice(self, entries: dict[str, str], chosen: str) -> QButtonGroup:
        group, row = QButtonGroup(self), line(gap=3 * STEP)
        for name, words in entries.items():
            one = QRadioButton(words)
            one.setObjectName(name)
            one.setChecked(name == chosen)
            one.clicked.connect(lambda _checked: self._find())
            group.addButton(one)
            row.addWidget(one)
        row.addStretch(1)
        self.content.addLayout(row)
        return group

    def _find(self) -> None:
        tier, edition = (g.checkedButton().objectName() for g in (self.tiers, self.editions))
        self.found.clear()
        for unit in units.search(edition, self.words.text(), tier):
            above = units.parent(unit)
            item = QListWidgetItem(f"{unit.name} · {above.name}" if above else unit.name)
            item.setData(Qt.ItemDataRole.UserRole, unit)
            self.found.addItem(item)
        if self.found.count() and (self.words.text() or self.found.count() == 1):
            self.found.setCurrentRow(0)
        self._chosen()

    def _chosen(self) -> None:
        self.go.setEnabled(self.found.currentRow() >= 0)
        none = t("Không có đơn vị nào như thế ở cấp này.")
        self.refuse("" if self.found.count() else none)

    def _next(self) -> None:
        if self.found.currentRow() < 0:
            return
        unit: Unit = self.found.currentItem().data(Qt.ItemDataRole.UserRole)
        self.go_on(replace(self.choices, edition=unit.edition, tier=unit.tier, office=unit))
