"""Tổng quan: what to do now, how the targets stand, this month's numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.records import targets, units
from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.registers import REGISTERS, Register
from desktop.records.targets import Result
from desktop.records.units import Unit
from desktop.records.words import number_words
from desktop.ui import facts, theme
from desktop.ui.bars import STATES, TargetBar, fraction
from desktop.ui.desk import Desk
from desktop.ui.facts import Tally, Waiting
from desktop.ui.jobs import Err, Outcome
from desktop.ui.navigation import shown_at
from desktop.ui.pages.matrix import Matrix, Reports, reports
from desktop.ui.pages.plan.goals import asks
from desktop.ui.problems import Banner
from desktop.ui.theme import STEP
from desktop.ui.widgets import Badge, Page, Panel, button, column, label, line, rule, scroll
from sync.enrolment.own import enrolled


@dataclass(frozen=True)
class Standing:
    """Everything the page shows, read in one go."""

    waiting: Waiting
    overdue: int
    results: list[Result]
    before: dict[str, Result]
    tallies: list[Tally]
    reports: Reports | None
    enrolled: bool


class Overview(Page):
    """What to do now, and how things stand."""

    def __init__(self, desk: Desk, go: Callable[[str], None], banner: Banner) -> None:
        super().__init__(t("Việc cần làm"))
        self.desk, self.go, self.banner = desk, go, banner
        self.buttons.addWidget(button(t("In báo cáo…"), partial(go, "reports")))
        self._parts: tuple[Panel, ...] = ()
        self._grid = QGridLayout()
        desk.changed.connect(self.refresh)

    def refresh(self) -> None:
        day = date.fromisoformat(self.desk.today())
        self.say(long_day(day))
        self.desk.read(self, lambda db: stand(self.desk, db, day), self._show)

    def _show(self, outcome: Outcome[Standing]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        while self.content.count():
            self.content.takeAt(0).widget().deleteLater()
        found = outcome.value
        month = self._month(found.tallies) if found.reports is None else self._sent(found.reports)
        self._parts = (self._tasks(found), self._targets(found), month)
        inside = QWidget()
        inside.setProperty("look", "clear")
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * STEP)
        self._grid.setRowStretch(3, 1)
        self._arrange()
        self.content.addWidget(scroll(inside))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._parts and event.oldSize().width() != event.size().width():
            self._arrange()

    def _arrange(self) -> None:
        """Targets beside this month, or above it in a narrow window."""
        tasks, goals, month = self._parts
        narrow = self.width() < theme.NARROW
        self._grid.addWidget(tasks, 0, 0, 1, 2)
        self._grid.addWidget(goals, 1, 0, 1, 2 if narrow else 1)
        self._grid.addWidget(month, 2 if narrow else 1, 0 if narrow else 1, 1, 2 if narrow else 1)
        self._grid.setColumnStretch(0, 13)
        self._grid.setColumnStretch(1, 8)

    def _tasks(self, found: Standing) -> Panel:
        panel = Panel()
        tasks = self._task_lines(found)
        if not tasks:
            panel.body.addWidget(label(t("Không có việc nào đang chờ."), "muted"))
        for number, task in enumerate(tasks):
            if number:
                panel.body.addWidget(rule())
            panel.body.addLayout(task)
        return panel

    def _task_lines(self, found: Standing) -> list[QHBoxLayout]:
        packets = lambda: self.go("packets")  # noqa: E731 - two lines use it
        tasks = []
        if not found.enrolled:
            text = t("Máy này chưa đăng ký với cấp trên nên chưa ký được gói dữ liệu.")
            tasks.append(_task(text, button(t("Đăng ký"), packets, "primary")))
        elif self.desk.book.office.parent and found.waiting.rows:
            text = packet_words(found.waiting)
            tasks.append(_task(text, button(t("Tạo gói"), packets, "primary")))
        if found.overdue:
            text = t("{n} phiếu chuyển gửi đã quá ngày hẹn theo dõi.", n=found.overdue)
            look = "" if tasks else "primary"
            tasks.append(_task(text, button(t("Xem"), lambda: self.go("referrals"), look)))
        if found.reports and found.reports.silent:
            text = t(
                "{n} trên {all} đơn vị chưa gửi gói nào cho {month}.",
                n=found.reports.silent,
                all=len(found.reports.lines),
                month=found.reports.month,
            )
            look = "" if tasks else "primary"
            tasks.append(_task(text, button(t("Nhận gói"), packets, look)))
        return tasks + (self._uninspected(found.results) if found.reports else [])

    def _uninspected(self, results: list[Result]) -> list[QHBoxLayout]:
        words = {
            "CT3.3": t("cơ sở chưa được kiểm tra trong năm nay."),
            "CT3.4": t("cơ sở chưa được kiểm tra lần nào từ khi có Kế hoạch."),
        }
        return [
            _task(
                f"{number_words(number)} {words[id]}",
                button(t("Xem"), partial(self.go, f"targets:{id}")),
            )
            for id, number in facts.uninspected(results).items()
        ]

    def _sent(self, found: Reports) -> Panel:
        matrix = Matrix(found)
        matrix.opens.connect(lambda unit: self.go(f"targets:@{unit}"))
        return matrix

    def _targets(self, found: Standing) -> Panel:
        year = self.desk.today()[:4]
        panel = Panel(t("Chỉ tiêu năm {year}", year=year))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * STEP)
        grid.setVerticalSpacing(STEP)
        for number, result in enumerate(found.results):
            _target(grid, 2 * number, result, found.before.get(result.target.id), self.go)
        grid.setColumnStretch(0, 7)
        grid.setColumnStretch(1, 3)
        panel.body.addLayout(grid)
        panel.body.addStretch(1)
        return panel

    def _month(self, tallies: list[Tally]) -> Panel:
        panel = Panel(t("Tháng này"))
        grid = QGridLayout()
        grid.setVerticalSpacing(STEP)
        for number, tally in enumerate(tallies):
            _tally(grid, 2 * number, tally)
        grid.setColumnStretch(0, 1)
        panel.body.addLayout(grid)
        panel.body.addSpacing(STEP)
        add = button(t("Ghi hoạt động mới"), lambda: self.go("outreach+"), key="Ctrl+N")
        panel.body.addLayout(line(add, -1))
        panel.body.addStretch(1)
        return panel


def stand(desk: Desk, db: Database, day: date) -> Standing:
    """Read what the page shows."""
    office = desk.book.office
    registers: list[Register] = shown_at(office.tier)
    kept = {register.name for register in registers}
    end = facts.last_month_end(day) if units.children(office) else None
    return Standing(
        facts.waiting(db),
        facts.overdue(db, day.isoformat()) if "referrals" in kept else 0,
        _asked(db, office, day),
        {result.target.id: result for result in _asked(db, office, end)} if end else {},
        facts.tallies(db, registers, day),
        reports(db, office, day) if units.children(office) else None,
        enrolled(desk.book),
    )


def _asked(db: Database, office: Unit, day: date) -> list[Result]:
    return [result for result in targets.compute(db, office, day) if result.asked]


def packet_words(waiting: Waiting) -> str:
    """What waits to be sent."""
    rows = number_words(waiting.rows)
    if waiting.last is None:
        return t("{n} dòng đã ghi, chưa gửi gói nào.", n=rows)
    return t(
        "{n} dòng ghi hoặc sửa sau gói số {last} chưa được gửi.",
        n=rows,
        last=waiting.last.sequence,
    )


def long_day(day: date) -> str:
    """``Thứ Ba, ngày 07 tháng 5 năm 2024``, as Decree 30/2020 writes days and months."""
    names = (
        t("Thứ Hai"),
        t("Thứ Ba"),
        t("Thứ Tư"),
        t("Thứ Năm"),
        t("Thứ Sáu"),
        t("Thứ Bảy"),
        t("Chủ nhật"),
    )
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return t(
        "{weekday}, ngày {day} tháng {month} năm {year}",
        weekday=names[day.weekday()],
        day=f"{day.day:02}",
        month=month,
        year=day.year,
    )


def _task(text: str, action: QWidget) -> QHBoxLayout:
    made = line(label(text, wrap=True), action, edges=(10, 2, 10, 2))
    made.setStretch(0, 1)
    return made


def _target(
    grid: QGridLayout, row: int, result: Result, before: Result | None, go: Callable[[str], None]
) -> None:
    if row:
        grid.addWidget(rule(), row - 1, 0, 1, 4)
    words = label(result.target.text, wrap=True)
    words.setToolTip(result.target.rule)
    note = asks(result)
    if before and before.denominator and fraction(before) != fraction(result):
        note += " · " + t("cuối tháng trước {fraction}", fraction=fraction(before))
    said = QWidget()
    said.setLayout(column(words, label(note, "small", wrap=True), gap=1))
    number = button(fraction(result), lambda: go(f"targets:{result.target.id}"), "link")
    number.setFont(theme.font(tabular=True))
    number.setAccessibleName(f"{result.target.text}: {fraction(result)}, {result.words()}")
    counted = label(result.target.counted if result.denominator else "", "small")
    counted.setAlignment(Qt.AlignmentFlag.AlignRight)
    amount = QWidget()
    amount.setLayout(column(-1, line(-1, number), counted, -1, gap=0))
    middle = Qt.AlignmentFlag.AlignVCenter
    grid.addWidget(said, row, 0, middle)
    grid.addWidget(TargetBar(result), row, 1, middle)
    grid.addWidget(amount, row, 2, middle)
    badge = Badge(STATES[result.status], result.words())
    grid.addWidget(badge, row, 3, middle | Qt.AlignmentFlag.AlignLeft)


def _tally(grid: QGridLayout, row: int, tally: Tally) -> None:
    if row:
        grid.addWidget(rule(), row - 1, 0, 1, 3)
    register = REGISTERS[tally.register]
    name = register.field(tally.field).label if tally.field else register.label
    now, before = label(number_words(tally.now)), label("", "muted")
    before.setText(t("tháng trước {n}", n=number_words(tally.before)))
    for part in (now, before):
        part.setFont(theme.font(tabular=True))
        part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        part.setMinimumHeight(24)
    before.setMinimumWidth(120)
    for place, part in enumerate((label(name), now, before)):
        grid.addWidget(part, row, place)
