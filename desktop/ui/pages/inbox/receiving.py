"""An office with others below it: what comes in, what came, what is answered, what goes up."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.mailbox import Received, received
from desktop.records.words import number_words
from desktop.ui import facts
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.look import theme
from desktop.ui.look.page import Page
from desktop.ui.look.problems import Banner
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.tabs import Tabs
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Button, column, holder, line
from desktop.ui.pages.inbox.arriving import Arriving
from desktop.ui.pages.inbox.detail import Detail
from desktop.ui.pages.inbox.outgoing import Outgoing
from desktop.ui.pages.inbox.owing import Owing
from desktop.ui.pages.inbox.past import Past
from desktop.ui.pages.inbox.telephone import Telephone
from desktop.ui.pages.inbox.upward import Upward
from desktop.ui.pages.outbox import about_packets
from desktop.ui.pages.overview import reporting
from desktop.ui.pages.overview.reporting import Reports
from sync.receive import Planned

COMING, CAME, REPLIES, UP = "coming", "came", "replies", "up"
"""The parts of the page; ``go`` takes ``packets:up``."""
HELD = "held"
"""``packets:held``: the packets that wait for a decision."""


class Receiving(Page):
    """Four parts, one in sight, each with its own buttons beside the title. A packet that is looked
    into stands in place of them all."""

    def __init__(
        self,
        desk: Desk,
        banner: Banner,
        go: Callable[[str], None],
        has: Callable[[str], bool] = lambda _name: True,
    ) -> None:
        super().__init__(t("Gói dữ liệu"))
        self.desk, self.banner = desk, banner
        self.arriving = Arriving(desk, banner, go, has)
        self.inbox, self.fetching = self.arriving.inbox, self.arriving.fetching
        self.detail = Detail(desk, banner, self.leave, self.inbox.decide, self.inbox.unlock)
        self.past = Past(desk, self._again)
        self.owing = Owing(desk, banner, lambda: self.inbox.place)
        self.outgoing = Outgoing(desk, banner)
        self.telephone = Telephone(desk, lambda: self.inbox.planned)
        self.upward = Upward(desk, banner, go) if desk.book.office.parent else None
        self._standing = ""
        self._reports: Reports | None = None
        self.tabs = Tabs()
        self._heads: dict[str, QWidget] = {}
        self._faces = QStackedWidget()
        self._faces.setProperty("look", "clear")
        self._faces.addWidget(self.tabs)
        self._fill()
        self._faces.addWidget(Scroll(holder(column(self.detail, -1))))
        self.content.addWidget(self._faces)
        self.tabs.turned.connect(self._turned)
        self.inbox.opens.connect(self.look_into)
        self.inbox.decided.connect(lambda _done: self.leave())
        self.inbox.unlocked.connect(self.look_into)
        self.inbox.stands.connect(self._stand)
        self.inbox.taken.connect(self._offer_receipts)
        self.past.counted.connect(self._count_past)
        self.owing.counted.connect(self._count_replies)
        desk.changed.connect(self._reread)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.height() < theme.LOW
        self.arriving.tighten(low=low)
        self.past.tighten(low=low)

    def new(self) -> None:
        """Sign a packet of this office's own record for the one above."""
        if self.upward:
            self.tabs.show_part(UP)
            self.upward.outbox.export()

    def open(self, what: str) -> None:
        """Show one part, or check again what waits for a decision."""
        self._face(0)
        if what == HELD:
            self.tabs.show_part(COMING)
            self.desk.read(self, received.undecided, self._held)
        elif what in self.tabs.chips:
            self.tabs.show_part(what)

    def look_for(self, words: str) -> None:
        """Look for packets that came in."""
        self._face(0)
        self.tabs.show_part(CAME)
        self.past.search.setText(words)

    def refresh(self) -> None:
        self.fetching.refresh()
        self.past.refresh()
        self.outgoing.refresh()
        self.owing.refresh()
        if self.upward:
            self.upward.refresh()
        office, day = self.desk.book.office, date.fromisoformat(self.desk.today())

        def work(db: Database) -> tuple[Reports, int]:
            return reporting.reports(db, office, day), facts.waiting(db).rows

        self.desk.read(self, work, self._tell)

    def look_into(self, planned: Planned) -> None:
        """Show one packet in place of the lists."""
        self.tabs.show_part(COMING)
        self._face(1)
        self.detail.show_packet(planned)

    def leave(self) -> None:
        """Show the lists again."""
        self._face(0)
        self.inbox.table.setFocus()

    def _reread(self) -> None:
        if self.isVisible():
            self.refresh()

    def _fill(self) -> None:
        self._part(COMING, t("Gói mới đến"), self.arriving, self.inbox.buttons)
        came = column(self.past, self.telephone, gap=2 * STEP)
        came.setStretch(0, 1)
        self._part(CAME, t("Đã nhận trước đây"), holder(came), ())
        replies = holder(column(self.owing, self.outgoing, -1, gap=2 * STEP))
        self._part(REPLIES, t("Trả lời cấp dưới"), replies, (self.owing.write,))
        if self.upward:
            self._part(UP, t("Gửi lên trên"), self.upward, self.upward.buttons)
        self._turned(COMING)

    def _part(self, name: str, words: str, part: QWidget, ways: tuple[Button, ...]) -> None:
        self.tabs.add(name, words, Scroll(holder(column(part))))
        self._heads[name] = holder(line(*ways))
        self.buttons.addWidget(self._heads[name])

    def _face(self, number: int) -> None:
        self._faces.setCurrentIndex(number)
        self._turned(self.tabs.here)

    def _turned(self, name: str) -> None:
        whole = self._faces.currentIndex() == 0
        for one, ways in self._heads.items():
            ways.setVisible(whole and one == name)
        self._speak()

    def _stand(self, words: str) -> None:
        self._standing = words
        coming = len(self.inbox.planned)
        name = t("Gói mới đến")
        self.tabs.say(COMING, f"{name} ({number_words(coming)})" if coming else name)
        self._speak()

    def _speak(self) -> None:
        """Below the title: how far the inbox is, else who has not reported; what goes up."""
        if self.tabs.here == UP:
            self.say(about_packets())
            return
        silent = reporting.standing(self._reports) if self._reports else ""
        self.say((self._standing if self.tabs.here == COMING else "") or silent)

    def _tell(self, outcome: Outcome[tuple[Reports, int]]) -> None:
        if not isinstance(outcome, Ok):
            return
        self._reports, waiting = outcome.value
        self.arriving.matrix.show_reports(self._reports)
        if self.upward:
            name = t("Gửi lên trên")
            more = t("{n} dòng mới", n=number_words(waiting))
            self.tabs.say(UP, f"{name} ({more})" if waiting else name)
        self._speak()

    def _count_past(self, number: int) -> None:
        name = t("Đã nhận trước đây")
        self.tabs.say(CAME, f"{name} ({number_words(number)})" if number else name)

    def _count_replies(self, number: int) -> None:
        name, more = t("Trả lời cấp dưới"), t("{n} giấy báo", n=number_words(number))
        self.tabs.say(REPLIES, f"{name} ({more})" if number else name)

    def _offer_receipts(self, good: bool, words: str) -> None:
        """What was taken is answered next; a channel answers by itself."""
        tell = self.banner.ok if good else self.banner.warn
        if self.fetching.answers:
            tell(words)
        else:
            tell(words, t("Ghi giấy báo…"), self.owing.choose_folder)

    def _again(self, found: list[Received]) -> None:
        self.tabs.show_part(COMING)
        self.inbox.check_again(found)

    def _held(self, outcome: Outcome[list[Received]]) -> None:
        if isinstance(outcome, Ok) and outcome.value and not self.inbox.waits:
            self.inbox.check_again(outcome.value)
