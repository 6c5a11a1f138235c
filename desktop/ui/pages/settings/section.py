"""What a section of the settings is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Panel, column, label
from desktop.ui.remember import Remember

WIDTH = 720
"""A section grows no wider than is pleasant to read, in pixels."""


@dataclass(frozen=True)
class Around:
    """What a section may be handed: the open book and the window around it; ``switch`` closes the
    book and goes to the one in another folder, ``practise`` to the practice books."""

    desk: Desk
    remember: Remember
    rebuild: Callable[[], None]
    banner: Banner
    go: Callable[[str], None]
    switch: Callable[[Path | None], None]
    practise: Callable[[], None]


class Section(Panel):
    """One panel: its title, a sentence about it, then ``body``."""

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__()
        self.setMaximumWidth(WIDTH)
        self.setAccessibleName(title)
        self.body.setContentsMargins(3 * STEP, 20, 3 * STEP, 3 * STEP)
        self.body.addWidget(label(title, "name", wrap=True))
        if about:
            self.body.addWidget(label(about, "muted", wrap=True))
        self.body.addSpacing(STEP)

    def refresh(self) -> None:
        """Read again what the section shows; called each time it comes to the front."""

    def kept(self, banner: Banner, outcome: Outcome[None]) -> None:
        """Say whether a setting was kept."""
        if isinstance(outcome, Err):
            banner.bad(outcome.error)
        else:
            banner.ok(t("Đã lưu cài đặt."))

    def heading(self, words: str) -> None:
        """Begin another part of the section."""
        self.body.addSpacing(2 * STEP)
        self.body.addWidget(label(words, "strong"))


def field(words: str, editor: QWidget, help: str = "") -> QVBoxLayout:
    """A label above what it names, and a line of help below."""
    name = QLabel(words)
    name.setBuddy(editor)
    editor.setAccessibleName(words)
    parts = [label(help, "small", wrap=True)] if help else []
    return column(name, editor, *parts, gap=STEP // 2)


def facts(rows: Sequence[tuple[str, str]]) -> QGridLayout:
    """What is so: names on the left, what they are on the right, to be copied."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(3 * STEP)
    grid.setVerticalSpacing(STEP)
    grid.setColumnStretch(1, 1)
    for number, (name, words) in enumerate(rows):
        value = label(words, wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(f"{name}: {words}")
        grid.addWidget(label(name, "muted"), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, number, 1)
    return grid
