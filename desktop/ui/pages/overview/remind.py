"""The offices to be reminded by telephone, as text that can be copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.records.language import t
from desktop.ui.look.dialog import Dialog
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line


class Remind(Dialog):
    """Copied with one button; nothing is sent to anybody."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Danh sách để nhắc"))
        self.resize(460, 420)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(t("Danh sách để nhắc"))
        self.said = label("", "muted")
        self.copied = button(t("Chép danh sách"), self.copy, "primary", key="Ctrl+Shift+C")
        about = t("Gọi điện cho các đơn vị này, hoặc chép danh sách vào tin nhắn.")
        buttons = line(self.copied, button(t("Đóng"), self.close), self.said, -1)
        whole = column(
            label(about, "muted", wrap=True), self.text, buttons, gap=2 * STEP,
            edges=(24, 20, 24, 20),
        )  # fmt: skip
        self.setLayout(whole)

    def copy(self) -> None:
        """Put the list on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.setText(t("Đã chép."))
