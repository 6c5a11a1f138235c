"""Editors of numbers: thousands get their dots while one types."""

import re

from PySide6.QtWidgets import QLineEdit

from desktop.records.fields import Value
from desktop.records.words import number_words
from desktop.ui.editors.base import Editor, Setting
from desktop.ui.look import theme
from desktop.ui.look.widgets import column

_DIGITS = re.compile(r"[\d.\s]+")
_SEPARATORS = re.compile(r"[.\s]")


class Number(Editor):
    """A count or an amount of đồng."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._shown = ""
        self.input = QLineEdit()
        self.input.setFont(theme.font(tabular=True))
        self.setLayout(column(self.input))
        self.hold(self.input)
        self.input.textEdited.connect(self._typed)

    def raw(self) -> object:
        return self.input.text()

    def put(self, value: Value) -> None:
        self._write(number_words(value) if isinstance(value, int) else "")

    def restore(self, raw: object) -> None:
        self._write(str(raw or ""))

    def close_to_changes(self) -> None:
        self.input.setReadOnly(True)

    def _write(self, text: str) -> None:
        self.input.setText(text)
        self._shown = text

    def _typed(self, text: str) -> None:
        digits = re.sub(r"\D", "", text)
        if _DIGITS.fullmatch(text) and not self._by_hand(text, digits):
            before = len(re.sub(r"\D", "", text[: self.input.cursorPosition()]))
            self.input.setText(self.written(digits) if digits else "")
            self.input.setCursorPosition(self._place(before))
        self._shown = self.input.text()
        self.changed.emit()

    def _by_hand(self, text: str, digits: str) -> bool:
        """Whether the person sets dots: then none is moved, so that "1.5" never becomes 15."""
        if not digits:
            return False
        dots = len(_SEPARATORS.findall(text))
        added = dots > len(_SEPARATORS.findall(self._shown)) or not self._grouped(self._shown)
        return bool(dots) and added and not self._grouped(text)

    def _grouped(self, text: str) -> bool:
        """Whether every dot in ``text`` stands between thousands."""
        digits = re.sub(r"\D", "", text)
        return not digits or _SEPARATORS.sub(".", text) == self.written(digits)

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
        self._write("" if value is None else str(value))

    def written(self, digits: str) -> str:
        return digits
