"""Chỉ tiêu: how each of the plan's targets stands, what lacks, and the rows behind it."""

from collections.abc import Callable

from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.periods import basis_words
from desktop.records.targets import Result
from desktop.records.trend import Trend
from desktop.ui import kept as keeping
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Ok, Outcome
from desktop.ui.look.page import Page
from desktop.ui.look.problems import Banner
from desktop.ui.pages.plan import reading
from desktop.ui.pages.plan.beside import Beside
from desktop.ui.pages.plan.detail import Detail
from desktop.ui.pages.plan.goals import Goals
from desktop.ui.pages.plan.question import Question
from desktop.ui.pages.plan.reading import Behind
from desktop.ui.pages.plan.taking import Taking
from desktop.ui.pages.plan.things import List
from desktop.ui.remember import Habits


class TargetsPage(Page):
    """The targets as a list, the chosen one's detail beside it."""

    def __init__(
        self,
        desk: Desk,
        go: Callable[[str], None],
        has: Callable[[str], bool],
        banner: Banner,
        habits: Habits | None = None,
    ) -> None:
        super().__init__(t("Chỉ tiêu"))
        self.desk, self.banner = desk, banner
        self.question = Question(desk)
        self.goals = List(Goals(), t("Các chỉ tiêu"))
        self.detail = Detail(go, has, self._narrow)
        self.taking = Taking(desk, banner, self.detail.chosen, self.question.asked)
        self.detail.add_button(self.taking.button)
        self.beside = Beside(self.goals, self.detail, 54, habits, "targets beside")
        self.beside.turned.connect(self.question.setHidden)
        self.beside.turned.connect(self.detail.tighten)
        self.content.addWidget(self.question)
        self.content.addWidget(self.beside, 1)
        self._chosen = ""
        self._reading: Job | None = None
        self._explaining: Job | None = None
        self._following: Job | None = None
        self._trends: dict[str, Trend] = {}
        self.question.changed.connect(self.refresh)
        self.goals.chosen.connect(self._choose)
        self.goals.opened.connect(lambda _result: self._enter())
        desk.changed.connect(self._reread)

    def refresh(self) -> None:
        """Compute the targets again."""
        asked = self.question.asked()
        self.say(basis_words(asked.basis))
        for job in (self._reading, self._following):
            if job:
                job.cancel()
        kept = self.desk.kept

        def read(db: Database) -> list[Result]:
            return kept.get(db, ("results", asked), lambda: reading.results(db, asked))

        def follow(db: Database, going: Callable[[], None]) -> dict[str, Trend]:
            return keeping.trends(kept, db, (asked.area, asked.day, asked.basis), going)

        self._reading = self.desk.read(self, read, self._show)
        self._following = self.desk.study(self, follow, self._show_trends)

    def open(self, what: str) -> None:
        """Show a target, ``CT3.3``, or the targets of a unit, ``@01864``."""
        if what.startswith("@"):
            self.question.take(what[1:])
            return
        self._chosen = what
        for place, result in enumerate(self.goals.things.things):
            if result.target.id == what:
                self.goals.setCurrentIndex(self.goals.things.index(place, 0))
        self.beside.enter()

    def _reread(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self, outcome: Outcome[list[Result]]) -> None:
        self._reading = None
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        ids = [result.target.id for result in outcome.value]
        self.goals.show_things(outcome.value, ids.index(self._chosen) if self._chosen in ids else 0)

    def _choose(self, result: Result) -> None:
        self._chosen = result.target.id
        asked, merged = self.question.asked(), self.question.merged
        together = merged.isChecked() and merged.isEnabled()
        self.detail.show_result(result)
        if self._explaining:
            self._explaining.cancel()
        self._explaining = self.desk.read(
            self,
            lambda db: reading.behind(db, asked, result.target, merged=together),
            self._show_behind,
        )
        self.detail.trend.show_trend(self._trends.get(self._chosen, ()))

    def _show_behind(self, outcome: Outcome[Behind]) -> None:
        self._explaining = None
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self.detail.show_behind(outcome.value)
        self.taking.button.setEnabled(bool(outcome.value.parts))

    def _show_trends(self, outcome: Outcome[dict[str, Trend]]) -> None:
        self._following = None
        if isinstance(outcome, Ok):
            self._trends = outcome.value
            self.detail.trend.show_trend(self._trends.get(self._chosen, ()))

    def _narrow(self, unit: str) -> None:
        self.question.take(unit)

    def _enter(self) -> None:
        self.beside.enter()
        self.detail.lines.setFocus()
