"""Editors of text: one line, several lines, and the case code that nobody types."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop.records.fields import Value
from desktop.records.language import t
from desktop.ui.editors.base import Editor, Setting
from desktop.ui.look.widgets import column

LINE = 200
"""A text that may be longer than this gets several lines."""


def text_editor(setting: Setting) -> Editor:
    """One line or several, after the length the field declares."""
    return Lines(setting) if setting.field.longest > LINE else Line(setting)


class Line(Editor):
    """One line of text."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.input = QLineEdit()
        self.setLayout(column(self.input))
        self.hold(self.input)
        self.input.textEdited.connect(lambda _text: self.changed.emit())

    def raw(self) -> object:
        return self.input.text()

    def put(self, value: Value) -> None:
        self.input.setText("" if value is None else str(value))
        self.input.setCursorPosition(0)

    def restore(self, raw: object) -> None:
        self.input.setText(str(raw or ""))

    def close_to_changes(self) -> None:
        self.input.setReadOnly(True)


class Case(Line):
    """A random code: given by the program when the row is saved, shown, never typed."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.input.setReadOnly(True)
        self.input.setPlaceholderText(t("Máy cho mã khi lưu"))
        self.input.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


class Lines(Editor):
    """Several lines; Tab goes on to the next field."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.input = QPlainTextEdit()
        self.input.setTabChangesFocus(True)
        self.input.setFixedHeight(72)
        self.setLayout(column(self.input))
        self.hold(self.input)
        self.input.textChanged.connect(self.changed)

    def raw(self) -> object:
        return self.input.toPlainText()

    def put(self, value: Value) -> None:
        self.input.blockSignals(True)
        self.input.setPlainText("" if value is None else str(value))
        self.input.blockSignals(False)

    def restore(self, raw: object) -> None:
        self.put(str(raw or ""))

    def close_to_changes(self) -> None:
        self.input.setReadOnly(True)
