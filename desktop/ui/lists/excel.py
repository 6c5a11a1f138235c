"""Between a list and Excel: rows brought in, the list taken out, chosen rows copied."""

from array import array
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from desktop.records import plain_xlsx
from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.registers import Travels
from desktop.records.words import number_words
from desktop.ui.desk import Desk
from desktop.ui.editors.base import Option
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.lists import chosen
from desktop.ui.lists.menu import Menu
from desktop.ui.lists.rows import Rows
from desktop.ui.lists.stretches import View
from desktop.ui.lists.table import Table
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import button, label, line
from desktop.ui.paper.noting import note

MOST = 50_000
"""Rows that are copied at a time; more belong into a file."""
STEP = 500
"""Rows written between two words on how far it has got."""


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
        self.progress = Progress(self._stopped)
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
        count = sum(last - first + 1 for first, last in picked)
        if self.stays:
            self.banner.warn(t("Dòng của sổ này không rời máy, nên không chép hay xuất ra được."))
        elif count > MOST:
            most = number_words(MOST)
            words = t("Mỗi lần chép được {n} dòng. Nhiều hơn thì xuất ra tệp Excel.", n=most)
            self.banner.warn(words, t("Xuất danh sách ra Excel…"), self._ask_file)
        elif picked:
            places = self.rows.places(picked)
            done = partial(self._copied, count)
            self.desk.read(self, lambda db: chosen.as_text(db, view, places), done)

    def save(self, file: Path) -> None:
        """Write what the list shows to a workbook."""
        view, places = self.rows.view, self.rows.order.places[:]
        work = partial(write, view=view, places=places, file=file)
        job = self.desk.gather(
            self, work, partial(self._saved, view.register.name, file.name), self.progress.say
        )
        self.progress.begin(file.name, len(places), job)

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

    def _copied(self, count: int, outcome: Outcome[str]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            QGuiApplication.clipboard().setText(outcome.value)
            self.banner.ok(t("Đã chép {n} dòng. Sang Excel bấm Ctrl+V.", n=number_words(count)))

    def _stopped(self) -> None:
        self.banner.warn(t("Đã dừng xuất ra Excel. Sổ không thay đổi."))

    def _saved(self, register: str, name: str, outcome: Outcome[int]) -> None:
        self.progress.hide()
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        else:
            n = number_words(outcome.value)
            self.banner.ok(t("Đã xuất {n} dòng ra “{name}”. Tệp này không mã hóa.", n=n, name=name))
            note(self.desk, self.banner, "file", register)


class Progress(QWidget):
    """How far the writing of a file has got, and the way to stop it."""

    def __init__(self, stopped: Callable[[], None]) -> None:
        super().__init__()
        self._stopped = stopped
        self.words, self.bar = label("", "muted"), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.bar.setAccessibleName(t("Đang xuất ra Excel"))
        self.stop = button(t("Dừng"), self._stop, "link")
        self.setLayout(line(self.words, self.bar, self.stop))
        self._job: Job | None = None
        self.hide()

    def begin(self, name: str, count: int, job: Job) -> None:
        """Show that the file is being written."""
        self._job = job
        self.bar.setRange(0, max(count, 1))
        self.say(0)
        self.setAccessibleName(name)
        self.show()

    def say(self, written: object) -> None:
        """So many rows are written."""
        self.bar.setValue(int(str(written)))
        words = number_words(int(str(written))), number_words(self.bar.maximum())
        self.words.setText(t("Đang xuất: {n} trên {all} dòng", n=words[0], all=words[1]))

    def _stop(self) -> None:
        if self._job:
            self._job.cancel()
        self.hide()
        self._stopped()


def write(db: Database, job: Job, view: View, places: "array[int]", file: Path) -> int:
    """Write the rows of a list to a workbook; returns how many. Raises DiskError, and Cancelled
    when it is stopped: there is no file then."""

    def every() -> Iterator[list[plain_xlsx.Cell]]:
        for number, line_ in enumerate(chosen.lines(db, view, places)):
            if number % STEP == 0:
                job.report(number)
            yield chosen.cells(view, line_)

    headings = [field.label for field in view.fields]
    return plain_xlsx.write(file, view.register.label, headings, every())
