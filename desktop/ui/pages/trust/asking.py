"""For a device below another office: the request to it, and its answer, looked at before it is
believed."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.records.book import Book
from desktop.records.files import read_bytes
from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Panel, button, column, label, line, restyle
from desktop.ui.pages.trust.files import BUNDLES, REQUESTS, request_name
from desktop.ui.pages.trust.spoken import Spoken
from sync.enrolment import acceptance, enrol, own
from sync.enrolment.acceptance import Enrolment
from sync.pki.trust import Sender


class Asking(Panel):
    """Request, five words, answer, five words of the office above, and only then belief."""

    def __init__(self, desk: Desk, banner: Banner, *, main: bool) -> None:
        super().__init__()
        self.desk, self.banner, self._main = desk, banner, main
        self.title = label(t("Đăng ký máy này với cơ quan cấp trên"), "strong", wrap=True)
        self.body.addWidget(self.title)
        self._bundle = b""
        self._pressing = main
        steps = (
            t("1. Lưu tệp đề nghị, chép vào USB hoặc gửi lên cấp trên."),
            t("2. Năm từ hiện ra ở đây: đọc qua điện thoại để cấp trên biết đúng là máy này."),
            t("3. Nhận tệp trả lời, nạp vào đây, so năm từ của cấp trên rồi xác nhận."),
        )
        for step in steps:
            self.body.addWidget(label(step, wrap=True))
        self.words = Spoken(t("Năm từ của máy này (đọc cho cấp trên):"))
        self.body.addWidget(self.words)
        self.ask = button(t("Lưu đề nghị…"), self._choose_request, "primary" if main else "")
        self.load = button(t("Nạp tệp trả lời…"), self._choose_bundle)
        self.body.addLayout(line(self.ask, self.load, -1))
        self.question = self._question()
        self.body.addWidget(self.question)

    @property
    def under_way(self) -> bool:
        """Whether a request waits for its answer, or an answer for a person's word."""
        return bool(self.words.words) or not self.question.isHidden()

    def renew(self, renews: bool) -> None:
        """Say whether it is about a renewal, which has time, or about the first certificate."""
        first = t("Đăng ký máy này với cơ quan cấp trên")
        self.title.setText(t("Gia hạn chứng thư của máy này") if renews else first)
        self._pressing = self._main and not renews
        self._stress()

    def save_request(self, out: Path) -> None:
        """Write the request and show its five words."""
        book = self.desk.book
        self.desk.write(self, lambda _job: enrol.request(book, out), partial(self._asked, out))

    def look_at(self, file: Path) -> None:
        """Look at the answer of the office above; nothing is believed yet."""
        book, now = self.desk.book, self.desk.now()
        self.desk.use(self, lambda _job: looked_at(book, file, now), self._looked)

    def accept(self) -> None:
        """Believe the answer that was looked at."""
        book, now, bundle = self.desk.book, self.desk.now(), self._bundle
        self.desk.write(self, lambda _job: enrol.accept(book, bundle, now), self._accepted)

    def refresh(self) -> None:
        """Show the words of a request that waits for its answer."""
        self.desk.use(self, lambda _job: own.request_words(self.desk.book), self._remember)

    def _question(self) -> QWidget:
        made = QWidget()
        self.theirs = Spoken()
        self.yes = button(t("Đúng năm từ, dùng chứng thư này"), self.accept, "primary")
        no = button(t("Không đúng"), self._no)
        hint = label(
            t(
                "Gọi cho cấp trên và nghe họ đọc năm từ của cơ quan họ. Nếu có một từ khác, bấm "
                "“Không đúng”: chưa có gì thay đổi."
            ),
            "small",
            wrap=True,
        )
        made.setLayout(column(self.theirs, hint, line(self.yes, no, -1), edges=(0, STEP, 0, 0)))
        made.hide()
        return made

    def _choose_request(self) -> None:
        wanted = request_name(self.desk.book)
        chosen, _ = QFileDialog.getSaveFileName(self, t("Lưu đề nghị"), wanted, REQUESTS)
        if chosen:
            self.save_request(Path(chosen))

    def _choose_bundle(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, t("Nạp tệp trả lời"), "", BUNDLES)
        if chosen:
            self.look_at(Path(chosen))

    def _remember(self, outcome: Outcome[tuple[str, ...]]) -> None:
        if not isinstance(outcome, Err):
            self.words.tell(outcome.value)
            self._stress()

    def _asked(self, out: Path, outcome: Outcome[tuple[str, ...]]) -> None:
        if isinstance(outcome, Err):
            self.banner.unchanged(outcome.error)
            return
        self.words.tell(outcome.value)
        self._stress()
        self.banner.ok(t("Đã lưu đề nghị vào {file}.", file=out))

    def _looked(self, outcome: Outcome[tuple[bytes, Enrolment]]) -> None:
        if isinstance(outcome, Err):
            self._put_away()
            self.banner.unchanged(outcome.error)
            return
        self._bundle, found = outcome.value
        meaning = t("Tệp cấp cho {name}. Năm từ của cơ quan cấp:", name=found.sender.name)
        self.theirs.tell(found.words, meaning)
        self.banner.hide()
        self.question.show()
        self._stress()
        self.yes.setFocus()

    def _put_away(self) -> None:
        self.question.hide()
        self._stress()

    def _stress(self) -> None:
        """The one step to take now: ask, then bring the answer, then say whether it is right."""
        asked, answered = bool(self.words.words), not self.question.isHidden()
        now = None if answered or not self._pressing else self.load if asked else self.ask
        for one in (self.ask, self.load):
            restyle(one, "look", "primary" if one is now else "")

    def _no(self) -> None:
        self._bundle = b""
        self._put_away()
        self.banner.warn(
            t("Chưa dùng tệp trả lời này. Xin cấp trên gửi lại đúng tệp rồi so lại năm từ.")
        )

    def _accepted(self, outcome: Outcome[Sender]) -> None:
        if isinstance(outcome, Err):
            self.banner.unchanged(outcome.error)
            return
        self.words.tell(())
        self._put_away()
        self.banner.ok(t("Máy này từ nay ký gói cho {name}.", name=outcome.value.name))


def looked_at(book: Book, file: Path, now: datetime) -> tuple[bytes, Enrolment]:
    """An answer and what believing it would mean."""
    content = read_bytes(file)
    return content, acceptance.examine(book, content, now)
