"""Editors of numbers: thousands get their dots while one types."""

import re

from PySide6.QtWidgets import QLineEdit

from desktop.records.fields import Value
from desktop.records.words import number_words
from desktop.ui import theme
from desktop.ui.editors.base import Editor, Setting
from desktop.ui.widgets import column

_DIGITS = re.compile(r"[\d.  ]+")


class Number(Editor):
    """A count or an amount of đồng."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.input = QLineEdit()
        self.input.setFont(theme.font(tabular=True))
        self.setLayout(column(self.input))
        self.hold(self.input)
        self.input.textEdited.connect(self._typed)

    def raw(self) -> object:
        return self.input.text()

    def put(self, value: Value) -> None:
        self.input.setText(number_words(value) if isinstance(value, int) else "")

    def restore(self, raw: object) -> None:
        self.input.setText(str(raw or ""))

    def close_to_changes(self) -> None:
        self.input.setReadOnly(True)

    def _typed(self, text: str) -> None:
        if _DIGITS.fullmatch(text):
            before = len(re.sub(r"\D", "", text[: self.input.cursorPosition()]))
            digits = re.sub(r"\D", "", text)
            self.input.setText(self.written(digits) if digits else "")
            self.input.setCursorPosition(self._place(before))
        self.changed.emit()

    def _place(self, digits_before: int) -> int:
        text, seen = self.input.text(), 0
        for place, sign in enumerate(text):
            if seen == digits_before:
                return place
            seen += sign.isdigit()
        return len(text)

    def written(self, digits: str) -> str:
        """How digits look while they are typed."""
        return number_words(int(digits))


class Year(Number):
    """A year, which has no thousands."""

    def put(self, value: Value) -> None:
        self.input.setText("" if value is None else str(value))

    def written(self, digits: str) -> str:
        return digits
