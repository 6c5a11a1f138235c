"""Where an office fetches packets from: the channel or a stick; then they are looked at and taken,
and the receipts go back the same way."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.records.language import t
from desktop.records.settings import Settings
from desktop.ui.carrying import words
from desktop.ui.carrying.copying import Copying
from desktop.ui.carrying.journey import Journey
from desktop.ui.carrying.strip import CHANNEL
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job, Ok, Outcome
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import button, label, line
from sync.carrying import rounds
from sync.carrying.pull import answer, fetch
from sync.channels import account as accounts

Seen = tuple[str, list[Path]]
"""The channel in words, "" for none, and the packets that wait to be looked at."""


class Fetching(QWidget):
    """``check`` looks at fetched files; ``tells`` is for a page on which nobody else answers."""

    def __init__(
        self,
        desk: Desk,
        banner: Banner,
        check: Callable[[Sequence[Path]], object],
        go: Callable[[str], None],
        *,
        tells: bool,
    ) -> None:
        super().__init__()
        self.desk, self.banner, self._check, self._tells = desk, banner, check, tells
        self._answers, self._place = False, ""
        self.files: list[Path] = []
        self.words = label("", wrap=True)
        self.look = button("", self._look)
        self.fetch = button(t("Lấy gói từ kênh"), desk.carrier.go, key="F8")
        self.set_up = button(t("Cài kênh…"), lambda: go(CHANNEL), "link")
        self.copying = Copying(desk, self, self._no_stick, fetch, answer)
        self.stick = button(t("Lấy từ USB…"), self.copying.ask)
        whole = line(self.words, self.set_up, self.look, self.stick, self.fetch)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.look.hide()
        desk.carrier.moved.connect(self._move_on)
        desk.carrier.ended.connect(self._ended)
        desk.changed.connect(self.refresh)

    @property
    def answers(self) -> bool:
        """Whether receipts go back by themselves, the way the packets came."""
        return self._answers or bool(self._place)

    def refresh(self) -> None:
        """See what has been fetched and not been decided about."""
        book = self.desk.book

        def work(_job: Job) -> Seen:
            with self.desk.hold():
                files = rounds.undecided(book)
                channel = accounts.kept(Settings(book.db))
            return words.place_words(channel) if channel else "", files

        self.desk.jobs.run(self, work, self._show)

    def _show(self, outcome: Outcome[Seen]) -> None:
        if not isinstance(outcome, Ok):
            return
        self._place, self.files = outcome.value
        self.fetch.setVisible(bool(self._place))
        self.set_up.setVisible(not self._place)
        self.look.setText(t("Kiểm tra {n} gói đã lấy", n=len(self.files)))
        self.look.setAccessibleName(self.look.text())
        self.look.setVisible(bool(self.files))
        self._move_on()
        if self._answers and not self.files and self.copying.place:
            self._answers = False
            self.copying.use(self.copying.place, answer)

    def _move_on(self) -> None:
        journey = self.desk.carrier.journey
        for one in (self.fetch, self.stick):
            one.setEnabled(journey is None)
        if journey:
            self.words.setText(words.journey_words(journey))
        elif self._place:
            self.words.setText(self._place)
        else:
            self.words.setText(t("Chưa có kênh: nhận gói qua USB, hoặc cài kênh để tự lấy."))

    def _ended(self, journey: Journey) -> None:
        if self._tells and journey.asked:
            if journey.failure:
                self.banner.bad(journey.failure)
            else:
                self.banner.ok(words.result_words(journey))
        if not journey.asked:
            return
        self._answers = self._answers or fetch in journey.ways
        book = self.desk.book
        self.desk.use(self, lambda _job: rounds.undecided(book), self._fetched)

    def _fetched(self, outcome: Outcome[list[Path]]) -> None:
        if isinstance(outcome, Ok) and outcome.value:
            self._check(outcome.value)

    def _look(self) -> None:
        self._check(self.files)

    def _no_stick(self) -> None:
        self.banner.warn(
            t("Chưa thấy USB nào. Cắm USB rồi bấm lại, hoặc chọn một thư mục."),
            t("Chọn thư mục…"),
            self.copying.choose,
        )
