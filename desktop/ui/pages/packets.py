"""Gói dữ liệu: what this office receives, what goes back, and what it sends."""

from collections.abc import Callable

from desktop.records import units
from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.look.page import Page
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import column, holder
from desktop.ui.pages.inbox.receiving import Receiving
from desktop.ui.pages.inbox.telephone import Telephone
from desktop.ui.pages.outbox import Outbox, about_packets
from desktop.ui.pages.returned import Returned


def packets_page(
    desk: Desk,
    banner: Banner,
    go: Callable[[str], None] = lambda _name: None,
    has: Callable[[str], bool] = lambda _name: True,
) -> Page:
    """The page that fits the office: one that has offices below it receives."""
    receives = bool(units.children(desk.book.office))
    return Receiving(desk, banner, go, has) if receives else Sending(desk, banner, go)


class Sending(Page):
    """An office at the bottom of the tree."""

    def __init__(self, desk: Desk, banner: Banner, go: Callable[[str], None]) -> None:
        super().__init__(t("Gói dữ liệu gửi đi"))
        self.say(about_packets())
        self.outbox = Outbox(desk, banner, go)
        self.returned, self.telephone = Returned(desk, go), Telephone(desk)
        for part in self.outbox.buttons:
            self.buttons.addWidget(part)
        whole = column(self.returned, self.outbox, self.telephone, gap=2 * STEP)
        whole.setStretch(1, 1)
        self.content.addWidget(self.roll(holder(whole)))
        desk.changed.connect(self.returned.refresh)

    def new(self) -> None:
        """Sign a packet of the record as it stands."""
        self.outbox.export()

    def open(self, _what: str) -> None:
        """All parts are in sight."""

    def refresh(self) -> None:
        self.outbox.refresh()
        self.returned.refresh()
