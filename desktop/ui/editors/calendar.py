"""A month to pick a day from, and the time of that day where one is wanted."""

from typing import cast

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.records.language import current, t
from desktop.ui.editors.base import Setting
from desktop.ui.look import icons, theme
from desktop.ui.look.widgets import button, label, line

MORNING = "08:00"


class Calendar(QFrame):
    """Enter or a click takes the day, Esc goes back; ``picked`` gives the value, ``2024-03-05`` or
    ``2024-03-05T08:30``."""

    picked = Signal(str)

    def __init__(self, parent: QWidget, setting: Setting, shown: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.understand, self.now = setting.understand, setting.now()
        self.setProperty("look", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.days = QCalendarWidget()
        self.days.setLocale(QLocale("vi_VN" if current() == "vi" else "en_GB"))
        self.days.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.days.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.days.setAccessibleName(t("Lịch"))
        self._dress()
        self.go_to(shown or self.now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.days)
        layout.addWidget(self.foot(shown))
        self.days.activated.connect(self.take_day)
        self.days.clicked.connect(self.take_day)

    def go_to(self, moment: str) -> None:
        """Show the month of that day."""
        day = QDate.fromString(moment[:10], Qt.DateFormat.ISODate)
        if day.isValid():
            self.days.setSelectedDate(day)

    def foot(self, _shown: str) -> QWidget:
        """What stands below the month."""
        foot = QWidget()
        today = button(t("Hôm nay"), lambda: self.take(self.now[:10]), "link")
        foot.setLayout(line(today, -1, edges=(6, 0, 6, 4)))
        return foot

    def take_day(self, day: QDate) -> None:
        """A day was chosen."""
        self.take(day.toString(Qt.DateFormat.ISODate))

    def take(self, value: str) -> None:
        """This is it."""
        self.close()
        self.picked.emit(value)

    def _dress(self) -> None:
        """The theme's arrows and inks in place of Qt's."""
        for name, drawing in (("prevmonth", "chevron-left"), ("nextmonth", "chevron-right")):
            arrow = self.days.findChild(QToolButton, f"qt_calendar_{name}")
            cast(QToolButton, arrow).setIcon(icons.icon(drawing))
        weekend = QTextCharFormat()
        weekend.setForeground(theme.colour("muted"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.days.setWeekdayTextFormat(day, weekend)


class Moments(Calendar):
    """After the day comes the time, typed like 8:30 or 8h30; Enter there takes both."""

    def foot(self, shown: str) -> QWidget:
        self.time = QLineEdit(shown[11:] or MORNING)
        self.time.setAccessibleName(t("Giờ"))
        self.time.setFixedWidth(72)
        self.time.returnPressed.connect(self._take_both)
        foot = QWidget()
        now = button(t("Bây giờ"), lambda: self.take(self.now), "link")
        done = button(t("Chọn"), self._take_both)
        foot.setLayout(line(label(t("Giờ")), self.time, done, -1, now, edges=(8, 4, 6, 6)))
        return foot

    def take_day(self, day: QDate) -> None:
        self.days.setSelectedDate(day)
        self.time.setFocus()
        self.time.selectAll()

    def _take_both(self) -> None:
        day = self.days.selectedDate().toString("dd/MM/yyyy")
        both = self.understand(f"{day} {self.time.text()}")
        if both is None or not self.time.text().strip():
            self.time.selectAll()
        else:
            self.take(str(both))
