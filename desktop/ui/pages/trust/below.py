"""The machines of the offices below, by unit, and what may be done about each."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.records.clock import VIETNAM
from desktop.records.language import t
from desktop.records.mailbox import Received
from desktop.records.units import Unit
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import Panel, button, label, line
from desktop.ui.pages.trust.files import PACKETS
from desktop.ui.pages.trust.removing import Removing
from sync import handover
from sync.enrolment import devices
from sync.enrolment.devices import Device, Standing

BADGES = {
    Standing.VALID: "ok",
    Standing.EXPIRING: "warn",
    Standing.EXPIRED: "bad",
    Standing.REVOKED: "bad",
}
MOST = 12
"""Machines seen at once."""


class Below(Panel):
    """Every machine this office has certified, and the units that have none."""

    def __init__(self, desk: Desk, banner: Banner, removing: Removing) -> None:
        super().__init__(t("Máy của các đơn vị bên dưới"))
        self.desk, self.banner, self.removing = desk, banner, removing
        self.model = Listing(
            (
                Column(t("Đơn vị"), 160),
                Column(t("Máy"), 180, leaves=2),
                Column(t("Hiệu lực"), 140),
                Column(t("Đến ngày"), 110, exact=True),
                Column(t("Gói đã đến"), 100, number=True, leaves=1),
                Column(t("Ghi chú"), 240, grows=True),
            )
        )
        self.table = Table(self.model, t("Máy của các đơn vị bên dưới"))
        self.table.share(self.model.columns)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.revoke = button(t("Thu hồi máy đã mất…"), self._remove)
        self.back = button(t("Trả lại gói cuối cùng…"), self._choose_out)
        self.back.setToolTip(
            t("Ghi gói cuối cùng đã nhận của đơn vị ra tệp, để máy mới của họ nạp lại số liệu")
        )
        self.silent = label("", "muted", wrap=True)
        self.body.addWidget(self.table)
        self.choose = label(t("Chọn một máy trong bảng."), "small", wrap=True)
        self.body.addLayout(line(self.revoke, self.back, -1))
        self.body.addWidget(self.choose)
        self.body.addWidget(self.silent)
        self._chosen()

    def refresh(self) -> None:
        """Read the machines again."""
        book, now = self.desk.book, self.desk.now()

        def work(_job: object) -> tuple[list[Device], list[Unit]]:
            found = devices.below(book, now)
            return found, devices.without(book, found)

        self.desk.use(self, work, self._show)

    def hand_back(self, unit: Unit, out: Path) -> None:
        """Write the last packet of a unit to ``out``, for the machine that follows."""
        book = self.desk.book
        self.desk.write(
            self,
            lambda _job: handover.hand_back(book, unit.code, out),
            partial(self._handed, unit, out),
        )

    def chosen(self) -> Device | None:
        """The machine that is selected."""
        row = self.table.currentIndex().row()
        thing = self.model.entries[row].thing if 0 <= row < len(self.model.entries) else None
        return thing if isinstance(thing, Device) else None

    def _show(self, outcome: Outcome[tuple[list[Device], list[Unit]]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        found, silent = outcome.value
        self.model.show([entry(one) for one in found])
        self.table.fit(MOST)
        self.table.setVisible(bool(found))
        names = ", ".join(unit.name for unit in silent)
        self.silent.setText(t("Chưa có máy nào đang dùng được: {names}.", names=names))
        self.silent.setVisible(bool(silent))
        self._chosen()

    def _chosen(self) -> None:
        one = self.chosen()
        self.revoke.setEnabled(bool(one and one.in_force))
        self.back.setEnabled(bool(one and one.device))
        self.choose.setVisible(one is None and bool(self.model.entries))

    def _remove(self) -> None:
        if one := self.chosen():
            self.removing.ask(one)

    def _choose_out(self) -> None:
        one = self.chosen()
        if one is None:
            return
        wanted = f"tra-lai-{one.unit.code}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, t("Ghi gói trả lại"), wanted, PACKETS)
        if chosen:
            self.hand_back(one.unit, Path(chosen))

    def _handed(self, unit: Unit, out: Path, outcome: Outcome[Received]) -> None:
        if isinstance(outcome, Err):
            self.banner.unchanged(outcome.error)
            return
        self.banner.ok(
            t(
                "Đã ghi gói số {n} của {name} vào {file}. Máy mới của đơn vị nạp tệp này ở “Máy và "
                "chứng thư”.",
                n=outcome.value.sequence,
                name=unit.name,
                file=out,
            )
        )


def entry(one: Device) -> Entry:
    """One machine as a line."""
    cells = (
        one.unit.name,
        one.device or t("quyền cấp"),
        "",
        day(one.until),
        str(one.packets) if one.device else "–",
        note(one),
    )
    return Entry(cells, one, {2: (BADGES[one.standing], standing_words(one.standing))})


def standing_words(standing: Standing) -> str:
    """How a machine stands, in a word or two."""
    return {
        Standing.VALID: t("Còn hiệu lực"),
        Standing.EXPIRING: t("Sắp hết hạn"),
        Standing.EXPIRED: t("Đã hết hạn"),
        Standing.REVOKED: t("Đã thu hồi"),
    }[standing]


def note(one: Device) -> str:
    """What else there is to say of a machine."""
    words = [t("thu hồi ngày {day}", day=day(one.revoked))] if one.revoked else []
    if one.successor:
        words.append(t("máy {device} thay", device=one.successor))
    elif not one.in_force:
        words.append(t("chưa có máy thay"))
    if one.standing is Standing.EXPIRING:
        words.append(t("nhắc đơn vị gửi đề nghị gia hạn"))
    return "; ".join(words)


def day(moment: datetime) -> str:
    """A day in Vietnam."""
    return moment.astimezone(VIETNAM).strftime("%d/%m/%Y")
