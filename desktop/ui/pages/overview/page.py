"""Tổng quan: what to do now, how the targets stand, this period's numbers or who has reported."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.records import drafts, periods, plan, units
from desktop.records import reporting as set_so
from desktop.records.cipher import Database
from desktop.records.drafts import Draft
from desktop.records.language import t
from desktop.records.periods import Basis, Period
from desktop.records.targets import Result
from desktop.records.trend import Trend
from desktop.ui import facts, kept
from desktop.ui.desk import Desk
from desktop.ui.facts import Tally
from desktop.ui.frame.navigation import shown_at
from desktop.ui.jobs import Err, Job, Ok, Outcome
from desktop.ui.look import theme
from desktop.ui.look.page import Page
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, line, restyle
from desktop.ui.pages.overview import reporting, todo
from desktop.ui.pages.overview.counts import Counts, pair
from desktop.ui.pages.overview.goals import Goals
from desktop.ui.pages.overview.matrix import Matrix
from desktop.ui.pages.overview.matter import Todo
from desktop.ui.pages.overview.remind import Remind
from desktop.ui.pages.overview.reporting import Reports
from desktop.ui.pages.overview.tasks import Tasks
from desktop.ui.pages.overview.todo import REMIND, RIGHT
from desktop.ui.pages.plan import reading
from desktop.ui.pages.plan.reading import Asked


@dataclass(frozen=True)
class Standing:
    """Everything the page shows, read in one go, but for how the targets moved."""

    todos: list[Todo]
    results: list[Result]
    tallies: list[Tally]
    months: tuple[Period, Period]
    reports: Reports | None


BESIDE = 960
"""So wide must the page be for two things beside each other, in pixels."""


class Overview(Page):
    """Its pieces are there before their numbers are; nothing moves when these arrive."""

    def __init__(
        self,
        desk: Desk,
        go: Callable[[str], None],
        banner: Banner,
        has: Callable[[str], bool] = lambda _name: True,
    ) -> None:
        super().__init__(t("Việc cần làm"))
        self.desk, self.go, self.banner = desk, go, banner
        office = desk.book.office
        self.reports: Reports | None = None
        self._jobs: list[Job] = []
        self.buttons.addWidget(button(t("In báo cáo…"), partial(go, "reports")))
        heading = t("Chỉ tiêu năm {year}", year=desk.today()[:4])
        self.tasks = Tasks(self.take)
        self.goals = Goals(heading, plan.default().shown_at(office.tier), go)
        self.matrix = Matrix(go, has) if units.children(office) else None
        self.counts = Counts(shown_at(office.tier), go, set_so.of(desk.book.db).basis)
        self.add = button(t("Ghi hoạt động mới"), lambda: go("outreach+"), key="Ctrl+N")
        self.counts.body.addSpacing(STEP)
        self.counts.body.addLayout(line(self.add, -1))
        self.counts.body.addStretch(1)
        self.counts.turned.connect(self.refresh)
        self._lay_out()
        desk.changed.connect(self._reread)

    def refresh(self) -> None:
        """Read again what the page shows, and how the targets moved when that is there."""
        desk, day = self.desk, date.fromisoformat(self.desk.today())
        typed, now, basis = desk.drafts.waiting(), desk.now(), self.counts.basis
        self.say(long_day(day))
        for job in self._jobs:
            job.cancel()

        def follow(db: Database, going: Callable[[], None]) -> dict[str, Trend]:
            asked = (desk.book.office, day, Basis.CALENDAR)
            return kept.trends(desk.kept, db, asked, going)

        self._jobs = [
            desk.read(self, lambda db: stand(desk, db, typed, now, basis), self._show),
            desk.study(self, follow, self._show_trends),
        ]

    def take(self, place: str) -> None:
        """Go where a thing to do leads."""
        if place == RIGHT:
            self.desk.trust_clock(self, self._trusted)
        elif not place.startswith(REMIND):
            self.go(place)
        elif self.reports:
            month = periods.named(place.removeprefix(REMIND))
            Remind(self, reporting.reminder(self.reports, month)).open()

    def _trusted(self, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.unchanged(outcome.error)
        else:
            self.banner.ok(t("Từ nay sổ tin ngày giờ của máy."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()
        if self.matrix:
            self.matrix.tighten(low=self.height() < theme.LOW)

    def _lay_out(self) -> None:
        self.inside = QWidget()
        self.inside.setProperty("look", "clear")
        self._grid = QGridLayout(self.inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(2 * STEP)
        self._grid.setRowStretch(3, 1)
        self._grid.setColumnStretch(0, 26)
        self._grid.setColumnStretch(1, 17)
        self._beside = QWidget()
        self._beside.setLayout(
            column(*([self.matrix] if self.matrix else []), self.counts, -1, gap=2 * STEP)
        )
        self._arrange()
        self.content.addWidget(self.roll(self.inside))
        self.inside.hide()

    def _arrange(self) -> None:
        """Targets beside this month, or above it in a narrow window."""
        narrow = self.width() < BESIDE
        self.goals.fit(narrow=narrow)
        self._grid.addWidget(self.tasks, 0, 0, 1, 2)
        self._grid.addWidget(self.goals, 1, 0, 1, 2 if narrow else 1)
        self._grid.addWidget(
            self._beside, 2 if narrow else 1, 0 if narrow else 1, 1, 2 if narrow else 1
        )

    def _reread(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, outcome: Outcome[Standing]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        found = outcome.value
        self.reports = found.reports
        self.tasks.show_todos(found.todos)
        restyle(self.add, "look", "" if found.todos else "primary")
        self.goals.show_results(found.results)
        self.counts.show_tallies(found.tallies, *found.months)
        if self.matrix and found.reports:
            self.matrix.show_reports(found.reports)
        self.inside.show()

    def _show_trends(self, outcome: Outcome[dict[str, Trend]]) -> None:
        if isinstance(outcome, Ok):
            self.goals.show_trends(outcome.value)


def stand(desk: Desk, db: Database, typed: list[Draft], now: datetime, basis: Basis) -> Standing:
    """Read what the page shows."""
    book, day = desk.book, date.fromisoformat(desk.today())
    asked = Asked(book.office, day, Basis.CALENDAR)
    results = desk.kept.get(db, ("results", asked), lambda: reading.results(db, asked))
    below = reporting.reports(db, book.office, day) if units.children(book.office) else None
    months = pair(day, basis)
    begun = drafts.openable(db, book.device, typed)
    return Standing(
        todo.of(book, db, begun, now, desk.clock(), results, below),
        results,
        facts.tallies(db, shown_at(book.office.tier), *months),
        months,
        below,
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
