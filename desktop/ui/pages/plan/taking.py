"""What stands behind a target, taken along: copied, to Excel, on paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.records import plain_xlsx
from desktop.records.cipher import Database
from desktop.records.language import t
from desktop.records.plan import Target
from desktop.records.sheets.blocks import SheetData
from desktop.records.words import number_words
from desktop.ui.desk import Desk
from desktop.ui.editors.base import Option
from desktop.ui.jobs import Err, Job, Outcome
from desktop.ui.lists.menu import Menu
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import button
from desktop.ui.pages.plan.reading import Asked, Part
from desktop.ui.paper.noting import note


def heads() -> tuple[str, ...]:
    """What stands above a list that is taken along."""
    return (t("Nội dung"), t("Đơn vị"), t("Tử số"), t("Mẫu số"), t("Ghi chú"))


def cells(part: Part) -> tuple[str | int, ...]:
    """One line of it."""
    note = " · ".join(words for words in (part.note, part.caution) if words)
    return (part.words, part.unit, part.n, part.d, note)


def as_text(parts: Sequence[Part]) -> str:
    """The list as Excel and a message take it."""
    lines = [heads(), *(cells(part) for part in parts)]
    return "\n".join("\t".join(str(cell) for cell in line) for line in lines) + "\n"


@dataclass(frozen=True)
class Chosen:
    """The list that is shown: of which target, what it is called (in Vietnamese on paper)."""

    target: Target
    title: str
    printed: str
    parts: list[Part]


class Taking(QObject):
    """One button; ``chosen`` says which list is shown."""

    def __init__(
        self,
        desk: Desk,
        banner: Banner,
        chosen: Callable[[], Chosen],
        asked: Callable[[], Asked],
    ) -> None:
        super().__init__()
        self.desk, self.banner, self._chosen, self._asked = desk, banner, chosen, asked
        self.button = button(t("Lấy danh sách"), self._offer, "add", icon="chevron-down")

    def copy(self) -> None:
        """Put the list on the clipboard."""
        parts = self._chosen().parts
        QGuiApplication.clipboard().setText(as_text(parts))
        self.banner.ok(t("Đã chép {n} dòng. Dán vào Excel hoặc tin nhắn.", n=len(parts)))

    def save(self, file: Path) -> None:
        """Write the list to a workbook."""
        chosen = self._chosen()

        def work(_db: Database) -> int:
            return plain_xlsx.write(
                file, chosen.title, heads(), [cells(part) for part in chosen.parts]
            )

        def saved(outcome: Outcome[int]) -> None:
            if isinstance(outcome, Err):
                self.banner.bad(outcome.error)
                return
            n = number_words(outcome.value)
            words = t("Đã xuất {n} dòng ra “{name}”. Tệp này không mã hóa.", n=n, name=file.name)
            self.banner.ok(words)
            note(self.desk, self.banner, "file")

        self.desk.read(self, work, saved)

    def print(self) -> None:
        """Show the list as it will be on paper."""
        from desktop.records.sheets.behind import Told, behind_sheet
        from desktop.ui.paper.sheet_dialog import SheetDialog  # slow to load

        chosen, asked, book, now = self._chosen(), self._asked(), self.desk.book, self.desk.now()
        told = [Told(one.words, one.unit, one.n, one.d, one.note) for one in chosen.parts]

        def compose(_job: Job) -> SheetData:
            return behind_sheet(
                book, chosen.target, chosen.printed, told, area=asked.area, as_of=asked.day, now=now
            )

        about = f"{chosen.target.text}. {chosen.title}"
        over, name = self.button.window(), f"{t('Danh sách')} {self.desk.today()}"
        dialog = SheetDialog(over, self.desk.jobs, t("In danh sách"), about, compose, name)
        dialog.output.issued.connect(partial(note, self.desk, self.banner))
        dialog.open()

    def _offer(self) -> None:
        options = [
            Option("print", t("In danh sách…")),
            Option("copy", t("Chép danh sách")),
            Option("save", t("Xuất danh sách ra Excel…")),
        ]
        Menu(self.button, options, self._take).drop(self.button)

    def _take(self, option: Option) -> None:
        {"print": self.print, "copy": self.copy, "save": self._ask_file}[option.key]()

    def _ask_file(self) -> None:
        name = f"{t('Danh sách')} {self.desk.today()}.xlsx"
        kinds = t("Tệp Excel (*.xlsx)")
        chosen, _ = QFileDialog.getSaveFileName(self.button, t("Xuất ra Excel"), name, kinds)
        if chosen:
            self.save(Path(chosen).with_suffix(".xlsx"))
