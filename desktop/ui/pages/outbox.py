"""Packets of this office: sign one, and every one that was signed."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.records import periods
from desktop.records.clock import VIETNAM, from_text
from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.words import number_words
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.listing import Column, Entry, Listing
from desktop.ui.pages.enrolment import Asking, asks_above, enrolled
from desktop.ui.problems import Banner
from desktop.ui.table import Table
from desktop.ui.theme import STEP
from desktop.ui.widgets import button, column, label, line
from sync import outbox, receipts, send
from sync.outbox import Item, State
from sync.receipts import Applied
from sync.receive import LARGEST_FILE
from sync.send import Exported

BADGES = {
    State.SIGNED: "none",
    State.WAITING: "none",
    State.SENDING: "none",
    State.COPIED: "none",
    State.SENT: "none",
    State.RECEIVED: "ok",
    State.REMARKED: "warn",
    State.RETURNED: "bad",
    State.ATTENTION: "warn",
}
"""How each state looks; only what a signed receipt proves is green."""


class Outbox(QWidget):
    """One button that freezes the record into a signed packet, and the packets there are."""

    def __init__(self, desk: Desk, banner: Banner, *, main: bool) -> None:
        super().__init__()
        self.desk, self.banner = desk, banner
        self.make = button(t("Tạo gói"), self.export, "primary" if main else "")
        self.folder = button(t("Mở thư mục"), self._open_folder)
        self.hear = button(t("Nhận giấy báo…"), self._choose_receipt)
        self.asking = Asking(desk, banner, main=main)
        self.model = Listing(
            (
                Column(t("Gói"), 90),
                Column(t("Kỳ"), 220),
                Column(t("Tạo lúc"), 160),
                Column(t("Số dòng"), 100, number=True),
                Column(t("Trạng thái"), 170),
                Column(t("Ghi chú"), 300, grows=True),
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
        made.setLayout(line(self.folder, self.hear, self.make))
        return made

    def refresh(self) -> None:
        """Read the packets again."""
        book = self.desk.book
        self.desk.read(
            self, lambda db: (outbox.states(db), enrolled(book), asks_above(book)), self._show
        )

    def export(self) -> None:
        """Sign the record as it stands."""
        self.make.setEnabled(False)
        book, now = self.desk.book, self.desk.now()
        self.desk.write(self, lambda _job: send.export(book, now=now), self._exported)

    def read_receipt(self, file: Path) -> None:
        """Take what the office above has signed about this office's packets."""
        book, now = self.desk.book, self.desk.now()
        self.desk.write(
            self, lambda _job: receipts.read(book, read_bytes(file), now=now), self._heard
        )

    def _heard(self, outcome: Outcome[Applied]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        found = outcome.value
        nothing = t("Giấy báo này cũ hơn giấy báo đã có; không có gì thay đổi.")
        self.banner.ok(" ".join(found.news) or nothing)

    def _choose_receipt(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, t("Chọn giấy báo nhận"), "", "*.xlsx")
        if file:
            self.read_receipt(Path(file))

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

    def _show(self, outcome: Outcome[tuple[list[Item], bool, bool]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        packets, ready, asks = outcome.value
        self.model.show([entry(item, self._file(item)) for item in packets])
        self.table.setVisible(bool(packets))
        self.none.setVisible(ready and not packets)
        self.make.setVisible(ready)
        self.hear.setVisible(bool(packets))
        self.asking.setVisible(asks)

    def _file(self, item: Item) -> Path:
        return self.desk.book.folder / "outbox" / item.sent.file

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.book.folder / "outbox")))


def entry(item: Item, file: Path) -> Entry:
    """One packet as a line; its state is only what can be proved."""
    sent = item.sent
    made = from_text(sent.created_at).astimezone(VIETNAM)
    gone = "" if file.is_file() else t("Tệp gói không còn trong thư mục.")
    cells = (
        t("số {n}", n=sent.sequence),
        periods.named(sent.period).label,
        made.strftime("%H:%M %d/%m/%Y"),
        number_words(sent.rows),
        "",
        " ".join(part for part in (item.note, gone) if part) or sent.file,
    )
    words = item.state.words
    return Entry(cells, item, {4: (BADGES[item.state], words[0].upper() + words[1:])})


def read_bytes(file: Path) -> bytes:
    """The content of a receipt's file; raises InputError."""
    try:
        with file.open("rb") as source:
            return source.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(
            t("Không đọc được tệp “{file}”: {why}.", file=file, why=error.strerror or str(error))
        ) from error
