"""A book that was opened by its recovery words: its passphrase is forgotten, a new one is due."""

from collections.abc import Callable

from desktop.records import vault
from desktop.records.book import Book
from desktop.records.language import t
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.jobs import Err, Jobs, Outcome
from desktop.ui.look.secret import Secret, Strength
from desktop.ui.look.widgets import button, label


class Renewing(Sheet):
    """A new passphrase typed twice; ``opened`` gets the book, with it or without."""

    def __init__(self, jobs: Jobs, book: Book, words: str, opened: Callable[[Book], None]) -> None:
        super().__init__(
            t("Đặt mật khẩu mới"),
            t(
                "Sổ đã mở bằng 24 từ khôi phục, số liệu còn nguyên. Đặt mật khẩu mới để lần sau "
                "khỏi gõ 24 từ; 24 từ vẫn như cũ, cất lại chỗ có khóa."
            ),
        )
        self.jobs, self.book, self._words, self._opened = jobs, book, words, opened
        self.first, self.second = Secret(t("Mật khẩu mới")), Secret(t("Gõ lại mật khẩu mới"))
        self.lines = [self.first, self.second]
        for one in self.lines:
            self.content.addWidget(label(one.accessibleName()))
            self.content.addWidget(one)
        self.content.insertWidget(2, Strength(self.first))
        self.content.addWidget(self.problem)
        self.go = button(t("Đổi mật khẩu"), self.change, "primary")
        self.later = button(t("Để sau"), lambda: opened(book))
        self.buttons.addWidget(self.go)
        self.buttons.addWidget(self.later)
        self.buttons.addStretch(1)

    def change(self) -> None:
        """Put the new one in place of the one that is forgotten."""
        new = self.first.text()
        if new != self.second.text():
            self.refuse(t("Hai lần gõ không giống nhau. Gõ lại lần thứ hai."))
            self.second.selectAll()
            self.second.setFocus()
            return
        self.refuse("")
        self._wait(True)
        folder, words = self.book.folder, self._words
        self.jobs.run(self, lambda _job: vault.change_passphrase(folder, words, new), self._changed)

    def _wait(self, yes: bool) -> None:
        for one in (self.go, self.later):
            one.setEnabled(not yes)

    def _changed(self, outcome: Outcome[None]) -> None:
        self._wait(False)
        if isinstance(outcome, Err):
            self.refuse(outcome.error)
            self.first.setFocus()
        else:
            self._opened(self.book)
