"""Tờ báo cáo: what the printed sheets say about the office and its signer."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop.records.language import t
from desktop.ui.jobs import Err, Outcome
from desktop.ui.pages.settings.section import Around, Section, field
from desktop.ui.theme import STEP
from desktop.ui.widgets import button, line


def letterhead_fields() -> dict[str, tuple[str, str, bool]]:
    """Settings of the printed sheets: label, what stands there when empty, several lines."""
    return {
        "office_place": (t("Địa danh"), t("lấy theo tên đơn vị"), False),
        "office_addressee": (t("Kính gửi"), t("cơ quan cấp trên"), False),
        "signer_authority": (t("Quyền hạn, chức vụ"), "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", True),
        "signer_name": (t("Họ tên người ký"), t("để trống, ghi tay khi ký"), False),
        "office_recipients": (t("Nơi nhận"), "- Như trên;\n- Lưu: VT.", True),
    }


class LetterheadSection(Section):
    """Kept in the book; every later sheet prints it."""

    def __init__(self, around: Around) -> None:
        super().__init__(t("Trên tờ báo cáo in ra"))
        self.desk, self.banner = around.desk, around.banner
        self.inputs: dict[str, QLineEdit | QPlainTextEdit] = {}
        for name, (words, empty, several) in letterhead_fields().items():
            one = _line(several, self.desk.book.settings.get(name) or "")
            one.setPlaceholderText(empty)
            self.inputs[name] = one
            self.body.addLayout(field(words, one))
        save = button(t("Lưu cài đặt"), self.save, "primary", key="Ctrl+S")
        self.body.addSpacing(STEP)
        self.body.addLayout(line(save, -1))

    def save(self) -> None:
        """Keep what the sheets print."""
        values = {name: text_of(one) or None for name, one in self.inputs.items()}
        settings = self.desk.book.settings
        self.desk.write(self, lambda _job: settings.put(**values), self._kept)

    def _kept(self, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            self.banner.ok(t("Đã lưu cài đặt."))


def _line(several: bool, text: str) -> QLineEdit | QPlainTextEdit:
    if not several:
        return QLineEdit(text)
    made = QPlainTextEdit(text)
    made.setFixedHeight(64)
    made.setTabChangesFocus(True)
    return made


def text_of(one: QLineEdit | QPlainTextEdit) -> str:
    """What was typed."""
    return one.text() if isinstance(one, QLineEdit) else one.toPlainText()
