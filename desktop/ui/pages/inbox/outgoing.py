"""What goes back with the next receipts: the remarks on rows and packets, seen before they go."""

from functools import partial

from PySide6.QtWidgets import QLineEdit

from desktop.records import units
from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.mailbox import received, remarks
from desktop.records.mailbox.remarks import LONGEST, Remark
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Ok, Outcome
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import Choice, Panel, button, label, line

Found = tuple[list[Remark], list[str]]


class Outgoing(Panel):
    """The open remarks of this office."""

    def __init__(self, desk: Desk, banner: Banner) -> None:
        super().__init__(t("Ý kiến gửi kèm giấy báo nhận"))
        self.desk, self.banner = desk, banner
        self.say = label("", "muted", wrap=True)
        self.model = Listing(
            (
                Column(t("Đơn vị"), 140),
                Column(t("Sổ"), 190, leaves=1),
                Column(t("Dòng"), 260, grows=True),
                Column(t("Lý do"), 300, grows=True),
            )
        )
        self.table = Table(self.model, t("Ý kiến sẽ gửi kèm giấy báo nhận"))
        self.table.share(self.model.columns)
        self.unit = Choice()
        self.unit.setMinimumWidth(190)
        self.unit.setAccessibleName(t("Đơn vị có gói"))
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST)
        self.reason.setPlaceholderText(t("Ví dụ: thiếu số liệu tháng 5"))
        self.reason.setAccessibleName(t("Ý kiến về cả gói"))
        self.reason.returnPressed.connect(self.add)
        self.give = button(t("Thêm ý kiến"), self.add)
        self.back = button(t("Rút ý kiến đã chọn"), self.withdraw)
        given = line(self.unit, self.reason, self.give)
        given.setStretch(1, 1)
        for part in (self.say, self.table):
            self.body.addWidget(part)
        self.body.addLayout(given)
        self.body.addLayout(line(self.back, -1))

    def refresh(self) -> None:
        """Read the remarks again."""

        def work(db: Database) -> Found:
            return remarks.given(db), [head.unit for head in received.heads(db)]

        self.desk.read(self, work, self._show)

    def add(self) -> None:
        """Give an opinion on the packet that is held of the chosen unit."""
        unit, reason = self.unit.currentData(), self.reason.text()
        if unit:
            book, now = self.desk.book, self.desk.now()
            self.desk.write(
                self,
                lambda _job: remarks.remark_packet(book, unit, reason, now=now),
                self._added,
            )

    def withdraw(self) -> None:
        """Take the chosen remark back before it goes out, or with the next receipt."""
        row = self.table.currentIndex().row()
        thing = self.model.entries[row].thing if 0 <= row < len(self.model.entries) else None
        if isinstance(thing, Remark):
            book, now, one = self.desk.book, self.desk.now(), thing
            self.desk.write(
                self,
                lambda _job: remarks.withdraw(book, one.register, one.uid, now=now),
                self._withdrawn,
            )

    def _show(self, outcome: Outcome[Found]) -> None:
        if not isinstance(outcome, Ok):
            return
        given, held = outcome.value
        edition = self.desk.book.office.edition
        name = partial(_name, edition)
        self.model.show([Entry((name(o.unit), _on(o), o.caption, o.reason), o) for o in given])
        self.table.setVisible(bool(given))
        self.table.fit(6)
        self.back.setVisible(bool(given))
        kept = self.unit.currentData()
        self.unit.clear()
        for unit in held:
            self.unit.addItem(name(unit), unit)
        self.unit.setCurrentIndex(max(self.unit.findData(kept), 0))
        for part in (self.unit, self.reason, self.give):
            part.setEnabled(bool(held))
        self.say.setText(
            t("{n} ý kiến sẽ gửi kèm giấy báo nhận kế tiếp.", n=len(given))
            if given
            else t(
                "Để trả lại một dòng: mở sổ, chọn dòng của đơn vị, ghi lý do. Ý kiến hiện ở đây "
                "trước khi gửi đi."
            )
        )

    def _added(self, outcome: Outcome[Remark]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self.reason.clear()
        self.banner.ok(t("Đã thêm ý kiến; sẽ gửi kèm giấy báo nhận kế tiếp."))

    def _withdrawn(self, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)


def _name(edition: str, unit: str) -> str:
    return units.find(edition, unit).name


def _on(one: Remark) -> str:
    return REGISTERS[one.register].label if one.register in REGISTERS else t("Ý kiến về cả gói")
