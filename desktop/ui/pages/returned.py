"""Rows the office above has given back: what is to be corrected, by one click to the row."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex

from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.mailbox import remarks
from desktop.records.mailbox.remarks import Remark
from desktop.records.registers import REGISTERS
from desktop.records.retelling import retold
from desktop.ui import facts
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.widgets import Panel, label


@dataclass(frozen=True)
class Back:
    """What the newest receipts give back: rows still open, rows corrected since and not sent again
    yet, rows sent again, opinions."""

    open_rows: list[Remark]
    unsent: list[Remark]
    corrected: list[Remark]
    opinions: list[Remark]


class Returned(Panel):
    """Not there while nothing has been given back."""

    def __init__(self, desk: Desk, go: Callable[[str], None]) -> None:
        super().__init__(t("Cấp trên trả lại để sửa"))
        self.desk, self._go = desk, go
        self.opinion = label("", wrap=True)
        self.model = Listing(
            (
                Column(t("Tình trạng"), 190),
                Column(t("Sổ"), 190, leaves=1),
                Column(t("Dòng"), 240, grows=True),
                Column(t("Cần sửa gì"), 320, grows=True),
            )
        )
        self.table = Table(self.model, t("Dòng cấp trên trả lại"))
        self.table.share(self.model.columns)
        self.table.clicked.connect(self._open)
        self.table.activated.connect(self._open)
        self.body.addWidget(self.opinion)
        self.body.addWidget(self.table)
        self.body.addWidget(
            label(
                t(
                    "Bấm vào dòng để mở ra sửa. Sửa xong, tạo và gửi gói mới; giấy báo nhận sau "
                    "sẽ gỡ dòng khỏi đây."
                ),
                "muted",
                wrap=True,
            )
        )
        self.hide()

    def refresh(self) -> None:
        """Read again what was given back."""
        self.desk.read(self, read, self._show)

    def _show(self, outcome: Outcome[Back]) -> None:
        if not isinstance(outcome, Ok):
            return
        found = outcome.value
        waits, done = ("warn", t("Cần sửa")), ("none", t("Đã gửi lại, chờ giấy báo"))
        unsent = ("warn", t("Đã sửa, chưa gửi lại"))
        entries = [_entry(one, waits) for one in found.open_rows]
        entries += [_entry(one, unsent) for one in found.unsent]
        entries += [_entry(one, done) for one in found.corrected]
        self.model.show(entries)
        self.table.fit(5)
        self.table.setVisible(bool(entries))
        said = (f"{retold(one.caption)}: {one.reason}" for one in found.opinions)
        self.opinion.setText("\n".join(said))
        self.opinion.setVisible(bool(found.opinions))
        self.setVisible(bool(entries or found.opinions))

    def _open(self, index: QModelIndex) -> None:
        entries, row = self.model.entries, index.row()
        thing = entries[row].thing if 0 <= row < len(entries) else None
        if isinstance(thing, Remark) and thing.register in REGISTERS:
            self._go(f"{thing.register}:{thing.uid}")


def read(db: Database) -> Back:
    """What has been given back to this office."""
    touched, corrected = facts.touched(db), remarks.corrected(db)
    again = [one for one in corrected if one.uid not in touched]
    still = [one for one in corrected if one.uid in touched]
    return Back(remarks.returned(db), still, again, remarks.opinions(db))


def _entry(one: Remark, badge: tuple[str, str]) -> Entry:
    register = REGISTERS.get(one.register)
    name = register.label if register else one.register
    return Entry(("", name, one.caption, one.reason), one, {0: badge})
