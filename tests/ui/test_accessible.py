"""Every screen of a commune and of a district for those who cannot see, or use no mouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QWidget,
)

from desktop.records import language
from desktop.ui.jobs import Jobs
from desktop.ui.look import theme
from desktop.ui.pages.register import RegisterPage
from desktop.ui.work import Work
from tests.district import District
from tests.ui.accessible import deaf, nameless, unreachable, unseen, used
from tests.ui.conftest import at_work
from tests.ui.hands import Hands
from tests.ui.legible import faint

WINDOW = {Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut}


@pytest.fixture
def work(
    request: pytest.FixtureRequest, district: District, jobs: Jobs, hands: Hands, tmp_path: Path
) -> Iterator[Work]:
    tier, tongue, look = getattr(request, "param", ("commune", "vi", "light"))
    language.use(tongue)
    theme.apply(_app(), look)
    office = district.communes[0] if tier == "commune" else district.office
    with at_work(office, jobs, hands, tmp_path) as shown:
        yield shown
    _app().sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # else it is dressed once more
    theme.apply(_app(), "light")


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


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


@pytest.mark.parametrize(
    "work", [("commune", "vi", "dark"), ("district", "en", "light")], indirect=True
)
def test_everybody_can_use_every_screen(work: Work, hands: Hands) -> None:
    known = set[tuple[str, str]]()
    for name in tour(work, hands):
        assert len(used(work)) > 10, name
        assert nameless(work, own(work)) == [], name
        assert unreachable(work) == [], name
        assert deaf(work) == [], name
        assert taken_twice(work) == [], name
        assert unseen(work, known) == [], name
        assert faint(work) == [], name
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


@pytest.mark.parametrize(
    "work", [("commune", "vi", look) for look in ("light", "dark")], indirect=True
)
def test_a_colour_that_nobody_can_read_is_noticed(
    work: Work, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text, what stands in an empty field, a cell of a list, each by itself."""
    work.go("outreach")
    hands.settle()
    page = work.pages["outreach"]
    assert isinstance(page, RegisterPage)
    assert faint(work) == []
    pale = "color: {0}; placeholder-text-color: {0}".format(theme.colour("edge").name())
    for one in (page.page.title, page.search):
        one.setStyleSheet(pale)
        hands.settle()
        assert len(faint(work)) == 1
        one.setStyleSheet("")
    pale_look = replace(theme.colours(), text=theme.colour("edge").name())
    monkeypatch.setattr(theme, "_current", pale_look)
    page.table.viewport().update()
    assert any("/" in words for words in faint(work))
