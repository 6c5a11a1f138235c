"""The left side: whose book it is, and every screen under the plan's headings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from desktop.records import units
from desktop.records.language import t
from desktop.records.registers import REGISTERS, Register
from desktop.records.text import fold
from desktop.records.units import Unit
from desktop.records.words import number_words
from desktop.ui.frame.further import Further
from desktop.ui.look import icons, theme
from desktop.ui.look.widgets import Button, column, holder, label, line

FIRST, PLAN, LAST = "first", "plan", "last"
"""The groups beside the plan's own headings: the overview, the plan as a whole, the office."""

DENSITIES = ((28, 8), (26, 7), (24, 4))
"""Height of a line and of the gap between two groups, in pixels: the first that fits."""
TOP, BOTTOM = 10, 6
"""Above the first line and below the last, in pixels."""
KEYS = 9
"""As many screens have a key of their own, Alt with a digit."""


@dataclass(frozen=True)
class Place:
    """One screen: its name in the code, its words, its group, its drawing."""

    name: str
    words: str
    group: str
    icon: str


def headings() -> dict[str, str]:
    """The groups in their order with their words: the plan's headings between the office's own."""
    return {
        FIRST: "",
        PLAN: t("Kế hoạch"),
        "II.1": t("Truyền thông"),
        "II.2": t("Lồng ghép"),
        "II.3": t("Kiểm tra"),
        "II.4": t("Hỗ trợ"),
        "II.5": t("Tập huấn"),
        "IV": t("Kinh phí thực hiện"),
        "V": t("Tổ chức thực hiện"),
        LAST: "",
    }


def shown_at(tier: str) -> list[Register]:
    """The registers an office sees: those it keeps, and above communes those that come in."""
    return [
        register
        for register in REGISTERS.values()
        if tier in register.tiers or (register.derived_from and tier != "commune")
    ]


class Entry(Button):
    """One line of the navigation: the clause of its group before the first, a number on the right.

    Arrows, Home and End walk the lines; a letter goes to the next one that begins with it.
    """

    def __init__(
        self, place: Place, clause: str, group: str, walk: Callable[["Entry", QKeyEvent], bool]
    ) -> None:
        super().__init__(place.words)
        self.place, self.clause, self.heading, self.number = place, clause, group.strip(), 0
        self.key, self.folded = "", False
        self._walk = walk
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

    def fold(self, folded: bool) -> None:
        """Show the drawing only, or the words again."""
        self.folded = folded
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        goes = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if goes or not self._walk(self, event):
            super().keyPressEvent(event)

    def _fit(self) -> None:
        numeral = QFontMetrics(theme.font(theme.SMALL))
        taken = theme.GUTTER + 20
        taken += numeral.horizontalAdvance(number_words(self.number)) + 4 if self.number else 0
        metrics = QFontMetrics(theme.font(strong=self.isChecked()))
        words = self.place.words
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, self.width() - taken)
        shown = "" if self.folded else shown
        self.setText(shown)
        whole = words if shown != words else ""
        self.setToolTip(" · ".join(part for part in (self.heading, whole, self.key) if part))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        ink = "accent" if self.isChecked() else "muted"
        if self.folded:
            place = QRectF((self.width() - 16) / 2, (self.height() - 16) / 2, 16, 16)
            icons.paint(painter, self.place.icon, ink, place)
            return
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour(ink))
        middle = Qt.AlignmentFlag.AlignVCenter
        inside = QRect(10, 0, self.width() - 20, self.height())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | middle, self.clause)
        number = number_words(self.number) if self.number else ""
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | middle, number)


class Navigation(QWidget):
    """The way to every screen; arrows, letters and Tab walk it, Enter goes."""

    def __init__(self, office: Unit, places: Sequence[Place], go: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("look", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.NAVIGATION)
        self.setAccessibleName(t("Các màn hình"))
        self.entries: dict[str, Entry] = {}
        self._go = go
        above = units.parent(office)
        self._whose = [
            _inset(label(office.name, "name")),
            _inset(label(above.name if above else "", "small")),
        ]
        self._gaps = [QWidget()]
        parts: list[QWidget | int] = [*self._whose, *self._gaps]
        for group, words in headings().items():
            here = [place for place in places if place.group == group]
            if here:
                self._gaps.append(QWidget())
                parts += [-1] if group == LAST else []
                parts.append(self._gaps[-1])
            clause = group if group not in (FIRST, PLAN, LAST) else ""
            for number, place in enumerate(here):
                shown = clause if number == 0 else ""
                parts.append(self._entry(Entry(place, shown, f"{clause} {words}", self._walk)))
        self.further = Further(holder(column(*parts, gap=0, edges=(8, TOP, 8, BOTTOM))))
        self.setLayout(column(self.further))

    def fold(self, folded: bool) -> None:
        """In a small window show drawings only, so that the screen has room."""
        if folded is (self.width() == theme.RAIL):
            return
        self.setFixedWidth(theme.RAIL if folded else theme.NAVIGATION)
        for one in self._whose:
            one.setHidden(folded)
        for entry in self.entries.values():
            entry.fold(folded)
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def choose(self, name: str) -> None:
        """Show which screen is in front; a cursor that is here goes along."""
        if name in self.entries:
            self.entries[name].setChecked(True)
            if self.isAncestorOf(QApplication.focusWidget() or self.entries[name]):
                self.entries[name].setFocus(Qt.FocusReason.OtherFocusReason)
            self.further.reveal(self.entries[name])

    def start(self) -> None:
        """Put the cursor on the screen that is in front."""
        chosen = next((e for e in self.entries.values() if e.isChecked()), None)
        if chosen:
            chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _space(self) -> None:
        """Spread the lines over the height there is, so that they need no scrolling."""
        room = self.height() - TOP - BOTTOM
        room -= sum(one.sizeHint().height() for one in self._whose if not one.isHidden())
        lines, gaps = len(self.entries), len(self._gaps)
        fitting = (pair for pair in DENSITIES if lines * pair[0] + gaps * pair[1] <= room)
        high, gap = next(fitting, DENSITIES[-1])
        for entry in self.entries.values():
            entry.setFixedHeight(high)
        for one in self._gaps:
            one.setFixedHeight(gap)

    def _entry(self, entry: Entry) -> Entry:
        name = entry.place.name
        entry.clicked.connect(lambda: self._go(name))
        self.entries[name] = entry
        if len(self.entries) <= KEYS:
            entry.key = f"Alt+{len(self.entries)}"
        return entry

    def _walk(self, entry: Entry, event: QKeyEvent) -> bool:
        """Put the cursor where a key says; False when it says nothing here."""
        lines = list(self.entries.values())
        here = lines.index(entry)
        steps = {Qt.Key.Key_Down: here + 1, Qt.Key.Key_Up: here - 1, Qt.Key.Key_Home: 0}
        steps[Qt.Key.Key_End] = len(lines) - 1
        place = steps.get(Qt.Key(event.key()))
        if place is None and event.text().strip():
            after = [*range(here + 1, len(lines)), *range(here + 1)]
            letter = fold(event.text())
            place = next((n for n in after if fold(lines[n].place.words).startswith(letter)), None)
        if place is None or not 0 <= place < len(lines):
            return False
        lines[place].setFocus(Qt.FocusReason.TabFocusReason)
        self.further.reveal(lines[place])
        return True


def _inset(widget: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(line(widget, -1, edges=(10, 0, 10, 0)))
    return holder
