"""The form of a slip: its code in large signs, what is read out first, the few fields."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.records import consent, reasons
from desktop.records.language import t
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.editors.base import Create
from desktop.ui.form.drafting import Opened
from desktop.ui.form.record import Record
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, label, line, restyle
from desktop.ui.pages.referrals.asking import spelt


class Slip(Record):
    """``adds`` asks for another service on the same slip, ``withdraws`` to erase the slip."""

    unseen = ("code",)
    adds = Signal()
    withdraws = Signal()

    def __init__(self, desk: Desk, opened: Opened | None, create: Create | None) -> None:
        super().__init__(desk, REGISTERS["referrals"], opened, create)
        self.foot.another.hide()
        if not self.row:
            self.head.title.setText(t("Phiếu mới"))
        elif self.open_to_changes:
            self.head.title.setText(t("Phiếu"))
        self.show_code(str(self.form.raw()["code"]))

    def above(self) -> tuple[QWidget, ...]:
        """The code, the text that is read out, and what can be done with the whole slip."""
        self.code = label("", "slip")
        self.show_code(str(self.row.get("code") or ""))
        self.more = button(t("Thêm dịch vụ cho phiếu này"), self.adds.emit)
        self.back_out = button(t("Rút lại đồng ý…"), self.withdraws.emit, "link")
        self.slip = button(t("In phiếu"), self.print_slip)
        deeds = QWidget()
        deeds.setLayout(column(line(self.slip, self.more, -1), line(self.back_out, -1), gap=2))
        if not self.row or not self.open_to_changes:
            deeds.hide()
        young = label(t("Dưới 18 tuổi: không ghi phiếu. Gọi Tổng đài 111."), "warning", wrap=True)
        self.reading = Reading(self.print_reading)
        if self.row:
            self.reading.hide()
        top = QWidget()
        top.setLayout(column(self.code, deeds, young, self.reading, gap=STEP, edges=(0, 0, 0, 0)))
        return (top,)

    def print_slip(self) -> None:
        """Show the slip as it will be on paper."""
        from desktop.ui.paper.sheet_dialog import print_slip  # slow to load

        print_slip(self.desk, self, self.uid)

    def print_reading(self) -> None:
        """Show what is read out as it will be on paper."""
        from desktop.ui.paper.sheet_dialog import print_consent  # slow to load

        print_consent(self.desk, self)

    def show_code(self, code: str) -> None:
        """Show the code, or where it will come from."""
        self.code.setText(spelt(code) if code else t("Mã phiếu có sau khi lưu"))
        restyle(self.code, "look", "slip" if code else "small")

    def reason(self) -> str:
        """The journal keeps which text was read out before a new slip was written."""
        told = "" if self.row else consent.witnessed()
        return reasons.both(told, super().reason())


class Reading(QWidget):
    """What is read out before anything is written, with its version; ``on_paper`` prints it."""

    def __init__(self, on_paper: Callable[[], object]) -> None:
        super().__init__()
        text = consent.current()
        head = label(t("Đọc cho người nghe (bản {n})", n=text.version), "strong")
        lines = [label(sentence, "small", wrap=True) for sentence in text.sentences]
        self.paper = button(t("In lời này…"), on_paper, "link")
        self.setLayout(column(line(head, -1, self.paper), *lines, gap=4))
        self.setAccessibleName(" ".join(text.sentences))
