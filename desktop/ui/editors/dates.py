"""Editors of dates and months: typed as people write them, or picked from a calendar."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit

from desktop.records.fields import Value
from desktop.records.language import t
from desktop.records.words import date_words, moment_words
from desktop.ui.editors.base import Editor, Setting
from desktop.ui.editors.calendar import Calendar, Moments
from desktop.ui.look import icons
from desktop.ui.look.widgets import column


class Day(Editor):
    """A date; "5", "5/3" or "hôm qua" is written out when the field is left."""

    calendar: type[Calendar] = Calendar

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.input = QLineEdit()
        self.input.setPlaceholderText(t("vd. 5/3"))
        self.input.setToolTip(t("Gõ 5/3, 5/3/2024 hay hôm qua, hoặc mở lịch (Alt+Mũi tên xuống)"))
        self.setLayout(column(self.input))
        self.hold(self.input)
        self.input.textEdited.connect(lambda _text: self.changed.emit())
        self.input.editingFinished.connect(self._complete)
        pick = QAction(icons.icon("calendar"), t("Mở lịch (Alt+Mũi tên xuống)"), self)
        pick.setShortcut(QKeySequence("Alt+Down"))
        pick.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        pick.triggered.connect(self.open_calendar)
        self.input.addAction(pick, QLineEdit.ActionPosition.TrailingPosition)

    def raw(self) -> object:
        return self.input.text()

    def put(self, value: Value) -> None:
        self.input.setText(date_words(str(value or "")))

    def restore(self, raw: object) -> None:
        self.input.setText(str(raw or ""))

    def close_to_changes(self) -> None:
        self.input.setReadOnly(True)
        for action in self.input.actions():
            self.input.removeAction(action)

    def open_calendar(self) -> None:
        """Show a calendar below the field."""
        shown = str(self.setting.understand(self.input.text()) or "")
        calendar = self.calendar(self, self.setting, shown)
        calendar.picked.connect(self._picked)
        below = self.input.mapToGlobal(QPoint(0, self.input.height() + 2))
        right = self.window().mapToGlobal(self.window().rect().topRight()).x()
        calendar.move(min(below.x(), right - calendar.sizeHint().width() - 8), below.y())
        calendar.show()
        calendar.days.setFocus()

    def _picked(self, value: str) -> None:
        self.put(value)
        self.changed.emit()
        self.input.setFocus()

    def _complete(self) -> None:
        if (value := self.setting.understand(self.input.text())) is not None:
            self.put(value)


class Moment(Day):
    """A date with the time of day, typed like 5/3/2024 8:30 or picked with its time."""

    calendar = Moments

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.input.setPlaceholderText(t("vd. 5/3 14:30"))

    def put(self, value: Value) -> None:
        self.input.setText(moment_words(str(value)) if value else "")


class Month(Day):
    """A month of a year, typed like 03/2024."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.input.setPlaceholderText(t("tháng/năm"))
        for action in self.input.actions():
            self.input.removeAction(action)
