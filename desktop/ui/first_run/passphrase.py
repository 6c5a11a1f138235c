"""Third step: where the book lies and what opens it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.records.language import t
from desktop.ui.first_run.choices import Choices
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.look.secret import Secret, Strength
from desktop.ui.look.widgets import button, label, line


class Passphrase(Sheet):
    """A folder and a passphrase typed twice."""

    def __init__(
        self,
        choices: Choices,
        back: Callable[[], None],
        go_on: Callable[[Choices, str], None],
    ) -> None:
        office = choices.office
        super().__init__(
            t("Mật khẩu của sổ"),
            t(
                "Sổ của {office} được mã hóa. Không có mật khẩu hoặc 24 từ khôi phục thì không ai "
                "mở được, kể cả người làm ra chương trình.",
                office=office.name if office else "",
            ),
            at=2,
        )
        self.choices, self.go_on = choices, go_on
        self.first, self.second = self._secret(t("Mật khẩu")), self._secret(t("Gõ lại mật khẩu"))
        self.content.insertWidget(2, Strength(self.first))
        self.content.addWidget(self.problem)
        self.lines = [self.first, self.second]
        self.folder = label(str(choices.place), "muted", wrap=True)
        change = button(t("Đổi…"), self._choose, "link")
        self.content.addSpacing(8)
        self.content.addWidget(label(t("Thư mục của sổ")))
        where = line(self.folder, change)
        where.setStretch(0, 1)
        self.content.addLayout(where)
        self.go = button(t("Tạo sổ"), self.next, "primary")
        self.buttons.addWidget(self.go)
        self.buttons.addWidget(button(t("Quay lại"), back))
        self.buttons.addStretch(1)

    def next(self) -> None:
        """Go on when both are the same; the record itself refuses a short one."""
        if self.first.text() != self.second.text():
            self.refuse(t("Hai lần gõ không giống nhau. Gõ lại lần thứ hai."))
            self.second.selectAll()
            self.second.setFocus()
            return
        self.refuse("")
        self.go_on(replace(self.choices, folder=self.choices.place), self.first.text())

    def busy(self, yes: bool) -> None:
        """Wait while the book is being made."""
        self.go.setEnabled(not yes)

    def _secret(self, words: str) -> Secret:
        made = Secret(words)
        self.content.addWidget(label(words))
        self.content.addWidget(made)
        return made

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, t("Chọn thư mục trống"), str(self.choices.place.parent)
        )
        if chosen:
            self.choices = replace(self.choices, folder=Path(chosen))
            self.folder.setText(chosen)
