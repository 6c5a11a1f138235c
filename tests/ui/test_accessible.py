"""Every screen of a commune and of a district for those who cannot see, or use no mouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QLineEdit,
    QWidget,
)

from desktop.records import language
from desktop.ui.jobs import Jobs
from desktop.ui.pages.register import RegisterPage
from desktop.ui.work import Work
from tests.district import District
from tests.ui.accessible import deaf, nameless, unreachable, unseen, used
from tests.ui.conftest import at_work
from tests.ui.hands import Hands

WINDOW = {Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut}


@pytest.fixture
def work(
    request: pytest.FixtureRequest, district: District, jobs: Jobs, hands: Hands, tmp_path: Path
) -> Iterator[Work]:
    tier, tongue = getattr(request, "param", ("commune", "vi"))
    language.use(tongue)
    office = district.communes[0] if tier == "commune" else district.office
    with at_work(office, jobs, hands, tmp_path) as shown:
        yield shown


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


def own(work: Work) -> set[str]:
    """What is Vietnamese in English too."""
    return {work.desk.book.office.name, "đồng", "Tiếng Việt"}


@pytest.mark.parametrize("work", [("commune", "vi"), ("district", "en")], indirect=True)
def test_everybody_can_use_every_screen(work: Work, hands: Hands) -> None:
    known = set[tuple[str, str]]()
    for name in tour(work, hands):
        assert len(used(work)) > 10, name
        assert nameless(work, own(work)) == [], name
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
    assert len(nameless(work, own(work))) == len(unreachable(work)) == 1
    with pytest.raises(AssertionError):
        taken_twice(work)
