"""Taking a lost machine's certificate back: the reason, and what follows, before it is done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit

from desktop.records.language import t
from desktop.ui.dated import dated
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import Panel, button, label, line
from sync.enrolment import enrol
from sync.enrolment.devices import Device

RECEIPTS = "packets:replies"
"""Where receipts are written."""


class Removing(Panel):
    """One device that is to be revoked; the button waits for a reason. ``go`` leads on to the
    receipts that tell the others."""

    def __init__(self, desk: Desk, banner: Banner, go: Callable[[str], None]) -> None:
        super().__init__()
        self.desk, self.banner, self._go = desk, banner, go
        self.device: Device | None = None
        self.title = label("", "name", wrap=True)
        self.because = QLineEdit()
        self.because.setMaxLength(200)
        self.because.setPlaceholderText(t("Ví dụ: mất máy ngày 3/5, đã báo qua điện thoại"))
        self.because.setAccessibleName(t("Lý do thu hồi"))
        self.because.textChanged.connect(lambda _text: self._ready())
        self.go = button(t("Thu hồi, không hoàn tác được"), self.revoke)
        no = button(t("Thôi"), self.hide)
        follows = (
            t("Gói máy này ký từ nay không được nhận nữa, ai cầm máy cũng vậy."),
            t("Số liệu đã nhận của đơn vị vẫn giữ nguyên."),
            t("Các đơn vị biết qua giấy báo nhận kế tiếp; cấp trên biết khi chuyển gói lên."),
            t("Đơn vị dùng máy khác: gửi đề nghị mới, rồi nhận lại gói cuối cùng từ đây."),
        )
        self.body.addWidget(self.title)
        for words in follows:
            self.body.addWidget(label(f"• {words}", wrap=True))
        self.body.addWidget(label(f"{t('Lý do thu hồi')} *", "strong"))
        self.body.addWidget(self.because)
        self.body.addLayout(line(self.go, no, -1))
        self.hide()

    def ask(self, device: Device) -> None:
        """Ask about a device."""
        self.device = device
        self.title.setText(
            t("Thu hồi máy {device} của {name}?", device=device.device, name=device.unit.name)
        )
        self.because.clear()
        self._ready()
        self.show()
        self.because.setFocus()

    def revoke(self) -> None:
        """Take the certificate back."""
        if self.device is None or not self.because.text().strip():
            return
        dated(self, self.desk, self.banner, partial(self._revoke, self.device))

    def _revoke(self, one: Device) -> None:
        book, now, why = self.desk.book, self.desk.now(), self.because.text()
        self.desk.write(
            self,
            lambda _job: enrol.revoke(book, one.unit.code, now, one.device, why),
            partial(self._revoked, one),
        )

    def _ready(self) -> None:
        self.go.setEnabled(bool(self.because.text().strip()))

    def _revoked(self, one: Device, outcome: Outcome[int]) -> None:
        if isinstance(outcome, Err):
            self.banner.unchanged(outcome.error)
            return
        self.hide()
        self.banner.ok(
            t(
                "Đã thu hồi máy {device} của {name}. Ghi giấy báo để các đơn vị biết.",
                device=one.device,
                name=one.unit.name,
            ),
            t("Ghi giấy báo…"),
            partial(self._go, RECEIPTS),
        )
