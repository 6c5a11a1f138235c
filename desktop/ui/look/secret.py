"""A line for a passphrase: dots, until a person wants to see what the keyboard has made of it."""

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QProgressBar, QToolButton, QWidget

from desktop.records.language import t
from desktop.ui.look import icons
from desktop.ui.look.strength import STRONGEST, strength
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import column, label, restyle

KEY = "F2"


class Secret(QLineEdit):
    """Vietnamese keyboards change letters as one types, which dots do not tell: an eye at the end
    of the line, or F2 in it, shows the signs; they are dots again once the line is left behind."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self._eye = QAction(self)
        self._eye.setCheckable(True)
        self._eye.setShortcut(QKeySequence(KEY))
        self._eye.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._eye.toggled.connect(self._show)
        self._show(False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._eye.setChecked(False)

    def _show(self, seen: bool) -> None:
        modes = QLineEdit.EchoMode
        self.setEchoMode(modes.Normal if seen else modes.Password)
        words = t("Che chữ đang gõ") if seen else t("Hiện chữ đang gõ")
        self._eye.setIcon(icons.icon("eye-off" if seen else "eye"))
        self._eye.setText(words)
        self._eye.setToolTip(f"{words} ({KEY})")
        for one in cast(list[QToolButton], self.findChildren(QToolButton)):
            one.setAccessibleName(words)


class Strength(QWidget):
    """How well what is typed into a line protects, as a bar and in words that help."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__()
        self.bar = QProgressBar()
        self.bar.setRange(0, STRONGEST)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(t("Độ mạnh của mật khẩu"))
        self.words = label("", "small", wrap=True)
        self.setLayout(column(self.bar, self.words, gap=STEP // 2))
        line.textChanged.connect(self.judge)
        self.judge(line.text())

    def judge(self, passphrase: str) -> None:
        """Say how well it protects."""
        found = strength(passphrase)
        self.bar.setValue(found.degree)
        restyle(self.bar, "look", found.state)
        self.words.setText(found.words)
        restyle(self.words, "look", LOOKS[found.state] if passphrase else "small")


LOOKS = {"bad": "problem", "warn": "warning", "ok": "small"}
