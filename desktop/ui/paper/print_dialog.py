"""What to print where: the printer, how many copies, which pages."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QRadioButton, QWidget

from desktop.records.errors import InputError
from desktop.records.language import t
from desktop.ui.look.dialog import Dialog
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import Choice, Tick, button, column, label, line
from desktop.ui.paper import printing
from desktop.ui.paper.printing import Ability, Order

MOST = 99
"""Copies."""
WIDTH = 400


class PrintDialog(Dialog):
    """``take`` gets the order. ``small`` sheets are smaller than A4: a printer that has no such
    paper puts them in the corner of an A4 sheet, at their real size."""

    def __init__(
        self,
        parent: QWidget,
        printers: Sequence[Ability],
        count: int,
        take: Callable[[Order], object],
        *,
        small: bool,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("In"))
        self.setFixedWidth(WIDTH)
        self.printers, self._count, self._take = printers, count, take
        self.printer = Choice()
        for one in printers:
            self.printer.addItem(one.name)
        self.printer.currentIndexChanged.connect(self._look)
        self.copies = QLineEdit("1")
        self.copies.setValidator(QIntValidator(1, MOST, self.copies))
        self.copies.setFixedWidth(72)
        self.all = QRadioButton(t("Cả {n} trang", n=count))
        self.some = QRadioButton(t("Chỉ các trang"))
        self.all.setChecked(True)
        self.pages = QLineEdit()
        self.pages.setPlaceholderText("1-3, 5")
        self.pages.textEdited.connect(lambda _words: self.some.setChecked(True))
        self.both_sides = Tick(t("In hai mặt"))
        self.on_a4 = Tick(t("In trên giấy A4 rồi cắt"))
        self.on_a4.setVisible(small)
        self.problem = label("", "problem", wrap=True)
        self.go = button(t("In"), self.order, "primary")
        self._lay_out()
        self._look()

    def order(self) -> None:
        """Give the order, or say what in it cannot be."""
        try:
            pages = self._pages()
        except InputError as error:
            self.problem.setText(str(error))
            self.pages.setFocus()
            return
        chosen = self.printers[self.printer.currentIndex()]
        self.accept()
        self._take(
            Order(
                printer=chosen.name,
                pages=pages,
                copies=int(self.copies.text() or 1) or 1,
                both_sides=self.both_sides.isEnabled() and self.both_sides.isChecked(),
                on_a4=not self.on_a4.isHidden() and self.on_a4.isChecked(),
            )
        )

    def _pages(self) -> tuple[int, ...]:
        if self.all.isChecked():
            return tuple(range(self._count))
        return printing.chosen(self.pages.text(), self._count)

    def _look(self) -> None:
        """What the chosen printer can do."""
        chosen = self.printers[self.printer.currentIndex()]
        self.both_sides.setEnabled(chosen.both_sides and self._count > 1)
        self.on_a4.setChecked(not chosen.takes_a6)

    def _lay_out(self) -> None:
        for one, words in (
            (self.printer, t("Máy in")),
            (self.copies, t("Số bản")),
            (self.pages, t("Các trang cần in")),
        ):
            one.setAccessibleName(words)
        which = line(self.some, self.pages)
        which.setStretch(1, 1)
        self.setLayout(
            column(
                column(label(t("Máy in")), self.printer, gap=4),
                column(label(t("Số bản")), self.copies, gap=4),
                column(label(t("Trang")), self.all, which, gap=4),
                column(self.both_sides, self.on_a4, gap=0),
                self.problem,
                line(self.go, button(t("Thôi"), self.reject), -1),
                gap=2 * STEP,
                edges=(24, 22, 24, 22),
            )
        )
