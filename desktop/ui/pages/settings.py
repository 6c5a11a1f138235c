"""Cài đặt: whose book, its language and look, what its sheets print, its passphrase."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from desktop.records import units, vault
from desktop.records.language import current, t
from desktop.ui import theme
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.problems import Banner
from desktop.ui.remember import Remember
from desktop.ui.theme import STEP
from desktop.ui.widgets import Page, Panel, button, column, label, line, scroll


def letterhead_fields() -> dict[str, tuple[str, str, bool]]:
    """Settings of the printed sheets: label, what stands there when empty, several lines."""
    return {
        "office_place": (t("Địa danh"), t("lấy theo tên đơn vị"), False),
        "office_addressee": (t("Kính gửi"), t("cơ quan cấp trên"), False),
        "signer_authority": (t("Quyền hạn, chức vụ"), "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", True),
        "signer_name": (t("Họ tên người ký"), t("để trống, ghi tay khi ký"), False),
        "office_recipients": (t("Nơi nhận"), "- Như trên;\n- Lưu: VT.", True),
    }


class SettingsPage(Page):
    """What an office may set about its book."""

    def __init__(
        self, desk: Desk, remember: Remember, rebuild: Callable[[], None], banner: Banner
    ) -> None:
        super().__init__(t("Cài đặt"))
        self.desk, self.remember, self.rebuild, self.banner = desk, remember, rebuild, banner
        inside = QWidget()
        inside.setProperty("look", "clear")
        left = column(self._office(), self._looks(), self._passphrase(), -1, gap=2 * STEP)
        right = column(self._letterhead(), -1)
        both = line(left, right, gap=2 * STEP)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        inside.setLayout(both)
        self.content.addWidget(scroll(inside))

    def speak(self, language: str) -> None:
        """Change the language of the whole window."""
        self.remember.language = language
        self.rebuild()

    def dress(self, look: str) -> None:
        """Change the look of the whole window."""
        self.remember.theme = look
        self.rebuild()

    def save_letterhead(self) -> None:
        """Keep what the sheets print."""
        values = {name: _text(one) or None for name, one in self.inputs.items()}
        settings = self.desk.book.settings
        self.desk.write(self, lambda _job: settings.put(**values), self._kept)

    def change_passphrase(self) -> None:
        """Put a new passphrase in place of the old one."""
        old, new = self.old.text(), self.new.text()
        if new != self.again.text():
            self.banner.bad(t("Hai lần gõ không giống nhau. Gõ lại lần thứ hai."))
            return
        folder = self.desk.book.folder
        self.desk.write(self, lambda _job: vault.change_passphrase(folder, old, new), self._changed)

    def _office(self) -> Panel:
        panel = Panel(t("Đơn vị"))
        book = self.desk.book
        above = units.parent(book.office)
        panel.body.addWidget(label(f"{book.office.name} ({book.office.code})"))
        panel.body.addWidget(label(above.name if above else "", "muted"))
        panel.body.addWidget(label(t("Danh mục đơn vị {n}", n=book.office.edition), "muted"))
        folder = label(str(book.folder), "small", wrap=True)
        show = button(
            t("Mở thư mục"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(book.folder))),
            "link",
        )
        where = line(folder, show)
        where.setStretch(0, 1)
        panel.body.addLayout(where)
        return panel

    def _looks(self) -> Panel:
        panel = Panel("Ngôn ngữ · Language")
        for code, words in (("vi", "Tiếng Việt"), ("en", "English")):
            one = QRadioButton(words)
            one.setChecked(code == current())
            one.clicked.connect(lambda _checked, code=code: self.speak(code))
            panel.body.addWidget(one)
        panel.body.addWidget(label(t("Nền"), "strong"))
        for look, words in (("light", t("Sáng")), ("dark", t("Tối"))):
            one = QRadioButton(words)
            one.setChecked(theme.colours() is theme.THEMES[look])
            one.clicked.connect(lambda _checked, look=look: self.dress(look))
            panel.body.addWidget(one)
        return panel

    def _passphrase(self) -> Panel:
        panel = Panel(t("Đổi mật khẩu"))
        self.old, self.new, self.again = (
            self._secret(panel, words)
            for words in (t("Mật khẩu hiện nay"), t("Mật khẩu mới"), t("Gõ lại mật khẩu mới"))
        )
        panel.body.addWidget(label(t("24 từ khôi phục vẫn như cũ."), "small"))
        panel.body.addLayout(line(button(t("Đổi mật khẩu"), self.change_passphrase), -1))
        return panel

    def _letterhead(self) -> Panel:
        panel = Panel(t("Trên tờ báo cáo in ra"))
        self.inputs: dict[str, QLineEdit | QPlainTextEdit] = {}
        grid = QGridLayout()
        grid.setVerticalSpacing(STEP)
        for number, (name, (words, empty, several)) in enumerate(letterhead_fields().items()):
            one: QLineEdit | QPlainTextEdit = QPlainTextEdit() if several else QLineEdit()
            if isinstance(one, QPlainTextEdit):
                one.setFixedHeight(64)
                one.setTabChangesFocus(True)
                one.setPlainText(self.desk.book.settings.get(name) or "")
            else:
                one.setText(self.desk.book.settings.get(name) or "")
            one.setPlaceholderText(empty)
            one.setAccessibleName(words)
            self.inputs[name] = one
            grid.addWidget(label(words), 2 * number, 0)
            grid.addWidget(one, 2 * number + 1, 0)
        panel.body.addLayout(grid)
        save = button(t("Lưu cài đặt"), self.save_letterhead, "primary", key="Ctrl+S")
        panel.body.addLayout(line(save, -1))
        return panel

    def _secret(self, panel: Panel, words: str) -> QLineEdit:
        one = QLineEdit()
        one.setEchoMode(QLineEdit.EchoMode.Password)
        one.setAccessibleName(words)
        panel.body.addWidget(label(words))
        panel.body.addWidget(one)
        return one

    def _kept(self, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            self.banner.ok(t("Đã lưu cài đặt."))

    def _changed(self, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        for one in (self.old, self.new, self.again):
            one.clear()
        self.banner.ok(t("Đã đổi mật khẩu. Lần sau mở sổ bằng mật khẩu mới."))


def _text(one: QLineEdit | QPlainTextEdit) -> str:
    return one.text() if isinstance(one, QLineEdit) else one.toPlainText()
