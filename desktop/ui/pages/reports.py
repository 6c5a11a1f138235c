"""Báo cáo: choose a sheet and a period, look at its pages, keep the PDF."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.records import periods
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.periods import Length
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.problems import Banner
from desktop.ui.theme import STEP
from desktop.ui.widgets import Choice, Page, Tick, button, column, label, line, scroll

LENGTHS = (Length.HALF, Length.MONTH, Length.QUARTER, Length.NINE_MONTHS, Length.YEAR)
YEARS = 2
"""How many years back a period may be chosen from the list."""
DENSITY = 96


@dataclass(frozen=True)
class Printed:
    """One sheet, typeset: the PDF and its pages as pictures."""

    pdf: bytes
    pages: tuple[QImage, ...]


class ReportsPage(Page):
    """What is on screen is what will be on paper: the same pages."""

    def __init__(self, desk: Desk, banner: Banner) -> None:
        super().__init__(t("Báo cáo"))
        self.say(t("Xem trước ở đây, lưu thành PDF rồi in và trình ký."))
        self.desk, self.banner = desk, banner
        self.printed: Printed | None = None
        self.sheet, self.period = Choice(), Choice()
        self.internal = Tick(t("Lưu hành nội bộ: ghi rõ cả số nhỏ"))
        self.keep = button(t("Lưu PDF…"), self._choose, "primary", key="Ctrl+S")
        self.keep.setEnabled(False)
        self.buttons.addWidget(self.keep)
        self._fill()
        self.pages = QVBoxLayout()
        self.pages.setSpacing(2 * STEP)
        paper = QWidget()
        paper.setProperty("look", "clear")
        middle = line(-1, self.pages, -1)
        paper.setLayout(column(middle, -1))
        self.content.addLayout(self._choices())
        self.content.addWidget(scroll(paper), 1)

    def refresh(self) -> None:
        """Typeset what is chosen, away from the window."""
        from desktop.records import sheet

        self.keep.setEnabled(False)
        book, now = self.desk.book, self.desk.now()
        name, period = self.sheet.currentData(), self.period.currentData()
        internal = self.internal.isChecked()

        def work(_job: Job) -> Printed:
            data = sheet.compose(book, name, period, now, internal=internal)
            pictures = sheet.pages(data, DENSITY * 2)
            return Printed(sheet.pdf(data), tuple(QImage.fromData(one) for one in pictures))

        self.desk.jobs.run(self, self.desk.alone(work), self._show)

    def save(self, out: Path) -> None:
        """Keep the PDF."""
        assert self.printed is not None
        pdf = self.printed.pdf
        self.desk.jobs.run(
            self,
            lambda _job: write_durably(out, pdf),
            lambda outcome: self._saved(out, outcome),
        )

    def _fill(self) -> None:
        from desktop.records import sheet

        for name, kind in sheet.SHEETS.items():
            self.sheet.addItem(kind.label, name)
        for period in choosable(date.fromisoformat(self.desk.today())):
            self.period.addItem(period.label[0].upper() + period.label[1:], period.name)
        self.sheet.setAccessibleName(t("Tờ báo cáo"))
        self.period.setAccessibleName(t("Kỳ báo cáo"))
        for choice in (self.sheet, self.period):
            choice.setMinimumWidth(250)
            choice.activated.connect(lambda _index: self.refresh())
        self.internal.clicked.connect(lambda _checked: self.refresh())

    def _choices(self) -> QVBoxLayout:
        row = line(
            column(label(t("Tờ báo cáo"), "small"), self.sheet, gap=4),
            column(label(t("Kỳ báo cáo"), "small"), self.period, gap=4),
            column(label("", "small"), self.internal, gap=4),
            -1,
            gap=2 * STEP,
        )
        return column(row)

    def _choose(self) -> None:
        name = f"{self.sheet.currentData()}-{self.period.currentData()}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, t("Lưu PDF"), name, "*.pdf")
        if chosen:
            self.save(Path(chosen))

    def _show(self, outcome: Outcome[Printed]) -> None:
        while self.pages.count():
            self.pages.takeAt(0).widget().deleteLater()
        if isinstance(outcome, Err):
            self.printed = None
            self.banner.bad(outcome.error)
            return
        self.printed = outcome.value
        self.keep.setEnabled(True)
        for number, picture in enumerate(outcome.value.pages, start=1):
            page = label("")
            pixmap = QPixmap.fromImage(picture)
            pixmap.setDevicePixelRatio(2)
            page.setPixmap(pixmap)
            page.setAlignment(Qt.AlignmentFlag.AlignTop)
            page.setProperty("look", "paper")
            page.setAccessibleName(t("Trang {n}", n=number))
            self.pages.addWidget(page)

    def _saved(self, out: Path, outcome: Outcome[None]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            self.banner.ok(t("Đã lưu {file}.", file=out))


def choosable(today: date) -> list[periods.Period]:
    """The periods that have begun, the newest first, half-years before the others."""
    found: list[periods.Period] = []
    for length in LENGTHS:
        of_length = {
            period.name: period
            for year in range(today.year, today.year - YEARS, -1)
            for month in range(12, 0, -1)
            if (period := periods.holding(date(year, month, 10), length)) and period.first <= today
        }
        found += sorted(of_length.values(), key=lambda period: period.first, reverse=True)
    return found
