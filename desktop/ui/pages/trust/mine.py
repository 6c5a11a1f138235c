"""How this machine itself stands: until when it signs, on whose word, and its renewal."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.records.language import t
from desktop.ui.dated import dated
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Badge, Panel, button, column, label, line
from desktop.ui.pages.trust.below import BADGES, day, standing_words
from desktop.ui.pages.trust.files import PACKETS
from desktop.ui.pages.trust.spoken import Spoken
from sync import handover
from sync.enrolment import devices, own, validity
from sync.enrolment.own import Own
from sync.enrolment.validity import Expiry
from sync.handover import TakenOver


class Mine(Panel):
    """This machine; what an office certifies for itself is renewed here with one button."""

    def __init__(self, desk: Desk, banner: Banner) -> None:
        super().__init__(t("Máy này"))
        self.desk, self.banner = desk, banner
        self.facts = column(gap=STEP // 2)
        self.body.addLayout(self.facts)
        self.words = Spoken(t("Năm từ của cơ quan mình (đọc khi cấp dưới nạp tệp trả lời):"))
        self.body.addWidget(self.words)
        self.renew = button(t("Gia hạn ngay"), self.renew_own)
        self.early = button(t("Gia hạn trước hạn…"), lambda: None)
        self.early.hide()
        self.over = button(t("Nạp lại số liệu của máy đã mất…"), self._choose_packet)
        self.body.addLayout(line(self.renew, self.early, self.over, -1))

    def refresh(self) -> None:
        """Read again how this machine stands."""
        book, now = self.desk.book, self.desk.now()

        def work(_job: object) -> tuple[Own | None, bool, tuple[str, ...]]:
            issues = book.settings.get("authority_key") is not None
            return own.state(book, now), own.alone(book), devices.own_words(book) if issues else ()

        self.desk.use(self, work, self._show)

    def renew_own(self) -> None:
        """Renew what this office certifies for itself."""
        dated(self, self.desk, self.banner, self._renew)

    def _renew(self) -> None:
        book, now = self.desk.book, self.desk.now()
        self.desk.write(self, lambda _job: validity.renew(book, now), self._renewed)

    def take_over(self, file: Path) -> None:
        """Take the record of this office's lost machine from its last packet."""
        book, now = self.desk.book, self.desk.now()
        self.desk.write(self, lambda _job: handover.take_over(book, file, now=now), self._taken)

    def _show(self, outcome: Outcome[tuple[Own | None, bool, tuple[str, ...]]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        found, alone, words = outcome.value
        while self.facts.count():
            self.facts.takeAt(0).widget().deleteLater()
        self.facts.addWidget(label(t("Mã máy: {device}", device=self.desk.book.device), "muted"))
        self.renew.setVisible(bool(found and found.ours))
        self.over.setVisible(bool(found) and not words)
        self.words.tell(words)
        if found is None:
            self.facts.addWidget(label(t("Máy này chưa đăng ký nên chưa ký được gói."), wrap=True))
            return
        self.facts.addWidget(Badge(BADGES[found.standing], standing_words(found.standing)))
        self.facts.addWidget(label(self._told(found, alone), wrap=True))

    def _told(self, found: Own, alone: bool) -> str:
        said = t(
            "{issuer} cấp ngày {since}, dùng đến {until}.",
            issuer=found.issuer.name,
            since=day(found.since),
            until=day(found.until),
        )
        if alone and self.desk.book.office.parent:
            return said + " " + t("Cơ quan này tự làm gốc; khi cấp trên có sổ thì xin đăng ký.")
        if not found.ours:
            return said + " " + t("Trước hạn 60 ngày sẽ nhắc; gia hạn bằng một đề nghị mới.")
        return said

    def _renewed(self, outcome: Outcome[list[Expiry]]) -> None:
        if isinstance(outcome, Err):
            self.banner.unchanged(outcome.error)
        else:
            self.banner.ok(t("Đã gia hạn chứng thư của máy này. Gói đã ký trước đây vẫn đúng."))

    def _choose_packet(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, t("Chọn gói cấp trên trả lại"), "", PACKETS)
        if chosen:
            self.take_over(Path(chosen))

    def _taken(self, outcome: Outcome[TakenOver]) -> None:
        if isinstance(outcome, Err):
            self.banner.unchanged(outcome.error)
            return
        done = outcome.value
        self.banner.ok(
            t(
                "Đã nạp lại {rows} dòng từ gói số {n} của máy cũ. Phiếu chuyển gửi không có trong "
                "gói nên không lấy lại được; các tổng số của phiếu cũ ({totals}) vẫn được cộng vào "
                "gói sau.",
                rows=done.rows,
                n=done.header.sequence,
                totals=done.totals,
            )
        )
