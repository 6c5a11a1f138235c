"""Tab goes on as the eye does: region by region, in each from the left and from the top."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.ui.form.record import Record
from desktop.ui.frame.navigation import Navigation
from desktop.ui.frame.status import StatusLine
from desktop.ui.jobs import Jobs
from desktop.ui.look.widgets import Panel, column, line
from desktop.ui.pages.register import RegisterPage
from desktop.ui.work import Work
from tests.district import District
from tests.ui.conftest import at_work
from tests.ui.hands import Hands

REGIONS = (Navigation, StatusLine, Record, Panel)
MOST = 200
"""Steps after which a walk has not come round."""


@pytest.fixture
def work(
    request: pytest.FixtureRequest, district: District, jobs: Jobs, hands: Hands, tmp_path: Path
) -> Iterator[Work]:
    office = district.communes[0] if request.param == "commune" else district.office
    with at_work(office, jobs, hands, tmp_path) as shown:
        yield shown


def walk(window: QWidget, hands: Hands, first: QWidget) -> Iterator[tuple[QWidget, QWidget]]:
    """Press Tab until the focus is back where it began; each step from one to the next."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    here = window.focusWidget()
    for _step in range(MOST):
        hands.press(here, Qt.Key.Key_Tab)
        there = window.focusWidget()
        assert there is not here, f"Tab stays at {title(here)}"
        yield here, there
        if there is first:
            return
        here = there
    raise AssertionError(f"Tab never comes back to {title(first)}")


def title(one: QWidget) -> str:
    words = one.text() if isinstance(one, QPushButton) else ""
    return f"{type(one).__name__} {one.accessibleName() or words!r}"


def region(one: QWidget) -> QWidget | None:
    """The innermost piece of the window that is read as one."""
    above: QWidget | None = one
    while above is not None and not isinstance(above, REGIONS):
        above = above.parentWidget()
    return above


def place(one: QWidget, window: QWidget) -> QRect:
    return QRect(one.mapTo(window, QPoint(0, 0)), one.size())


def backwards(one: QRect, next_: QRect) -> bool:
    """Whether the eye would go back: to the left on one line, or up, but for the next column."""
    shared = min(one.bottom(), next_.bottom()) - max(one.top(), next_.top())
    if 2 * shared > min(one.height(), next_.height()):
        return next_.left() < one.left()
    return next_.top() < one.top() and next_.left() < one.right()


def wrong(window: QWidget, hands: Hands, first: QWidget) -> list[str]:
    """Steps of a walk that go against the eye, and regions that it comes to twice."""
    found, done = [], list[QWidget | None]()
    for one, next_ in walk(window, hands, first):
        here, there = region(one), region(next_)
        if (
            here is there
            and next_ is not first
            and backwards(place(one, window), place(next_, window))
        ):
            found.append(f"{title(one)} → {title(next_)}")
        if here is not there:
            done.append(here)
            if there is not None and there in done and next_ is not first:
                found.append(f"back into {type(there).__name__} at {title(next_)}")
    return found


@pytest.mark.parametrize("work", ["commune", "district"], indirect=True)
def test_tab_goes_along_every_screen_as_the_eye_does(work: Work, hands: Hands) -> None:
    found = {}
    for name in work.screens:
        work.go(name)
        hands.settle()
        page = work.pages[name]
        start = next(e for e in work.navigation.entries.values() if e.isChecked())
        found[name] = wrong(work, hands, start)
        if isinstance(page, RegisterPage) and page.kept:
            page.new()
            hands.settle()
            found[f"{name}+"] = wrong(work, hands, start)
    assert {name: steps for name, steps in found.items() if steps} == {}


def test_a_step_back_is_noticed(hands: Hands) -> None:
    window = QWidget()
    parts = [QLineEdit() for _ in range(3)]
    for one, words in zip(parts, "abc", strict=True):
        one.setParent(window)
        one.setAccessibleName(words)
    window.setLayout(column(line(parts[0], parts[2]), parts[1]))
    hands.show(window)
    assert wrong(window, hands, parts[0]) == ["QLineEdit 'b' → QLineEdit 'c'"]
