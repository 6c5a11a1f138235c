"""The screen on which an Excel file becomes rows: choose, map, look at what it would add, take in.

Nothing is saved before the last button; all of it is saved as one action and can be undone as one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QStackedLayout, QWidget

from desktop.records.language import t
from desktop.records.registers import REGISTERS, Register
from desktop.records.store import Saved
from desktop.records.words import number_words
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.look import theme
from desktop.ui.look.page import Page
from desktop.ui.look.problems import Banner
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Panel, Tick, button, column, label, line
from desktop.ui.pages.intake import choices
from desktop.ui.pages.intake.preview import Preview
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
        self.register: Register = next(iter(REGISTERS.values()))
        self.opened: Opened | None = None
        self._job: Job | None = None
        self._build()

    def open(self, name: str) -> None:
        """Begin with a file for the register of that name."""
        self.register, self.opened = REGISTERS[name], None
        self.title.setText(t("Nhập từ Excel: {register}", register=self.register.label))
        self.say(t("Chưa lưu gì cho đến khi bấm nút nhập ở cuối."))
        self._faces.setCurrentWidget(self._empty)
        self.choose.setFocus()

    def load(self, file: Path) -> None:
        """Read a file and propose how it is to be taken in."""
        register, now = self.register, self.desk.now()

        def work(_job: Job) -> Opened:
            grid = reading.read(file)
            file_map = guessing.propose(self.desk.book, grid, register)
            return Opened(grid, planning.plan(self.desk.book, grid, file_map, now=now))

        self.say(t("Đang đọc {file}…", file=file.name))
        self._run(work)

    def decide(self, file_map: FileMap) -> None:
        """Plan again with what a person has decided."""
        opened, now = self.opened, self.desk.now()
        if opened is None:
            return

        def work(_job: Job) -> Opened:
            plan = planning.plan(self.desk.book, opened.grid, file_map, now=now)
            return Opened(opened.grid, plan)

        self._run(work)

    def take_in(self) -> None:
        """Save every row that may be saved, as one action."""
        if self.opened is None:
            return
        plan, now, some = self.opened.plan, self.desk.now(), self.skip.isChecked()
        self.take.setEnabled(False)
        self.desk.write(
            self,
            lambda _job: applying.apply(self.desk.book, plan, now=now, only_good=some),
            self._taken,
        )

    def _build(self) -> None:
        self.choose = button(t("Chọn tệp…"), self._ask_file, "primary", key="Ctrl+O")
        self._empty = QWidget()
        steps = (
            t("1. Chọn tệp Excel (.xlsx, .xls) hoặc .csv mà đơn vị đang giữ."),
            t("2. Xem cột nào là mục nào; chữ kiểu .VnTime, VNI được chuyển sang Unicode."),
            t("3. Xem trước từng dòng đúng như sẽ được ghi, rồi mới nhập. Nhập nhầm thì hoàn tác."),
        )
        template_button = button(t("Tải mẫu nhập để điền…"), self._ask_template)
        panel = Panel(t("Đưa số liệu cũ vào sổ"))
        for step in steps:
            panel.body.addWidget(label(step, wrap=True))
        panel.body.addSpacing(STEP)
        panel.body.addLayout(line(self.choose, template_button, -1))
        self._empty.setLayout(column(panel, -1))
        self._full = self._sides()
        holder = QWidget()
        self._faces = QStackedLayout(holder)
        self._faces.addWidget(self._empty)
        self._faces.addWidget(self._full)
        self.content.addWidget(holder, 1)
        self.buttons.addWidget(button(t("Quay lại sổ"), self._back))

    def _sides(self) -> QWidget:
        self._questions = Scroll(QWidget())
        self._left = Panel()
        self._left.body.addWidget(self._questions)
        self.preview = Preview()
        self.preview.selectionModel().currentRowChanged.connect(lambda *_: self._tell_row())
        self.detail = label("", wrap=True)
        self.detail.setMinimumHeight(44)
        self.troubled = Tick(t("Chỉ hiện dòng cần xem lại"))
        self.troubled.toggled.connect(lambda _on: self._show_rows())
        self.summary = label("", "strong", wrap=True)
        self.left_out = label("", "small", wrap=True)
        self.skip = Tick(t("Bỏ qua dòng có lỗi"))
        self.skip.toggled.connect(lambda _on: self._show_foot())
        self.take = button(t("Nhập"), self.take_in, "primary")
        other = button(t("Chọn tệp khác…"), self._ask_file)
        right = self._right = Panel()
        above = line(self.summary, self.troubled, gap=2 * STEP)
        above.setStretch(0, 1)
        right.body.addLayout(above)
        right.body.addWidget(self.preview, 1)
        right.body.addWidget(self.detail)
        right.body.addWidget(self.left_out)
        right.body.addLayout(line(self.take, self.skip, -1, other))
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

    def _ask_template(self) -> None:
        proposed = f"mau-nhap-{self.register.name}.xlsx"
        name, _ = QFileDialog.getSaveFileName(self, t("Ghi mẫu nhập"), proposed, "*.xlsx")
        if not name:
            return
        self.desk.use(
            self,
            lambda _job: template.write(self.desk.book, self.register, Path(name)),
            partial(self._template_written, name),
        )

    def _template_written(self, name: str, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            self.banner.ok(t("Đã ghi mẫu nhập vào {file}.", file=name))

    def _run(self, work: Callable[[Job], Opened]) -> None:
        if self._job:
            self._job.cancel()
        self._job = self.desk.use(self, work, self._planned)

    def _planned(self, outcome: Outcome[Opened]) -> None:
        self._job = None
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self.banner.hide()
        self.opened = outcome.value
        plan = self.opened.plan
        self.say(t("Tệp {file}, trang {sheet}", file=self.opened.grid.name, sheet=plan.table.sheet))
        self._faces.setCurrentWidget(self._full)
        self._show_questions(plan)
        self._show_rows()
        self._show_foot()

    def _show_questions(self, plan: Plan) -> None:
        held = column(gap=2 * STEP, edges=(0, 0, 12, 0))
        for heading, questions in self._asked(plan):
            if found := list(questions):
                held.addLayout(column(label(heading, "strong"), *found, gap=STEP))
        held.addStretch(1)
        questions_now = QWidget()
        questions_now.setProperty("look", "clear")
        questions_now.setLayout(held)
        self._questions.setWidget(questions_now)
        self._fit()

    def _asked(self, plan: Plan) -> Iterator[tuple[str, Iterator[choices.Question]]]:
        yield t("Chữ kiểu cũ"), choices.fonts(plan, self.decide)
        yield t("Ngày tháng cần xem lại"), choices.dates(plan, self.decide)
        yield t("Từ chưa có trong danh mục"), choices.words(plan, self.decide)
        yield (
            t("Mục bắt buộc mà tệp không có: ghi chung cho mọi dòng"),
            choices.constants(plan, self.desk, self.decide),
        )
        yield t("Mỗi cột trong tệp là mục nào"), choices.columns(plan, self.decide)

    def _show_rows(self) -> None:
        if self.opened:
            self.preview.show_plan(self.opened.plan, troubled_only=self.troubled.isChecked())
            self._tell_row()

    def _tell_row(self) -> None:
        row = self.preview.chosen()
        problems = [problem.message for problem in row.problems] if row else []
        self.detail.setText("\n".join(problems))

    def _show_foot(self) -> None:
        if self.opened is None:
            return
        plan = self.opened.plan
        self.summary.setText(
            t(
                "{n} dòng: {good} lưu được, {refused} có lỗi, {warned} nên xem lại",
                n=number_words(len(plan.rows)),
                good=number_words(plan.good),
                refused=number_words(plan.refused),
                warned=number_words(plan.warned),
            )
        )
        left = [f"{out.number} ({out.reason})" for out in plan.table.left_out[:8]]
        unread = [t("cột “{head}”", head=head) for head in plan.unread]
        skipped = ", ".join([*left, *unread])
        self.left_out.setText(t("Không nhập: {what}", what=skipped) if skipped else "")
        self.skip.setVisible(bool(plan.refused))
        ready = plan.good > 0 and (not plan.refused or self.skip.isChecked())
        self.take.setText(t("Nhập {n} dòng", n=number_words(plan.good)))
        self.take.setAccessibleName(self.take.text())
        self.take.setEnabled(ready and not plan.undecided and not plan.undecoded)

    def _taken(self, outcome: Outcome[list[Saved]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            self._show_foot()
            return
        saved = outcome.value
        self.go(self.register.name)
        self.banner.ok(
            t("Đã nhập {n} dòng vào sổ.", n=number_words(len(saved))),
            t("Hoàn tác"),
            partial(self._undo, saved[0].action),
        )

    def _back(self) -> None:
        self.go(self.register.name)
