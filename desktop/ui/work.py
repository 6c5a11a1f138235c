"""The working window of one open book: navigation, the screens, the bottom line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.ui import facts, history
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.navigation import Navigation, shown_at
from desktop.ui.practising import FRAME, Band
from desktop.ui.problems import Banner
from desktop.ui.remember import Remember
from desktop.ui.screens import places, screens
from desktop.ui.status import StatusLine
from desktop.ui.undoing import TakenBack, Undoing
from desktop.ui.widgets import column, line


class Work(QWidget):
    """Every screen of a book; each is made when it is first gone to."""

    def __init__(
        self,
        desk: Desk,
        remember: Remember,
        rebuild: Callable[[], None],
        switch: Callable[[Path | None], None] = lambda _folder: None,
        practise: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self.desk, self.remember, self.rebuild = desk, remember, rebuild
        self.switch, self.practise = switch, practise
        self.banner = Banner()
        self.pages: dict[str, QWidget] = {}
        self.stack = QStackedWidget()
        practice = bool(desk.book.settings.get("practice"))
        self.screens = screens(desk.book.office)
        self.navigation = Navigation(
            desk.book.office, places(self.screens), self.go, practice=practice
        )
        self.status = StatusLine(desk)
        middle = QWidget()
        middle.setLayout(column(self.banner, self.stack, gap=0))
        top = line(self.navigation, middle, gap=0)
        top.setStretch(1, 1)
        whole = column(top, self.status, gap=0)
        whole.setStretch(0, 1)
        if practice:
            self._mark(whole)
        self.setLayout(whole)
        for name, entry in self.navigation.entries.items():
            if entry.key:
                key = QShortcut(QKeySequence(entry.key), self)
                key.activated.connect(partial(self.go, name))
        self._undoing = Undoing(desk, self, self._taken_back, self.banner.bad)
        QShortcut(QKeySequence("F6"), self).activated.connect(self.navigation.start)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)
        desk.changed.connect(self._count)
        self._count()
        self.go("overview")
        self._remind()

    def go(self, name: str) -> None:
        """Bring a screen to the front: ``outreach``, ``outreach+`` or ``outreach:UID``."""
        name, new = name.removesuffix("+"), name.endswith("+")
        name, _, what = name.partition(":")
        if name not in self.pages:
            self.pages[name] = self._make(name)
            self.stack.addWidget(self.pages[name])
        page = self.pages[name]
        self.stack.setCurrentWidget(page)
        self.navigation.choose(name if name in self.navigation.entries else what)
        self.banner.hide()
        page.refresh()  # type: ignore[attr-defined]
        if new:
            page.new()  # type: ignore[attr-defined]
        if what:
            page.open(what)  # type: ignore[attr-defined]

    def has(self, name: str) -> bool:
        """Whether there is such a screen in this book."""
        return name in self.screens

    def undo(self, action: str | None = None) -> None:
        """Take back an action, or the last one since the book was opened; says what it was."""
        self._undoing.undo(action)

    def leave_practice(self) -> None:
        """Go back to the real book, or to the way in where there is none yet."""
        self.switch(self.remember.folder)

    def _mark(self, whole: QVBoxLayout) -> None:
        """Show on every screen that nothing here is real."""
        self.setProperty("look", "practice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole.insertWidget(0, Band(partial(self.go, "practice"), self.leave_practice))
        whole.setContentsMargins(FRAME, FRAME, FRAME, FRAME)

    def _taken_back(self, done: TakenBack) -> None:
        self.go(done.place)
        self.banner.ok(done.words)

    def _make(self, name: str) -> QWidget:
        page = self.screens[name].make(self)
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return page

    def _remind(self) -> None:
        """Once after opening: what was being typed when the book was closed, or cut off."""
        found, self.desk.drafts.found = self.desk.drafts.found, []
        known = [draft for draft in found if draft.register in self.screens]
        if not known:
            return
        newest = known[0]
        words = t(
            "Lần trước còn phần đang gõ dở ở “{register}”, lúc {at}.",
            register=self.screens[newest.register].words(),
            at=history.when(newest.at),
        )
        if len(known) > 1:
            words += " " + t("Ngoài ra còn {n} phần nữa.", n=len(known) - 1)
        place = f"{newest.register}:{newest.uid}" if newest.uid else f"{newest.register}+"
        self.banner.warn(words, t("Viết tiếp"), partial(self.go, place))

    def _count(self) -> None:
        registers = shown_at(self.desk.book.office.tier)

        def work(db: Database) -> dict[str, int]:
            return facts.counts(db, registers)

        self.desk.read(self, work, self._counted)

    def _counted(self, outcome: Outcome[dict[str, int]]) -> None:
        if isinstance(outcome, Ok):
            for name, number in outcome.value.items():
                self.navigation.entries[name].count(number)
