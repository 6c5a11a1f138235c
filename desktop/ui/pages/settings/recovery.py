"""The recovery sheet: whether the one in the safe is right, and a new one where it is lost."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.records import vault
from desktop.records.clock import local_day
from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.first_run import unproven
from desktop.ui.first_run.copying import Copying
from desktop.ui.first_run.unproven import UNPROVEN
from desktop.ui.jobs import Err, Outcome
from desktop.ui.look.dialog import Dialog
from desktop.ui.look.secret import Secret
from desktop.ui.look.widgets import button, column, label, line, restyle
from desktop.ui.pages.settings.section import Around, field
from desktop.ui.paper.noting import note


class RecoveryPart(QWidget):
    """Both ask for something only the owner of the book has."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self.desk, self.banner = around.desk, around.banner
        self.dialog: NewWords | None = None
        self.words = QPlainTextEdit()
        self.words.setFixedHeight(64)
        self.words.setTabChangesFocus(True)
        self.words.setPlaceholderText(t("Gõ 24 từ trên tờ giấy, không dấu cũng được"))
        self.try_out = button(t("Thử 24 từ"), self.check)
        self.result = label("", wrap=True)
        self.passphrase = Secret(t("Mật khẩu hiện nay"))
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
        book, passphrase = self.desk.book, self.passphrase.text()
        self.renew.setEnabled(False)
        self.desk.write(self, lambda _job: unproven.renew(book, passphrase), self._made)

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
        self.dialog = NewWords(self, self.desk, outcome.value)
        self.dialog.accepted.connect(self._proven)
        self.dialog.rejected.connect(self._unproven)
        self.dialog.open()

    def _proven(self) -> None:
        settings = self.desk.book.settings
        self.desk.write(self, lambda _job: settings.put(**{UNPROVEN: None}), self._settled)

    def _settled(self, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            self.banner.ok(t("Đã lập 24 từ mới. 24 từ cũ không còn mở được sổ; hủy tờ cũ."))

    def _unproven(self) -> None:
        self.banner.warn(
            t(
                "24 từ cũ không còn mở được sổ, mà tờ giấy mới chưa được thử lại. Lần mở sổ sau "
                "chương trình đưa 24 từ khác để chép."
            )
        )


class NewWords(Dialog):
    """The words, to be copied or printed and tried out before they count as copied."""

    def __init__(self, parent: QWidget, desk: Desk, words: list[str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Tờ khôi phục"))
        self.resize(720, 560)

        def on_paper(page: QWidget) -> None:
            from desktop.ui.paper.sheet_dialog import print_words  # slow to load, and seldom needed

            day = local_day(desk.now())
            paper = print_words(desk.jobs, page, desk.book, day, tuple(words))
            paper.output.issued.connect(partial(note, desk, paper.banner))

        self.setLayout(column(Copying(words, self.accept, on_paper)))
