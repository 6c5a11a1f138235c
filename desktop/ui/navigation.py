"""The left side: whose book it is, and every screen under the plan's headings."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records import units
from desktop.records.language import t
from desktop.records.registers import REGISTERS, Register
from desktop.records.units import Unit
from desktop.records.words import number_words
from desktop.ui import theme
from desktop.ui.widgets import Badge, Button, column, label, line, scroll


@dataclass(frozen=True)
class Place:
    """One screen: its name in the code and on the button."""

    name: str
    words: str


def headings() -> dict[str, str]:
    """The plan's headings, short."""
    return {
        "II.1": t("Truyền thông"),
        "II.2": t("Lồng ghép"),
        "II.3": t("Kiểm tra"),
        "II.4": t("Hỗ trợ"),
        "II.5": t("Tập huấn"),
    }


def shown_at(tier: str) -> list[Register]:
    """The registers an office sees: those it keeps, and above communes those that come in."""
    return [
        register
        for register in REGISTERS.values()
        if tier in register.tiers or (register.derived_from and tier != "commune")
    ]


class Entry(Button):
    """One line of the navigation, with a number on its right."""

    def __init__(self, place: Place) -> None:
        super().__init__(place.words)
        self.place, self.number = place, 0
        self.setProperty("look", "nav")
        self.setCheckable(True)
        self.toggled.connect(lambda _on: self._fit())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAutoExclusive(True)
        self.setAccessibleName(place.words)

    def count(self, number: int) -> None:
        """Show how many there are; nothing for none."""
        self.number = number
        self.setAccessibleDescription(str(number) if number else "")
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        numeral = QFontMetrics(theme.font(theme.SMALL, tabular=True))
        taken = 20 + (numeral.horizontalAdvance(number_words(self.number)) if self.number else 0)
        metrics = QFontMetrics(theme.font(strong=self.isChecked()))
        room = self.width() - taken
        shown = metrics.elidedText(self.place.words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown)
        self.setToolTip(self.place.words if shown != self.place.words else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.number:
            return
        painter = QPainter(self)
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        painter.setPen(theme.colour("accent" if self.isChecked() else "muted"))
        place = QRect(0, 0, self.width() - 10, self.height())
        painter.drawText(
            place,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            number_words(self.number),
        )


class Navigation(QWidget):
    """The way to every screen; arrows and Tab walk it, Enter goes."""

    def __init__(self, office: Unit, go: Callable[[str], None], *, practice: bool) -> None:
        super().__init__()
        self.setProperty("look", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.NAVIGATION)
        self.setAccessibleName(t("Các màn hình"))
        self.entries: dict[str, Entry] = {}
        self._go = go
        above = units.parent(office)
        parts: list[QWidget | int] = [
            _inset(label(office.name, "name")),
            _inset(label(above.name if above else "", "small")),
            *([_inset(Badge("warn", t("Sổ thực hành")))] if practice else []),
            12,
            self._entry(Place("overview", t("Tổng quan"))),
        ]
        for heading, words in headings().items():
            registers = [r for r in shown_at(office.tier) if r.heading == heading]
            if registers:
                parts += [8, _inset(label(f"{words} ({heading})", "small"))]
                parts += [self._entry(Place(r.name, r.label)) for r in registers]
        parts += [
            -1,
            12,
            self._entry(Place("reports", t("Báo cáo"))),
            self._entry(Place("packets", t("Gói dữ liệu"))),
            self._entry(Place("settings", t("Cài đặt"))),
        ]
        inside = QWidget()
        inside.setProperty("look", "clear")
        inside.setLayout(column(*parts, gap=1, edges=(10, 18, 10, 12)))
        self.setLayout(column(scroll(inside)))

    def choose(self, name: str) -> None:
        """Show which screen is in front."""
        self.entries[name].setChecked(True)

    def _entry(self, place: Place) -> Entry:
        entry = Entry(place)
        entry.clicked.connect(lambda: self._go(place.name))
        self.entries[place.name] = entry
        return entry


def _inset(widget: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(line(widget, -1, edges=(10, 0, 10, 0)))
    return holder
