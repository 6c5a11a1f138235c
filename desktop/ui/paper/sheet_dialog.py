"""One sheet in a window of its own: looked at, printed, let go."""

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from desktop.records import sheet
from desktop.records.book import Book
from desktop.records.clock import local_day
from desktop.records.language import t
from desktop.records.sheets.slip import Slip
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job, Jobs
from desktop.ui.look.dialog import Dialog
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line
from desktop.ui.paper.noting import note
from desktop.ui.paper.output import Output
from desktop.ui.paper.preview import Compose, Preview

MOST = (820, 720)
"""Width and height, where the window has so much room, in pixels."""


class SheetDialog(Dialog):
    """The pages of one sheet. Nothing of it is kept when the dialog is closed.

    ``secret`` sheets are only printed: no file is offered that might be left lying about.
    """

    def __init__(
        self,
        parent: QWidget,
        jobs: Jobs,
        title: str,
        about: str,
        compose: Compose,
        name: str,
        *,
        secret: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(QSize(*MOST).boundedTo(parent.window().size() - QSize(STEP, STEP) * 4))
        self.banner = Banner()
        self.preview = Preview(jobs)
        self.output = Output(self.preview, self.banner, lambda: name)
        self.to_paper = button(t("In…"), self.output.print, "primary", key="Ctrl+P")
        self.pdf = button(t("Lưu PDF…"), lambda: self.output.save(".pdf"))
        self.pdf.setVisible(not secret)
        close = button(t("Đóng"), self.close)
        buttons = line(self.to_paper, self.pdf, close, self.output.working)
        buttons.setStretch(3, 1)
        inside = column(
            label(about, "muted", wrap=True),
            self.preview,
            buttons,
            gap=2 * STEP,
            edges=(24, 20, 24, 20),
        )
        inside.setStretch(1, 1)
        self.setLayout(column(self.banner, inside, gap=0))
        self.preview.shown.connect(self._shown)
        self.finished.connect(lambda _result: self.preview.clear())
        self._shown()
        self.preview.show_sheet(compose)

    def _shown(self) -> None:
        for one in (self.to_paper, self.pdf):
            one.setEnabled(self.preview.data is not None)


def print_slip(desk: Desk, parent: QWidget, uid: str) -> SheetDialog:
    """Show the slip of one referral, to be printed and cut in two."""

    def compose(_job: Job) -> Slip:
        return sheet.slip(desk.book, local_day(desk.now()), uid=uid)

    dialog = SheetDialog(
        parent,
        desk.jobs,
        t("In phiếu"),
        t("Cắt theo nét đứt: phần trên đưa cho người được giới thiệu, phần dưới giữ lại."),
        desk.alone(compose),
        "phieu",
    )
    dialog.output.issued.connect(partial(note, desk, dialog.banner))
    return _open(dialog)


def print_consent(desk: Desk, parent: QWidget) -> SheetDialog:
    """Show what is read out before a slip is written."""
    dialog = SheetDialog(
        parent,
        desk.jobs,
        t("In lời đọc"),
        t("Để ở bàn mà đọc, hoặc đưa cho người nghe xem cùng. Trên tờ này không có tên ai."),
        desk.alone(lambda _job: sheet.consent_sheet(desk.book, local_day(desk.now()))),
        "loi-doc",
    )
    dialog.output.issued.connect(partial(note, desk, dialog.banner))
    return _open(dialog)


def print_words(
    jobs: Jobs, parent: QWidget, book: Book, day: date, words: tuple[str, ...]
) -> SheetDialog:
    """Show the recovery sheet of a book; the words are let go when the dialog is closed."""
    return _open(
        SheetDialog(
            parent,
            jobs,
            t("In tờ khôi phục"),
            t(
                "Chỉ in ở máy in của cơ quan, lấy giấy ngay, cất nơi có khóa. Chương trình không "
                "giữ lại 24 từ; không có tệp nào được lưu."
            ),
            lambda _job: sheet.recovery_sheet(book, day, words),
            "to-khoi-phuc",
            secret=True,
        )
    )


def _open(dialog: SheetDialog) -> SheetDialog:
    dialog.open()
    return dialog
