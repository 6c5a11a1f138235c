"""Nhiệm vụ theo Kế hoạch: which clauses have something recorded, and which have nothing yet."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QPushButton, QVBoxLayout

from desktop.records.coverage import TASKS, Clause
from desktop.records.language import t
from desktop.records.registers import REGISTERS
from desktop.records.words import number_words
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.look.page import Page
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, Panel, Tick, button, label, line
from desktop.ui.pages.plan.beside import Beside
from desktop.ui.pages.plan.sections import Section, bare, sections
from desktop.ui.pages.plan.tree import Tree, recorded
from desktop.ui.pages.sheets.asked import choosable
from desktop.ui.remember import Habits

MONTHS = (12, 6, 3)
"""How many months the periods have that may be chosen, the longest first."""


class TasksPage(Page):
    """The tasks by part; beside them the chosen one in full, and where it is recorded."""

    def __init__(
        self,
        desk: Desk,
        go: Callable[[str], None],
        has: Callable[[str], bool],
        banner: Banner,
        habits: Habits | None = None,
    ) -> None:
        super().__init__(t("Nhiệm vụ theo Kế hoạch"))
        self.desk, self.banner, self._go = desk, banner, go
        self.period, self.only_bare = Choice(), Tick(t("Chỉ mục chưa có gì"))
        self.tree = Tree()
        self.detail = TaskDetail(go, has, self.record)
        self.beside = Beside(self.tree, self.detail, 66, habits, "tasks beside")
        self.content.addLayout(line(self.period, self.only_bare, -1, gap=2 * STEP))
        self.content.addWidget(self.beside, 1)
        self._found: list[Section] = []
        self._chosen = ""
        self._reading: Job | None = None
        self._fill()
        self.tree.chosen.connect(self._choose)
        self.tree.opened.connect(self._open)
        self.only_bare.clicked.connect(lambda _on: self._list())
        desk.changed.connect(self._reread)

    def refresh(self) -> None:
        """Read again what is recorded."""
        period, office = self.period.currentData(), self.desk.book.office
        if self._reading:
            self._reading.cancel()
        self._reading = self.desk.read(self, lambda db: sections(db, office, period), self._show)

    def record(self, clause: Clause) -> None:
        """Begin a row for what no other register holds; one that is being typed goes first."""
        key = (TASKS, "")
        draft = self.desk.drafts.get(key)
        typed = dict(draft.raw) if draft else {}
        if not typed.get("clause"):
            self.desk.drafts.put(key, typed | {"clause": clause.id})
        self._go(f"{TASKS}+")

    def _fill(self) -> None:
        found = choosable(date.fromisoformat(self.desk.today()))
        for months in MONTHS:
            for period in found:
                if len(period.months) == months:
                    self.period.addItem(period.label[0].upper() + period.label[1:], period)
        self.period.setMinimumWidth(250)
        self.period.setAccessibleName(t("Kỳ"))
        self.period.activated.connect(lambda _index: self.refresh())

    def _reread(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, outcome: Outcome[list[Section]]) -> None:
        self._reading = None
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self._found = outcome.value
        asked = [section for section in self._found if section.asked]
        self.say(
            t(
                "{n} trong {all} mục giao cho cấp mình đã có dòng trong kỳ.",
                n=sum(section.recorded for section in asked),
                all=sum(len(section.clauses) for section in asked),
            )
        )
        self._list()

    def _list(self) -> None:
        found = bare(self._found) if self.only_bare.isChecked() else self._found
        self.tree.show_sections(found, self._chosen)

    def _choose(self, clause: Clause | None) -> None:
        if clause:
            self._chosen = clause.id
            self.detail.show_clause(clause)

    def _open(self, clause: Clause) -> None:
        if self.beside.narrow:
            self.beside.enter()
        elif clause.rows:
            self._go(max(clause.registers, key=lambda name: clause.registers[name]))
        else:
            self.record(clause)


class TaskDetail(Panel):
    """One task in full, the registers in which it shows, and the way to record it."""

    def __init__(
        self,
        go: Callable[[str], None],
        has: Callable[[str], bool],
        record: Callable[[Clause], None],
    ) -> None:
        super().__init__()
        self._go, self._has, self._record = go, has, record
        self._clause: Clause | None = None
        self.words, self.where = label("", "strong", wrap=True), label("", "small")
        self.text, self.state = label("", wrap=True), label("")
        self.ways = QVBoxLayout()
        self.ways.setSpacing(4)
        self.add = button(t("Ghi nhiệm vụ này"), self._add)
        for part in (self.words, self.where, self.text, self.state):
            self.body.addWidget(part)
        self.body.addLayout(self.ways)
        self.body.addSpacing(STEP)
        self.body.addLayout(line(self.add, -1))
        self.body.addStretch(1)

    def show_clause(self, clause: Clause) -> None:
        """Say what is asked, and offer the ways to what is recorded of it."""
        self._clause = clause
        self.words.setText(clause.label)
        self.where.setText(t("Mục {clause} của Kế hoạch", clause=clause.clause))
        self.text.setText(clause.text)
        self.state.setText(recorded(clause))
        while self.ways.count():
            way = self.ways.takeAt(0).widget()
            way.hide()
            way.deleteLater()
        for name, rows in clause.registers.items():
            if self._has(name) and (rows or name != TASKS):
                way = self._way(name, rows)
                self.ways.addWidget(way)
                self.setTabOrder(way, self.add)

    def _way(self, name: str, rows: int) -> QPushButton:
        words = t("{register}: {n} dòng", register=REGISTERS[name].label, n=number_words(rows))
        return button(words, lambda: self._go(name), "link", icon="chevron-right")

    def _add(self) -> None:
        if self._clause:
            self._record(self._clause)
