"""Packets of this office: sign one and send it, and what has become of every one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.records.cipher import Database
from desktop.records.files import read_bytes
from desktop.records.language import t
from desktop.records.words import number_words
from desktop.ui import facts
from desktop.ui.carrying import given_back, trail
from desktop.ui.carrying.lines import columns, draft, entry
from desktop.ui.carrying.strip import Strip
from desktop.ui.dated import dated
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Ok, Outcome
from desktop.ui.lists.listing import Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import ROW, STEP
from desktop.ui.look.widgets import Button, button, column, label
from desktop.ui.pages.trust.asking import Asking
from sync import receipts, send
from sync.carrying.standing import Standing, standing
from sync.channels import account as accounts
from sync.enrolment.founding import enrolled
from sync.outbox import Item
from sync.receipts import Applied
from sync.send import Exported

Shown = tuple[Standing, int, bool]
"""How it stands, rows in no packet yet, whether this device may sign."""


class Outbox(QWidget):
    """One button that freezes the record into a signed packet, and the packets there are."""

    def __init__(
        self,
        desk: Desk,
        banner: Banner,
        go: Callable[[str], None] = lambda _name: None,
    ) -> None:
        super().__init__()
        self.desk, self.banner, self._go = desk, banner, go
        self.make = button(t("Tạo và gửi gói"), self.export, "primary", key="Ctrl+G")
        self.strip = Strip(desk, banner, go)
        self.folder = button(t("Mở thư mục"), self._open_folder)
        self.hear = button(t("Nhận giấy báo…"), self._choose_receipt)
        self.asking = Asking(desk, banner, main=True)
        self.model = Listing(columns())
        self.table = Table(self.model, t("Gói đã tạo"))
        self.table.share(self.model.columns)
        self.none = label(
            t("Chưa có gói nào. Gói là bản chụp toàn bộ số liệu của đơn vị, có dấu ký."), "muted"
        )
        self.table.setMinimumHeight(5 * ROW)
        self.detail = label("", "muted", wrap=True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table.selectionModel().currentRowChanged.connect(self._explain)
        whole = column(self.asking, self.strip, self.none, self.table, self.detail, gap=2 * STEP)
        whole.setStretch(3, 1)
        whole.addStretch(0)
        self.setLayout(whole)
        desk.changed.connect(self.refresh)
        desk.carrier.moved.connect(self._moved)
        self._sending = False

    @property
    def buttons(self) -> tuple[Button, ...]:
        """For the place where the page wants them."""
        return (self.folder, self.hear, self.make)

    def refresh(self) -> None:
        """Read the packets again."""
        book, now, clock = self.desk.book, self.desk.now(), self.desk.clock()
        self._sending = sending = self.desk.carrier.journey is not None

        def work(db: Database) -> Shown:
            found = standing(db, now=now, clock=clock, sending=sending)
            return found, facts.waiting(db).rows, enrolled(book)

        self.desk.read(self, work, self._show)

    def export(self) -> None:
        """Sign the record as it stands; under a clock far ahead once a person says it is right."""
        dated(self, self.desk, self.banner, self._sign)

    def _sign(self) -> None:
        self.make.setEnabled(False)
        desk = self.desk
        desk.write(self, lambda _job: send.export(desk.book, now=desk.believed()), self._exported)

    def read_receipt(self, file: Path) -> None:
        """Take what the office above has signed about this office's packets."""
        desk = self.desk
        desk.write(
            self,
            lambda _job: receipts.read(desk.book, read_bytes(file), now=desk.believed()),
            self._heard,
        )

    def _heard(self, outcome: Outcome[Applied]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        found = outcome.value
        nothing = t("Giấy báo này cũ hơn giấy báo đã có; không có gì thay đổi.")
        said = " ".join(found.news) or nothing
        if found.returned:
            given_back.tell(self, self.desk, self.banner, self._go, said)
        else:
            self.banner.ok(said)

    def _choose_receipt(self) -> None:
        file, _ = QFileDialog.getOpenFileName(self, t("Chọn giấy báo nhận"), "", "*.xlsx")
        if file:
            self.read_receipt(Path(file))

    def _exported(self, outcome: Outcome[Exported]) -> None:
        self.make.setEnabled(True)
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        made, rows = outcome.value, number_words(outcome.value.rows)
        if accounts.kept(self.desk.book.settings):
            self.banner.ok(
                t("Đã ký gói số {n} gồm {rows} dòng; đang gửi.", n=made.sequence, rows=rows)
            )
            self.desk.carrier.go()
            return
        words = t(
            "Đã ký gói số {n} gồm {rows} dòng: {file}. Chưa có kênh gửi: chép gói ra USB mang lên "
            "cấp trên; đừng mở bằng Excel rồi lưu lại.",
            n=made.sequence,
            rows=rows,
            file=made.path.name,
        )
        self.banner.ok(words, t("Chép ra USB…"), self.strip.copying.ask)

    def _show(self, outcome: Outcome[Shown]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        found, rows, ready = outcome.value
        packets = found.packets
        chosen = self.table.currentIndex().row()
        lines = [draft(rows)] if rows and ready else []
        self.model.show([*lines, *(entry(item, self._file(item)) for item in packets)])
        self.table.selectRow(max(chosen, 0))
        self.table.setVisible(bool(packets or lines))
        self.none.setVisible(ready and not packets and not lines)
        self.make.setVisible(ready)
        self.hear.setVisible(bool(packets))
        self.strip.setVisible(ready)
        self.strip.show_standing(found)
        self.asking.setVisible(not ready)

    def _moved(self) -> None:
        """A trip has begun or ended: what began is shown as under way only while one is."""
        if (self.desk.carrier.journey is not None) != self._sending:
            self.refresh()

    def _explain(self) -> None:
        row = self.table.currentIndex().row()
        thing = self.model.entries[row].thing if 0 <= row < len(self.model.entries) else None
        if isinstance(thing, Item):
            self.desk.read(self, lambda db: trail.words(db, thing), self._explained)
        else:
            self.detail.setText("")
            self.detail.setAccessibleName(t("Các bước của gói"))

    def _explained(self, outcome: Outcome[str]) -> None:
        if isinstance(outcome, Ok):
            self.detail.setText(outcome.value)
            self.detail.setAccessibleName(outcome.value)

    def _file(self, item: Item) -> Path:
        return self.desk.book.folder / "outbox" / item.sent.file

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.book.folder / "outbox")))


def about_packets() -> str:
    """What a packet is, in one line."""
    return t("Mỗi gói là toàn bộ số liệu hiện có; gói mới thay gói cũ. Gửi lại không sợ trùng.")
