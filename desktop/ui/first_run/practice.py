"""The way into the practice books: made here once, opened without a passphrase, thrown away."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QRadioButton

from desktop.records.language import t
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.jobs import Cancelled, Err, Job, Jobs, Outcome
from desktop.ui.look.widgets import button, label
from sync.practice import course


class Practice(Sheet):
    """``opened`` gets the folder of the book that one practises with."""

    def __init__(
        self,
        jobs: Jobs,
        folder: Path,
        now: Callable[[], datetime],
        opened: Callable[[Path], None],
        back: Callable[[], None],
    ) -> None:
        super().__init__(
            t("Sổ thực hành"),
            t(
                "Tập làm với số liệu bịa, sai cũng không sao. Sổ thực hành nằm riêng, không đụng "
                "đến sổ thật và không gửi gì cho ai. Nó mở không cần mật khẩu, vì trong đó không "
                "có gì phải giữ kín."
            ),
        )
        self.jobs, self.folder, self.now, self.opened = jobs, folder, now, opened
        self._job: Job | None = None
        self.content.addWidget(label(t("Anh chị muốn tập làm việc gì?"), "strong"))
        self.roles: dict[str, QRadioButton] = {}
        for tier, words in (
            ("commune", t("Cán bộ xã: ghi sổ, gửi gói")),
            ("district", t("Cán bộ huyện: nhận gói, xem chỉ tiêu")),
        ):
            self.roles[tier] = QRadioButton(words)
            self.content.addWidget(self.roles[tier])
        self.roles["commune"].setChecked(True)
        self.progress = QProgressBar()
        self.progress.setRange(0, course.STEPS)
        self.progress.setTextVisible(False)
        self.step = label("", "small", wrap=True)
        self.content.addWidget(self.progress)
        self.content.addWidget(self.step)
        self.go = button(t("Vào sổ thực hành"), self.enter, "primary")
        self.anew = button(t("Bỏ đi, làm lại từ đầu"), self.build)
        self.back = button(t("Quay lại"), partial(self._back, back))
        for one in (self.go, self.anew, self.back):
            self.buttons.addWidget(one)
        self.buttons.addStretch(1)
        self._rest()

    def enter(self) -> None:
        """Open the book of the chosen office; make the books first where there are none."""
        if not course.ready(self.folder):
            self.build()
            return
        tier = next(name for name, one in self.roles.items() if one.isChecked())
        self.opened(self.folder / course.PLACES[tier])

    def build(self) -> None:
        """Make all books, in place of those there are."""
        folder, now = self.folder, self.now()

        def work(job: Job) -> None:
            for number, words in enumerate(course.build(folder, now), start=1):
                job.report((number, words))

        self.refuse("")
        self.progress.show()
        self.go.setEnabled(False)
        self.anew.setEnabled(False)
        self.back.setText(t("Dừng"))
        self._job = self.jobs.run(self, work, self._built, self._told)

    def _told(self, progress: tuple[int, str]) -> None:
        number, words = progress
        self.progress.setValue(number)
        self.step.setText(words)

    def _built(self, outcome: Outcome[None]) -> None:
        self._job = None
        self._rest()
        if not isinstance(outcome, Err):
            self.enter()
        elif not isinstance(outcome.error, Cancelled):
            self.refuse(outcome.error)

    def _back(self, back: Callable[[], None]) -> None:
        if self._job is None:
            back()
            return
        self._job.cancel()
        self._job = None
        self._rest()

    def _rest(self) -> None:
        self.progress.hide()
        self.progress.reset()
        self.step.setText(
            ""
            if course.ready(self.folder)
            else t("Lần đầu, dựng sổ thực hành mất khoảng nửa phút.")
        )
        self.go.setEnabled(True)
        self.anew.setEnabled(True)
        self.anew.setVisible(course.ready(self.folder))
        self.back.setText(t("Quay lại"))
