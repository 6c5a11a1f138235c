"""Whether words can be read: how far they stand out from their ground as they are painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from tests.ui.test_theme import ENOUGH, luminance

LINES = 12
"""So many lines of a list are looked at: the others are painted alike."""
LINE = 20
"""Height of a line of words, in pixels; less of one says nothing."""
MARK = 34
"""Room of a drawing beside words, in pixels."""
LOOKED_AT = 200
"""Places whose answer is kept: what stands round a page looks the same on the next."""
SOME = 7
"""One pixel of so many is asked for the ground, which most of them are."""
FINE = 2
"""Painted so many times larger, so that thin strokes have their full colour."""


def faint(root: QWidget) -> list[str]:
    """The words that stand out less from their ground than WCAG 2 AA asks; what cannot be pressed
    now may be faint."""
    image = QImage(root.size() * FINE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(FINE)
    root.render(image)
    found = dict[str, float]()
    for words, place in written(root):
        there = place.intersected(root.rect())
        if there.width() > 2 and there.height() > 6:
            found[words] = min(found.get(words, 21), _stands_out(image, there))
    return [f"{words!r}: {least:.1f}" for words, least in found.items() if least < ENOUGH]


def written(root: QWidget) -> Iterator[tuple[str, QRect]]:
    """What is written inside a piece, with where it stands in it."""
    for one in cast(list[QWidget], root.findChildren(QWidget)):
        if not one.isVisible() or not one.isEnabled():
            continue
        seen = _seen(one, root)
        if isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
            at = one.viewport().mapTo(root, QPoint())
            yield from ((text, cell.translated(at) & seen) for text, cell in _cells(one))
        elif (words := _words(one)) and seen.height() >= min(one.height(), LINE):
            yield words, seen.adjusted(*_aside(one))


def _words(one: QWidget) -> str:
    if isinstance(one, QLabel | QPushButton | QCheckBox | QRadioButton):
        return one.text().strip()
    if isinstance(one, QLineEdit | QPlainTextEdit):
        text = one.text() if isinstance(one, QLineEdit) else one.toPlainText()
        return (text or one.placeholderText()).strip()
    return one.currentText().strip() if isinstance(one, QComboBox) else ""


def _aside(one: QWidget) -> tuple[int, int, int, int]:
    """What stands beside the words and is no word: a box to tick, the drawings in a line."""
    if isinstance(one, QCheckBox | QRadioButton):
        return MARK, 0, 0, 0
    drawn = isinstance(one, QLineEdit) and bool(one.actions())
    return (MARK, 0, -MARK, 0) if drawn else (0, 0, 0, 0)


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return
    lines = model.rowCount(QModelIndex())
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row, column in product(range(min(lines, LINES)), range(columns)):
        index = model.index(row, column)
        drawn = Qt.ItemDataRole.AccessibleTextRole if isinstance(model, QAbstractListModel) else 0
        if text := str(index.data() or index.data(drawn) or "").strip():
            cell = view.visualRect(index)
            yield text, cell if view.viewport().rect().contains(cell) else QRect()


def _seen(one: QWidget, root: QWidget) -> QRect:
    """Where a piece is, as far as what it lies in shows it."""
    place, around = QRect(one.mapTo(root, QPoint()), one.size()), one.parentWidget()
    while around is not None and around is not root:
        place &= QRect(around.mapTo(root, QPoint()), around.size())
        around = around.parentWidget()
    return place


def _stands_out(image: QImage, place: QRect) -> float:
    """How far the strongest ink at a place is from its most common colour."""
    part = image.copy(QRect(place.topLeft() * FINE, place.size() * FINE))
    return _contrast(bytes(part.constBits()))


@lru_cache(LOOKED_AT)
def _contrast(pixels: bytes) -> float:
    colours = memoryview(pixels).cast("I")
    ((common, _),) = Counter[int](colours[::SOME]).most_common(1)
    lights, ground = {*map(_light, {*colours})}, _light(common)
    return max(max(lights) / ground, ground / min(lights))


@cache
def _light(rgb: int) -> float:
    """As WCAG puts it into the ratio of two colours."""
    return luminance(QColor(rgb)) + 0.05
