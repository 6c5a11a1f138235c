"""One target: how it is counted, what lacks, what counts, and the rows behind."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from desktop.records.language import t
from desktop.records.targets import Result
from desktop.ui.charts.bars import STATES, TargetBar
from desktop.ui.charts.trend import TrendPanel
from desktop.ui.look.flow import Flow
from desktop.ui.look.theme import ROW, STEP
from desktop.ui.look.widgets import Badge, Button, Panel, column, label, line
from desktop.ui.pages.plan.goals import Parts, Rows, amount, asks
from desktop.ui.pages.plan.ranks import Ranked, Ranks
from desktop.ui.pages.plan.reading import Behind, Group, Part, Shown
from desktop.ui.pages.plan.taking import Chosen
from desktop.ui.pages.plan.things import List

MOST = 3
"""As many rows are seen at a time."""


PRINTED = {
    Group.MISSING: "Danh sách còn thiếu",
    Group.COUNTED: "Danh sách đã tính",
    Group.ASIDE: "Danh sách không tính",
}
"""How a list is called on paper, which is always in Vietnamese."""


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
    one of this office's screens, ``narrow`` asks of another unit, by its code."""

    def __init__(
        self,
        go: Callable[[str], None],
        has: Callable[[str], bool],
        narrow: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.result: Result | None = None
        self._go, self._has = go, has
        self._parts: list[Part] = []
        self.trend = TrendPanel()
        self.ranks = List(Ranks(), t("Các đơn vị, cao nhất trước"))
        self.lines = List(Parts(), t("Các phần của chỉ tiêu"))
        self.rows = List(Rows(), t("Dòng trong sổ"))
        self.words, self.asks = label("", "strong", wrap=True), label("", "small")
        self.number, self.rule = label("", "name"), label("", "small", wrap=True)
        self.bar, self.state = TargetBar(), Badge("none", "")
        self._groups = QButtonGroup(self)
        self.choices = {group: self._choice() for group in Group}
        self.by_unit, self.moved = self._choice(), self._choice()
        self.moved.setText(t("Diễn biến"))
        self._chips = Flow()
        self.empty, self.closed = label("", "muted", wrap=True), label("", "small", wrap=True)
        self.below = label(t("Dòng trong sổ"), "strong")
        self._build()
        self.lines.chosen.connect(self._show_rows)
        self.lines.opened.connect(self._enter)
        self.rows.opened.connect(self._open)
        self.ranks.opened.connect(lambda one: narrow(one.unit.code))

    def _build(self) -> None:
        standing = line(self.number, self.bar, self.state, gap=2 * STEP)
        told = (self.words, self.asks, STEP // 2, standing, STEP // 2, self.rule, STEP // 2)
        self.body.addLayout(column(*told, gap=4))
        for choice in (*self.choices.values(), self.by_unit, self.moved):
            self._chips.addWidget(choice)
        self.body.addLayout(self._chips)
        self.body.addWidget(self.trend, 3)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.lines, 3)
        self.body.addWidget(self.ranks, 3)
        for part in (self.below, self.rows, self.closed):
            self.body.addWidget(part)

    def tighten(self, narrow: bool) -> None:
        """Where it stands alone in a narrow window its lists scroll with it."""
        for one in (self.lines, self.ranks):
            one.stand(whole=narrow)

    def add_button(self, made: QWidget) -> None:
        """A place for what can be done with the list."""
        self._chips.addWidget(made)
        self.setTabOrder(self.moved, made)

    def chosen(self) -> Chosen:
        """The list that is shown, to be taken along; it may be empty."""
        assert self.result
        group = self._group()
        held = [part for part in self._parts if part.group is group]
        return Chosen(self.result.target, group_words(group, len(held)), PRINTED[group], held)

    def show_result(self, result: Result) -> None:
        """Say which target it is and how it stands."""
        self.result = result
        self.words.setText(result.target.text)
        self.asks.setText(asks(result))
        self.number.setText(amount(result))
        self.bar.show_result(result)
        self.state.say(STATES[result.status], result.words())
        self.rule.setText(t("Cách tính: {rule}", rule=result.target.rule))

    def show_behind(self, found: Behind) -> None:
        """Say what stands behind it: what lacks first, if anything does."""
        self._parts, parts = found.parts, found.parts
        self._show_ranks(found.ranks)
        for group, choice in self.choices.items():
            number = sum(part.group is group for part in parts)
            choice.setText(group_words(group, number))
            choice.setAccessibleName(group_words(group, number))
            choice.setVisible(bool(number) or group is not Group.ASIDE)
        lacking = any(part.group is Group.MISSING for part in parts)
        if not (self.moved.isChecked() or (self.by_unit.isChecked() and found.ranks)):
            first = Group.MISSING if lacking or not parts else Group.COUNTED
            self.choices[first].setChecked(True)
        self.show_group()

    def show_group(self) -> None:
        """Show the list that is chosen, or how the target has moved."""
        chosen, units, moved = self._group(), self.by_unit.isChecked(), self.moved.isChecked()
        held = [part for part in self._parts if part.group is chosen and not (units or moved)]
        self.trend.setVisible(moved)
        self.lines.show_things(held)
        self.lines.setVisible(bool(held))
        self.ranks.setVisible(units)
        self.empty.setVisible(not (held or units or moved))
        nothing = {
            Group.MISSING: t("Không còn gì thiếu."),
            Group.COUNTED: t("Chưa có gì được tính."),
            Group.ASIDE: t("Không có gì để riêng."),
        }
        self.empty.setText(nothing[chosen] if self._parts else t("Chưa có gì để tính."))
        if not held:
            self._show_rows(None)

    def _group(self) -> Group:
        return next((g for g, choice in self.choices.items() if choice.isChecked()), Group.MISSING)

    def _show_ranks(self, ranks: Sequence[Ranked]) -> None:
        self.ranks.show_things(ranks)
        words = t("Theo đơn vị ({n})", n=len(ranks))
        self.by_unit.setText(words)
        self.by_unit.setAccessibleName(words)
        self.by_unit.setVisible(bool(ranks))

    def _choice(self) -> QPushButton:
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
