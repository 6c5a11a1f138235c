"""One field of a form: its label and editor, and below it the help or what is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.records.fields import Field
from desktop.records.problem import Problem
from desktop.ui.editors import Editor
from desktop.ui.form.layout import WHOLE
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Way, column, label, restyle

ROWS = 4
"""Rows of the grid for one line of fields: the fields, their help, a row for each one's problem."""


@dataclass(frozen=True)
class Spot:
    """Where a field stands: its grid, its line there, its first column and its width; ``helped``
    where no other field of the line has a help."""

    grid: QGridLayout
    line: int
    place: int
    width: int
    helped: bool


class Name(QLabel):
    """What a field is called: a click on it goes into the field."""

    def __init__(self, words: str, editor: QWidget) -> None:
        super().__init__(words)
        self.setBuddy(editor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.buddy().setFocus(Qt.FocusReason.TabFocusReason)


class Box(QWidget):
    """What is wrong with a field that shares its line is said across the whole line."""

    def __init__(self, field: Field, editor: Editor, spot: Spot) -> None:
        super().__init__()
        self.field, self.editor, self._spot = field, editor, spot
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        name = Name(field.label + (" *" if field.required else ""), editor)
        self.setLayout(column(name, editor, -1, gap=STEP // 2, edges=(0, STEP, 0, 0)))
        self.note, self.way = label(field.help, "small", wrap=True), Way()
        self.below = QWidget()
        self.below.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.below.setLayout(column(self.note, self.way, gap=0))
        spot.grid.addWidget(self, ROWS * spot.line, spot.place, 1, spot.width)
        self._put_note(wide=spot.helped)
        if not field.help:
            self.below.hide()

    def tell(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong here, or the help again when nothing is."""
        state = "" if not problems else "warning" if problems[0].warning else "error"
        self.editor.mark(state)
        self.note.setText(" ".join(p.message for p in problems) or self.field.help)
        restyle(self.note, "look", {"": "small", "error": "problem"}.get(state, state))
        self.way.close_off()
        self._put_note(wide=bool(problems) or self._spot.helped)
        self.below.setVisible(bool(self.note.text()))

    def offer(self, words: str, do: Callable[[], object]) -> None:
        """Offer one way on from what is said here."""
        self.way.offer(words, do)

    def _put_note(self, *, wide: bool) -> None:
        spot = self._spot
        first = ROWS * spot.line + 1
        if wide and spot.width < WHOLE:
            spot.grid.addWidget(self.below, first + (2 if spot.place else 1), 0, 1, WHOLE)
        else:
            spot.grid.addWidget(self.below, first, spot.place, 1, spot.width)
