"""The head and the foot of a sheet in small, as they will be printed."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.language import t
from desktop.records.sheets.blocks import Letterhead

FAMILY = "Liberation Serif"
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
HEIGHT, EDGE, SIZE = 204, 14, 8.5
"""Height and margin of the paper in pixels, size of its type in points."""

_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_LEFT = Qt.AlignmentFlag.AlignLeft


class PaperHead(QWidget):
    """White in every theme, since paper is."""

    def __init__(self) -> None:
        super().__init__()
        self._head: Letterhead | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_paper(self, head: Letterhead) -> None:
        """Show the paper of a document."""
        self._head = head
        words = (*head.issuer, head.place_and_date, *head.authority, head.signer)
        self.setAccessibleName(t("Đầu tờ và chỗ ký khi in ra"))
        self.setAccessibleDescription(", ".join(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._head is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sheet = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(sheet, QColor("#FFFFFF"))
        painter.setPen(QPen(QColor("#BCC4CE"), 1))
        painter.drawRect(sheet)
        painter.setPen(QColor("#000000"))
        inside = sheet.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        share = inside.width() * 0.44
        left = QRectF(inside.left(), inside.top(), share, inside.height())
        right = QRectF(left.right(), inside.top(), inside.width() - share, inside.height())
        low = _top(painter, left, right, self._head)
        _bottom(painter, inside, low, self._head)


def _top(painter: QPainter, left: QRectF, right: QRectF, head: Letterhead) -> float:
    """Draw the head; returns how far down it goes."""
    low = _write(painter, left, [head.superior] if head.superior else [], _MIDDLE)
    low = _write(painter, left, head.issuer, _MIDDLE, low, bold=True)
    low = _rule(painter, left, low, 0.3)
    low = _write(painter, left, [head.number], _MIDDLE, low + 3)
    high = _write(painter, right, [STATE], _MIDDLE, bold=True)
    high = _write(painter, right, [MOTTO], _MIDDLE, high, bold=True)
    high = _rule(painter, right, high, 0.5)
    high = _write(painter, right, [head.place_and_date], _MIDDLE, high + 3, italic=True)
    return max(low, high)


def _bottom(painter: QPainter, inside: QRectF, low: float, head: Letterhead) -> None:
    words = f"Kính gửi: {head.addressee}"
    low = _write(painter, inside, [words], _MIDDLE, low + 8)
    low = _write(painter, inside, ["…"], _MIDDLE, low)
    left = inside.adjusted(0, 0, -inside.width() / 2, 0)
    right = inside.adjusted(inside.width() / 2, 0, 0, 0)
    at = _write(painter, left, ["Nơi nhận:"], _LEFT, low, bold=True, italic=True)
    _write(painter, left, head.recipients, _LEFT, at)
    at = _write(painter, right, head.authority, _MIDDLE, low, bold=True)
    _write(painter, right, [head.signer], _MIDDLE, at + 36, bold=True)


def _write(
    painter: QPainter,
    room: QRectF,
    lines: Sequence[str],
    side: Qt.AlignmentFlag,
    top: float | None = None,
    *,
    bold: bool = False,
    italic: bool = False,
) -> float:
    """Write lines below each other; returns where the next one would begin."""
    font = QFont(FAMILY)
    font.setPointSizeF(SIZE)
    font.setBold(bold)
    font.setItalic(italic)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    at = room.top() if top is None else top
    for words in lines:
        place = QRectF(room.left(), at, room.width(), metrics.height())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(place, int(side), shown)
        at += metrics.height()
    return at


def _rule(painter: QPainter, room: QRectF, top: float, share: float) -> float:
    half = room.width() * share / 2
    middle = room.center().x()
    painter.drawLine(QLineF(middle - half, top + 1, middle + half, top + 1))
    return top + 3
