"""Packets of this office: sign one, and every one that was signed."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.records import mailbox, periods
from desktop.records.clock import VIETNAM, from_text
from desktop.records.language import t
from desktop.records.mailbox import Sent
from desktop.records.words import number_words
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.listing import Column, Entry, Listing
from desktop.ui.pages.enrolment import Asking, asks_above, enrolled
from desktop.ui.problems import Banner
from desktop.ui.table import Table
from desktop.ui.theme import STEP
from desktop.ui.widgets import button, column, label, line
from sync import send
from sync.send import Exported


class Outbox(QWidget):
    """One button that freezes the record into a signed packet, and the packets there are."""

    def __init__(self, desk: Desk, banner: Banner, *, main: bool) -> None:
        super().__init__()
        self.desk, self.banner = desk, banner
        self.make = button(t("Tạo gói"), self.export, "primary" if main else "")
        self.folder = button(t("Mở thư mục"), self._open_folder)
        self.asking = Asking(desk, banner, main=main)
        self.model = Listing(
            (
                Column(t("Gói"), 90),
                Column(t("Kỳ"), 220),
                Column(t("Tạo lúc"), 160),
                Column(t("Số dòng"), 100, number=True),
                Column(t("Trạng thái"), 150),
                Column(t("Tệp"), 300, grows=True),
            )
        )
        self.table = Table(self.model, t("Gói đã tạo"))
        self.table.share(self.model.widths(), self.model.flexible())
        self.none = label(
            t("Chưa có gói nào. Gói là bản chụp toàn bộ số liệu của đơn vị, có dấu ký."), "muted"
        )
        whole = column(self.asking, self.none, self.table, gap=2 * STEP)
        whole.setStretch(2, 1)
        whole.addStretch(0)
        self.setLayout(whole)
        desk.changed.connect(self.refresh)

    def head(self) -> QWidget:
        """The buttons, for the place where the page wants them."""
        made = QWidget()
        made.setLayout(line(self.folder, self.make))
        return made

    def refresh(self) -> None:
        """Read the packets again."""
        book = self.desk.book
        self.desk.read(
            self, lambda db: (mailbox.all_sent(db), enrolled(book), asks_above(book)), self._show
        )

    def export(self) -> None:
        """Sign the record as it stands."""
        self.make.setEnabled(False)
        book, now = self.desk.book, self.desk.now()
        self.desk.write(self, lambda _job: send.export(book, now=now), self._exported)

    def _exported(self, outcome: Outcome[Exported]) -> None:
        self.make.setEnabled(True)
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        made = outcome.value
        self.banner.ok(
            t(
                "Đã tạo gói số {n} gồm {rows} dòng: {file}. Chép tệp này vào USB hoặc gửi lên cấp "
                "trên; đừng mở bằng Excel rồi lưu lại.",
                n=made.sequence,
                rows=number_words(made.rows),
                file=made.path.name,
            )
        )

    def _show(self, outcome: Outcome[tuple[list[Sent], bool, bool]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        packets, ready, asks = outcome.value
        self.model.show([entry(sent, self._file(sent)) for sent in packets])
        self.table.setVisible(bool(packets))
        self.none.setVisible(ready and not packets)
        self.make.setVisible(ready)
        self.asking.setVisible(asks)

    def _file(self, sent: Sent) -> Path:
        return self.desk.book.folder / "outbox" / sent.file

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.book.folder / "outbox")))


def entry(sent: Sent, file: Path) -> Entry:
    """One packet as a line; its state is only what can be proved."""
    made = from_text(sent.created_at).astimezone(VIETNAM)
    there = file.is_file()
    state = ("ok", t("Đã ký")) if there else ("none", t("Đã ký, tệp không còn"))
    cells = (
        t("số {n}", n=sent.sequence),
        periods.named(sent.period).label,
        made.strftime("%H:%M %d/%m/%Y"),
        number_words(sent.rows),
        "",
        sent.file,
    )
    return Entry(cells, sent, {4: state})
