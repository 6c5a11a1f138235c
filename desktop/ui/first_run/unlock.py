"""The passphrase of a book that is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.records.language import t
from desktop.records.recovery import from_words
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.jobs import Err, Jobs, Outcome
from desktop.ui.look.secret import Secret
from desktop.ui.look.widgets import button, label

if TYPE_CHECKING:
    from desktop.records.book import Book


class Unlock(Sheet):
    """Asks for the passphrase, or for the 24 recovery words in its place."""

    def __init__(
        self,
        jobs: Jobs,
        folder: Path,
        now: Callable[[], datetime],
        opened: Callable[[Book], None],
        other: Callable[[], None],
        unproven: Callable[[Book, list[str]], None],
        forgotten: Callable[[Book, str], None],
    ) -> None:
        super().__init__(t("Mở sổ"), str(folder))
        self.jobs, self.folder, self.now = jobs, folder, now
        self.opened, self._unproven, self._forgotten = opened, unproven, forgotten
        self.passphrase = Secret(t("Mật khẩu"))
        self.lines = [self.passphrase]
        self.content.addWidget(label(t("Mật khẩu")))
        self.content.addWidget(self.passphrase)
        self.content.addWidget(self.problem)
        hint = t("Quên mật khẩu: gõ 24 từ khôi phục đã chép, cách nhau một dấu cách.")
        self.content.addWidget(label(hint, "small", wrap=True))
        self.go = button(t("Mở sổ"), self.unlock, "primary")
        self.buttons.addWidget(self.go)
        self.buttons.addWidget(button(t("Sổ khác…"), other))
        self.buttons.addStretch(1)

    def unlock(self) -> None:
        """Try the passphrase, away from the window: it takes a moment on purpose."""
        passphrase = self.passphrase.text()
        self.go.setEnabled(False)
        self.refuse("")
        self.jobs.run(self, lambda _job: self._book(passphrase), self._done)

    def _book(self, passphrase: str) -> tuple[Book, list[str]]:
        from desktop.records import opening

        unlocked = opening.unlock(self.folder, passphrase)  # what follows is loaded meanwhile
        from desktop.records.book import Book
        from desktop.ui.first_run.unproven import words_to_prove
        from sync.enrolment import founding

        book = founding.completed(Book.opened(unlocked), self.now())
        return book, words_to_prove(book, passphrase)

    def _done(self, outcome: Outcome[tuple[Book, list[str]]]) -> None:
        self.go.setEnabled(True)
        if isinstance(outcome, Err):
            self.refuse(outcome.error)
            self.passphrase.selectAll()
            self.passphrase.setFocus()
            return
        book, words = outcome.value
        typed = self.passphrase.text()
        if words:
            self._unproven(book, words)
        elif from_words(typed):
            self._forgotten(book, typed)
        else:
            self.opened(book)
