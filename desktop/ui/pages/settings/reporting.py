"""Kỳ báo cáo: what bounds a period and when its packet is due."""

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QRadioButton

from desktop.records import reporting
from desktop.records.language import t
from desktop.records.periods import Basis
from desktop.records.reporting import Reporting
from desktop.records.words import date_words
from desktop.ui.jobs import Ok, Outcome
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, label
from desktop.ui.pages.settings.section import Around, Section, field

DAYS = (0, 1, 2, 3, 5, 7, 10, 15)


class ReportingSection(Section):
    """Each choice is kept at once; the packets and the numbers themselves do not change."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            t("Kỳ báo cáo"),
            t(
                "Chỉ quyết định tờ tổng hợp cộng những ngày nào và khi nào nhắc gửi; số liệu đã "
                "ghi không thay đổi."
            ),
        )
        self.desk, self.banner = around.desk, around.banner
        self.chosen = self._wanted = Reporting()
        self.bases: dict[Basis, QRadioButton] = {}
        self.heading(t("Kỳ tính từ ngày nào"))
        words = {
            Basis.DECREE: t("Theo Nghị định 09/2019: từ ngày 15 tháng trước đến ngày 14"),
            Basis.CALENDAR: t("Theo dương lịch: từ ngày 1 đến ngày cuối tháng"),
        }
        for basis, text in words.items():
            self.bases[basis] = one = QRadioButton(text)
            one.clicked.connect(
                lambda _on, basis=basis: self.keep(replace(self.chosen, basis=basis))
            )
            self.body.addWidget(one)
        self.heading(t("Hạn gửi gói về cấp trên"))
        self.days = Choice()
        for days in DAYS:
            self.days.addItem(t("{n} ngày sau ngày cuối kỳ", n=days) if days else t("Ngày cuối kỳ"))
        self.days.setMaximumWidth(280)
        self.days.activated.connect(lambda row: self.keep(replace(self.chosen, days=DAYS[row])))
        self.body.addLayout(field(t("Gửi chậm nhất"), self.days))
        self.example = label("", "muted", wrap=True)
        self.body.addSpacing(STEP)
        self.body.addWidget(self.example)

    def refresh(self) -> None:
        self.desk.read(self, reporting.of, self._show)

    def use(self, basis: Basis) -> None:
        """Bound the periods like that."""
        self.keep(replace(self.chosen, basis=basis))

    def keep(self, chosen: Reporting) -> None:
        """Report like that from now on; what was chosen last stands, whichever is written first."""
        self.chosen = self._wanted = chosen
        settings = self.desk.book.settings

        def work(_job: object) -> None:
            reporting.keep(settings, self._wanted)

        self.desk.write(self, work, self._kept)

    def _kept(self, outcome: Outcome[None]) -> None:
        self.kept(self.banner, outcome)
        self.refresh()

    def _show(self, outcome: Outcome[Reporting]) -> None:
        if not isinstance(outcome, Ok):
            return
        self.chosen = outcome.value
        self.bases[self.chosen.basis].setChecked(True)
        nearest = min(DAYS, key=lambda days: abs(days - self.chosen.days))
        self.days.setCurrentIndex(DAYS.index(nearest))
        period = self.chosen.month(date.fromisoformat(self.desk.today()))
        if period:
            self.example.setText(
                t(
                    "Hôm nay thuộc kỳ {period}, từ {first} đến {last}; hạn gửi gói: {due}.",
                    period=period.label,
                    first=date_words(period.first.isoformat()),
                    last=date_words(period.last.isoformat()),
                    due=date_words(self.chosen.due(period).isoformat()),
                )
            )
