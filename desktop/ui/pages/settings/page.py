"""The page: sections listed left, one of them shown right."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QScrollArea, QStackedWidget, QWidget

from desktop.records.language import t
from desktop.ui.look import theme
from desktop.ui.look.page import Page
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, column, line
from desktop.ui.pages.settings.section import WIDTH, Around, Section
from desktop.ui.pages.settings.sections import SECTIONS

LIST = 196
"""Width of the list of sections, in pixels."""


class SettingsPage(Page):
    """Each section is made when it is first gone to. In a narrow window the list is a drop-down."""

    def __init__(self, around: Around) -> None:
        super().__init__(t("Cài đặt"))
        self.around = around
        self.made: dict[str, Section] = {}
        self._areas: dict[str, QScrollArea] = {}
        words = [place.words() for place in SECTIONS]
        self.list = QListWidget()
        self.list.setProperty("look", "sections")
        self.list.setFixedWidth(LIST)
        self.list.addItems(words)
        self.chooser = Choice()
        self.chooser.addItems(words)
        for one in (self.list, self.chooser):
            one.setAccessibleName(t("Các phần cài đặt"))
        self.stack = QStackedWidget()
        self.stack.setProperty("look", "clear")
        both = line(self.list, self.stack, gap=3 * STEP)
        both.setStretch(1, 1)
        whole = column(self.chooser, both, gap=2 * STEP)
        whole.setStretch(1, 1)
        self.content.addLayout(whole)
        self.list.currentRowChanged.connect(self._show)
        self.chooser.activated.connect(self._show)
        self._fit()
        self._show(0)

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self.made[SECTIONS[self.list.currentRow()].name]

    def open(self, what: str) -> None:
        """Show the section of that name; the first one for a name that none has."""
        names = [place.name for place in SECTIONS]
        self._show(names.index(what) if what in names else 0)

    def refresh(self) -> None:
        self.section.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.NARROW
        self.list.setVisible(not narrow)
        self.chooser.setVisible(narrow)

    def _show(self, row: int) -> None:
        place = SECTIONS[row]
        self.list.setCurrentRow(row)
        self.chooser.setCurrentIndex(row)
        if place.name not in self.made:
            self.made[place.name] = place.make(self.around)
            self._areas[place.name] = _held(self.made[place.name])
            self.stack.addWidget(self._areas[place.name])
        if self.stack.currentWidget() is not self._areas[place.name]:
            self.stack.setCurrentWidget(self._areas[place.name])
            self.made[place.name].refresh()


def _held(section: Section) -> Scroll:
    holder = QWidget()
    holder.setProperty("look", "clear")
    beside = line(section, -1)
    beside.setStretch(0, WIDTH)
    holder.setLayout(column(beside, -1))
    return Scroll(holder)
