"""The last step of a commune: its request for a certificate, which goes to the office above."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.records.errors import SobanError
from desktop.records.files import read_bytes, write_durably
from desktop.records.language import t
from desktop.ui.first_run.sheet import Sheet
from desktop.ui.look.widgets import button, label
from desktop.ui.pages.trust.files import REQUESTS


class Asking(Sheet):
    """Nothing has to be done now: rows can be written, and the request waits in the outbox."""

    def __init__(self, words: Sequence[str], file: Path, go_on: Callable[[], None]) -> None:
        super().__init__(
            t("Đăng ký máy này với cơ quan cấp trên"),
            t(
                "Chép tệp đề nghị ra USB hoặc gửi lên cấp trên, rồi đọc năm từ dưới đây qua điện "
                "thoại để họ biết đúng là máy này. Làm sau cũng được: vào “Gói dữ liệu”."
            ),
        )
        self.file = file
        self.words = label("  ·  ".join(words), "code", wrap=True)
        self.content.addWidget(self.words)
        self.content.addWidget(label(str(file), "small", wrap=True))
        self.go = button(t("Vào sổ"), go_on, "primary")
        self.buttons.addWidget(self.go)
        self.buttons.addWidget(button(t("Chép tệp ra USB…"), self._choose))
        self.buttons.addStretch(1)

    def copy(self, out: Path) -> None:
        """Put a copy of the request somewhere."""
        try:
            write_durably(out, read_bytes(self.file))
        except SobanError as error:
            self.refuse(error)
        else:
            self.refuse("")
            self.content.addWidget(label(t("✓ Đã chép vào {file}", file=out), "small", wrap=True))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, t("Chép tệp ra USB"), self.file.name, REQUESTS
        )
        if chosen:
            self.copy(Path(chosen))
