"""Khóa và nền: the language and the look of the window."""

from PySide6.QtWidgets import QRadioButton

from desktop.records.language import current, t
from desktop.ui.pages.settings.section import Around, Section
from desktop.ui.widgets import label


class LooksSection(Section):
    """Kept outside the book: they are this person's, on this machine."""

    def __init__(self, around: Around) -> None:
        super().__init__(t("Khóa và nền"))
        self.remember, self.rebuild = around.remember, around.rebuild
        self.heading("Ngôn ngữ · Language")
        for code, words in (("vi", "Tiếng Việt"), ("en", "English")):
            one = QRadioButton(words)
            one.setChecked(code == current())
            one.clicked.connect(lambda _checked, code=code: self.speak(code))
            self.body.addWidget(one)
        self.heading(t("Nền"))
        for look, words in (("light", t("Sáng")), ("dark", t("Tối"))):
            one = QRadioButton(words)
            one.setChecked(look == self.remember.theme)
            one.clicked.connect(lambda _checked, look=look: self.dress(look))
            self.body.addWidget(one)
        self.heading(t("Cỡ chữ"))
        self.scale = label("", "muted", wrap=True)
        self.body.addWidget(self.scale)

    def refresh(self) -> None:
        self.scale.setText(
            t(
                "Hiện nay {n} %. Cỡ chữ theo tỉ lệ màn hình của máy, từ 100 đến 200 %: đổi trong "
                "phần cài đặt màn hình (Display, Scale) của hệ điều hành rồi mở lại chương trình.",
                n=round(100 * self.devicePixelRatioF()),
            )
        )

    def speak(self, language: str) -> None:
        """Change the language of the whole window."""
        self.remember.language = language
        self.rebuild()

    def dress(self, look: str) -> None:
        """Change the look of the whole window."""
        self.remember.theme = look
        self.rebuild()
