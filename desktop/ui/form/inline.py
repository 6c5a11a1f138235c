"""A new row that a field is to refer to, written in a window of its own above the form."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from desktop.records.fields import Field, Kind
from desktop.records.language import t
from desktop.records.registers import REGISTERS
from desktop.records.store import Saved
from desktop.ui.desk import Desk
from desktop.ui.form.record import Record
from desktop.ui.look import theme
from desktop.ui.look.dialog import Dialog
from desktop.ui.look.problems import Banner
from desktop.ui.look.theme import STEP
from desktop.ui.look.widgets import column

TALLEST = 640
"""Pixels, where the window has so many."""


class NewRow(Dialog):
    """The form of the other register; ``done`` gets the uid once the row is saved."""

    def __init__(
        self, desk: Desk, parent: QWidget, field: Field, words: str, done: Callable[[str], None]
    ) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        register = REGISTERS[field.target]
        self.setWindowTitle(t("Ghi mới: {register}", register=register.label))
        self.banner, self._done = Banner(), done
        self.record = Record(desk, register, None)
        self.record.foot.another.hide()
        self.record.head.history.hide()
        first = register.field(register.caption[0])
        if words and first.kind is Kind.TEXT and not self.record.form.raw()[first.name]:
            self.record.form.begin({first.name: words})
        self.record.saved.connect(self._saved)
        self.record.closed.connect(self.reject)
        self.record.failed.connect(self.banner.bad)
        whole = column(self.banner, self.record, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        room = parent.window().height() - 6 * STEP
        self.resize(QSize(theme.FORM, min(TALLEST, room)))
        self.record.form.start()

    def _saved(self, saved: Saved, _then_next: bool) -> None:
        self.accept()
        self._done(saved.uid)


def creator(desk: Desk) -> Callable[[QWidget, Field, str, Callable[[str], None]], None]:
    """What opens such a window in a book."""

    def create(parent: QWidget, field: Field, words: str, done: Callable[[str], None]) -> None:
        NewRow(desk, parent, field, words, done).open()

    return create
