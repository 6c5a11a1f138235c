"""One target: how it is counted, what lacks, what counts, and the rows behind."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QPushButton

from desktop.records.language import t
from desktop.records.targets import Result
from desktop.ui.bars import TargetBar
from desktop.ui.pages.plan.goals import STATES, Parts, Rows, amount, asks
from desktop.ui.pages.plan.reading import Group, Part, Shown
from desktop.ui.pages.plan.things import List
from desktop.ui.theme import ROW, STEP
from desktop.ui.widgets import Badge, Button, Panel, column, label, line

MOST = 4
"""As many rows are seen at a time."""


def group_words(group: Group, number: int) -> str:
    """The name of a list with the number of its lines."""
    words = {
        Group.MISSING: t("Còn thiếu ({n})", n=number),
        Group.COUNTED: t("Đã tính ({n})", n=number),
        Group.ASIDE: t("Không tính ({n})", n=number),
    }
    return words[group]


class Detail(Panel):
    """What stands behind one target; ``go`` opens a row, ``has`` says whether its register is
    one of this office's screens."""

    def __init__(self, go: Callable[[str], None], has: Callable[[str], bool]) -> None:
        super().__init__()
        self.result: Result | None = None
        self._go, self._has = go, has
        self._parts: list[Part] = []
        self.lines = List(Parts(), t("Các phần của chỉ tiêu"))
        self.rows = List(Rows(), t("Dòng trong sổ"))
        self.words, self.asks = label("", "strong", wrap=True), label("", "small")
        self.number, self.rule = label("", "name"), label("", "small", wrap=True)
        self.bar, self.state = TargetBar(), Badge("none", "")
        standing = line(self.number, self.bar, self.state, gap=2 * STEP)
        self.body.addLayout(column(self.words, self.asks, standing, self.rule, gap=4))
        self.choices: dict[Group, QPushButton] = {}
        self._groups = QButtonGroup(self)
        chips = line(gap=6)
        for group in Group:
            self.choices[group] = self._choice(group)
            chips.addWidget(self.choices[group])
        chips.addStretch(1)
        self.body.addLayout(chips)
        self.empty, self.closed = label("", "muted", wrap=True), label("", "small", wrap=True)
        self.below = label(t("Dòng trong sổ"), "strong")
        self.body.addWidget(self.empty)
        self.body.addWidget(self.lines, 3)
        self.body.addWidget(self.below)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.closed)
        self.lines.chosen.connect(self._show_rows)
        self.lines.opened.connect(self._enter)
        self.rows.opened.connect(self._open)

    def show_result(self, result: Result) -> None:
        """Say which target it is and how it stands."""
        self.result = result
        self.words.setText(result.target.text)
        self.asks.setText(asks(result))
        self.number.setText(amount(result))
        self.bar.show_result(result)
        _say(self.state, STATES[result.status], result.words())
        self.rule.setText(t("Cách tính: {rule}", rule=result.target.rule))

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Say what stands behind it: what lacks first, if anything does."""
        self._parts = list(parts)
        for group, choice in self.choices.items():
            number = sum(part.group is group for part in parts)
            choice.setText(group_words(group, number))
            choice.setAccessibleName(group_words(group, number))
            choice.setVisible(bool(number) or group is not Group.ASIDE)
        lacking = any(part.group is Group.MISSING for part in parts)
        self.choices[Group.MISSING if lacking or not parts else Group.COUNTED].setChecked(True)
        self.show_group()

    def show_group(self) -> None:
        """Show the list that is chosen."""
        chosen = next(group for group, choice in self.choices.items() if choice.isChecked())
        held = [part for part in self._parts if part.group is chosen]
        self.lines.show_things(held)
        self.lines.setVisible(bool(held))
        self.empty.setVisible(not held)
        nothing = {
            Group.MISSING: t("Không còn gì thiếu."),
            Group.COUNTED: t("Chưa có gì được tính."),
            Group.ASIDE: t("Không có gì để riêng."),
        }
        self.empty.setText(nothing[chosen] if self._parts else t("Chưa có gì để tính."))
        if not held:
            self._show_rows(None)

    def _choice(self, group: Group) -> QPushButton:
        made = Button()
        made.setProperty("look", "filter")
        made.setCheckable(True)
        made.clicked.connect(lambda _on: self.show_group())
        self._groups.addButton(made)
        return made

    def _show_rows(self, part: Part | None) -> None:
        rows = [row for row in part.rows if self._has(row.register)] if part else []
        registers = {row.note for row in rows}
        self.below.setText(t("Dòng trong sổ"))
        if len(registers) == 1:
            self.below.setText(f"{t('Dòng trong sổ')} · {registers.pop()}")
            rows = [replace(row, note="") for row in rows]
        self.rows.show_things(rows)
        self.rows.setVisible(bool(rows))
        self.rows.setFixedHeight(min(len(rows), MOST) * ROW + 2)
        self.below.setVisible(bool(rows))
        discreet = bool(self.result and self.result.target.discreet)
        self.closed.setText(
            t("Chỉ tiêu này không liệt kê từng phiếu, để không ai bị nhận ra.")
            if discreet
            else t("Chưa có dòng nào trong sổ cho phần này.")
        )
        self.closed.setVisible(bool(part) and not rows)

    def _enter(self, part: Part) -> None:
        """A line with one row opens it; with several, the cursor goes to them."""
        rows = self.rows.things.things
        if len(rows) == 1:
            self._open(rows[0])
        elif rows:
            self.rows.setFocus()

    def _open(self, row: Shown) -> None:
        self._go(f"{row.register}:{row.uid}")


def _say(badge: Badge, state: str, words: str) -> None:
    badge.state, badge.words = state, words
    badge.setAccessibleName(words)
    badge.updateGeometry()
    badge.update()
