"""Between a list and Excel: rows brought in, the list taken out, chosen rows copied."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog

from desktop.records import plain_xlsx
from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.registers import Travels
from desktop.records.words import number_words
from desktop.ui import chosen
from desktop.ui.desk import Desk
from desktop.ui.editors.base import Option
from desktop.ui.jobs import Err, Outcome
from desktop.ui.menu import Menu
from desktop.ui.problems import Banner
from desktop.ui.rows import Rows
from desktop.ui.stretches import View
from desktop.ui.table import Table
from desktop.ui.widgets import button


class Excel(QObject):
    """The button "Excel" of a list. Rows that never leave the laptop are not copied out either."""

    def __init__(
        self,
        desk: Desk,
        rows: Rows,
        table: Table,
        banner: Banner,
        bring_in: Callable[[], None] | None,
    ) -> None:
        super().__init__(table)
        self.desk, self.rows, self.table, self.banner = desk, rows, table, banner
        self.bring_in = bring_in
        self.stays = rows.register.travels is not Travels.ROWS
        self.button = button(t("Excel"), self._offer, icon="chevron-down")
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table)
        copy.activated.connect(self.copy)

    def options(self) -> list[Option]:
        """What can be done."""
        found = [Option("in", t("Nhập từ Excel…"))] if self.bring_in else []
        if not self.stays:
            found.append(Option("out", t("Xuất danh sách ra Excel…")))
            found.append(Option("copy", t("Chép các dòng đã chọn (Ctrl+C)")))
        return found

    def copy(self) -> None:
        """Put the chosen rows on the clipboard."""
        picked, view = chosen.spans(self.table.selectionModel()), self.rows.view
        if self.stays:
            self.banner.warn(t("Dòng của sổ này không rời máy, nên không chép hay xuất ra được."))
        elif picked:
            self.desk.read(self, lambda db: chosen.as_text(db, view, picked), self._copied)

    def save(self, file: Path) -> None:
        """Write what the list shows to a workbook."""
        view, count = self.rows.view, self.rows.rowCount()
        self.desk.read(
            self, lambda db: write(db, view, count, file), partial(self._saved, file.name)
        )

    def _offer(self) -> None:
        Menu(self.button, self.options(), self._take).drop(self.button)

    def _take(self, option: Option) -> None:
        if option.key == "in" and self.bring_in:
            self.bring_in()
        elif option.key == "copy":
            self.copy()
        elif option.key == "out":
            self._ask_file()

    def _ask_file(self) -> None:
        name = f"{self.rows.register.label} {self.desk.today()}.xlsx"
        kinds = t("Tệp Excel (*.xlsx)")
        chosen_file, _ = QFileDialog.getSaveFileName(self.button, t("Xuất ra Excel"), name, kinds)
        if chosen_file:
            self.save(Path(chosen_file).with_suffix(".xlsx"))

    def _copied(self, outcome: Outcome[str]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            QGuiApplication.clipboard().setText(outcome.value)

    def _saved(self, name: str, outcome: Outcome[int]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            n = number_words(outcome.value)
            self.banner.ok(t("Đã xuất {n} dòng ra “{name}”. Tệp này không mã hóa.", n=n, name=name))


def write(db: Database, view: View, count: int, file: Path) -> int:
    """Write the rows of a list to a workbook; returns how many. Raises DiskError."""
    every = chosen.lines(db, view, [(0, count - 1)] if count else [])
    return plain_xlsx.write(
        file,
        view.register.label,
        [field.label for field in view.fields],
        (chosen.cells(view, line) for line in every),
    )
