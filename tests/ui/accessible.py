"""What keeps somebody who cannot see, or uses no mouse, from using what is on the screen."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.records import language
from tests.ui.test_work import VIETNAMESE

USED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
INSIDE = (QComboBox, QAbstractSpinBox, QCalendarWidget, QLineEdit, QAbstractItemView)
"""Parts of these belong to them: a clear button, a drop-down, the head of a list."""


def used(root: QWidget) -> list[QWidget]:
    """What a person can do something with, of all that is on the screen."""
    inside = cast(list[QWidget], root.findChildren(QWidget))
    return [
        one
        for one in inside
        if isinstance(one, USED) and one.isVisible() and one.isEnabled() and not _belongs(one)
    ]


def _belongs(one: QWidget) -> bool:
    above = one.parentWidget()
    while above is not None:
        if isinstance(above, INSIDE):
            return True
        above = above.parentWidget()
    return False


def told(one: QWidget) -> str:
    """What a screen reader says first."""
    return QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)


def title(one: QWidget) -> str:
    return (
        f"{type(one).__name__} {told(one) or one.objectName()!r} in {type(one.parent()).__name__}"
    )


def nameless(root: QWidget, own: Collection[str] = ()) -> list[str]:
    """What has no name, or in English still a Vietnamese one, the office's ``own`` words aside."""
    left = []
    for one in used(root):
        name = told(one)
        for word in own:
            name = name.replace(word, "")
        foreign = language.current() == "en" and VIETNAMESE.search(name)
        left += [title(one)] if foreign or not told(one).strip() else []
    return left


def unreachable(root: QWidget) -> list[str]:
    """What Tab does not come to. Of buttons of which one is chosen Tab comes to that one, and the
    arrows go on from it."""
    wanted = [
        one for one in used(root) if not (isinstance(one, QAbstractButton) and one.autoExclusive())
    ]
    chain, here = set[QWidget](), root.nextInFocusChain()
    while here is not None and here not in chain:
        chain.add(here)
        here = here.nextInFocusChain()
    return [
        title(one)
        for one in wanted
        if one not in chain or not one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def deaf(root: QWidget) -> list[str]:
    """What hears the mouse only; a click on the name of a field is another way into the field."""
    return [
        title(one)
        for one in cast(list[QWidget], root.findChildren(QWidget))
        if one.isVisible()
        and type(one).__module__.startswith("desktop.")
        and {"mousePressEvent", "mouseReleaseEvent"} & set(vars(type(one)))
        and one.focusPolicy() == Qt.FocusPolicy.NoFocus
        and not (isinstance(one, QLabel) and one.buddy() is not None)
    ]


def unseen(root: QWidget, known: set[tuple[str, str]]) -> list[str]:
    """What looks the same with the focus as without; of each kind one."""
    left = []
    for one in used(root):
        kind = (type(one).__name__, str(one.property("look")))
        if kind in known or isinstance(one, QAbstractItemView):
            continue
        known.add(kind)
        root.setFocus()
        QApplication.processEvents()
        before = one.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if one.hasFocus() and one.grab().toImage() == before:
            left.append(title(one))
    return left
