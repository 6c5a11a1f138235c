"""Khóa, ngôn ngữ, nền: the language and the look of the window."""

from PySide6.QtWidgets import QRadioButton

from desktop.records.language import current, t
from desktop.records.settings import Settings
from desktop.ui import locking
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.locking import CHOICES
from desktop.ui.look.widgets import Choice, label
from desktop.ui.pages.settings.section import Around, Section, field


class LooksSection(Section):
    """When to lock is the book's; the language and the look are this person's, on this machine."""

    def __init__(self, around: Around) -> None:
        super().__init__(t("Khóa, ngôn ngữ, nền"))
        self.remember, self.rebuild = around.remember, around.rebuild
        self.desk, self.banner = around.desk, around.banner
        self.heading(t("Tự khóa sổ"))
        self.minutes = Choice()
        self.minutes.addItems([t("sau {n} phút không động đến máy", n=n) for n in CHOICES])
        self.minutes.setMaximumWidth(320)
        self.minutes.activated.connect(self._limit)
        self.body.addLayout(
            field(t("Khóa"), self.minutes, t("Khóa ngay lúc nào cũng được: Ctrl+L."))
        )
        self.heading("Ngôn ngữ · Language")
        for code, words in (("vi", "Tiếng Việt"), ("en", "English")):
            one = QRadioButton(words)
            one.setChecked(code == current())
            one.clicked.connect(lambda _checked, code=code: self.speak(code))
            self.body.addWidget(one)
        self.heading(t("Nền"))
        looks = {"system": t("Theo máy"), "light": t("Sáng"), "dark": t("Tối")}
        for look, words in looks.items():
            one = QRadioButton(words)
            one.setChecked(look == self.remember.theme)
            one.clicked.connect(lambda _checked, look=look: self.dress(look))
            self.body.addWidget(one)
        self.heading(t("Cỡ chữ"))
        self.scale = label("", "muted", wrap=True)
        self.body.addWidget(self.scale)

    def refresh(self) -> None:
        self.desk.read(self, lambda db: locking.minutes(Settings(db)), self._show)
        self.scale.setText(
            t(
                "Hiện nay {n} %. Cỡ chữ theo tỉ lệ màn hình của máy, từ 100 đến 200 %: đổi trong "
                "phần cài đặt màn hình của hệ điều hành rồi mở lại chương trình.",
                n=round(100 * self.devicePixelRatioF()),
            )
        )

    def _limit(self, row: int) -> None:
        settings, minutes = self.desk.book.settings, CHOICES[row]
        self.desk.write(
            self,
            lambda _job: locking.keep_minutes(settings, minutes),
            lambda outcome: self.kept(self.banner, outcome),
        )

    def _show(self, outcome: Outcome[int]) -> None:
        if isinstance(outcome, Ok):
            self.minutes.setCurrentIndex(CHOICES.index(outcome.value))

    def speak(self, language: str) -> None:
        """Change the language of the whole window."""
        self.remember.language = language
        self.rebuild()

    def dress(self, look: str) -> None:
        """Change the look of the whole window."""
        self.remember.theme = look
        self.rebuild()
