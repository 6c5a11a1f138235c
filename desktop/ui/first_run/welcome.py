"""First step: the language, and a new book or one that is there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QRadioButton

from desktop.records.book import FILE
from desktop.records.language import current, t
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, label, line


class Welcome(Sheet):
    """Nothing is made here yet."""

    def __init__(
        self,
        new: Callable[[], None],
        existing: Callable[[Path], None],
        speak: Callable[[str], None],
        practise: Callable[[], None],
        restore: Callable[[], None],
    ) -> None:
        super().__init__(
            t("Chào anh chị"),
            t(
                "Đây là Sổ Bản: sổ ghi lại công tác của đơn vị trên máy này, được mã hóa, không "
                "cần mạng. Chuẩn bị một cuốn sổ mới mất khoảng hai phút."
            ),
        )
        self.existing = existing
        self.content.addWidget(label("Ngôn ngữ · Language", "strong"))
        tongues = line(gap=3 * STEP)
        for code, words in (("vi", "Tiếng Việt"), ("en", "English")):
            one = QRadioButton(words)
            one.setChecked(code == current())
            one.clicked.connect(lambda _checked, code=code: speak(code))
            tongues.addWidget(one)
        tongues.addStretch(1)
        self.content.addLayout(tongues)
        self.go = button(t("Tạo sổ mới"), new, "primary")
        self.buttons.addWidget(self.go)
        self.buttons.addWidget(button(t("Mở sổ có sẵn…"), self._choose))
        self.buttons.addStretch(1)
        self.content.addSpacing(8)
        self.content.addWidget(label(t("Chưa muốn ghi gì thật, hoặc máy cũ bị mất?"), "strong"))
        self.practise = button(t("Tập làm với sổ thực hành"), practise, "link")
        self.restore = button(t("Khôi phục từ bản sao lưu…"), restore, "link")
        for way in (self.practise, self.restore):
            self.content.addWidget(way)

    def open(self, folder: Path) -> None:
        """Go on to that book, if there is one."""
        if (folder / FILE).is_file():
            self.existing(folder)
        else:
            self.refuse(
                t("Thư mục “{name}” không có sổ. Chọn thư mục có tệp book.db.", name=folder.name)
            )

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, t("Chọn thư mục của sổ"))
        if chosen:
            self.open(Path(chosen))
