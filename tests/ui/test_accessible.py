"""Every screen of a commune and of a district for those who cannot see, or use no mouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.records import language
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.work import Work
from tests.district import District, record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.test_work import EVENT, VIETNAMESE

USED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)
INSIDE = (QComboBox, QAbstractSpinBox, QCalendarWidget, QLineEdit, QAbstractItemView)
"""Parts of these belong to them: a clear button, a drop-down, the head of a list."""
WINDOW = {Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut}


@pytest.fixture
def work(
    request: pytest.FixtureRequest, district: District, jobs: Jobs, hands: Hands, tmp_path: Path
) -> Iterator[Work]:
    tier, tongue = getattr(request, "param", ("commune", "vi"))
    language.use(tongue)
    office = district.communes[0] if tier == "commune" else district.office
    with office.open() as book:
        record(book, "outreach", EVENT, now=NOW)
        desk = Desk(book, jobs, lambda: NOW)
        yield hands.show(Work(desk, Remember(tmp_path / "r.ini"), lambda: None))
        jobs.wait()
        QApplication.processEvents()


def tour(work: Work, hands: Hands) -> Iterator[str]:
    """Each screen in front, registers with a form beside the list."""
    for name in work.screens:
        work.go(name)
        hands.settle()
        page = work.pages[name]
        if isinstance(page, RegisterPage):
            page.new()
            hands.settle()
        yield name


def used(work: Work) -> list[QWidget]:
    """What a person can do something with, of all that is on the screen."""
    inside = cast(list[QWidget], work.findChildren(QWidget))
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


def nameless(work: Work) -> list[str]:
    """What has no name, or in English still a Vietnamese one."""
    own = {work.desk.book.office.name, "đồng", "Tiếng Việt"}
    left = []
    for one in used(work):
        name = told(one)
        for word in own:
            name = name.replace(word, "")
        foreign = language.current() == "en" and VIETNAMESE.search(name)
        left += [title(one)] if foreign or not told(one).strip() else []
    return left


def unreachable(work: Work) -> list[str]:
    """What Tab does not come to. Of buttons of which one is chosen Tab comes to that one, and the
    arrows go on from it."""
    wanted = [
        one for one in used(work) if not (isinstance(one, QAbstractButton) and one.autoExclusive())
    ]
    chain, here = set[QWidget](), work.nextInFocusChain()
    while here is not None and here not in chain:
        chain.add(here)
        here = here.nextInFocusChain()
    return [
        title(one)
        for one in wanted
        if one not in chain or not one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def deaf(work: Work) -> list[str]:
    """What hears the mouse only."""
    return [
        title(one)
        for one in cast(list[QWidget], work.findChildren(QWidget))
        if one.isVisible()
        and type(one).__module__.startswith("desktop.")
        and {"mousePressEvent", "mouseReleaseEvent"} & set(vars(type(one)))
        and one.focusPolicy() == Qt.FocusPolicy.NoFocus
    ]


def taken_twice(work: Work) -> list[str]:
    """The keys that mean two things here: Qt would do neither."""
    keys = Counter[str]()
    for shortcut in cast(list[QShortcut], work.findChildren(QShortcut)):
        holder = cast(QWidget, shortcut.parent())
        if holder.isVisible() and shortcut.isEnabled() and shortcut.context() in WINDOW:
            keys[shortcut.key().toString()] += 1
    for one in used(work):
        if isinstance(one, QAbstractButton) and not one.shortcut().isEmpty():
            keys[one.shortcut().toString()] += 1
    assert keys["Ctrl+K"] == keys["Ctrl+L"] == 1
    return [key for key, times in keys.items() if times > 1]


def unseen(work: Work, known: set[tuple[str, str]]) -> list[str]:
    """What looks the same with the focus as without; of each kind one."""
    left = []
    for one in used(work):
        kind = (type(one).__name__, str(one.property("look")))
        if kind in known or isinstance(one, QAbstractItemView):
            continue
        known.add(kind)
        work.setFocus()
        QApplication.processEvents()
        before = one.grab().toImage()
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if one.hasFocus() and one.grab().toImage() == before:
            left.append(title(one))
    return left


@pytest.mark.parametrize("work", [("commune", "vi"), ("district", "en")], indirect=True)
def test_everybody_can_use_every_screen(work: Work, hands: Hands) -> None:
    known = set[tuple[str, str]]()
    for name in tour(work, hands):
        assert len(used(work)) > 10, name
        assert nameless(work) == [], name
        assert unreachable(work) == [], name
        assert deaf(work) == [], name
        assert taken_twice(work) == [], name
        assert unseen(work, known) == [], name
    assert len(known) > 8


def test_what_is_wrong_is_noticed(work: Work, hands: Hands) -> None:
    page = work.pages["overview"]
    bad = QLineEdit(page)
    bad.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    bad.show()
    QShortcut(QKeySequence("Ctrl+L"), page)
    assert len(nameless(work)) == len(unreachable(work)) == 1
    with pytest.raises(AssertionError):
        taken_twice(work)
