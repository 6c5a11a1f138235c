"""Which period: chosen by its length and from a list, or typed by name (``2024-H1``, “quý 1”)."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.records import periods
from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.records.periods import Basis, Length, Period
from desktop.records.text import fold
from desktop.ui.editors.base import Option
from desktop.ui.editors.picker import Picker, matching
from desktop.ui.look.widgets import Choice, column, label, restyle
from desktop.ui.pages.sheets.asked import choosable

USUAL = Length.HALF
"""The length that is asked for most."""
ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}


def lengths() -> dict[Length, str]:
    """Every length in words, the shortest first."""
    return {
        Length.MONTH: t("Tháng"),
        Length.QUARTER: t("Quý"),
        Length.HALF: t("6 tháng"),
        Length.NINE_MONTHS: t("9 tháng"),
        Length.YEAR: t("Năm"),
    }


class PeriodPicker(QWidget):
    """``name`` is the period that was chosen last; ``changed`` when it is another one."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], basis: Basis) -> None:
        super().__init__()
        self._today, self._basis = today, basis
        self.length, self.typed = Choice(), Picker()
        self.note = label("", "problem", wrap=True)
        self.note.hide()
        for length, words in lengths().items():
            self.length.addItem(words, length)
        self.length.setCurrentIndex(self.length.findData(USUAL))
        self.length.setAccessibleName(t("Loại kỳ"))
        self.typed.setAccessibleName(t("Kỳ báo cáo"))
        self.setLayout(column(self.length, self.typed, self.note, gap=4))
        self.length.activated.connect(lambda _index: self._newest())
        self.typed.asked.connect(self._offer)
        self.typed.textEdited.connect(lambda _words: self._settle(False))
        self.typed.picked.connect(lambda option: self.take(option.key))
        self.typed.editingFinished.connect(self._read)
        self.name = self._of_length()[0].name
        self._show()

    def take(self, name: str) -> None:
        """Choose a period by its name."""
        before, self.name = self.name, name
        self._show()
        if name != before:
            self.changed.emit()

    def use(self, basis: Basis) -> None:
        """What bounds the periods that are offered."""
        self._basis = basis

    def _newest(self) -> None:
        self.take(self._of_length()[0].name)

    def _of_length(self) -> list[Period]:
        return choosable(self._today(), Length(self.length.currentData()), self._basis)

    def _every(self) -> list[Option]:
        """All there are; those of the length that is chosen first."""
        own = self._of_length()
        others = (p for p in choosable(self._today(), None, self._basis) if p not in own)
        return [Option(period.name, _words(period)) for period in (*own, *others)]

    def _offer(self, words: str) -> None:
        if words:
            self.typed.offer(_like(self._every(), words))
        else:
            self.typed.offer([Option(p.name, _words(p)) for p in self._of_length()])

    def _read(self) -> None:
        """What was typed: a name, or words that only one period has."""
        words = self.typed.text()
        if self.typed.completer().popup().isVisible() or words == _words(self._period()):
            return
        found = _like(self._every(), words)
        same = [option for option in found if fold(option.words) == fold(words)]
        try:
            self.take((same or found)[0].key if same or len(found) == 1 else _named(words))
        except InputError as error:
            self._problem(str(error))

    def _problem(self, words: str) -> None:
        if words != self.note.text():
            self.note.setText(words)
            self.note.setVisible(bool(words))
            restyle(self.typed, "problem", "error" if words else "")

    def _settle(self, settled: bool) -> None:
        """Whether the line says what was chosen: then a click into it shows all there are."""
        self.typed.settled = settled

    def _period(self) -> Period:
        return periods.named(self.name, self._basis)

    def _show(self) -> None:
        period = self._period()
        self.typed.setText(_words(period))
        self._settle(True)
        self.typed.setCursorPosition(0)
        self._problem("")
        self.length.setCurrentIndex(self.length.findData(_length(period)))


def _named(words: str) -> str:
    return periods.named(words).name


def _length(period: Period) -> Length:
    months = len(period.months)
    return {
        1: Length.MONTH,
        3: Length.QUARTER,
        6: Length.HALF,
        9: Length.NINE_MONTHS,
        12: Length.YEAR,
    }[months]


def _like(options: list[Option], words: str) -> list[Option]:
    """Those with these words, whole ones first; a quarter also by its Arabic number, “quý 1”."""
    plain = fold(words).split()
    for wanted in (plain, [ROMAN.get(word, word) for word in plain]):
        found = [option for option in options if set(wanted) <= set(fold(option.words).split())]
        if found:
            return found
    return matching(options, words)


def _words(period: Period) -> str:
    return period.label[0].upper() + period.label[1:]
