"""The recovery sheet: whether the one in the safe is right, and a new one where it is lost."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from desktop.records import vault
from desktop.records.clock import local_day
from desktop.records.language import t
from desktop.ui.first_run.copying import Copying
from desktop.ui.jobs import Err, Outcome
from desktop.ui.noting import note
from desktop.ui.pages.settings.section import Around, field, secret
from desktop.ui.widgets import button, column, label, line, restyle


class RecoveryPart(QWidget):
    """Both ask for something only the owner of the book has."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self.desk, self.banner = around.desk, around.banner
        self.dialog: QDialog | None = None
        self.words = QPlainTextEdit()
        self.words.setFixedHeight(64)
        self.words.setTabChangesFocus(True)
        self.words.setPlaceholderText(t("Gõ 24 từ trên tờ giấy, không dấu cũng được"))
        self.try_out = button(t("Thử 24 từ"), self.check)
        self.result = label("", wrap=True)
        self.passphrase = secret(t("Mật khẩu hiện nay"))
        self.passphrase.setMaximumWidth(400)
        self.renew = button(t("Lập 24 từ mới…"), self.make)
        lost = t(
            "Mất tờ giấy, hoặc ngờ có người đã thấy: lập 24 từ mới. 24 từ cũ từ đó không mở được "
            "sổ nữa, nhưng vẫn mở được các bản sao lưu cũ."
        )
        tried = line(self.try_out, self.result)
        tried.setStretch(1, 1)
        self.setLayout(
            column(
                field(t("Thử xem tờ đang cất có đúng không"), self.words),
                tried,
                8,
                label(lost, "muted", wrap=True),
                field(self.passphrase.accessibleName(), self.passphrase),
                line(self.renew, -1),
            )
        )

    def check(self) -> None:
        """Try the 24 words that were typed."""
        folder, words = self.desk.book.folder, self.words.toPlainText()
        self.try_out.setEnabled(False)
        self.desk.jobs.run(self, lambda _job: vault.recovers(folder, words), self._checked)

    def make(self) -> None:
        """Make new words in place of the old ones, and show them once."""
        folder, passphrase = self.desk.book.folder, self.passphrase.text()
        self.renew.setEnabled(False)
        self.desk.write(self, lambda _job: vault.change_recovery(folder, passphrase), self._made)

    def _checked(self, outcome: Outcome[bool]) -> None:
        self.try_out.setEnabled(True)
        right = not isinstance(outcome, Err) and outcome.value
        restyle(self.result, "look", "" if right else "problem")
        if isinstance(outcome, Err):
            self.result.setText(str(outcome.error))
        elif outcome.value:
            self.words.clear()
            self.result.setText(t("Đúng: 24 từ này mở được sổ. Cất lại tờ giấy vào chỗ cũ."))
        else:
            self.result.setText(t("24 từ này đúng cách viết nhưng không phải của sổ này."))

    def _made(self, outcome: Outcome[list[str]]) -> None:
        self.renew.setEnabled(True)
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self.passphrase.clear()
        self.dialog = self._shown(outcome.value)
        self.dialog.open()
        self.banner.ok(t("Đã lập 24 từ mới. 24 từ cũ không còn mở được sổ; hủy tờ cũ."))

    def _shown(self, words: list[str]) -> QDialog:
        """The words in a window of their own, to be copied or printed before it can be closed."""
        from desktop.ui.sheet_dialog import print_words  # slow to load, and seldom needed

        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(t("Tờ khôi phục"))
        dialog.resize(720, 560)
        desk = self.desk

        def on_paper(page: QWidget) -> None:
            day = local_day(desk.now())
            paper = print_words(desk.jobs, page, desk.book, day, tuple(words))
            paper.output.issued.connect(partial(note, desk, paper.banner))

        dialog.setLayout(column(Copying(words, dialog.accept, on_paper)))
        return dialog
