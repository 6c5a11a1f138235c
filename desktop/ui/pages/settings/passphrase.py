"""Mật khẩu: another passphrase in place of the old one."""

from desktop.records import vault
from desktop.records.language import t
from desktop.ui.jobs import Err, Outcome
from desktop.ui.pages.settings.section import Around, Section, field, secret
from desktop.ui.theme import STEP
from desktop.ui.widgets import button, label, line


class PassphraseSection(Section):
    """The old one is asked for, so that nobody changes it at a book left open."""

    def __init__(self, around: Around) -> None:
        super().__init__(t("Đổi mật khẩu"))
        self.desk, self.banner = around.desk, around.banner
        self.old = secret(t("Mật khẩu hiện nay"))
        self.new = secret(t("Mật khẩu mới"))
        self.again = secret(t("Gõ lại mật khẩu mới"))
        for one in (self.old, self.new, self.again):
            self.body.addLayout(field(one.accessibleName(), one))
        self.body.addWidget(label(t("24 từ khôi phục vẫn như cũ."), "small"))
        self.body.addSpacing(STEP)
        self.body.addLayout(line(button(t("Đổi mật khẩu"), self.change, "primary"), -1))

    def change(self) -> None:
        """Put a new passphrase in place of the old one."""
        old, new = self.old.text(), self.new.text()
        if new != self.again.text():
            self.banner.bad(t("Hai lần gõ không giống nhau. Gõ lại lần thứ hai."))
            return
        folder = self.desk.book.folder
        self.desk.write(self, lambda _job: vault.change_passphrase(folder, old, new), self._changed)

    def _changed(self, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        for one in (self.old, self.new, self.again):
            one.clear()
        self.banner.ok(t("Đã đổi mật khẩu. Lần sau mở sổ bằng mật khẩu mới."))
