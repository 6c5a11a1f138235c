"""What was recorded in a period, beside the period before."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton

from desktop.records import periods
from desktop.records.language import t
from desktop.records.periods import Basis, Length, Period
from desktop.records.registers import REGISTERS, Register
from desktop.records.words import number_words
from desktop.ui import facts
from desktop.ui.facts import Tally
from desktop.ui.look import theme
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Button, Panel, button, label, line, rule


def pair(today: date, basis: Basis) -> tuple[Period, Period]:
    """The month in which a day lies, as ``basis`` bounds it, and the one before."""
    this = periods.holding(today, Length.MONTH, basis)
    assert this is not None
    before = periods.holding(this.first - timedelta(days=1), Length.MONTH, basis)
    return this, before or this


def span(period: Period) -> str:
    """``15/4–14/5``."""
    return f"{period.first.day}/{period.first.month}–{period.last.day}/{period.last.month}"


class Counts(Panel):
    """``turned`` when the other reckoning of the month is asked for; each number of this period
    leads to its rows."""

    turned = Signal()

    def __init__(
        self, registers: Sequence[Register], go: Callable[[str], None], basis: Basis
    ) -> None:
        super().__init__()
        self.basis, self._go = basis, go
        self._period: Period | None = None
        self.heading, self.days = label("", "strong", wrap=True), label("", "small", wrap=True)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.days)
        self.choices = {
            Basis.DECREE: self._choice(t("Kỳ báo cáo"), Basis.DECREE),
            Basis.CALENDAR: self._choice(t("Tháng dương lịch"), Basis.CALENDAR),
        }
        self._group = QButtonGroup(self)
        for one in self.choices.values():
            self._group.addButton(one)
        self.choices[self.basis].setChecked(True)
        self.body.addLayout(line(*self.choices.values(), -1))
        self.body.addSpacing(STEP)
        kept = {register.name for register in registers}
        self.shown = [pair for pair in facts.TALLIES if pair[0] in kept]
        self.now = [self._number(name) for name, _ in self.shown]
        self.before = [label("", "muted") for _ in self.shown]
        self._fill()

    def show_tallies(self, found: Sequence[Tally], this: Period, before: Period) -> None:
        """Fill in the numbers of two periods."""
        self._period = this
        self.heading.setText(this.label[0].upper() + this.label[1:])
        by = (
            t("theo Nghị định 09/2019/NĐ-CP")
            if self.basis is Basis.DECREE
            else t("theo dương lịch")
        )
        self.days.setText(
            t("{this}, {by}\nKỳ trước: {before}", this=span(this), by=by, before=span(before))
        )
        for tally, now, then in zip(found, self.now, self.before, strict=True):
            now.setText(number_words(tally.now))
            name = f"{_words(tally.register, tally.field)}: {number_words(tally.now)}"
            now.setAccessibleName(name)
            then.setText(t("kỳ trước {n}", n=number_words(tally.before)))

    def _fill(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(STEP)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for number, (name, field) in enumerate(self.shown):
            if number:
                grid.addWidget(rule(), 2 * number - 1, 0, 1, 3)
            then = self.before[number]
            then.setFont(theme.font(tabular=True))
            then.setAlignment(right)
            then.setMinimumWidth(112)
            grid.addWidget(label(_words(name, field)), 2 * number, 0)
            grid.addWidget(self.now[number], 2 * number, 1, right)
            grid.addWidget(then, 2 * number, 2)
        self.body.addLayout(grid)

    def _number(self, register: str) -> QPushButton:
        made = button("0", lambda: self._open(register), "link")
        made.setFont(theme.font(tabular=True))
        return made

    def _choice(self, words: str, basis: Basis) -> QPushButton:
        made = Button(words)
        made.setProperty("look", "filter")
        made.setCheckable(True)
        made.clicked.connect(lambda _on: self._turn(basis))
        return made

    def _turn(self, basis: Basis) -> None:
        self.basis = basis
        self.turned.emit()

    def _open(self, register: str) -> None:
        if self._period:
            days = f"{self._period.first.isoformat()}/{self._period.last.isoformat()}"
            self._go(f"{register}:@days={days}")


def _words(register: str, field: str) -> str:
    declared = REGISTERS[register]
    return declared.field(field).label if field else declared.label
