"""The page: this machine, the request to the office above, the machines below."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.records import units
from desktop.records.language import t
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.look.page import Page
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, restyle
from desktop.ui.pages.trust.answering import Answering
from desktop.ui.pages.trust.asking import Asking
from desktop.ui.pages.trust.below import Below
from desktop.ui.pages.trust.mine import Mine
from desktop.ui.pages.trust.removing import Removing
from sync.enrolment import own
from sync.enrolment.devices import Standing
from sync.enrolment.own import Own


class TrustPage(Page):
    """What a person has open here (a request, a machine to revoke) stands above the rest."""

    def __init__(
        self, desk: Desk, banner: Banner, go: Callable[[str], None] = lambda _name: None
    ) -> None:
        super().__init__(t("Máy và chứng thư"))
        self.desk = desk
        self.issues = bool(units.children(desk.book.office))
        self.answering, self.removing = Answering(desk, banner), Removing(desk, banner, go)
        self.mine = Mine(desk, banner)
        self.asking = Asking(desk, banner, main=not self.issues)
        self.asking.hide()
        self.mine.early.clicked.connect(lambda _checked: self._renew_early())
        self._early = False
        self.below = Below(desk, banner, self.removing) if self.issues else None
        inside = QWidget()
        inside.setProperty("look", "clear")
        parts: list[QWidget] = [self.answering, self.removing]
        parts += [self.below] if self.below else []
        parts += [self.mine, self.asking]
        if self.issues:
            self.answer = button(t("Trả lời một đề nghị…"), self.answering.choose, "primary")
            self.buttons.addWidget(self.answer)
            self.answering.turned.connect(self._stress)
            self.say(t("Mỗi đơn vị ghi sổ trên một máy. Chỉ nhận gói của máy có ở đây."))
        inside.setLayout(column(*parts, -1, gap=2 * STEP))
        self.content.addWidget(self.roll(inside))
        desk.changed.connect(self.refresh)

    def refresh(self) -> None:
        self.mine.refresh()
        self.asking.refresh()
        if self.below:
            self.below.refresh()
        book, now = self.desk.book, self.desk.now()

        def work(_job: object) -> tuple[bool, Own | None]:
            return own.asks_above(book), own.state(book, now)

        self.desk.use(self, work, self._offer)

    def _stress(self, asked: bool) -> None:
        """While a request is being answered, the answer is the one thing to press."""
        restyle(self.answer, "look", "" if asked else "primary")

    def _offer(self, outcome: Outcome[tuple[bool, Own | None]]) -> None:
        """A request is offered where one is needed, or for a renewal by the office above: when it
        is due, when one is under way, or when a person wants it sooner."""
        if not isinstance(outcome, Ok):
            return
        asks, found = outcome.value
        above = bool(found and not found.ours)
        due = bool(found and found.standing is not Standing.VALID) or self.asking.under_way
        self.asking.renew(above)
        self.asking.setVisible(asks or (above and (due or self._early)))
        self.mine.early.setVisible(above and self.asking.isHidden())

    def _renew_early(self) -> None:
        self._early = True
        self.mine.early.hide()
        self.asking.show()
        self.asking.ask.setFocus()
