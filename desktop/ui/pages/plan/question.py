"""What a person asks of the targets: up to which day, by which year, of which unit."""

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.records import mergers
from desktop.records.area import offices
from desktop.records.fields import Field, Kind
from desktop.records.language import t
from desktop.records.periods import Basis
from desktop.records.registers import REGISTERS
from desktop.records.units import Unit
from desktop.ui.desk import Desk
from desktop.ui.editors.dates import Day
from desktop.ui.form import drafting
from desktop.ui.look.flow import Flow
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, Tick, column, label
from desktop.ui.pages.plan.reading import Asked

PAUSE = 400
"""Milliseconds after the last key before a typed day is taken."""
FIELD = Field("date", Kind.DATE, "Tính đến ngày", "Up to and including", ahead=True)


class Question(QWidget):
    """The line of choices above the targets; ``changed`` when another thing is asked."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._office = desk.book.office
        self._today = date.fromisoformat(desk.today())
        # read like any other day that is typed, in the year it is now
        self.day = Day(drafting.setting(desk, REGISTERS["outreach"], FIELD))
        self.day.put(self._today.isoformat())
        self.day.setFixedWidth(150)
        self.basis, self.unit = Choice(), Choice()
        self.merged = Tick(t("Gộp theo xã mới (2025)"))
        self._fill()
        self._asked = self.asked()
        pause = QTimer(self, interval=PAUSE, singleShot=True)
        pause.timeout.connect(self._look)
        self.day.changed.connect(pause.start)
        self.day.left.connect(self._look)
        self.basis.activated.connect(lambda _index: self._look())
        self.unit.activated.connect(lambda _index: self._look())
        self.merged.clicked.connect(lambda _on: self.changed.emit())

    def asked(self) -> Asked:
        """What is asked now; an unreadable day leaves the one before."""
        typed = self.day.setting.understand(str(self.day.raw()))
        day = date.fromisoformat(str(typed)) if typed else None
        self.day.mark("" if day else "error")
        before = getattr(self, "_asked", None)
        return Asked(
            self._areas[self.unit.currentIndex()],
            day or (before.day if before else self._today),
            Basis(self.basis.currentData()),
        )

    def take(self, unit: str) -> None:
        """Ask of another unit, by its code."""
        place = next((n for n, one in enumerate(self._areas) if one.code == unit), None)
        if place is not None:
            self.unit.setCurrentIndex(place)
            self._look()

    def _fill(self) -> None:
        self._areas: list[Unit] = offices(self._office)
        for area in self._areas:
            self.unit.addItem(_called(area, self._office))
        self.basis.addItem(t("Dương lịch (01/01–31/12)"), Basis.CALENDAR)
        self.basis.addItem(t("Nghị định 09/2019 (15/12–14/12)"), Basis.DECREE)
        self.basis.setMinimumWidth(285)
        self.unit.setMinimumWidth(210)
        self.basis.setAccessibleName(t("Cách tính năm"))
        self.unit.setAccessibleName(t("Đơn vị"))
        above = self._office.tier != "commune"
        row = Flow(gap=2 * STEP)
        row.setContentsMargins(0, 0, 0, 0)
        for words, part in (
            (FIELD.label, self.day),
            (t("Cách tính năm"), self.basis),
            (t("Đơn vị"), self.unit),
            ("", self.merged),
        ):
            if above or part in (self.day, self.basis):
                holder = QWidget()
                gap = 4 if words else 7  # a box to tick is lower than a line
                holder.setLayout(column(label(words or " ", "small"), part, gap=gap))
                row.addWidget(holder)
        self.setLayout(row)
        self._offer_merging()

    def _offer_merging(self) -> None:
        area = self._areas[self.unit.currentIndex()]
        self.merged.setEnabled(area.tier != "commune" and bool(mergers.mergers(area)))

    def _look(self) -> None:
        asked = self.asked()
        if asked != self._asked:
            self._asked = asked
            self._offer_merging()
            self.changed.emit()


def _called(area: Unit, office: Unit) -> str:
    if area == office:
        return t("Toàn bộ {unit}", unit=area.name)
    return area.name if area.parent == office.code else f"    {area.name}"
