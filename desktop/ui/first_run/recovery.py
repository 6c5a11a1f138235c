"""Last step: the 24 words, shown once, to be copied by hand or printed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.records.language import t
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.widgets import Tick, button, label

COLUMNS = 4


class Recovery(Sheet):
    """Nothing goes on before the officer says the words are copied.

    ``on_paper`` shows the sheet with the words, to be printed instead of copied.
    """

    def __init__(
        self,
        words: list[str],
        go_on: Callable[[], None],
        *,
        asks: bool,
        on_paper: Callable[[QWidget], object] | None = None,
    ) -> None:
        super().__init__(
            t("Chép lại 24 từ khôi phục"),
            t(
                "Chép ra giấy theo đúng thứ tự, cất nơi có khóa, không chụp ảnh. 24 từ này mở được "
                "sổ khi quên mật khẩu và chỉ hiện một lần này."
            ),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        rows = -(-len(words) // COLUMNS)
        for number, word in enumerate(words):
            cell = label(f"{number + 1}. {word}")
            cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
            grid.addWidget(cell, number % rows, number // rows)
        self.content.addLayout(grid)
        self.content.addSpacing(8)
        self.copied = Tick(t("Tôi đã chép hoặc in đủ 24 từ ra giấy"))
        self.content.addWidget(self.copied)
        if asks:
            note = t(
                "Đề nghị cấp chứng thư đã lưu trong thư mục outbox của sổ. Gửi lên cấp trên để máy "
                "này ký được gói dữ liệu."
            )
            self.content.addWidget(label(note, "small", wrap=True))
        self.go = button(t("Vào sổ"), go_on, "primary")
        self.go.setEnabled(False)
        self.copied.toggled.connect(self.go.setEnabled)
        self.buttons.addWidget(self.go)
        if on_paper:
            self.buttons.addWidget(button(t("In tờ khôi phục…"), lambda: on_paper(self)))
        self.buttons.addStretch(1)

    def begin(self) -> QWidget:
        return self.copied
