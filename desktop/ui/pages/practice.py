"""Năm việc tập làm: five tasks of a practice book, ticked by what the book says was done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.look.page import Page
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Badge, Panel, button, column, label, line, rule
from sync.practice import tour
from sync.practice.tour import Task


class PracticePage(Page):
    """Each task with its state and the way to where it is done."""

    def __init__(self, desk: Desk, go: Callable[[str], None], leave: Callable[[], None]) -> None:
        super().__init__(t("Năm việc tập làm"))
        self.desk, self.go = desk, go
        self.say(t("Làm theo thứ tự nào cũng được. Dấu ✓ tự hiện khi sổ có việc đó."))
        self.panel = Panel()
        self.panel.setMaximumWidth(760)
        self.tasks: list[Task] = []
        self.inside = QWidget()
        self.panel.body.addWidget(self.inside)
        out = button(t("Rời sổ thực hành"), leave)
        holder = QWidget()
        holder.setProperty("look", "clear")
        holder.setLayout(column(self.panel, line(out, -1), -1, gap=2 * STEP))
        self.content.addWidget(self.roll(holder))
        desk.changed.connect(self.refresh)

    def refresh(self) -> None:
        tier = self.desk.book.office.tier

        def work(db: Database) -> list[Task]:
            return tour.tasks(db, tier)

        self.desk.read(self, work, self._show)

    def _show(self, outcome: Outcome[list[Task]]) -> None:
        if not isinstance(outcome, Ok) or outcome.value == self.tasks:
            return
        self.tasks = outcome.value
        fresh = QWidget()
        whole = column(gap=STEP)
        for number, task in enumerate(self.tasks, start=1):
            if number > 1:
                whole.addWidget(rule())
            whole.addLayout(self._line(number, task))
        done = sum(task.done for task in self.tasks)
        total = t("Đã làm {n}/{m} việc.", n=done, m=len(self.tasks))
        whole.addWidget(rule())
        whole.addWidget(label(total, "muted"))
        fresh.setLayout(whole)
        self.panel.body.replaceWidget(self.inside, fresh)
        self.inside.deleteLater()
        self.inside = fresh

    def _line(self, number: int, task: Task) -> QHBoxLayout:
        state = Badge("ok", t("Đã làm")) if task.done else Badge("none", t("Chưa làm"))
        state.setFixedWidth(92)
        words = column(
            label(f"{number}. {task.words}", "strong"), label(task.how, "muted", wrap=True), gap=2
        )
        way = button(t("Đến đó"), partial(self.go, task.place))
        way.setAccessibleName(f"{t('Đến đó')}: {task.words}")
        row = line(state, words, way, gap=2 * STEP)
        row.setStretch(1, 1)
        return row
