"""Tờ báo cáo: what the printed sheets say about the office and its signer."""

from datetime import date

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from desktop.records.language import t
from desktop.records.sheets.office import SETTINGS, OfficePaper, Setting
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, button, line
from desktop.ui.pages.settings.paper_head import PaperHead
from desktop.ui.pages.settings.section import Around, Section, field

Input = QLineEdit | QPlainTextEdit | Choice


class LetterheadSection(Section):
    """Kept in the book; every later sheet prints it. The paper above shows it as one types."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            t("Tờ báo cáo"),
            t("Đầu tờ và chỗ ký theo Nghị định 30/2020. Ô nào để trống thì in như chữ mờ trong ô."),
        )
        self.desk, self.banner = around.desk, around.banner
        self.paper = PaperHead()
        self.body.addWidget(self.paper)
        self.inputs: dict[str, Input] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * STEP)
        grid.setVerticalSpacing(STEP)
        for side in (0, 1):
            grid.setColumnStretch(side, 1)
        for number, setting in enumerate(SETTINGS):
            self.inputs[setting.name] = one = self._input(setting)
            cell = field(setting.label, one)
            cell.addStretch(1)
            grid.addLayout(cell, number // 2, number % 2)
        self.body.addLayout(grid)
        save = button(t("Lưu cài đặt"), self.save, "primary", key="Ctrl+S")
        self.body.addSpacing(STEP)
        self.body.addLayout(line(save, -1))
        self._draw()

    def values(self) -> dict[str, str | None]:
        """What was typed or chosen, None for nothing."""
        return {name: text_of(one).strip() or None for name, one in self.inputs.items()}

    def save(self) -> None:
        """Keep what the sheets print."""
        values, settings = self.values(), self.desk.book.settings
        self.desk.write(
            self,
            lambda _job: settings.put(**values),
            lambda outcome: self.kept(self.banner, outcome),
        )

    def _draw(self) -> None:
        office, day = self.desk.book.office, date.fromisoformat(self.desk.today())
        paper = OfficePaper.of(office, self.values().get)
        self.paper.show_paper(paper.letterhead("BC", day))
        for name, words in printed(paper).items():
            one = self.inputs[name]
            if isinstance(one, QLineEdit | QPlainTextEdit):
                one.setPlaceholderText(words)

    def _input(self, setting: Setting) -> Input:
        now = self.desk.book.settings.get(setting.name) or ""
        if setting.choices:
            choice = Choice()
            for name in setting.choices:
                choice.addItem(form_words(name), name)
            choice.setCurrentIndex(max(choice.findData(now), 0))
            choice.activated.connect(lambda _index: self._draw())
            return choice
        if not setting.several:
            single = QLineEdit(now)
            single.textChanged.connect(lambda _text: self._draw())
            return single
        several = QPlainTextEdit(now)
        several.setFixedHeight(64)
        several.setTabChangesFocus(True)
        several.textChanged.connect(self._draw)
        return several


def printed(paper: OfficePaper) -> dict[str, str]:
    """What stands on the paper for each setting that is text."""
    return {
        "office_superior": paper.superior,
        "office_issuer": "\n".join(paper.issuer),
        "office_name": paper.name,
        "office_abbreviation": paper.abbreviation,
        "office_place": paper.place,
        "document_number": t("để trống, ghi tay khi có số"),
        "office_addressee": paper.addressee,
        "signer_title": paper.authority[-1],
        "signer_authority": "\n".join(paper.authority),
        "signer_name": t("để trống, ghi tay khi ký"),
        "office_recipients": "\n".join(paper.recipients),
    }


def form_words(form: str) -> str:
    """How the signer signs, in words (Decree 30/2020, Annex I, II.7)."""
    return {
        "TM": t("TM. (thay mặt)"),
        "KT": t("KT. (ký thay)"),
        "Q": t("Q. (quyền)"),
        "TL": t("TL. (thừa lệnh)"),
        "TUQ": t("TUQ. (thừa ủy quyền)"),
    }[form]


def text_of(one: QWidget) -> str:
    """What was typed or chosen."""
    if isinstance(one, QLineEdit):
        return one.text()
    if isinstance(one, QPlainTextEdit):
        return one.toPlainText()
    return str(one.currentData() or "") if isinstance(one, Choice) else ""
