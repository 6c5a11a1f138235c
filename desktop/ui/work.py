"""The working window of one open book: navigation, the screens, the bottom line."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.records.cipher import Database
from desktop.ui import facts
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.navigation import Navigation, shown_at
from desktop.ui.problems import Banner
from desktop.ui.remember import Remember
from desktop.ui.screens import places, screens
from desktop.ui.status import StatusLine
from desktop.ui.widgets import column, line


class Work(QWidget):
    """Every screen of a book; each is made when it is first gone to."""

    def __init__(self, desk: Desk, remember: Remember, rebuild: Callable[[], None]) -> None:
        super().__init__()
        self.desk, self.remember, self.rebuild = desk, remember, rebuild
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
        self.setLayout(whole)
        for name, entry in self.navigation.entries.items():
            if entry.key:
                key = QShortcut(QKeySequence(entry.key), self)
                key.activated.connect(partial(self.go, name))
        QShortcut(QKeySequence("F6"), self).activated.connect(self.navigation.start)
        desk.changed.connect(self._count)
        self._count()
        self.go("overview")

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

    def _make(self, name: str) -> QWidget:
        page = self.screens[name].make(self)
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return page

    def _count(self) -> None:
        registers = shown_at(self.desk.book.office.tier)

        def work(db: Database) -> dict[str, int]:
            return facts.counts(db, registers)

        self.desk.read(self, work, self._counted)

    def _counted(self, outcome: Outcome[dict[str, int]]) -> None:
        if isinstance(outcome, Ok):
            for name, number in outcome.value.items():
                self.navigation.entries[name].count(number)
