"""Before a file is chosen: which register its rows are for, and the three steps to come."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.records.language import t
from desktop.records.registers import REGISTERS, Register, kept_at
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, Panel, button, column, label, line


class Beginning(QWidget):
    """``asks`` for a file; ``chosen`` tells for which register; ``wants`` the template there."""

    asks = Signal()
    chosen = Signal(str)
    wants = Signal(Path)

    def __init__(self, tier: str) -> None:
        super().__init__()
        self.into = Choice()
        for register in kept_at(tier):
            if register.name != "referrals":  # rows about people come from nowhere else
                self.into.addItem(register.label, register.name)
        self.into.activated.connect(lambda _place: self.chosen.emit(self.into.currentData()))
        self.choose = button(t("Chọn tệp…"), self.asks.emit, "primary", key="Ctrl+O")
        self.setLayout(column(self._panel(), -1))

    @property
    def register(self) -> Register:
        """The register that rows are for."""
        return REGISTERS[str(self.into.currentData())]

    def begin(self, name: str) -> None:
        """Start for that register."""
        self.into.setCurrentIndex(max(self.into.findData(name), 0))

    def _panel(self) -> Panel:
        steps = (
            t("1. Chọn tệp Excel (.xlsx, .xls) hoặc .csv mà đơn vị đang giữ."),
            t("2. Xem cột nào là mục nào; chữ kiểu .VnTime, VNI được chuyển sang Unicode."),
            t("3. Xem trước từng dòng đúng như sẽ được ghi, rồi mới nhập. Nhập nhầm thì hoàn tác."),
        )
        words = label(t("Nhập vào sổ"))
        words.setBuddy(self.into)
        self.into.setAccessibleName(words.text())
        panel = Panel(t("Đưa số liệu cũ vào sổ"))
        for step in steps:
            panel.body.addWidget(label(step, wrap=True))
        self.into.setMinimumWidth(280)
        panel.body.addLayout(line(words, self.into, -1))
        panel.body.addSpacing(STEP)
        template = button(t("Tải mẫu nhập để điền…"), self._ask_template)
        panel.body.addLayout(line(self.choose, template, -1))
        return panel

    def _ask_template(self) -> None:
        proposed = f"mau-nhap-{self.register.name}.xlsx"
        name, _ = QFileDialog.getSaveFileName(self, t("Ghi mẫu nhập"), proposed, "*.xlsx")
        if name:
            self.wants.emit(Path(name))
