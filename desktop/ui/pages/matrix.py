"""Unit by month: who has reported."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
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

    lines: tuple[tuple[str, tuple[bool, ...]], ...]
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
        lines.append((unit.name, tuple(month in came for month in months)))
    return Reports(tuple(lines), current.label, sum(1 for _, said in lines if not said[-1]))


class Matrix(Panel):
    """A panel with the matrix and its legend."""

    def __init__(self, found: Reports) -> None:
        super().__init__(t("Đơn vị nào đã gửi"))
        self.body.addWidget(Dots(found))
        self.body.addWidget(
            label(t("Chấm đầy: đã nhận gói của tháng đó. Vòng tròn: chưa có."), "small")
        )
        self.body.addStretch(1)


class Dots(QWidget):
    """A filled dot for a month that was reported, a ring for one that was not."""

    def __init__(self, found: Reports) -> None:
        super().__init__()
        self.found = found
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            "; ".join(f"{name}: {sum(said)}/{len(said)}" for name, said in found.lines)
        )

    def sizeHint(self) -> QSize:
        return QSize(NAME + 24 * 12, ROW * (len(self.found.lines) + 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(NAME + 16 * 12, ROW * (len(self.found.lines) + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        months = len(self.found.lines[0][1]) if self.found.lines else 0
        step = min(36.0, (self.width() - NAME) / max(months, 1))
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        painter.setPen(theme.colour("muted"))
        for month in range(months):
            place = QRectF(NAME + month * step, 0, step, ROW)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(month + 1))
        for number, (name, said) in enumerate(self.found.lines, start=1):
            self._line(painter, number * ROW, name, said, step)

    def _line(
        self, painter: QPainter, top: float, name: str, said: tuple[bool, ...], step: float
    ) -> None:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(0, int(top), self.width(), int(top))
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(0, top, NAME - 8, ROW), Qt.AlignmentFlag.AlignVCenter, name)
        for month, came in enumerate(said):
            middle = QRectF(NAME + month * step + step / 2 - 4, top + ROW / 2 - 4, 8, 8)
            painter.setPen(QPen(theme.colour("text" if came else "muted"), 1.4))
            painter.setBrush(theme.colour("text") if came else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle)
