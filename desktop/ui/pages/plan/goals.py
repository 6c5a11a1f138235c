"""How a target and a line behind it are drawn in a list."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from desktop.records.language import t
from desktop.records.targets import Result
from desktop.records.words import number_words
from desktop.ui.charts.bars import STATES, fraction, paint_bar
from desktop.ui.look import theme
from desktop.ui.look.widgets import badge_size, paint_badge
from desktop.ui.pages.plan.reading import Part, Shown
from desktop.ui.pages.plan.things import Drawing

SIDE, TOP, GAP = 16, 10, 6
BAR = 150
NARROW = 460
"""Below this width the bar stands under the words, in pixels."""
WRAP = int(Qt.TextFlag.TextWordWrap)
LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter


def asks(result: Result) -> str:
    """``II.1.a.1 · ít nhất 70%``: where the target stands and how much it asks."""
    target = result.target
    return t("{clause} · ít nhất {threshold}%", clause=target.clause, threshold=target.threshold)


def amount(result: Result) -> str:
    """``13/35 xã``, or a dash."""
    counted = result.target.counted(result.denominator) if result.denominator else ""
    return f"{fraction(result)} {counted}".strip()


class Goals(Drawing[Result]):
    """A target: its words, what it asks, how far it is, its bar and its state."""

    def spoken(self, thing: Result) -> str:
        return f"{thing.target.text}. {amount(thing)}. {thing.words()}. {asks(thing)}"

    def height(self, thing: Result, width: int) -> int:
        words = _high(thing.target.text, theme.font(), _room(width))
        return TOP + words + GAP + 24 + TOP + (30 if width < NARROW else 0)

    def draw(self, painter: QPainter, place: QRect, thing: Result) -> None:
        narrow = place.width() < NARROW
        room, left, top = _room(place.width()), place.left() + SIDE, place.top() + TOP
        high = _high(thing.target.text, theme.font(), room)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        painter.drawText(QRect(left, top, room, high), WRAP | LEFT, thing.target.text)
        below = top + high + GAP
        edge = place.right() - SIDE
        number = QRect(edge - BAR, top, BAR, 20) if not narrow else QRect(left, below, room, 24)
        painter.setFont(theme.font(strong=True, tabular=True))
        painter.drawText(number, MIDDLE | RIGHT, amount(thing))
        bar = QRectF(edge - BAR, below, BAR, 24) if not narrow else QRectF(left, below, BAR, 24)
        paint_bar(painter, bar, thing)
        badge = badge_size(STATES[thing.status], thing.words())
        state = QRectF(left, below + 1 + (30 if narrow else 0), badge.width(), badge.height())
        paint_badge(painter, state, STATES[thing.status], thing.words())
        note = QRect(int(state.right()) + 10, int(state.top()), 0, badge.height())
        note.setRight(edge - (0 if narrow else BAR + SIDE))
        _small(painter, note, asks(thing), LEFT)


class Parts(Drawing[Part]):
    """A line behind a target: what it is about, its fraction, and why it counts or does not."""

    def spoken(self, thing: Part) -> str:
        said = (thing.words, thing.unit, _share(thing), thing.note, thing.caution)
        return ". ".join(part for part in said if part)

    def height(self, thing: Part, width: int) -> int:
        note = _below(thing)
        inside = width - 2 * SIDE
        return 8 + 20 + 8 + (_high(note, theme.font(theme.SMALL), inside) if note else 0)

    def draw(self, painter: QPainter, place: QRect, thing: Part) -> None:
        inside = place.adjusted(SIDE, 8, -SIDE, -8)
        metrics = QFontMetrics(theme.font(tabular=True))
        number = metrics.horizontalAdvance(_share(thing)) + 12
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(tabular=True))
        first = QRect(inside.left(), inside.top(), inside.width(), 20)
        painter.drawText(first, MIDDLE | RIGHT, _share(thing))
        painter.setFont(theme.font())
        words = QFontMetrics(theme.font()).elidedText(
            thing.words, Qt.TextElideMode.ElideRight, inside.width() - number
        )
        painter.drawText(first, MIDDLE | LEFT, words)
        _small(painter, inside.adjusted(0, 20, 0, 0), _below(thing), LEFT, wrap=True)


class Rows(Drawing[Shown]):
    """A row of the book: how it is called, and its register."""

    def spoken(self, thing: Shown) -> str:
        return ". ".join(part for part in (thing.words, thing.note) if part)

    def height(self, thing: Shown, width: int) -> int:
        return theme.ROW

    def draw(self, painter: QPainter, place: QRect, thing: Shown) -> None:
        inside = place.adjusted(SIDE, 0, -SIDE, 0)
        small = QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(thing.note)
        _small(painter, inside, thing.note, RIGHT)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("accent"))
        words = QFontMetrics(theme.font()).elidedText(
            thing.words, Qt.TextElideMode.ElideRight, inside.width() - small - 12
        )
        painter.drawText(inside, MIDDLE | LEFT, words)


def _room(width: int) -> int:
    return width - 2 * SIDE - (0 if width < NARROW else BAR + SIDE)


def _high(words: str, font: QFont, width: int) -> int:
    return QFontMetrics(font).boundingRect(0, 0, width, 9999, WRAP, words).height()


def _share(part: Part) -> str:
    if (part.n, part.d) == (0, 0):
        return "–"
    return f"{number_words(part.n)}/{number_words(part.d)}"


def _below(part: Part) -> str:
    return " · ".join(words for words in (part.unit, part.note, part.caution) if words)


def _small(
    painter: QPainter, place: QRect, words: str, side: Qt.AlignmentFlag, *, wrap: bool = False
) -> None:
    font = theme.font(theme.SMALL)
    painter.setFont(font)
    painter.setPen(theme.colour("muted"))
    if wrap:
        painter.drawText(place, WRAP | side, words)
        return
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, MIDDLE | side, shown)
