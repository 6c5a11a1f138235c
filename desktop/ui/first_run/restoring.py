"""From a backup back to a book, as a dialog that says what follows from it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop.records import restoring
from desktop.records.language import t
from desktop.records.restoring import Restored
from desktop.ui.first_run.choices import default_folder
from desktop.ui.jobs import Err, Job, Jobs, Outcome
from desktop.ui.look.dialog import Dialog
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.secret import Secret
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line
from desktop.ui.paper.preview import Working

WIDTH = 600
AROUND = 180
"""Above and below what scrolls, in pixels."""


class Restoring(Dialog):
    """Three answers (which backup, its passphrase, where to), then one step. ``opened`` is called
    with the folder of the book that is back when the person wants to go there."""

    def __init__(
        self,
        parent: QWidget,
        jobs: Jobs,
        now: Callable[[], datetime],
        opened: Callable[[Path], None],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Khôi phục từ bản sao lưu"))
        self.setFixedWidth(WIDTH)
        self.jobs, self.now, self.opened = jobs, now, opened
        self.backup, self.folder = _line(t("Bản sao lưu")), _line(t("Thư mục mới của sổ"))
        self.backup.setPlaceholderText(t("tệp .backup trên USB hoặc trong thư mục backups"))
        self.folder.setText(str(default_folder()))
        self.passphrase = Secret(t("Mật khẩu của bản sao lưu, hoặc 24 từ khôi phục"))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.working = Working()
        self.go = button(t("Khôi phục"), self.restore, "primary")
        self.close_button = button(t("Đóng"), self.reject)
        self.done_words = label("", wrap=True)
        self.done_words.hide()
        self._job: Job | None = None
        self._lay_out()

    def restore(self) -> None:
        """Make the book of the backup anew, away from the window."""
        backup, folder = Path(self.backup.text()), Path(self.folder.text())
        passphrase, now = self.passphrase.text(), self.now()
        self._say("")
        self.go.setEnabled(False)
        self._job = self.jobs.run(
            self,
            lambda _job: restoring.restore(backup, folder, passphrase, now=now),
            partial(self._restored, folder),
        )
        self.working.begin(t("Đang đọc và kiểm tra bản sao lưu…"), self._stop)

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
        self._over()

    def _over(self) -> None:
        self._job = None
        self.working.end()
        self.go.setEnabled(True)

    def _restored(self, folder: Path, outcome: Outcome[Restored]) -> None:
        self._over()
        if isinstance(outcome, Err):
            self._say(str(outcome.error))
            return
        self.passphrase.clear()
        self.inputs.hide()
        self.done_words.setText(
            t(
                "Đã khôi phục sổ vào {folder}. Gói tiếp theo mang số {n} và đợt số mới; cấp trên "
                "sẽ hỏi lại một lần. Từ nay chỉ dùng sổ này, đừng mở lại sổ cũ.",
                folder=folder,
                n=outcome.value.beyond + 1,
            )
        )
        self.done_words.show()
        self.go.hide()
        to_book = button(t("Mở sổ này"), partial(self._open, folder), "primary")
        self.buttons.insertWidget(0, to_book)
        to_book.setFocus()

    def _open(self, folder: Path) -> None:
        self.accept()
        self.opened(folder)

    def _say(self, words: str) -> None:
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _choose_backup(self) -> None:
        words = t("Tệp sao lưu (*.backup)")
        chosen, _ = QFileDialog.getOpenFileName(self, t("Chọn bản sao lưu"), "", words)
        if chosen:
            self.backup.setText(chosen)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, t("Chọn thư mục trống"))
        if chosen:
            self.folder.setText(chosen)

    def _lay_out(self) -> None:
        about = t(
            "Sổ được dựng lại đúng như lúc sao lưu. Những gì ghi sau lúc đó không có trong bản "
            "sao. Vì không biết sau đó đã gửi những gói nào, sổ bắt đầu một đợt số gói mới để "
            "không số nào bị dùng hai lần; cấp trên sẽ hỏi lại anh chị một lần."
        )
        self.inputs = QWidget()
        self.inputs.setLayout(
            column(
                label(self.backup.accessibleName()),
                line(self.backup, button(t("Chọn…"), self._choose_backup)),
                label(self.passphrase.accessibleName()),
                self.passphrase,
                label(self.folder.accessibleName()),
                line(self.folder, button(t("Đổi…"), self._choose_folder)),
            )
        )
        self.buttons = line(self.go, self.close_button, self.working)
        self.buttons.setStretch(2, 1)
        inside = QWidget()
        inside.setProperty("look", "clear")
        inside.setLayout(
            column(label(about, "muted", wrap=True), self.inputs, self.done_words, -1, gap=2 * STEP)
        )
        area = Scroll(inside)
        layout = inside.layout()
        assert layout
        high = layout.totalHeightForWidth(WIDTH - 2 * 3 * STEP)
        area.setMinimumHeight(min(high, self.screen().availableSize().height() - AROUND))
        whole = column(
            label(self.windowTitle(), "name"),
            area,
            self.problem,
            self.buttons,
            gap=2 * STEP,
            edges=(24, 20, 24, 20),
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)


def _line(words: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(words)
    return made
