"""The choices beside the preview, and what is to be known about the sheet that they give."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.records import periods, short_code
from desktop.records.area import offices
from desktop.records.language import t
from desktop.records.periods import Basis
from desktop.records.registers import REGISTERS
from desktop.records.sheet import SHEETS, SheetData
from desktop.records.sheets.office import SETTINGS
from desktop.records.words import date_words
from desktop.ui.desk import Desk
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, Tick, Way, column, label
from desktop.ui.pages.sheets.asked import Asked
from desktop.ui.pages.sheets.period import PeriodPicker

NEEDED = ("signer_name", "document_number")
"""Settings without which the sheet has dots to be filled in by hand."""
GAP = STEP + 4
"""Between two choices, in pixels."""


class Choosing(QWidget):
    """``changed`` when another sheet is asked for; ``settings`` goes to where the office's own
    details are set."""

    changed = Signal()

    def __init__(self, desk: Desk, settings: Callable[[], object]) -> None:
        super().__init__()
        self._desk, self._settings = desk, settings
        book = desk.book
        self._areas = offices(book.office)
        self.sheet, self.unit, self.basis = Choice(), Choice(), Choice()
        self._fill()
        basis = Basis(book.settings.get("period_basis") or Basis.DECREE)
        self.basis.setCurrentIndex(self.basis.findData(basis))
        self.period = PeriodPicker(lambda: date.fromisoformat(desk.today()), basis)
        self.internal = Tick(t("Lưu hành nội bộ"))
        self.small = label("", "small", wrap=True)
        self.facts = label("", "small", wrap=True)
        self.missing, self.way = label("", "small", wrap=True), Way()
        self._lay_out()
        self.sheet.activated.connect(lambda _index: self.changed.emit())
        self.unit.activated.connect(lambda _index: self.changed.emit())
        self.basis.activated.connect(lambda _index: self._other_basis())
        self.period.changed.connect(self.changed)
        self.internal.clicked.connect(lambda _on: self.changed.emit())
        self.look_again()

    def asked(self) -> Asked:
        """The sheet that is asked for now."""
        area = self._areas[self.unit.currentIndex()]
        return Asked(
            sheet=str(self.sheet.currentData()),
            period=self.period.name,
            area=None if area == self._desk.book.office else area,
            basis=Basis(self.basis.currentData()),
            internal=self.internal.isChecked(),
        )

    def take(self, name: str) -> None:
        """Choose a sheet by its name; nothing changes for the name of none."""
        place = self.sheet.findData(name)
        if place >= 0 and place != self.sheet.currentIndex():
            self.sheet.setCurrentIndex(place)
            self.changed.emit()

    def look_again(self) -> None:
        """Say what the office has not set, and what becomes of small numbers."""
        get = self._desk.book.settings.get
        missing = [s.label for s in SETTINGS if s.name in NEEDED and not get(s.name)]
        words = ", ".join(name[0].lower() + name[1:] for name in missing)
        self.missing.setText(t("Chưa ghi {what}: sẽ để trống.", what=words) if missing else "")
        self.missing.setVisible(bool(missing))
        if missing:
            self.way.offer(t("Mở Cài đặt"), self._settings)
        else:
            self.way.close_off()
        self.small.setText(
            t("Ghi đúng cả số nhỏ. Chỉ dùng trong cơ quan, không niêm yết, không gửi đi.")
            if self.internal.isChecked()
            else t("Số người từ 1 đến 4 in là “dưới 5”, để không ai đoán ra người nào.")
        )

    def tell(self, data: SheetData | None) -> None:
        """Say what the sheet that has come rests on."""
        self.facts.setText(" ".join(self._facts(data)) if data else "")
        self.facts.setVisible(bool(self.facts.text()))

    def _facts(self, data: SheetData) -> list[str]:
        asked, found = self.asked(), []
        last = periods.named(asked.period, asked.basis).last.isoformat()
        if data.day <= last:
            found.append(t("Kỳ này chưa hết: số liệu đến {day}.", day=date_words(data.day)))
        if short_code.read(data.code):
            found.append(t("Khớp với gói dữ liệu có mã {code}.", code=data.code))
        elif data.code:
            found.append(t("Chưa có gói dữ liệu nào khớp với số liệu này."))
        return found

    def _other_basis(self) -> None:
        self.period.use(Basis(self.basis.currentData()))
        self.changed.emit()

    def _fill(self) -> None:
        for name, kind in SHEETS.items():
            self.sheet.addItem(kind.label, name)
        self.sheet.insertSeparator(sum(name not in REGISTERS for name in SHEETS))
        for area in self._areas:
            inside = area.parent == self._areas[0].code or area == self._areas[0]
            self.unit.addItem(area.name if inside else f"    {area.name}")
        self.unit.setItemText(0, t("Toàn bộ {unit}", unit=self._areas[0].name))
        self.basis.addItem(t("Nghị định 09/2019 (đến ngày 14)"), Basis.DECREE)
        self.basis.addItem(t("Dương lịch (đến cuối tháng)"), Basis.CALENDAR)

    def _lay_out(self) -> None:
        whole = column(gap=0)
        for words, part in (
            (t("Tờ báo cáo"), self.sheet),
            (t("Kỳ báo cáo"), self.period),
            (t("Đơn vị"), self.unit),
            (t("Cách tính kỳ"), self.basis),
        ):
            if part is self.unit and len(self._areas) == 1:
                continue
            for one in (label(words, "small"), 4, part, GAP):
                whole.addWidget(one) if isinstance(one, QWidget) else whole.addSpacing(one)
            if part is not self.period:
                part.setAccessibleName(words)
        for below in (self.internal, self.small, self.facts, self.missing, self.way):
            whole.addWidget(below)
        self.facts.setContentsMargins(0, GAP, 0, 0)
        self.missing.setContentsMargins(0, GAP, 0, 0)
        whole.addStretch(1)
        self.setLayout(whole)
