"""Gói dữ liệu: what this office receives, what goes back, and what it sends."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLayout, QStackedWidget, QWidget

from desktop.records import units
from desktop.records.language import t
from desktop.records.mailbox import Received
from desktop.ui.carrying.fetching import Fetching
from desktop.ui.desk import Desk
from desktop.ui.flow import Flow
from desktop.ui.jobs import Err, Outcome
from desktop.ui.page import Page
from desktop.ui.pages.inbox.detail import Detail
from desktop.ui.pages.inbox.outgoing import Outgoing
from desktop.ui.pages.inbox.page import Inbox
from desktop.ui.pages.inbox.past import Past
from desktop.ui.pages.inbox.telephone import Telephone
from desktop.ui.pages.outbox import Outbox
from desktop.ui.pages.returned import Returned
from desktop.ui.problems import Banner
from desktop.ui.theme import STEP
from desktop.ui.widgets import button, column, label, scroll
from sync import forward
from sync.forward import Forwarded
from sync.receive import Planned


def packets_page(
    desk: Desk, banner: Banner, go: Callable[[str], None] = lambda _name: None
) -> Page:
    """The page that fits the office: one that has offices below it receives."""
    receives = bool(units.children(desk.book.office))
    return Receiving(desk, banner, go) if receives else Sending(desk, banner, go)


class Sending(Page):
    """An office at the bottom of the tree."""

    def __init__(self, desk: Desk, banner: Banner, go: Callable[[str], None]) -> None:
        super().__init__(t("Gói dữ liệu gửi đi"))
        self.say(
            t("Mỗi gói là toàn bộ số liệu hiện có; gói mới thay gói cũ. Gửi lại không sợ trùng.")
        )
        self.outbox = Outbox(desk, banner, main=True, go=go)
        self.returned, self.telephone = Returned(desk, go), Telephone(desk)
        for part in self.outbox.buttons:
            self.buttons.addWidget(part)
        whole = column(self.returned, self.outbox, self.telephone, gap=2 * STEP)
        whole.setStretch(1, 1)
        self.content.addWidget(_scrolled(whole))
        desk.changed.connect(self.returned.refresh)

    def new(self) -> None:
        """Sign a packet of the record as it stands."""
        self.outbox.export()

    def refresh(self) -> None:
        self.outbox.refresh()
        self.returned.refresh()


class Receiving(Page):
    """An office with others below it; it may also send to one above. A packet that is looked into
    stands in place of everything else."""

    def __init__(self, desk: Desk, banner: Banner, go: Callable[[str], None]) -> None:
        super().__init__(t("Gói dữ liệu nhận về"))
        self.desk, self.banner = desk, banner
        self.inbox = Inbox(desk, banner)
        self.detail = Detail(desk, banner, self.leave, self.inbox.decide, self._unlock)
        self.past = Past(desk, self._again)
        self.outgoing = Outgoing(desk, banner)
        self.telephone = Telephone(desk, lambda: self.inbox.planned)
        above = desk.book.office.parent
        self.outbox = Outbox(desk, banner, main=False, go=go) if above else None
        self.returned = Returned(desk, go) if above else None
        self.fetching = Fetching(desk, banner, self.inbox.check, go, tells=not above)
        self.up = button(t("Chuyển lên cấp trên…"), self._choose_folder)
        for part in (self.inbox.folder, self.inbox.add, self.inbox.take):
            self.buttons.addWidget(part)
        self._faces = QStackedWidget()
        self._faces.setProperty("look", "clear")
        self._faces.addWidget(_scrolled(self._lists()))
        self._faces.addWidget(_scrolled(column(self.detail, -1)))
        self.content.addWidget(self._faces)
        self.inbox.opens.connect(self.look_into)
        self.inbox.decided.connect(lambda _done: self.leave())
        self.inbox.unlocked.connect(self.look_into)
        self.inbox.stands.connect(self.say)
        desk.changed.connect(self.refresh)

    def new(self) -> None:
        """Sign a packet of this office's own record for the one above."""
        if self.outbox:
            self.outbox.export()

    def refresh(self) -> None:
        self.fetching.refresh()
        self.past.refresh()
        self.outgoing.refresh()
        if self.outbox and self.returned:
            self.outbox.refresh()
            self.returned.refresh()

    def look_into(self, planned: Planned) -> None:
        """Show one packet in place of the lists."""
        self._face(1)
        self.detail.show_packet(planned)

    def leave(self) -> None:
        """Show the lists again."""
        self._face(0)
        self.inbox.table.setFocus()

    def send_up(self, folder: Path) -> None:
        """Put this office's packet, the originals of those below and their certificates into
        ``folder`` for the office above."""
        desk = self.desk
        desk.write(
            self,
            lambda _job: forward.forward(desk.book, folder, now=desk.believed()),
            partial(self._sent_up, folder),
        )

    def _face(self, number: int) -> None:
        self._faces.setCurrentIndex(number)
        for part in (self.inbox.folder, self.inbox.add):
            part.setVisible(number == 0)
        self.inbox.take.setVisible(number == 0 and self.inbox.waits)
        self.say(self.subtitle.text())

    def _lists(self) -> QWidget:
        parts: list[QWidget] = [self.returned] if self.returned else []
        parts += [self.fetching, self.inbox, self.past, self.outgoing, self.telephone]
        whole = column(*parts, gap=2 * STEP)
        if self.outbox:
            heading = label(t("Gói của đơn vị mình gửi lên trên"), "strong")
            ways = Flow(STEP)
            for part in (self.up, *self.outbox.buttons):
                ways.addWidget(part)
            whole.addWidget(heading)
            whole.addLayout(ways)
            whole.addWidget(self.outbox)
        whole.addStretch(1)
        made = QWidget()
        made.setLayout(whole)
        return made

    def _again(self, came: Sequence[Received]) -> None:
        self.inbox.check_again(came)

    def _unlock(self, planned: Planned, password: str) -> None:
        self.inbox.unlock(planned, password)

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


def _scrolled(content: QWidget | QLayout) -> QWidget:
    inside = QWidget()
    inside.setProperty("look", "clear")
    whole = content if isinstance(content, QLayout) else column(content)
    inside.setLayout(whole)
    return scroll(inside)
