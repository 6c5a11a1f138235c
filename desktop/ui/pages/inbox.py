"""Packets that come in: check them, see what each would change, then take the good ones."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from desktop.records.clock import VIETNAM, from_text
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.listing import Column, Entry, Listing
from desktop.ui.problems import Banner
from desktop.ui.table import Table
from desktop.ui.theme import STEP
from desktop.ui.widgets import Panel, button, column, label, line
from sync import receipts, receive
from sync.merge import Status
from sync.receive import Planned

BADGES = {
    Status.ACCEPTED: "ok",
    Status.DUPLICATE: "none",
    Status.SUPERSEDED: "none",
    Status.FORK: "warn",
    Status.REFUSED: "bad",
    Status.UNKNOWN_SENDER: "bad",
}


MOST = 10
"""Packets seen at once; more are scrolled."""


def status_words(status: Status) -> str:
    """A state in a word or two."""
    return {
        Status.ACCEPTED: t("Hợp lệ"),
        Status.DUPLICATE: t("Đã có"),
        Status.SUPERSEDED: t("Gói cũ"),
        Status.FORK: t("Cần người quyết định"),
        Status.REFUSED: t("Không nhận"),
        Status.UNKNOWN_SENDER: t("Chưa rõ nơi gửi"),
    }[status]


class Inbox(QWidget):
    """A plan nobody has carried out yet, and the button that does."""

    def __init__(self, desk: Desk, banner: Banner) -> None:
        super().__init__()
        self.desk, self.banner = desk, banner
        self.planned: list[Planned] = []
        self.job: Job | None = None
        self.setAcceptDrops(True)
        self.add = button(t("Thêm gói…"), self._choose, "primary", key="Ctrl+O")
        self.take = button("", self.apply, "primary")
        self.take.hide()
        self.answer = button(t("Ghi giấy báo…"), self._choose_folder)
        self.model = Listing(
            (
                Column(t("Đơn vị"), 140),
                Column(t("Gói"), 150),
                Column(t("Kết quả kiểm tra"), 400, grows=True),
                Column(t("Thêm mới"), 90, number=True),
                Column(t("Sửa đổi"), 90, number=True),
                Column(t("Bỏ ra"), 80, number=True),
            )
        )
        self.table = Table(self.model, t("Gói đang xét"))
        self.table.share(self.model.widths(), self.model.flexible())
        self.table.selectionModel().currentRowChanged.connect(self._explain)
        self.teach = Panel()
        hint = label(t("Thả tệp gói của cấp dưới vào đây, hoặc bấm “Thêm gói…”."), "name")
        calm = label(t("Gói được kiểm tra trước; chưa có gì thay đổi trong sổ."), "muted")
        for one in (hint, calm):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.teach.body.addLayout(column(3 * STEP, hint, calm, 3 * STEP))
        self._build_foot()
        whole = column(self.teach, self.table, self.working, self.foot, gap=STEP)
        self.setLayout(whole)
        self._show()

    def check(self, files: Sequence[Path]) -> None:
        """Check files one by one; nothing changes in the book."""
        self.planned = []
        self.progress.setRange(0, len(files))
        self._busy(True)
        book, now = self.desk.book, self.desk.now()

        def work(job: Job) -> int:
            for planned in receive.plan(book, files, now=now):
                job.report(planned)
            return len(files)

        self.job = self.desk.write(self, work, self._checked, self._one_checked)

    def apply(self, *, forks: Sequence[str] = ()) -> None:
        """Carry out the plan: one packet is one transaction, a bad one stops no other."""
        waiting = list(self.planned)
        self.planned = []
        self.progress.setRange(0, len(waiting))
        self._busy(True)
        book, now = self.desk.book, self.desk.now()

        def work(job: Job) -> int:
            taken = 0
            for planned in waiting:
                done = receive.apply(book, planned, now=now, accept_fork=planned.sha256 in forks)
                taken += done.status is Status.ACCEPTED
                job.report(done)
            return taken

        self.job = self.desk.write(self, work, self._applied, self._one_checked)

    def write_receipts(self, folder: Path) -> None:
        """Sign what is owed to the offices below and put it into ``folder`` (a stick)."""
        book, now = self.desk.book, self.desk.now()

        def work(_job: Job) -> list[str]:
            owed = receipts.write_owed(book, now=now)
            for one in owed:
                write_durably(folder / one.file_name, one.content)
            return [one.file_name for one in owed]

        self.desk.write(self, work, self._written)

    def _written(self, outcome: Outcome[list[str]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        elif outcome.value:
            self.banner.ok(
                t("Đã ký và ghi {n} giấy báo. Chuyển về từng đơn vị.", n=len(outcome.value))
            )
        else:
            self.banner.ok(t("Không còn giấy báo nào phải ghi: mọi đơn vị đã được trả lời."))

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, t("Ghi giấy báo vào thư mục hoặc USB"))
        if folder:
            self.write_receipts(Path(folder))

    def _build_foot(self) -> None:
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress_words = label("", "small")
        stop = button(t("Dừng"), self._stop, "link")
        self.working = QWidget()
        self.working.setLayout(line(self.progress, self.progress_words, stop))
        self.working.hide()
        self.reason = label("", "muted", wrap=True)
        self.decide = button(t("Vẫn nhận gói này"), self._decide)
        self.foot = QWidget()
        whole = line(self.reason, self.decide)
        whole.setStretch(0, 1)
        self.foot.setLayout(whole)

    def _one_checked(self, planned: object) -> None:
        if isinstance(planned, Planned):
            self.planned.append(planned)
            self.progress.setValue(len(self.planned))
            self.progress_words.setText(f"{len(self.planned)}/{self.progress.maximum()}")
            self._show()

    def _checked(self, outcome: Outcome[int]) -> None:
        self._busy(False)
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        self.table.setFocus()

    def _applied(self, outcome: Outcome[int]) -> None:
        done, self.planned = self.planned, []
        self._busy(False)
        self.model.show([entry(planned) for planned in done])
        self.table.fit(MOST)
        self.table.setVisible(True)
        self.teach.setVisible(False)
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            self.banner.ok(t("Đã nhận {n} gói vào sổ.", n=outcome.value))

    def _stop(self) -> None:
        if self.job:
            self.job.cancel()
            self._busy(False)

    def _busy(self, yes: bool) -> None:
        self.working.setVisible(yes)
        self.add.setEnabled(not yes)
        self._show()
        self.take.setEnabled(not yes)

    def _show(self) -> None:
        self.model.show([entry(planned) for planned in self.planned])
        self.table.fit(MOST)
        good = sum(planned.status is Status.ACCEPTED for planned in self.planned)
        self.take.setText(
            t("Nhận {n} gói hợp lệ", n=good) if good else t("Ghi nhận kết quả kiểm tra")
        )
        waits = bool(self.planned) and self.working.isHidden()
        self.take.setVisible(waits)
        self.add.setProperty("look", "" if waits else "primary")
        self.add.style().polish(self.add)
        self.table.setVisible(bool(self.planned))
        self.teach.setVisible(not self.planned)
        self._explain()

    def _explain(self) -> None:
        planned = self._current()
        self.reason.setText(planned.reason if planned else "")
        self.decide.setVisible(bool(planned and planned.status is Status.FORK))

    def _current(self) -> Planned | None:
        row = self.table.currentIndex().row()
        return self.planned[row] if 0 <= row < len(self.planned) else None

    def _decide(self) -> None:
        planned = self._current()
        if planned:
            self.apply(forks=(planned.sha256,))

    def _choose(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, t("Chọn gói dữ liệu"), "", "*.xlsx")
        if files:
            self.check([Path(file) for file in files])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.check([Path(url.toLocalFile()) for url in event.mimeData().urls()])


def entry(planned: Planned) -> Entry:
    """One packet of the plan as a line."""
    header = planned.header
    name = planned.sender.name if planned.sender else "–"
    packet = planned.file.name
    if header:
        made = from_text(header.created).astimezone(VIETNAM)
        packet = t("số {n} · {day}", n=header.sequence, day=made.strftime("%d/%m"))
    changes = bool(planned.changes)
    numbers = (planned.added, planned.changed, planned.removed)
    cells = (name, packet, planned.reason, *(str(n) if changes else "–" for n in numbers))
    badge = (BADGES[planned.status], status_words(planned.status))
    return Entry(cells, planned, {2: badge})
