"""The screen on which an Excel file becomes rows: choose, map, look at what it would add, take in.

Nothing is saved before the last button; all of it is saved as one action and can be undone as one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QStackedLayout, QWidget

from desktop.records.language import t
from desktop.records.store import Saved
from desktop.records.words import number_words
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.look import theme
from desktop.ui.look.page import Page
from desktop.ui.look.problems import Banner
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Panel, Tick, button, label, line
from desktop.ui.pages.intake.beginning import Beginning
from desktop.ui.pages.intake.foot import Foot
from desktop.ui.pages.intake.preview import Preview
from desktop.ui.pages.intake.questions import Questions
from sync.intake import applying, guessing, planning, reading, template
from sync.intake.filemap import FileMap
from sync.intake.grid import Grid
from sync.intake.planned import Plan

KINDS = "*.xlsx *.xls *.csv"
QUESTIONS, LEAST = 430, 340
"""Width of the questions beside the rows, and the least height of both one above the other."""


@dataclass(frozen=True)
class Opened:
    """A file that was read, and what it would add."""

    grid: Grid
    plan: Plan


class IntakePage(Page):
    """``open`` says which register the rows are for."""

    def __init__(
        self,
        desk: Desk,
        go: Callable[[str], None],
        undo: Callable[[str | None], None],
        banner: Banner,
    ) -> None:
        super().__init__(t("Nhập từ Excel"))
        self.desk, self.go, self._undo, self.banner = desk, go, undo, banner
        self.opened: Opened | None = None
        self._job: Job | None = None
        self._build()
        self.open(self.beginning.register.name)

    def open(self, name: str) -> None:
        """Begin with a file for the register of that name, or else for the first."""
        self.beginning.begin(name)
        self.register, self.opened = self.beginning.register, None
        self.title.setText(t("Nhập từ Excel: {register}", register=self.register.label))
        self.say(self._said())
        self._faces.setCurrentWidget(self.beginning)
        self.beginning.choose.setFocus()

    def load(self, file: Path) -> None:
        """Read a file and propose how it is to be taken in."""
        register, now = self.register, self.desk.now()
        self._questions.begin()
        self.foot.begin()

        def work(job: Job) -> Opened:
            grid = reading.read(file)
            job.report(None)
            with self.desk.hold():
                file_map = guessing.propose(self.desk.book, grid, register)
                return self._plan(job, grid, file_map, now)

        self.say(t("Đang đọc {file}…", file=file.name))
        self._run(work)

    def decide(self, file_map: FileMap) -> None:
        """Plan again with what a person has decided."""
        opened, now = self.opened, self.desk.now()
        if opened is None:
            return

        def work(job: Job) -> Opened:
            with self.desk.hold():
                return self._plan(job, opened.grid, file_map, now)

        self._run(work)

    def stop(self) -> None:
        """Read no further: what was shown before stays."""
        if self._job:
            self._job.cancel()
            self._ended()
            self._show_plan()

    def take_in(self) -> None:
        """Save every row that may be saved, as one action."""
        if self.opened is None:
            return
        plan, now, foot = self.opened.plan, self.desk.now(), self.foot
        some, plain, because = foot.skip.isChecked(), foot.only_plain, foot.because
        foot.take.setEnabled(False)
        self.desk.write(
            self,
            lambda _job: applying.apply(
                self.desk.book, plan, now=now, only_good=some, only_plain=plain, because=because
            ),
            self._taken,
        )

    def _build(self) -> None:
        self.beginning = Beginning(self.desk.book.office.tier)
        self.beginning.asks.connect(self._ask_file)
        self.beginning.chosen.connect(self.open)
        self.beginning.wants.connect(self._write_template)
        self._full = self._sides()
        holder = QWidget()
        self._faces = QStackedLayout(holder)
        self._faces.addWidget(self.beginning)
        self._faces.addWidget(self._full)
        self.content.addWidget(holder, 1)
        self.halt = button(t("Dừng"), self.stop)
        self.halt.hide()
        self.buttons.addWidget(self.halt)
        self.buttons.addWidget(button(t("Quay lại sổ"), self._back))

    def _sides(self) -> QWidget:
        self._questions = Questions(self.desk, self.decide)
        self._left = Panel()
        self._left.body.addWidget(self._questions)
        self.preview = Preview()
        self.preview.selectionModel().currentRowChanged.connect(lambda *_: self._tell_row())
        self.detail = label("", wrap=True)
        self.detail.setMinimumHeight(44)
        self.troubled = Tick(t("Chỉ hiện dòng cần xem lại"))
        self.troubled.toggled.connect(lambda _on: self._show_rows())
        self.summary = label("", "strong", wrap=True)
        self.foot = Foot()
        self.foot.takes.connect(self.take_in)
        self.foot.other.connect(self._ask_file)
        right = self._right = Panel()
        above = line(self.summary, self.troubled, gap=2 * STEP)
        above.setStretch(0, 1)
        right.body.addLayout(above)
        right.body.addWidget(self.preview, 1)
        right.body.addWidget(self.detail)
        right.body.addWidget(self.foot)
        whole = QWidget()
        self._both = line(self._left, right, gap=2 * STEP)
        self._both.setStretch(1, 1)
        whole.setLayout(self._both)
        return Scroll(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rows stand beside the questions, or below them in a narrow window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.NARROW
        way = QBoxLayout.Direction
        self._both.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._left.setMaximumWidth(theme.UNBOUNDED if narrow else QUESTIONS)
        self._left.setMinimumWidth(0 if narrow else QUESTIONS)
        self._right.setMinimumHeight(LEAST if narrow else 0)
        inside = self._questions.widget()
        high = inside.heightForWidth(self._questions.width()) if narrow else 0
        self._questions.setMinimumHeight(max(high, 0))

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, t("Chọn tệp"), "", t("Bảng tính ({kinds})", kinds=KINDS)
        )
        if name:
            self.load(Path(name))

    def _write_template(self, file: Path) -> None:
        self.desk.use(
            self,
            lambda _job: template.write(self.desk.book, self.register, file),
            partial(self._template_written, file),
        )

    def _template_written(self, file: Path, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            self.banner.ok(t("Đã ghi mẫu nhập vào {file}.", file=file))

    def _plan(self, job: Job, grid: Grid, file_map: FileMap, now: datetime) -> Opened:
        """What the file would add; for work that holds the book."""
        pause = partial(job.report, None)
        return Opened(grid, planning.plan(self.desk.book, grid, file_map, now=now, pause=pause))

    def _run(self, work: Callable[[Job], Opened]) -> None:
        """The book is held only while rows are planned, never while a file is read."""
        if self._job:
            self._job.cancel()
        self._job = self.desk.jobs.run(self, work, self._planned)
        self.halt.show()
        self.foot.setEnabled(False)

    def _ended(self) -> None:
        self._job = None
        self.halt.hide()
        self.foot.setEnabled(True)

    def _planned(self, outcome: Outcome[Opened]) -> None:
        self._ended()
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            self._show_plan()
            return
        self.banner.hide()
        self.opened = outcome.value
        self._faces.setCurrentWidget(self._full)
        self._show_plan()

    def _show_plan(self) -> None:
        """Show what is opened, as far as it is decided."""
        self.say(self._said())
        if self.opened:
            plan = self.opened.plan
            self._questions.show_plan(plan)
            self._fit()
            self.summary.setText(
                t(
                    "{n} dòng: {good} lưu được, {refused} có lỗi, {warned} nên xem lại",
                    n=number_words(len(plan.rows)),
                    good=number_words(plan.good),
                    refused=number_words(plan.refused),
                    warned=number_words(plan.warned),
                )
            )
            self.foot.show_plan(plan)
            self._show_rows()

    def _said(self) -> str:
        if self.opened is None:
            return t("Chưa lưu gì cho đến khi bấm nút nhập ở cuối.")
        name, sheet = self.opened.grid.name, self.opened.plan.table.sheet
        return t("Tệp {file}, trang {sheet}", file=name, sheet=sheet)

    def _show_rows(self) -> None:
        if self.opened:
            self.preview.show_plan(self.opened.plan, troubled_only=self.troubled.isChecked())
            self._tell_row()

    def _tell_row(self) -> None:
        row = self.preview.chosen()
        problems = [problem.message for problem in row.problems] if row else []
        self.detail.setText("\n".join(problems))

    def _taken(self, outcome: Outcome[list[Saved]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            self._show_plan()
            return
        saved, opened = outcome.value, self.opened
        words = t("Đã nhập {n} dòng vào sổ.", n=number_words(len(saved)))
        if opened and (left := len(opened.plan.rows) - len(saved)):
            n = number_words(left)
            words += " " + t("{n} dòng của tệp không nhập; tệp vẫn giữ nguyên.", n=n)
        self.opened = None
        self.go(self.register.name)
        self.banner.ok(words, t("Hoàn tác"), partial(self._undo, saved[0].action))

    def _back(self) -> None:
        self.go(self.register.name)
