"""Editors of dates and months: typed as people write them, or picked from a calendar."""

from typing import cast

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.records.fields import Value
from desktop.records.language import current, t
from desktop.records.words import date_words, moment_words
from desktop.ui import icons, theme
from desktop.ui.editors.base import Editor, Setting
from desktop.ui.widgets import column


class Day(Editor):
    """A date; "5/3" is completed with the year when the field is left."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._calendar: Calendar | None = None
        self.input = QLineEdit()
        self.input.setPlaceholderText(t("ngày/tháng/năm"))
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
        shown = self.setting.understand(self.input.text())
        calendar = self._calendar = Calendar(
            self, QDate.fromString(str(shown)[:10], Qt.DateFormat.ISODate)
        )
        calendar.days.activated.connect(self._picked)
        calendar.days.clicked.connect(self._picked)
        calendar.move(self.input.mapToGlobal(QPoint(0, self.input.height() + 2)))
        calendar.show()
        calendar.days.setFocus()

    def _picked(self, day: QDate) -> None:
        self.put(day.toString(Qt.DateFormat.ISODate))
        if self._calendar:
            self._calendar.close()
            self._calendar = None
        self.changed.emit()
        self.input.setFocus()

    def _complete(self) -> None:
        if (value := self.setting.understand(self.input.text())) is not None:
            self.put(value)


class Calendar(QFrame):
    """A month to pick a day from; Enter takes it, Esc goes back."""

    def __init__(self, parent: QWidget, shown: QDate) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.days = QCalendarWidget()
        self.days.setLocale(QLocale("vi_VN" if current() == "vi" else "en_GB"))
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setAccessibleName(t("Lịch"))
        self._dress()
        if shown.isValid():
            self.days.setSelectedDate(shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.days)

    def _dress(self) -> None:
        """The theme's arrows and inks in place of Qt's."""
        for name, drawing in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            arrow = self.days.findChild(QToolButton, f"qt_calendar_{name}")
            cast(QToolButton, arrow).setIcon(icons.icon(drawing))
        weekend = QTextCharFormat()
        weekend.setForeground(theme.colour("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(day, weekend)


class Moment(Day):
    """A date with the time of day, typed like 05/03/2024 08:30; the calendar keeps the time."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.input.setPlaceholderText(t("ngày/tháng/năm giờ:phút"))

    def put(self, value: Value) -> None:
        self.input.setText(moment_words(str(value)) if value else "")

    def _picked(self, day: QDate) -> None:
        held = str(self.setting.understand(self.input.text()) or "")
        time = held.partition("T")[2] or "08:00"
        super()._picked(day)
        self.put(f"{day.toString(Qt.DateFormat.ISODate)}T{time}")


class Month(Day):
    """A month of a year, typed like 03/2024."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self.input.setPlaceholderText(t("tháng/năm"))
        for action in self.input.actions():
            self.input.removeAction(action)
