"""What comes in: where it is fetched from, what was found; while there is nothing, who has sent."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.ui.carrying.fetching import Fetching
from desktop.ui.desk import Desk
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import column
from desktop.ui.pages.inbox.page import Inbox
from desktop.ui.pages.overview.matrix import Matrix

LEAST = 6
"""Offices in sight at least; more are scrolled."""


class Arriving(QWidget):
    """The list takes all the room there is as soon as something has come."""

    def __init__(
        self,
        desk: Desk,
        banner: Banner,
        go: Callable[[str], None],
        has: Callable[[str], bool],
    ) -> None:
        super().__init__()
        self.inbox = Inbox(desk, banner)
        above = bool(desk.book.office.parent)
        self.fetching = Fetching(desk, banner, self.inbox.check, go, tells=not above)
        self.matrix = Matrix(go, has, LEAST)
        self._whole = column(self.fetching, self.inbox, self.matrix, gap=2 * STEP)
        self.setLayout(self._whole)
        self.inbox.stands.connect(self._arrange)
        self._arrange()

    def tighten(self, *, low: bool) -> None:
        """In a low window the page scrolls the lines and the offices."""
        self.inbox.tighten(low=low)
        self.matrix.tighten(low=low)

    def _arrange(self, _words: str = "") -> None:
        self.matrix.setVisible(self.inbox.empty)
        for place, grows in ((1, not self.inbox.empty), (2, self.inbox.empty)):
            self._whole.setStretch(place, int(grows))
