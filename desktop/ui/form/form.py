"""A form, generated from the declaration of a register."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desktop.records.fields import Field, Kind
from desktop.records.problem import Problem
from desktop.records.registers import Register
from desktop.ui.editors import EDITORS, Setting
from desktop.ui.form.box import Box, Spot
from desktop.ui.form.layout import WHOLE, groups, places
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import column, label, rule


class Form(QWidget):
    """Every field of a register with its editor, in the declared order; ``unseen`` ones hold their
    values and are not shown."""

    edited = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        register: Register,
        setting: Callable[[Field], Setting],
        unseen: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.setProperty("look", "clear")
        self.register = register
        self.boxes: dict[str, Box] = {}
        self.unseen = set(unseen)
        whole = column(gap=12)
        kept = [field for field in register.fields if field.name in unseen]
        shown = [field for field in register.fields if field not in kept]
        for number, group in enumerate(groups(shown)):
            if number:
                whole.addWidget(rule())
            head = [label(group.heading, "muted")] if group.heading else []
            whole.addLayout(column(*head, self._grid(group.fields, setting), gap=STEP // 2))
        whole.addStretch(1)
        aside = QWidget()
        aside.setLayout(self._grid(kept, setting))
        aside.hide()
        whole.addWidget(aside)
        self.setLayout(whole)

    def put(self, row: Mapping[str, object]) -> None:
        """Show a row, stored or typed earlier; what it does not say is empty."""
        for name, box in self.boxes.items():
            value = row.get(name)
            box.editor.put(value)  # type: ignore[arg-type]
            box.tell([])

    def begin(self, values: Mapping[str, object]) -> None:
        """Fill some fields in, typed or stored; leave the others as they are."""
        for name, value in values.items():
            if name in self.boxes:
                self.boxes[name].editor.restore(value)

    def raw(self) -> dict[str, object]:
        """What the person has given, by field name."""
        return {name: box.editor.raw() for name, box in self.boxes.items()}

    def tell(self, problems: Sequence[Problem]) -> list[Problem]:
        """Show every problem at its field; the first field with one takes the focus. Gives back
        those that belong to no field here."""
        self.show_at(problems, self.boxes)
        seen = self.boxes.keys() - self.unseen
        homeless = [problem for problem in problems if problem.field not in seen]
        for name, box in self.boxes.items():
            if any(problem.field == name for problem in problems):
                box.editor.setFocus()
                QTimer.singleShot(0, box, partial(self._reveal, box))
                break
        return homeless

    def _reveal(self, box: Box) -> None:
        """Scroll until the whole of a field can be seen, with what is said below it."""
        area: QWidget | None = self
        while area is not None and not isinstance(area, Scroll):
            area = area.parentWidget()
        if area is not None:
            area.reveal(box.below, box)

    def show_at(self, problems: Sequence[Problem], names: object) -> None:
        """Show the problems of some fields, leaving the others and the focus alone."""
        for name, box in self.boxes.items():
            if name in names:  # type: ignore[operator]
                box.tell([problem for problem in problems if problem.field == name])
            if (line := box.editor.focusProxy()) and line.hasFocus():
                QTimer.singleShot(0, box, partial(self._reveal, box))  # it may have been moved on

    def close_to_changes(self) -> None:
        """Show only."""
        for box in self.boxes.values():
            box.editor.close_to_changes()

    def start(self, *, over: bool = False) -> None:
        """Put the cursor into the first field a person fills in; where it begins ``over``, what is
        typed takes the place of what stands there."""
        for box in self.boxes.values():
            if box.field.kind is not Kind.CASE:
                box.editor.setFocus()
                line = box.editor.focusProxy()
                if over and isinstance(line, QLineEdit):
                    line.selectAll()
                return

    def _grid(self, fields: Sequence[Field], setting: Callable[[Field], Setting]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(STEP)
        grid.setVerticalSpacing(STEP // 2)
        for place in range(WHOLE):
            grid.setColumnStretch(place, 1)
        placed = list(zip(fields, places(fields), strict=True))
        helps = Counter(row for field, (row, _place, _width) in placed if field.help)
        for field, (row, place, width) in placed:
            self._box(field, setting(field), Spot(grid, row, place, width, helps[row] == 1))
        return grid

    def _box(self, field: Field, setting: Setting, spot: Spot) -> None:
        editor = EDITORS[field.kind](setting)
        editor.changed.connect(lambda: self.edited.emit(field.name))
        editor.left.connect(lambda: self.left.emit(field.name))
        self.boxes[field.name] = Box(field, editor, spot)
