"""Unit by month: who has reported."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records import periods, units
from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.units import Unit
from desktop.ui import facts, theme
from desktop.ui.widgets import Panel, label

ROW = 28
NAME = 150


@dataclass(frozen=True)
class Reports:
    """Which of the year's months each unit has reported; ``silent`` units lack the current one."""

    lines: tuple[tuple[Unit, tuple[bool, ...]], ...]
    month: str
    silent: int


def reports(db: Database, office: Unit, today: date) -> Reports:
    """Who below ``office`` has reported, for the months of the year begun so far."""
    current = periods.holding(today, periods.Length.MONTH)
    assert current is not None
    months = [f"{current.name[:4]}-{n:02}" for n in range(1, int(current.name[5:]) + 1)]
    lines = []
    for unit in units.children(office):
        came = facts.reported(db, unit.code)
        lines.append((unit, tuple(month in came for month in months)))
    return Reports(tuple(lines), current.label, sum(1 for _, said in lines if not said[-1]))


class Matrix(Panel):
    """A panel with the matrix and its legend; ``opens`` tells the code of a unit that was asked
    for."""

    opens = Signal(str)

    def __init__(self, found: Reports) -> None:
        super().__init__(t("Đơn vị nào đã gửi"))
        self.dots = Dots(found)
        self.dots.opens.connect(self.opens)
        self.body.addWidget(self.dots)
        legend = t("Chấm đầy: đã nhận gói của tháng đó. Vòng tròn: chưa có.")
        way = t("Bấm vào một đơn vị, hoặc Enter, để xem chỉ tiêu của đơn vị ấy.")
        self.body.addWidget(label(f"{legend} {way}", "small", wrap=True))
        self.body.addStretch(1)


class Dots(QWidget):
    """A filled dot for a month that was reported, a ring for one that was not; the arrows walk
    from unit to unit."""

    opens = Signal(str)

    def __init__(self, found: Reports) -> None:
        super().__init__()
        self.found, self.current = found, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(t("Đơn vị nào đã gửi"))
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(NAME + 24 * 12, ROW * (len(self.found.lines) + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(NAME + 16 * 12, ROW * (len(self.found.lines) + 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.found.lines) - 1
        places = {
            Qt.Key.Key_Down: min(self.current + 1, last),
            Qt.Key.Key_Up: max(self.current - 1, 0),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in places:
            self._walk(places[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = int(event.position().y()) // ROW - 1
        if 0 <= number < len(self.found.lines):
            self._walk(number)
            self._open()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        months = len(self.found.lines[0][1]) if self.found.lines else 0
        step = min(36.0, (self.width() - NAME) / max(months, 1))
        if self.hasFocus():
            line = QRectF(0, (self.current + 1) * ROW, self.width(), ROW)
            painter.fillRect(line, theme.colour("accent_soft"))
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        painter.setPen(theme.colour("muted"))
        for month in range(months):
            place = QRectF(NAME + month * step, 0, step, ROW)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(month + 1))
        for number, (unit, said) in enumerate(self.found.lines, start=1):
            self._line(painter, number * ROW, unit.name, said, step)

    def _walk(self, number: int) -> None:
        self.current = number
        self._say()
        self.update()

    def _open(self) -> None:
        if self.found.lines:
            self.opens.emit(self.found.lines[self.current][0].code)

    def _say(self) -> None:
        if self.found.lines:
            unit, said = self.found.lines[self.current]
            self.setAccessibleDescription(
                t(
                    "{unit}: đã gửi {n} trong {all} tháng",
                    unit=unit.name,
                    n=sum(said),
                    all=len(said),
                )
            )

    def _line(
        self, painter: QPainter, top: float, name: str, said: tuple[bool, ...], step: float
    ) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(0, int(top), self.width(), int(top))
        painter.setPen(theme.colour("text"))
        place = QRectF(4, top, NAME - 12, ROW)
        shown = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, int(place.width())
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        for month, came in enumerate(said):
            middle = QRectF(NAME + month * step + step / 2 - 4, top + ROW / 2 - 4, 8, 8)
            painter.setPen(QPen(theme.colour("text" if came else "muted"), 1.4))
            painter.setBrush(theme.colour("text") if came else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle)
