"""How a trial of a channel goes, part by part, and the key of a server that is not known yet."""

from collections.abc import Callable
from hashlib import sha256

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from desktop.records.language import t
from desktop.ui.look.widgets import Badge, button, column, label, line
from sync.channels.channel import Trial
from sync.pki.fingerprint import digest_words


def trial_words() -> dict[Trial, str]:
    """The parts of a trial, in order."""
    return {
        Trial.LIST: t("Vào được và xem danh sách"),
        Trial.WRITE: t("Ghi được tệp"),
        Trial.RENAME: t("Đổi được tên tệp"),
        Trial.DELETE: t("Xóa được tệp"),
    }


class Trials(QWidget):
    """A mark for every part: done, the one that failed, those that were not come to."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[Trial] = []
        self._badges = {trial: Badge("none", words) for trial, words in trial_words().items()}
        self._advice = label("", "problem", wrap=True)
        self._detail = label("", "small", wrap=True)
        rows = line(*self._badges.values(), -1, gap=4)
        self.setLayout(column(rows, self._advice, self._detail))
        self.clear()

    @property
    def advice(self) -> str:
        """What was said to be wrong."""
        return self._advice.text()

    def clear(self) -> None:
        """Nothing has been tried."""
        self.done = []
        self._say("", "")
        self.hide()

    def begin(self) -> None:
        """A trial has begun."""
        self.done = []
        self._say("", "")
        self._show(failed=False)
        self.show()

    def passed(self, trial: object) -> None:
        """One part went well."""
        if isinstance(trial, Trial):
            self.done.append(trial)
            self._show(failed=False)

    def failed(self, advice: str, detail: str = "") -> None:
        """The next part did not go well."""
        self._show(failed=True)
        self._say(advice, detail)
        self.show()

    def _say(self, advice: str, detail: str) -> None:
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        technical = t("Cho người quản trị: {detail}", detail=detail) if detail else ""
        self._detail.setText(technical)
        self._detail.setVisible(bool(detail))

    def _show(self, *, failed: bool) -> None:
        for trial, badge in self._badges.items():
            badge.state = "ok" if trial in self.done else "bad" if failed else "none"
            failed = failed and trial in self.done
            badge.updateGeometry()
            badge.update()


class HostKey(QFrame):
    """The key that an SFTP server shows, to be compared with what its administrator reads out."""

    def __init__(self, pin: Callable[[], object], deny: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.key = ""
        how = t(
            "Gọi điện cho cán bộ quản lý máy chủ, nhờ đọc dấu vân tay khóa (lệnh ssh-keygen -lf), "
            "và so từng ký tự. Đơn vị khác đã cài kênh này thì so năm cặp từ. Chưa gửi gì."
        )
        self.words = label("", "code", wrap=True)
        self.print = label("", "code", wrap=True)
        self.print.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.pin = button(t("Đúng, ghim khóa này"), pin)
        self.deny = button(t("Không khớp"), deny, "quiet")
        parts = (label(t("Khóa của máy chủ"), "strong"), label(how, wrap=True), self.words)
        self.setLayout(
            column(*parts, self.print, line(self.pin, self.deny, -1), edges=(16, 12, 16, 12))
        )
        self.hide()

    def ask(self, key: str) -> None:
        """Show a key and wait for a person's word."""
        self.key = key
        self.words.setText(key_words(key))
        self.print.setText(key)
        self.show()


def key_words(key: str) -> str:
    """Five word pairs for a server's fingerprint: the same at every office."""
    return "  ·  ".join(digest_words(sha256(key.encode()).digest()))
