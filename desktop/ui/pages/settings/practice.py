"""Sổ thực hành: the way to the books one learns with."""

from desktop.records.language import t
from desktop.ui.look.widgets import button, label, line
from desktop.ui.pages.settings.section import Around, Section


class PracticeSection(Section):
    """Going there closes the book that is open; coming back asks for its passphrase again."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            t("Sổ thực hành"),
            t(
                "Tập làm với số liệu bịa, sai cũng không sao. Sổ thực hành nằm riêng, không đụng "
                "đến sổ thật và không gửi gì cho ai."
            ),
        )
        if around.desk.book.practice:
            told, way = t("Anh chị đang ở trong sổ thực hành."), t("Chọn sổ thực hành khác")
        else:
            told = t("Sổ đang mở sẽ đóng lại; khi quay về, gõ lại mật khẩu để mở.")
            way = t("Đến sổ thực hành")
        self.body.addWidget(label(told, wrap=True))
        self.go = button(way, around.practise, "primary")
        self.body.addLayout(line(self.go, -1))
