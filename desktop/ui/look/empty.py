"""What stands in place of a list without rows: what it is for, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.records.language import t
from desktop.records.registers import Register
from desktop.ui.look.widgets import Way, column, label, line


class Empty(QWidget):
    """Two sentences and at most one way on."""

    def __init__(self) -> None:
        super().__init__()
        self.about, self.step = label("", "name", wrap=True), label("", "muted", wrap=True)
        self.way = Way()
        for words in (self.about, self.step):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ways = line(-1, self.way, -1)
        self.setLayout(column(-1, self.about, self.step, ways, -1, edges=(48, 0, 48, 0)))
        self.hide()

    def say(
        self, about: str, step: str, do: str = "", how: Callable[[], object] | None = None
    ) -> None:
        """Say what there is to know, and offer one thing to do."""
        self.about.setText(about)
        self.step.setText(step)
        if how:
            self.way.offer(do, how)
        else:
            self.way.close_off()

    def nothing_found(self, clear: Callable[[], object], *, typed: bool = True) -> None:
        """There are rows, but none like that; ``typed`` where words are looked for."""
        if typed:
            step, way = t("Gõ ít chữ hơn, hoặc bỏ bớt điều kiện lọc."), t("Bỏ hết lọc và chữ tìm")
        else:
            step, way = t("Bỏ bớt điều kiện lọc để thấy các dòng khác."), t("Bỏ hết lọc")
        self.say(t("Không có dòng nào như thế."), step, way, clear)

    def nothing_out(self, back: Callable[[], object]) -> None:
        """No row was taken out."""
        words = t("Dòng bỏ ra khỏi sổ vẫn được giữ ở đây, xem lại và đưa lại được.")
        self.say(t("Chưa bỏ dòng nào."), words, t("Về danh sách"), back)

    def nothing_yet(
        self,
        register: Register,
        *,
        kept: bool,
        guide: Callable[[], object] | None,
        old_files: bool = False,
    ) -> None:
        """The register is empty; rows may also come from ``old_files``."""
        if kept:
            step = t("Bấm “Thêm” hoặc Ctrl+N để ghi dòng đầu tiên.")
            if old_files:
                step += " " + t("Đã có sổ trên Excel: bấm “Excel”, “Nhập từ Excel…”.")
        else:
            step = t("Các dòng sẽ có ở đây khi nhận gói dữ liệu của xã.")
        self.say(register.about or register.label, step, t("Xem hướng dẫn (F1)"), guide)
