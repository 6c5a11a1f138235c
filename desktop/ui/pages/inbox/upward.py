"""What this office sends to the one above: its own packets, and the originals of those below."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.records.language import t
from desktop.ui.dated import dated
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Outcome
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column
from desktop.ui.pages.outbox import Outbox
from desktop.ui.pages.returned import Returned
from sync import forward
from sync.forward import Forwarded


class Upward(QWidget):
    """``buttons`` are for the head of the page while this is in front."""

    def __init__(self, desk: Desk, banner: Banner, go: Callable[[str], None]) -> None:
        super().__init__()
        self.desk, self.banner = desk, banner
        self.returned = Returned(desk, go)
        self.outbox = Outbox(desk, banner, go)
        self.up = button(t("Chuyển lên cấp trên…"), self._choose_folder)
        self.up.setToolTip(t("Ghi gói của cấp dưới và của mình vào thư mục hoặc USB"))
        self.buttons = (*self.outbox.buttons[:-1], self.up, self.outbox.buttons[-1])
        whole = column(self.returned, self.outbox, gap=2 * STEP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def refresh(self) -> None:
        """Read both again."""
        self.outbox.refresh()
        self.returned.refresh()

    def send_up(self, folder: Path) -> None:
        """Put this office's packet, the originals of those below and their certificates into
        ``folder`` for the office above."""
        dated(self, self.desk, self.banner, partial(self._forward, folder))

    def _forward(self, folder: Path) -> None:
        desk = self.desk
        desk.write(
            self,
            lambda _job: forward.forward(desk.book, folder, now=desk.believed()),
            partial(self._sent_up, folder),
        )

    def _choose_folder(self) -> None:
        words = t("Ghi gói của cấp dưới và của mình vào thư mục hoặc USB")
        folder = QFileDialog.getExistingDirectory(self, words)
        if folder:
            self.send_up(Path(folder))

    def _sent_up(self, folder: Path, outcome: Outcome[Forwarded]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        done = outcome.value
        words = t(
            "Đã ghi vào {folder}: {n} gói gốc của cấp dưới, gói của cơ quan mình và tệp chứng thư. "
            "Mang cả thư mục lên cấp trên.",
            folder=folder,
            n=len(done.packets),
        )
        if not done.lost:
            self.banner.ok(words)
            return
        names = ", ".join(unit.name for unit in done.lost)
        lost = t("Thiếu gói của {names}: tệp gốc mất hoặc hỏng, xin gửi lại.", names=names)
        self.banner.warn(f"{words} {lost}")
