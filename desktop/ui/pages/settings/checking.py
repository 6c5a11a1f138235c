"""Whether the book is as it was written, said so that a person can read it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.records import health
from desktop.records.language import t
from desktop.records.problem import Problem
from desktop.records.words import number_words
from desktop.ui import facts
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Ok, Outcome
from desktop.ui.look.problems import Mark
from desktop.ui.look.widgets import button, column, label, line
from desktop.ui.paper.preview import Working


class Checking(QWidget):
    """A button, and below it what was found."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.go = button(t("Kiểm tra sổ"), self.check)
        self.working = Working()
        self.mark, self.result = Mark(), label("", wrap=True)
        row = line(self.go, self.working)
        row.setStretch(1, 1)
        told = line(self.mark, self.result)
        told.setStretch(1, 1)
        self.setLayout(column(row, told))
        self.mark.hide()

    def check(self) -> None:
        """Look at every page, the journal, the rows and the files."""
        self.go.setEnabled(False)
        job = self.desk.write(self, self._found, self._show)
        self.working.begin(t("Đang kiểm tra từng trang của sổ…"), partial(self._stop, job))

    def _found(self, _job: Job) -> tuple[list[Problem], int]:
        return health.check(self.desk.book), facts.entries(self.desk.book.db)

    def _stop(self, job: Job) -> None:
        job.cancel()
        self._over()

    def _over(self) -> None:
        self.go.setEnabled(True)
        self.working.end()

    def _show(self, outcome: Outcome[tuple[list[Problem], int]]) -> None:
        self._over()
        self.mark.show()
        if isinstance(outcome, Ok) and not outcome.value[0]:
            self.mark.show_state("ok")
            n = number_words(outcome.value[1])
            self.result.setText(t("Sổ nguyên vẹn; nhật ký có {n} mục, nối liền nhau.", n=n))
            return
        self.mark.show_state("bad")
        told = [str(outcome.error)] if isinstance(outcome, Err) else []
        found = outcome.value[0] if isinstance(outcome, Ok) else []
        self.result.setText("\n".join([*told, *(one.message for one in found)]))
