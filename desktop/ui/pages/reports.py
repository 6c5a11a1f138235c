"""Báo cáo: choose a sheet and a period, look at its pages, print or keep them."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QSizePolicy

from desktop.records import sheet
from desktop.records.language import t
from desktop.records.sheet import SheetData
from desktop.ui.desk import Desk
from desktop.ui.jobs import Job
from desktop.ui.look import theme
from desktop.ui.look.page import Page
from desktop.ui.look.problems import Banner
from desktop.ui.look.scrolling import Scroll
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import button, column, holder
from desktop.ui.pages.sheets.asked import Asked, file_name
from desktop.ui.pages.sheets.choosing import Choosing
from desktop.ui.paper.noting import note
from desktop.ui.paper.output import Output
from desktop.ui.paper.preview import Preview

CHOICES = 288
"""Width of the choices beside the preview, in pixels."""
LEAST = 300
"""Height of the preview below the choices in a narrow window, in pixels."""


class ReportsPage(Page):
    """What is on screen is what will be on paper: the same pages."""

    def __init__(self, desk: Desk, banner: Banner, go: Callable[[str], None]) -> None:
        super().__init__(t("Báo cáo"))
        self.desk, self.banner = desk, banner
        self.choosing = Choosing(desk, partial(go, "settings"))
        self.preview = Preview(desk.jobs)
        self.output = Output(self.preview, banner, lambda: file_name(self.choosing.asked()))
        self.output.issued.connect(partial(note, desk, banner))
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._below = self._buttons()
        chosen = column(self.choosing, self._below, self.output.working, -1)
        chosen.setContentsMargins(0, 0, 2 * STEP, 0)
        self.choices = holder(chosen)
        self._beside = Scroll(self.choices)
        self._beside.setFixedWidth(CHOICES + 2 * STEP)
        self._sides.addWidget(self._beside)
        self._sides.addWidget(self.preview, 1)
        self.content.addWidget(Scroll(holder(self._sides)), 1)
        for before, after in pairwise((self.choosing.way, *self.for_sheet)):
            self.setTabOrder(before, after)
        self.choosing.changed.connect(self.refresh)
        self.preview.shown.connect(self._shown)
        desk.changed.connect(self._reread)
        for key, do in (
            ("PgDown", self.preview.leaves.forward),
            ("PgUp", self.preview.leaves.back),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def refresh(self) -> None:
        """Put together what is chosen, away from the window."""
        asked = self.choosing.asked()
        self.choosing.look_again()
        for one in self.for_sheet:
            one.setEnabled(False)
        self.preview.show_sheet(self.desk.alone(partial(self._compose, asked)))

    def open(self, name: str) -> None:
        """Choose a sheet by its name; a register's is its list."""
        self.choosing.take(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _compose(self, asked: Asked, _job: Job) -> SheetData:
        return sheet.compose(
            self.desk.book,
            asked.sheet,
            asked.period,
            self.desk.now(),
            area=asked.area,
            basis=asked.basis,
            internal=asked.internal,
        )

    def _buttons(self) -> QGridLayout:
        out = self.output
        self.to_paper = button(t("In…"), out.print, "primary", key="Ctrl+P")
        self.pdf = button(t("Lưu PDF…"), partial(out.save, ".pdf"))
        self.word = button(t("Lưu Word…"), partial(out.save, ".docx"))
        self.excel = button(t("Lưu Excel…"), partial(out.save, ".xlsx"))
        self.word.setToolTip(t("Chỉ có cho báo cáo tổng hợp, để sửa lời văn khi cần."))
        self.for_sheet = (self.to_paper, self.pdf, self.word, self.excel)
        grid = QGridLayout()
        grid.setSpacing(STEP)
        for place, one in enumerate(self.for_sheet):
            one.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            grid.addWidget(one, *divmod(place, 2))
        return grid

    def _put_buttons(self, *, above: bool) -> None:
        """What can be done with the sheet stands below the choices, or beside the title."""
        for place, one in enumerate(self.for_sheet):
            if above:
                self.buttons.addWidget(one)
            else:
                self._below.addWidget(one, *divmod(place, 2))

    def _hold(self, *, alone: bool) -> None:
        """Let the choices scroll beside the preview, or with it where it stands below them: never
        two bars side by side."""
        if alone:
            self._sides.insertWidget(0, self._beside.takeWidget())
        else:
            self._beside.setWidget(self.choices)
        self.choices.show()
        self._beside.setVisible(not alone)

    def _shown(self) -> None:
        """Offer what can be done with the sheet that has come."""
        data = self.preview.data
        self.choosing.tell(data if isinstance(data, SheetData) else None)
        tables = isinstance(data, SheetData) and bool(data.tables)
        self.to_paper.setEnabled(data is not None)
        self.pdf.setEnabled(data is not None)
        self.word.setEnabled(data is not None and self.choosing.asked().sheet == "summary")
        self.excel.setEnabled(tables)

    def _reread(self) -> None:
        if self.isVisible():
            self.refresh()

    def _make_room(self) -> None:
        """The preview stands beside the choices, or below them in a narrow window, where the
        buttons must not be scrolled for."""
        narrow = self.width() < theme.NARROW
        self._put_buttons(above=narrow)
        way = QBoxLayout.Direction
        self._sides.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._sides.setSpacing(2 * STEP if narrow else 0)
        if narrow is (self._beside.widget() is self.choices):
            self._hold(alone=narrow)
        self.preview.setMinimumHeight(LEAST if narrow else 0)
        shows = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if narrow
            else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        self.preview.leaves.setVerticalScrollBarPolicy(shows)
