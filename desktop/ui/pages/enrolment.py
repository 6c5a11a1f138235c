"""Certificates: ask for one, take the answer, answer those below."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.records.book import Book
from desktop.records.errors import InputError
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.problems import Banner
from desktop.ui.widgets import Panel, button, label, line
from sync.enrolment import enrol
from sync.enrolment.keyring import read_certificates
from sync.pki import certificates
from sync.pki.trust import Sender

REQUESTS = "*.csr *.pem"
BUNDLES = "*.pem"


def enrolled(book: Book) -> bool:
    """Whether this device may sign packets."""
    return book.settings.get("device_certificate") is not None


def asks_above(book: Book) -> bool:
    """Whether this office still has to ask the one above: it has no certificate, or one that
    rests on nothing but itself."""
    own = read_certificates(book, "authority_certificate")
    alone = bool(own) and own[0].issuer == own[0].subject
    return bool(book.office.parent) and (alone or not enrolled(book))


def request_name(book: Book) -> str:
    """A neutral name for this device's request."""
    return f"{book.office.code}_{book.device}.csr"


class Asking(Panel):
    """For a device below another office: the request to it, and its answer."""

    def __init__(self, desk: Desk, banner: Banner, *, main: bool) -> None:
        super().__init__(t("Đăng ký máy này với cơ quan cấp trên"))
        self.desk, self.banner = desk, banner
        steps = (
            t("1. Lưu tệp đề nghị, chép vào USB hoặc gửi lên cấp trên."),
            t("2. Đọc năm từ dưới đây qua điện thoại để cấp trên biết đúng là máy này."),
            t("3. Nhận tệp trả lời và nạp vào đây. Sau đó máy ký được gói dữ liệu."),
        )
        for step in steps:
            self.body.addWidget(label(step, wrap=True))
        self.words = label("", "code")
        self.words.hide()
        self.body.addWidget(self.words)
        self.ask = button(t("Lưu đề nghị…"), self._choose_request, "primary" if main else "")
        self.take = button(t("Nạp tệp trả lời…"), self._choose_bundle)
        self.body.addLayout(line(self.ask, self.take, -1))

    def save_request(self, out: Path) -> None:
        """Write the request and show its five words."""
        self.desk.write(
            self, lambda _job: enrol.request(self.desk.book, out), partial(self._asked, out)
        )

    def accept(self, file: Path) -> None:
        """Take the answer of the office above."""
        book, now = self.desk.book, self.desk.now()
        self.desk.write(
            self, lambda _job: enrol.accept(book, content_of(file), now), self._accepted
        )

    def _choose_request(self) -> None:
        wanted = str(self.desk.book.folder / "outbox" / request_name(self.desk.book))
        chosen, _ = QFileDialog.getSaveFileName(self, t("Lưu đề nghị"), wanted, REQUESTS)
        if chosen:
            self.save_request(Path(chosen))

    def _choose_bundle(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, t("Nạp tệp trả lời"), "", BUNDLES)
        if chosen:
            self.accept(Path(chosen))

    def _asked(self, out: Path, outcome: Outcome[tuple[str, ...]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self.words.setText("  ·  ".join(outcome.value))
        self.words.show()
        self.banner.ok(t("Đã lưu đề nghị vào {file}.", file=out))

    def _accepted(self, outcome: Outcome[Sender]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            self.banner.ok(t("Máy này từ nay ký gói cho {name}.", name=outcome.value.name))


class Issuing(Panel):
    """For an office with devices below it: answer their requests."""

    def __init__(self, desk: Desk, banner: Banner) -> None:
        super().__init__(t("Đăng ký máy của cấp dưới"))
        self.desk, self.banner = desk, banner
        self.body.addWidget(
            label(
                t(
                    "Chọn tệp đề nghị của cấp dưới; so năm từ qua điện thoại rồi gửi lại tệp trả "
                    "lời."
                ),
                wrap=True,
            )
        )
        self.words = label("", "code")
        self.words.hide()
        self.body.addWidget(self.words)
        self.body.addLayout(line(button(t("Trả lời một đề nghị…"), self._choose), -1))

    def issue(self, request: Path, out: Path) -> None:
        """Answer a request with a bundle written to ``out``."""
        book, now = self.desk.book, self.desk.now()
        self.desk.write(
            self, lambda _job: answer(book, request, out, now), partial(self._issued, out)
        )

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, t("Chọn tệp đề nghị"), "", REQUESTS)
        if chosen:
            request = Path(chosen)
            self.issue(request, request.with_name(f"{request.stem}-tra-loi.pem"))

    def _issued(self, out: Path, outcome: Outcome[tuple[str, ...]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self.words.setText("  ·  ".join(outcome.value))
        self.words.show()
        self.banner.ok(t("Đã ghi tệp trả lời vào {file}. Gửi lại cho cấp dưới.", file=out))


def answer(book: Book, request: Path, out: Path, now: datetime) -> tuple[str, ...]:
    """Answer a request; its five words."""
    content = content_of(request)
    bundle = enrol.issue(book, content, now)
    write_durably(out, bundle)
    return certificates.read_request(content).words


def content_of(file: Path) -> bytes:
    """The bytes of a small file a person chose; raises InputError when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(
            t("Không đọc được tệp “{file}”: {why}.", file=file, why=error.strerror or str(error))
        ) from error
