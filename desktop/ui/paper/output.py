"""What becomes of a sheet that is looked at: it is printed, or saved as a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from desktop.records import sheet
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.registers import REGISTERS
from desktop.records.sheet import Printable, SheetData
from desktop.records.sheets.slip import Slip
from desktop.records.words import number_words
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.look.problems import Banner
from desktop.ui.paper import printing
from desktop.ui.paper.preview import Preview, Working
from desktop.ui.paper.print_dialog import PrintDialog
from desktop.ui.paper.printing import Order

T = TypeVar("T")


class Output(QObject):
    """Of the sheet in ``preview``; ``name`` is what its files are called, without their ending.

    ``working`` says how far it has come, for the page to put somewhere; ``issued`` tells that it
    went to the printer or into a file (``print``, ``file``), and of which register it is ("" for
    none).
    """

    issued = Signal(str, str)

    def __init__(self, preview: Preview, banner: Banner, name: Callable[[], str]) -> None:
        super().__init__(preview)
        self.preview, self.banner, self.name = preview, banner, name
        self.working = Working()
        self._job: Job | None = None
        self.dialog: PrintDialog | None = None

    def print(self) -> None:
        """Ask for a printer, then print."""
        leaves = self.preview.leaves
        if self.preview.data is None:
            return
        found = printing.printers()
        if not found:
            self.banner.warn(
                t(
                    "Máy này chưa có máy in nào. Lưu PDF rồi in ở máy khác, hoặc cài máy in trong "
                    "phần cài đặt của hệ điều hành."
                )
            )
            return
        self.dialog = PrintDialog(
            self.preview, found, len(leaves.leaves), self._order, small=leaves.small
        )
        self.dialog.open()

    def send(self, printer: QPrinter, order: Order) -> None:
        """Print the pages of an order, away from the window."""
        data = self.preview.data
        if data is None:
            return
        self._begin(
            t("Đang chuẩn bị in…"),
            lambda job: printing.send(printer, data, order, job),
            partial(self._printed, data, order.printer),
        )

    def save(self, kind: str) -> None:
        """Ask for a file of that kind (``.pdf``), then write it."""
        name = self.name() + kind
        asked = {
            ".pdf": (t("Lưu PDF"), t("Tệp PDF (*.pdf)")),
            ".docx": (t("Lưu Word"), t("Tệp Word (*.docx)")),
            ".xlsx": (t("Lưu Excel"), t("Tệp Excel (*.xlsx)")),
        }[kind]
        chosen, _ = QFileDialog.getSaveFileName(self.preview, asked[0], name, asked[1])
        if not chosen:
            return
        file = Path(chosen)
        if file.suffix.lower() != kind:
            file = file.with_name(file.name + kind)
            if file.exists():  # the person was asked about another name
                words = t("Đã có tệp {name}. Chọn tên khác; chưa lưu gì.", name=file.name)
                self.banner.bad(words)
                return
        self.write(file)

    def write(self, file: Path) -> None:
        """Write the sheet as the kind of file that its ending says."""
        data = self.preview.data
        if data is None:
            return

        def work(job: Job) -> None:
            content = sheet.write(data, file.suffix.lower())
            job.report(None)
            write_durably(file, content)

        self._begin(t("Đang lưu…"), work, partial(self._saved, data, file))

    def _order(self, order: Order) -> None:
        self.send(printing.printer(order, self.name()), order)

    def _begin(
        self, words: str, work: Callable[[Job], T], done: Callable[[Outcome[T]], None]
    ) -> None:
        """One thing at a time."""
        if self._job:
            return

        def ended(outcome: Outcome[T]) -> None:
            self._job = None
            self.working.end()
            done(outcome)

        self.working.begin(words, self._stop)
        self._job = self.preview.jobs.run(self, work, ended, self._report)

    def _report(self, page: tuple[int, int] | None) -> None:
        if page:
            self.working.report(t("Đang in trang {n}/{m}…", n=page[0], m=page[1]))

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
            self._job = None
        self.working.end()
        self.banner.warn(t("Đã dừng. Trang nào máy in đã nhận thì có thể vẫn in ra."))

    def _printed(self, data: Printable, printer: str, outcome: Outcome[int]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        n = number_words(outcome.value)
        self.banner.ok(t("Đã gửi {n} trang đến máy in “{name}”.", n=n, name=printer))
        self.issued.emit("print", _register(data))

    def _saved(self, data: Printable, file: Path, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        folder = QUrl.fromLocalFile(str(file.parent))
        self.banner.ok(
            t("Đã lưu “{name}”. Tệp này không mã hóa.", name=file.name),
            t("Mở thư mục"),
            lambda: QDesktopServices.openUrl(folder),
        )
        self.issued.emit("file", _register(data))


def _register(data: Printable) -> str:
    """Whose rows stand on a sheet, "" for none of one register alone."""
    if isinstance(data, Slip):
        return "referrals"
    return data.name if isinstance(data, SheetData) and data.name in REGISTERS else ""
