"""What looks wrong in a window, found without looking: cut-off text, pieces over each other or
outside their parent, texts of the other language, controls without a name, bars beside bars, two
buttons that are both the one to press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple, cast

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QStackedWidget,
    QWidget,
)

from desktop.records import language
from desktop.ui.lists.titles import Titles
from desktop.ui.pages.settings.paper_head import PaperHead

SLACK = 1
"""Pixels that nobody sees."""
HEAD = 4
"""Pixels beside the title of a column, at least."""
ARROW = 40
"""What a closed list takes beside its words, in pixels."""
MOST_LINES = 40
"""Lines of a list that are read."""
BESIDE = 40
"""Two bars nearer than this are taken for one another, in pixels; less than the edges of a panel
and of its page together."""
PLACE = r"{[^}]*}"
"""What is filled in into a text, a number or the words that go with it."""
SHORTEST = 4
"""Texts with fewer signs are too alike in both languages to tell anything."""
BOTH = {"English", "Tiếng Việt", "Ngôn ngữ · Language", "Excel", "Sổ Bản"}
"""What stands so in either language."""


class Fault(NamedTuple):
    """What is wrong, with which piece, and its text."""

    what: str
    piece: str
    text: str


def faults(window: QWidget, tongue: str) -> Iterator[Fault]:
    """Everything that looks wrong with what is shown in ``window``."""
    shown = [w for w in cast(list[QWidget], window.findChildren(QWidget)) if w.isVisible()]
    for widget in shown:
        yield from _cut(widget)
        yield from _outside(widget)
        yield from _nameless(widget)
        yield from _two_bars(widget)
        for text in texts(widget):
            if _foreign(text, tongue):
                yield Fault("other language", _called(widget), text)
    for parent in [window, *shown]:
        yield from _over(parent)
    pressing = [w for w in shown if isinstance(w, QPushButton) and w.property("look") == "primary"]
    if len(pressing) > 1:
        words = " | ".join(one.text() for one in pressing)
        yield Fault("two primary buttons", _called(pressing[0]), words)


def texts(widget: QWidget) -> Iterator[str]:
    """Every text of one piece that a person may read or hear; paper is Vietnamese in any case."""
    if isinstance(widget, PaperHead):
        return
    found = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    if isinstance(widget, QLabel | QAbstractButton):
        found.append(widget.text())
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        found.append(widget.placeholderText())
    if isinstance(widget, QComboBox):
        found += [widget.itemText(n) for n in range(widget.count())]
    if isinstance(widget, QHeaderView):
        found += _titles(widget)
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        found += _cells(widget)
    yield from (text for text in dict.fromkeys(found) if text)


def _titles(head: QHeaderView) -> list[str]:
    if head.orientation() != Qt.Orientation.Horizontal:
        return []
    return [str(head.model().headerData(n, head.orientation()) or "") for n in range(head.count())]


def _cells(view: QAbstractItemView) -> list[str]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return []
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    places = product(range(min(model.rowCount(QModelIndex()), MOST_LINES)), range(columns))
    return [str(model.index(row, column).data() or "") for row, column in places]


def _cut(widget: QWidget) -> Iterator[Fault]:
    """Text that needs more room than its piece has."""
    if isinstance(widget, QLabel) and widget.text():
        need = widget.sizeHint()
        high = widget.heightForWidth(widget.width()) if widget.wordWrap() else need.height()
        wide = need.width() if not widget.wordWrap() else 0
        if wide > widget.width() + SLACK or high > widget.height() + SLACK:
            yield Fault("cut off", _called(widget), widget.text())
    elif isinstance(widget, QPushButton) and widget.text():
        need, least = widget.sizeHint(), widget.minimumSizeHint()
        small = min(need.width(), least.width()) > widget.width() + SLACK
        shown, whole = widget.text(), widget.toolTip()
        if small or (
            shown.endswith("…") and whole.startswith(shown[:-1]) and not whole.startswith(shown)
        ):
            yield Fault("cut off", _called(widget), widget.text())
    elif isinstance(widget, QComboBox) and not widget.isEditable():
        room = widget.width() - ARROW
        if widget.fontMetrics().horizontalAdvance(widget.currentText()) > room + SLACK:
            yield Fault("cut off", _called(widget), widget.currentText())
    elif isinstance(widget, QLineEdit) and not widget.text() and widget.placeholderText():
        if widget.fontMetrics().horizontalAdvance(widget.placeholderText()) > widget.width() - 8:
            yield Fault("cut off", _called(widget), widget.placeholderText())
    elif isinstance(widget, Titles):
        for number, title in enumerate(_titles(widget)):
            if widget.cut(number):
                yield Fault("cut off", "Titles", title)
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        for number, title in enumerate(_titles(widget)):
            drawn = widget.model().headerData(
                number, Qt.Orientation.Horizontal, Qt.ItemDataRole.FontRole
            )
            metrics = QFontMetrics(drawn) if isinstance(drawn, QFont) else widget.fontMetrics()
            wide = metrics.horizontalAdvance(title)
            if title and 0 < widget.sectionSize(number) < wide + HEAD:
                yield Fault("cut off", "QHeaderView", title)


def _outside(widget: QWidget) -> Iterator[Fault]:
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(widget, QScrollBar):
        return
    if isinstance(parent.parentWidget(), QScrollArea) and widget.width() > parent.width() + SLACK:
        yield Fault("wider than it can be seen", _called(widget), _words(widget))
    if _scrolls(parent):
        return
    room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if not widget.size().isEmpty() and not room.contains(widget.geometry()):
        yield Fault("outside its parent", _called(widget), _words(widget))


def _over(parent: QWidget) -> Iterator[Fault]:
    """Neighbours that a layout has put over each other."""
    layout = parent.layout()
    if layout is None or isinstance(parent, QStackedWidget | QMainWindow):
        return
    inside = [w for w in _managed(layout) if w.isVisible() and not isinstance(w, QSizeGrip)]
    for number, one in enumerate(inside):
        for other in inside[number + 1 :]:
            shared: QRect = one.geometry().intersected(other.geometry())
            if shared.width() > SLACK and shared.height() > SLACK:
                piece = f"{_called(one)} and {_called(other)}"
                yield Fault("over each other", piece, f"{_words(one)} | {_words(other)}")


def _managed(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget, inner = item.widget(), item.layout()  # type: ignore[union-attr]
        if widget is not None:
            yield widget
        elif inner is not None:
            yield from _managed(inner)


def _nameless(widget: QWidget) -> Iterator[Fault]:
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isEnabled():
        return
    if isinstance(widget, QHeaderView | QScrollBar) or isinstance(
        widget.parentWidget(), QComboBox | QAbstractSpinBox
    ):
        return
    words = getattr(widget, "text", str)() if isinstance(widget, QAbstractButton) else ""
    if not (widget.accessibleName() or words):
        yield Fault("no accessible name", _called(widget), _words(widget.parentWidget()))


def _two_bars(widget: QWidget) -> Iterator[Fault]:
    """A list whose bar stands right beside that of the page it is on."""
    if not (isinstance(widget, QAbstractScrollArea) and _barred(widget)):
        return
    edge = widget.mapToGlobal(widget.rect().topRight()).x()
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea) and _barred(above):
            apart = above.mapToGlobal(above.rect().topRight()).x() - edge
            if apart < BESIDE:
                yield Fault("bars side by side", _called(widget), widget.accessibleName())
        above = above.parentWidget()


def _barred(area: QAbstractScrollArea) -> bool:
    bar = area.verticalScrollBar()
    return bar.isVisible() and bar.maximum() > 0


def _scrolls(parent: QWidget) -> bool:
    above = parent.parentWidget()
    return isinstance(parent, QStackedWidget) or (
        isinstance(above, QAbstractScrollArea) and above.viewport() is parent
    )


def _foreign(text: str, tongue: str) -> bool:
    """Whether a text is one of the program's own in the other language."""
    if len(text) < SHORTEST or text in BOTH:
        return False
    own, other = _known()[:: 1 if tongue == "vi" else -1]
    return _one_of(text, other) and not _one_of(text, own)


Texts = tuple[frozenset[str], tuple[re.Pattern[str], ...]]


@cache
def _known() -> tuple[Texts, Texts]:
    """All texts of the program, Vietnamese and English: whole ones, and those with places."""
    pairs = language.english()
    return _sorted(list(pairs)), _sorted(list(pairs.values()))


def _sorted(found: list[str]) -> Texts:
    whole = frozenset(text for text in found if "{" not in text and len(text) >= SHORTEST)
    rest = [text for text in found if "{" in text and len(re.sub(PLACE, "", text)) > 11]
    return whole, tuple(re.compile(_pattern(text), re.DOTALL) for text in rest)


def _pattern(text: str) -> str:
    parts = re.split(f"({PLACE})", text)
    return "".join(".+?" if part.startswith("{") else re.escape(part) for part in parts)


def _one_of(text: str, known: Texts) -> bool:
    whole, patterns = known
    return text in whole or any(pattern.fullmatch(text) for pattern in patterns)


def _called(widget: QWidget) -> str:
    return type(widget).__name__


def _words(widget: QWidget | None) -> str:
    if widget is None:
        return ""
    return next(texts(widget), "")
