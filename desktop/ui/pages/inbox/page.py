"""Packets that come in: check them, see what each would change, then take the good ones."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from desktop.records.language import t
from desktop.records.mailbox import Received
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.lists.listing import Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.problems import Banner
from desktop.ui.look.scrolling import follow
from desktop.ui.look.widgets import Button, button, column, label, line, restyle
from desktop.ui.pages.inbox import work
from desktop.ui.pages.inbox.pieces import columns, teach
from desktop.ui.pages.inbox.wording import entry, looked_over, summary, wholly
from sync.merge import Status
from sync.receive import Planned, side_by_side

LEAST = 5
"""Lines that are in sight at least; more are scrolled."""


class Inbox(QWidget):
    """A plan nobody has carried out yet, and the button that does.

    ``opens`` gives the packet a person wants to look into, ``decided`` the one that was decided,
    ``unlocked`` the one that was opened with a password, or not; ``stands`` says how far it is,
    ``taken`` whether all went well when the plan was carried out, and what came of it.
    """

    opens = Signal(object)
    decided = Signal(object)
    unlocked = Signal(object)
    stands = Signal(str)
    taken = Signal(bool, str)

    def __init__(self, desk: Desk, banner: Banner) -> None:
        super().__init__()
        self.desk, self.banner = desk, banner
        self.planned: list[Planned] = []
        self.done = False
        self.job: Job | None = None
        self.place = Path.home()
        self.setAcceptDrops(True)
        self.add = button(t("Thêm gói…"), self._choose, "primary", key="Ctrl+O")
        self.folder = button(t("Cả thư mục…"), self._choose_folder)
        self.take = button("", self.apply, "primary", key="F10")
        self.take.hide()
        self.model = Listing(columns())
        self.table = Table(self.model, t("Gói đang xét"))
        self.table.share(self.model.columns)
        self.table.activated.connect(self._open)
        self.table.clicked.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _then: self._tell())
        follow(self.table)
        self.told = label("", "muted", wrap=True)
        self.told.setMinimumHeight(2 * self.told.fontMetrics().lineSpacing())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.teach = teach()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress_words = label("", "small")
        self.working = QWidget()
        stop = button(t("Dừng"), self.stop, "link")
        self.working.setLayout(line(self.progress, self.progress_words, stop))
        self.working.hide()
        self.low = False
        whole = column(self.teach, self.table, self.told, self.working)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._show()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """For the place where the page wants them."""
        return (self.folder, self.add, self.take)

    def tighten(self, *, low: bool) -> None:
        """In a low window the page scrolls the lines."""
        self.low = low
        self.table.stand(LEAST, low=low)

    @property
    def empty(self) -> bool:
        """Whether nothing has come, and nothing is being looked at."""
        return not self.planned and self.working.isHidden()

    @property
    def waits(self) -> bool:
        """Whether a plan is there that nobody has carried out."""
        return bool(self.planned) and self.working.isHidden() and not self.done

    def check(self, paths: Sequence[Path], password: str = "") -> None:
        """Check files and the packets in folders one by one; nothing changes in the book but whom
        it believes, where offices below have sent certificates along."""
        desk = self.desk
        self._begin(
            lambda: work.checked(desk.book, paths, desk.believed(), password), self._checked
        )

    def check_again(self, came: Sequence[Received]) -> None:
        """Check files that came in before."""
        desk = self.desk
        self._begin(lambda: work.checked_again(desk.book, came, desk.believed()), self._checked)

    def apply(self) -> None:
        """Carry out the plan: one packet is one transaction, a bad one stops no other."""
        desk, waiting = self.desk, list(self.planned)
        files = [one.file for one in waiting]
        self._begin(
            lambda: work.carried_out(desk.book, waiting, desk.believed()),
            partial(self._applied, files),
        )

    def decide(self, planned: Planned, accept: bool, because: str) -> None:
        """Carry out a person's decision about one fork, and nothing else."""
        desk, others = self.desk, [one for one in self.planned if one is not planned]

        def carried(_job: Job) -> tuple[list[Planned], list[Planned]]:
            return work.decided(desk.book, planned, others, accept, because, desk.believed())

        self.desk.write(self, carried, self._decided)

    def unlock(self, planned: Planned, password: str) -> None:
        """Look at one packet again with its password; the others stay as they are."""
        desk = self.desk
        desk.write(
            self,
            lambda _job: work.opened(desk.book, planned, password, desk.believed()),
            partial(self._unlocked, planned),
        )

    def stop(self) -> None:
        """Stop after the packet that is under way; what was done stays done."""
        if self.job:
            self.job.cancel()
            self._busy(False)
            self.banner.warn(t("Đã dừng. Gói đã nhận vẫn giữ nguyên; gói còn lại chưa đụng đến."))

    def _begin(
        self, steps: Callable[[], Iterable[work.Step]], done: Callable[[Outcome[None]], None]
    ) -> None:
        self.planned, self.done = [], False
        self.progress.setRange(0, 0)
        self.progress_words.setText("")
        self.banner.hide()
        self._busy(True)

        def run(job: Job) -> None:
            for step in steps():
                job.report(step)

        self.job = self.desk.write(self, run, done, self._step)

    def _step(self, step: object) -> None:
        number, planned = cast(work.Step, step)
        self.planned.append(planned)
        self.progress.setRange(0, number)
        self.progress.setValue(len(self.planned))
        self.progress_words.setText(f"{len(self.planned)}/{number}")
        self._show()

    def _checked(self, outcome: Outcome[None]) -> None:
        self.planned = side_by_side(self.planned)
        self._busy(False)
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        elif not self.planned:
            self.banner.warn(t("Không thấy tệp gói .xlsx nào ở đó."))
        else:
            self._go_on()

    def _applied(self, files: Sequence[Path], outcome: Outcome[None]) -> None:
        """Each stays on its line, though the packets of one office are taken in their order."""
        self.planned.sort(key=lambda one: files.index(one.file))
        self.done = True
        self._busy(False)
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        good = work.taken(self.planned) == len(self.planned)
        self._go_on()
        self.taken.emit(good, summary(self.planned))

    def _go_on(self) -> None:
        """The cursor goes to what a person has to decide, else to the first line."""
        forks = (n for n, one in enumerate(self.planned) if one.status is Status.FORK)
        self.table.selectRow(next(forks, 0))
        self.table.setFocus()

    def _decided(self, outcome: Outcome[tuple[list[Planned], list[Planned]]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        done, self.planned = outcome.value
        self._show()
        self._go_on()
        first = done[0]
        words = summary(done) if first.status is Status.ACCEPTED else first.reason
        self.taken.emit(True, words)
        self.decided.emit(first)

    def _unlocked(self, planned: Planned, outcome: Outcome[Planned]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        others = [] if self.done else self.planned
        found = [outcome.value if one is planned else one for one in others]
        self.planned, self.done = side_by_side(found or [outcome.value]), False
        self._show()
        place = found.index(outcome.value) if found else 0
        self.unlocked.emit(self.planned[place])

    def _busy(self, yes: bool) -> None:
        self.working.setVisible(yes)
        self.add.setEnabled(not yes)
        self.folder.setEnabled(not yes)
        self._show()

    def _show(self) -> None:
        self.model.show([entry(planned, done=self.done) for planned in self.planned])
        self.table.stand(LEAST, low=self.low)
        good = work.taken(self.planned)
        words = t("Nhận {n} gói hợp lệ", n=good) if good else t("Ghi nhận kết quả kiểm tra")
        self.take.say(words)
        self.take.setVisible(self.waits)
        restyle(self.add, "look", "" if self.waits else "primary")
        self.table.setVisible(bool(self.planned))
        self.teach.setVisible(self.empty)
        self.stands.emit(looked_over(self.planned) if self.waits else "")
        self._tell()

    def _tell(self) -> None:
        """Say the whole of what its line has no room for."""
        row = self.table.currentIndex().row()
        one = self.planned[row] if 0 <= row < len(self.planned) else None
        self.told.setText(f"{one.file.name}: {wholly(one)}" if one else "")
        self.told.setVisible(bool(self.planned))

    def _open(self, index: QModelIndex) -> None:
        if self.working.isHidden() and 0 <= index.row() < len(self.planned):
            self.opens.emit(self.planned[index.row()])

    def _choose(self) -> None:
        words, kinds = t("Chọn gói dữ liệu"), "*.xlsx *.pem"
        files, _ = QFileDialog.getOpenFileNames(self, words, str(self.place), kinds)
        if files:
            self.place = Path(files[0]).parent
            self.check([Path(file) for file in files])

    def _choose_folder(self) -> None:
        words = t("Chọn thư mục hoặc USB có gói")
        folder = QFileDialog.getExistingDirectory(self, words, str(self.place))
        if folder:
            self.place = Path(folder)
            self.check([self.place])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls()]
        self.place = dropped[0] if dropped[0].is_dir() else dropped[0].parent
        self.check(dropped)
