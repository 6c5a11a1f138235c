"""The working window of one open book: navigation, the screens, the bottom line."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.records.cipher import Database
from desktop.records.registers import REGISTERS
from desktop.ui import facts
from desktop.ui.desk import Desk
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.navigation import Navigation, shown_at
from desktop.ui.pages.overview import Overview
from desktop.ui.problems import Banner
from desktop.ui.remember import Remember
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
        self.navigation = Navigation(desk.book.office, self.go, practice=practice)
        self.status = StatusLine(desk)
        middle = QWidget()
        middle.setLayout(column(self.banner, self.stack, gap=0))
        top = line(self.navigation, middle, gap=0)
        top.setStretch(1, 1)
        whole = column(top, self.status, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        for number, name in enumerate(self.navigation.entries, start=1):
            if number <= 9:
                key = QShortcut(QKeySequence(f"Alt+{number}"), self)
                key.activated.connect(lambda name=name: self.go(name))
        desk.changed.connect(self._count)
        self._count()
        self.go("overview")

    def go(self, name: str) -> None:
        """Bring a screen to the front; ``outreach+`` also opens an empty form there."""
        name, new = name.removesuffix("+"), name.endswith("+")
        if name not in self.pages:
            self.pages[name] = self._make(name)
            self.stack.addWidget(self.pages[name])
        page = self.pages[name]
        self.stack.setCurrentWidget(page)
        self.navigation.choose(name)
        self.banner.hide()
        page.refresh()  # type: ignore[attr-defined]
        if new:
            page.new()  # type: ignore[attr-defined]

    def _make(self, name: str) -> QWidget:
        makers = {
            "overview": _overview,
            "reports": _reports,
            "packets": _packets,
            "settings": _settings,
        }
        page = makers[name](self) if name in makers else _register(self, name)
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


# Each screen brings its own libraries, and some are slow to load: not before it is gone to.


def _overview(work: Work) -> QWidget:
    return Overview(work.desk, work.go, work.banner)


def _register(work: Work, name: str) -> QWidget:
    from desktop.ui.pages.register import RegisterPage

    return RegisterPage(work.desk, REGISTERS[name], work.banner)


def _reports(work: Work) -> QWidget:
    from desktop.ui.pages.reports import ReportsPage

    return ReportsPage(work.desk, work.banner)


def _packets(work: Work) -> QWidget:
    from desktop.ui.pages.packets import packets_page

    return packets_page(work.desk, work.banner)


def _settings(work: Work) -> QWidget:
    from desktop.ui.pages.settings import SettingsPage

    return SettingsPage(work.desk, work.remember, work.rebuild, work.banner)
