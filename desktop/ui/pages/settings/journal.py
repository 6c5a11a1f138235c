"""Nhật ký: who did what and when."""

from datetime import timedelta

from PySide6.QtGui import QResizeEvent

from desktop.records import audit
from desktop.records.audit import KINDS, Deed, Log
from desktop.records.clock import utc_text
from desktop.records.language import t
from desktop.records.words import number_words
from desktop.ui.form.history import told_when
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look import theme
from desktop.ui.look.scrolling import follow
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, label, line
from desktop.ui.pages.settings.section import WIDTH, Around, Section, field

SHOWN = 10
"""Lines seen at once."""

STRETCHES = (7, 30, 366, 0)
"""How many days back one may look; 0 for all."""


class JournalSection(Section):
    """Times, deeds and numbers; never a code, a name or what a row says."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            t("Nhật ký"),
            t(
                "Mọi lần mở, ghi, bỏ, gửi, nhận, in, lưu ra tệp, sao lưu. Nhật ký không ghi nội "
                "dung dòng nào và không sửa được: mỗi mục nối với mục trước."
            ),
        )
        self.setMaximumWidth(WIDTH + 16 * STEP)
        self.desk = around.desk
        self.kind, self.stretch = Choice(), Choice()
        for kind in ("", *KINDS):
            self.kind.addItem(audit.kind_words(kind), kind)
        for days in STRETCHES:
            self.stretch.addItem(stretch_words(days), days)
        self.stretch.setCurrentIndex(1)
        for one in (self.kind, self.stretch):
            one.activated.connect(lambda _row: self.refresh())
        chosen = line(
            field(t("Việc"), self.kind), field(t("Thời gian"), self.stretch), gap=2 * STEP
        )
        self.body.addLayout(chosen)
        self.log = Listing(
            (
                Column(t("Lúc"), 168, exact=True),
                Column(t("Việc"), 200, grows=True),
                Column(t("Sổ"), 160, grows=True),
                Column(t("Số dòng"), 64, number=True),
                Column(t("Máy"), 120),
            )
        )
        self.table = Table(self.log, t("Nhật ký"))
        self.table.share(self.log.columns)
        follow(self.table)
        self.body.addWidget(self.table)
        self.total = label("", "small", wrap=True)
        self.body.addWidget(self.total)

    def refresh(self) -> None:
        kind, days = str(self.kind.currentData()), int(self.stretch.currentData())
        first = utc_text(self.desk.now() - timedelta(days=days)) if days else ""
        self.desk.read(self, lambda db: audit.read(db, kind=kind, first=first), self._show)

    def _show(self, outcome: Outcome[Log]) -> None:
        if not isinstance(outcome, Ok):
            return
        log = outcome.value
        self.log.show([self._entry(deed) for deed in log.deeds])
        self._fit()
        shown, total = number_words(len(log.deeds)), number_words(log.total)
        self.total.setText(
            t("{n} việc.", n=total)
            if len(log.deeds) == log.total
            else t("{n} việc gần nhất trong {m} việc.", n=shown, m=total)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window the page scrolls the lines."""
        low = self.window().height() < theme.LOW_WINDOW
        self.table.fit(len(self.log.entries) if low else SHOWN)

    def _entry(self, deed: Deed) -> Entry:
        own = deed.device == self.desk.book.device
        rows = number_words(deed.rows) if deed.register and deed.rows else ""
        device = t("máy này") if own else deed.device
        at = told_when(deed.at, doubted=deed.doubted)
        return Entry((at, deed.words, deed.where, rows, device), deed)


def stretch_words(days: int) -> str:
    """How far back."""
    return {7: t("7 ngày qua"), 30: t("30 ngày qua"), 366: t("12 tháng qua"), 0: t("Từ đầu sổ")}[
        days
    ]
