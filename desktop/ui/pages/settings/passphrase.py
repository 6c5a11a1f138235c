"""Mật khẩu: another passphrase in place of the old one, and the recovery sheet."""

from desktop.records import vault
from desktop.records.language import t
from desktop.ui.jobs import Err, Outcome
from desktop.ui.look.secret import Secret, Strength
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, line
from desktop.ui.pages.settings.recovery import RecoveryPart
from desktop.ui.pages.settings.section import Around, Section, field


class PassphraseSection(Section):
    """The old one is asked for, so that nobody changes it at a book left open."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            t("Mật khẩu"),
            t("24 từ khôi phục vẫn như cũ khi đổi mật khẩu. Bản sao lưu cũ mở bằng mật khẩu cũ.")
            + " "
            + t("Quên mật khẩu hiện nay thì gõ 24 từ vào chỗ đó."),
        )
        self.desk, self.banner = around.desk, around.banner
        self.old = Secret(t("Mật khẩu hiện nay"))
        self.new = Secret(t("Mật khẩu mới"))
        self.again = Secret(t("Gõ lại mật khẩu mới"))
        for one in (self.old, self.new, self.again):
            one.setMaximumWidth(400)
            self.body.addLayout(field(one.accessibleName(), one))
            if one is self.new:
                strength = Strength(one)
                strength.bar.setMaximumWidth(400)
                self.body.addWidget(strength)
        self.again.returnPressed.connect(self.change)
        self.go = button(t("Đổi mật khẩu"), self.change, "primary")
        self.body.addSpacing(STEP)
        self.body.addLayout(line(self.go, -1))
        self.heading(t("Tờ khôi phục"))
        self.recovery = RecoveryPart(around)
        self.body.addWidget(self.recovery)

    def change(self) -> None:
        """Put a new passphrase in place of the old one."""
        old, new = self.old.text(), self.new.text()
        if new != self.again.text():
            self.banner.bad(t("Hai lần gõ không giống nhau. Gõ lại lần thứ hai."))
            return
        folder = self.desk.book.folder
        self.go.setEnabled(False)
        self.desk.write(self, lambda _job: vault.change_passphrase(folder, old, new), self._changed)

    def _changed(self, outcome: Outcome[None]) -> None:
        self.go.setEnabled(True)
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        for one in (self.old, self.new, self.again):
            one.clear()
        self.banner.ok(
            t("Đã đổi mật khẩu. Lần sau mở sổ bằng mật khẩu mới; hãy sao lưu lại một bản.")
        )
