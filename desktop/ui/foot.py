"""Below a form: saving, the reason for keeping a row against a warning, taking a row out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from desktop.records.language import t
from desktop.ui.widgets import button, column, label, line


class Foot(QWidget):
    """The buttons of a form, fitting what may be done with its row."""

    keeps = Signal(bool)
    drops = Signal(str)
    restores = Signal()

    def __init__(self, *, new: bool, retired: bool) -> None:
        super().__init__()
        self.setProperty("look", "foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.warned = False
        self.keep = button(t("Lưu"), lambda: self.keeps.emit(False), "primary", key="Ctrl+S")
        self.another = button(t("Lưu và thêm tiếp"), lambda: self.keeps.emit(True))
        self.another.setShortcut(QKeySequence("Ctrl+Shift+S"))
        self.another.setToolTip("Ctrl+Shift+S")
        self.discard = button(t("Bỏ dòng này…"), self._ask_reason, "quiet")
        self.restore = button(t("Đưa lại vào sổ"), self.restores.emit, "primary")
        self.why = QLineEdit(maxLength=300)
        self.why.setAccessibleName(t("Lý do vẫn lưu"))
        self.why.returnPressed.connect(self.keep.click)
        self._reason = QWidget()
        asks = label(t("Lý do vẫn lưu (không bắt buộc)"), "small")
        self._reason.setLayout(column(asks, self.why, gap=4))
        buttons = line(self.keep, self.another, self.restore, -1, self.discard)
        self.setLayout(column(self._reason, buttons, gap=10, edges=(22, 12, 22, 12)))
        shown: dict[QWidget, bool] = {
            self.keep: not retired,
            self.another: new,
            self.restore: retired,
        }
        shown |= {self.discard: not new and not retired, self._reason: False}
        for part, wanted in shown.items():
            part.setVisible(wanted)

    @property
    def because(self) -> str:
        """The reason that was given for keeping the row against its warnings."""
        return self.why.text().strip() if self.warned else ""

    def warn(self, warned: bool) -> None:
        """Only warnings are left, and the next saving keeps the row against them; or no more."""
        if warned == self.warned:
            return
        self.warned = warned
        self._reason.setVisible(warned)
        self.keep.setText((t("Vẫn lưu") if warned else t("Lưu")) + " (Ctrl+S)")
        self.keep.setAccessibleName(t("Vẫn lưu") if warned else t("Lưu"))

    def _ask_reason(self) -> None:
        reason, agreed = QInputDialog.getText(
            self,
            t("Bỏ dòng này"),
            t("Dòng sẽ không còn trong danh sách và số liệu; sổ vẫn giữ lại. Lý do:"),
        )
        if agreed:
            self.drops.emit(reason.strip())
