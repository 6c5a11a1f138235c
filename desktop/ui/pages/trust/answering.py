"""Answering a request from below: nothing is issued before a person has heard the five words."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog

from desktop.records.book import Book
from desktop.records.files import read_bytes, write_durably
from desktop.records.language import t
from desktop.ui.dated import dated
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import Panel, Tick, button, label, line
from desktop.ui.pages.trust.files import BUNDLES, REQUESTS, answer_name
from desktop.ui.pages.trust.spoken import Spoken
from sync.enrolment import devices, enrol
from sync.enrolment.devices import Asked


class Answering(Panel):
    """One request: who asks, its five words, what an answer would mean, and the two ways on.

    ``turned`` tells when one has come into sight, or has gone.
    """

    turned = Signal(bool)

    def __init__(self, desk: Desk, banner: Banner) -> None:
        super().__init__()
        self.desk, self.banner = desk, banner
        self.asked: Asked | None = None
        self._file = Path()
        self.title = label("", "name", wrap=True)
        self.meaning = label("", wrap=True)
        self.words = Spoken(t("Nghe người gửi đề nghị đọc năm từ trên máy của họ. Phải đúng cả:"))
        self.heard = Tick(t("Đã nghe đúng cả năm từ qua điện thoại, từ người mình biết"))
        self.heard.toggled.connect(self._ready)
        self.give = button(t("Cấp chứng thư…"), self._choose_out, "primary")
        no = button(t("Không cấp"), self.refuse)
        self.mine = label("", "small", wrap=True)
        for part in (self.title, self.meaning, self.words, self.heard, self.mine):
            self.body.addWidget(part)
        self.body.addLayout(line(self.give, no, -1))
        self.hide()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.turned.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.turned.emit(not self.isHidden())

    def choose(self) -> None:
        """Ask for the file of a request."""
        chosen, _ = QFileDialog.getOpenFileName(self, t("Chọn tệp đề nghị"), "", REQUESTS)
        if chosen:
            self.look_at(Path(chosen))

    def look_at(self, request: Path) -> None:
        """Show what a request asks for; nothing is issued."""
        book, now = self.desk.book, self.desk.now()
        self._file = request
        self.desk.use(self, lambda _job: look(book, request, now), self._looked)

    def issue(self, out: Path) -> None:
        """Issue what was asked for, and write the answer to ``out``."""
        if self.asked is not None and self.heard.isChecked():
            issue = partial(self._issue, self.asked.content, out)
            dated(self, self.desk, self.banner, issue)

    def _issue(self, content: bytes, out: Path) -> None:
        book, now = self.desk.book, self.desk.now()

        def work(_job: object) -> None:
            write_durably(out, enrol.issue(book, content, now))

        self.desk.write(self, work, partial(self._issued, out))

    def refuse(self) -> None:
        """Issue nothing."""
        self.asked = None
        self.hide()
        self.banner.warn(
            t("Chưa cấp gì. Nếu năm từ không khớp, tệp đề nghị không phải của máy đó; xin gửi lại.")
        )

    def _choose_out(self) -> None:
        wanted = str(self._file.with_name(answer_name(self._file)))
        chosen, _ = QFileDialog.getSaveFileName(self, t("Ghi tệp trả lời"), wanted, BUNDLES)
        if chosen:
            self.issue(Path(chosen))

    def _looked(self, outcome: Outcome[tuple[Asked, tuple[str, ...]]]) -> None:
        if isinstance(outcome, Err):
            self.hide()
            self.banner.unchanged(outcome.error)
            return
        self.asked, mine = outcome.value
        unit = self.asked.subject.unit
        self.title.setText(t("Đề nghị của {name}", name=unit.name))
        self.meaning.setText(meaning(self.asked))
        self.words.tell(self.asked.words)
        self.mine.setText(
            t("Năm từ của cơ quan mình, để bên kia so khi nạp: {words}.", words=", ".join(mine))
        )
        self.heard.setChecked(False)
        self._ready()
        self.banner.hide()
        self.show()
        self.heard.setFocus()

    def _ready(self) -> None:
        self.give.setEnabled(self.heard.isChecked())

    def _issued(self, out: Path, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.unchanged(outcome.error)
            return
        self.asked = None
        self.hide()
        self.banner.ok(t("Đã ghi tệp trả lời vào {file}. Gửi lại cho cấp dưới.", file=out))


def look(book: Book, request: Path, now: datetime) -> tuple[Asked, tuple[str, ...]]:
    """What a request asks for, and the words of this office."""
    return devices.asked(book, read_bytes(request), now), devices.own_words(book)


def meaning(asked: Asked) -> str:
    """What answering a request would mean, in words."""
    if not asked.subject.device:
        return t("Xin quyền cấp chứng thư cho các đơn vị bên dưới mình.")
    if asked.known:
        return t(
            "Máy {device} đã có chứng thư; đây là đề nghị gia hạn.", device=asked.subject.device
        )
    if asked.others:
        return t(
            "Máy mới {device}. Đơn vị này còn máy khác đang có hiệu lực: {others}. Mỗi đơn vị chỉ "
            "ghi sổ trên một máy: nếu máy kia đã mất hoặc hỏng, hãy thu hồi nó.",
            device=asked.subject.device,
            others=", ".join(asked.others),
        )
    return t("Máy {device}, máy đầu tiên đang dùng của đơn vị này.", device=asked.subject.device)
