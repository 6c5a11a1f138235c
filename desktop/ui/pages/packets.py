"""Gói dữ liệu: what this office receives, what it sends, and who may sign."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.records import mailbox, units
from desktop.records.clock import VIETNAM, from_text
from desktop.records.language import t
from desktop.records.mailbox import Received
from desktop.records.units import Unit
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.listing import Column, Entry, Listing
from desktop.ui.pages.inbox import BADGES, Inbox, status_words
from desktop.ui.pages.outbox import Outbox
from desktop.ui.problems import Banner
from desktop.ui.table import Table
from desktop.ui.theme import STEP
from desktop.ui.widgets import Page, column, label, line, scroll
from sync.merge import Status

SHOWN = 6
"""Lines of the history seen at once."""


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
        self.buttons.addWidget(self.outbox.head())
        self.content.addWidget(self.outbox)
        self.content.setStretchFactor(self.outbox, 1)

    def new(self) -> None:
        """Sign a packet of the record as it stands."""
        self.outbox.export()

    def refresh(self) -> None:
        self.outbox.refresh()


class Receiving(Page):
    """An office with others below it; it may also send to one above."""

    def __init__(self, desk: Desk, banner: Banner, go: Callable[[str], None]) -> None:
        super().__init__(t("Gói dữ liệu nhận về"))
        self.desk = desk
        self.inbox = Inbox(desk, banner)
        self.outbox = Outbox(desk, banner, main=False, go=go) if desk.book.office.parent else None
        self.buttons.addWidget(self.inbox.answer)
        self.buttons.addWidget(self.inbox.add)
        self.buttons.addWidget(self.inbox.take)
        self.history = Listing(
            (
                Column(t("Đơn vị"), 140),
                Column(t("Gói"), 90),
                Column(t("Nhận lúc"), 160),
                Column(t("Kết quả"), 400, grows=True),
            )
        )
        self.received = Table(self.history, t("Đã nhận trước đây"))
        self.received.share(self.history.widths(), self.history.flexible())
        inside = QWidget()
        inside.setProperty("look", "clear")
        self._fill(inside)
        self.content.addWidget(scroll(inside))
        desk.changed.connect(self.refresh)

    def new(self) -> None:
        """Sign a packet of this office's own record for the one above."""
        if self.outbox:
            self.outbox.export()

    def refresh(self) -> None:
        self.desk.read(self, mailbox.all_received, self._show)
        if self.outbox:
            self.outbox.refresh()

    def _fill(self, inside: QWidget) -> None:
        whole = column(self.inbox, label(t("Đã nhận trước đây"), "strong"), self.received)
        whole.setSpacing(2 * STEP)
        if self.outbox:
            heading = label(t("Gói của đơn vị mình gửi lên trên"), "strong")
            whole.addLayout(line(heading, -1, self.outbox.head()))
            whole.addWidget(self.outbox)
        whole.addStretch(1)
        inside.setLayout(whole)

    def _show(self, outcome: Outcome[list[Received]]) -> None:
        if isinstance(outcome, Ok):
            office = self.desk.book.office
            self.history.show([entry(received, office) for received in outcome.value])
            self.received.fit(SHOWN)


def entry(received: Received, office: Unit) -> Entry:
    """One file that came in."""
    status = Status(received.status)
    when = from_text(received.received_at).astimezone(VIETNAM)
    known = bool(received.unit)
    cells = (
        units.find(office.edition, received.unit).name if known else "–",
        t("số {n}", n=received.sequence) if received.sequence else received.file,
        when.strftime("%H:%M %d/%m/%Y"),
        received.reason,
    )
    return Entry(cells, received, {3: (BADGES[status], status_words(status))})
