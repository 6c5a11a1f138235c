"""The receipts that are owed to the offices below, and the button that signs and writes them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from desktop.records import units
from desktop.records.files import write_durably
from desktop.records.language import t
from desktop.records.words import number_words
from desktop.ui.dated import dated
from desktop.ui.desk import Desk
from desktop.ui.jobs import Err, Job, Ok, Outcome
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.problems import Banner
from desktop.ui.look.widgets import Panel, button, label
from sync import receipts
from sync.receipts import Owed

SHOWN = 6
"""Offices seen at once; more are scrolled."""


class Owing(Panel):
    """``write`` is for the head of the page; ``place`` is where packets were last taken from;
    ``counted`` tells how many receipts are owed."""

    counted = Signal(int)

    def __init__(self, desk: Desk, banner: Banner, place: Callable[[], Path] = Path.home) -> None:
        super().__init__(t("Giấy báo nhận chưa ghi"))
        self.desk, self.banner, self._place = desk, banner, place
        self.write = button(t("Ghi giấy báo…"), self.choose_folder, "primary", key="F7")
        self.model = Listing(
            (
                Column(t("Đơn vị"), 200, grows=True),
                Column(t("Gói mới đến"), 140, number=True),
                Column(t("Dòng trả lại"), 140, number=True),
            )
        )
        self.table = Table(self.model, t("Giấy báo nhận chưa ghi"))
        self.table.share(self.model.columns)
        self.say = label("", "muted", wrap=True)
        self.body.addWidget(self.table)
        self.body.addWidget(self.say)

    def refresh(self) -> None:
        """Read again what is owed."""
        book = self.desk.book

        def work(_job: Job) -> list[Owed]:
            with self.desk.hold():
                return receipts.owed(book)

        self.desk.jobs.run(self, work, self._show)

    def write_receipts(self, folder: Path) -> None:
        """Sign what is owed to the offices below and put it into ``folder`` (a stick)."""
        dated(self, self.desk, self.banner, partial(self._write, folder))

    def _write(self, folder: Path) -> None:
        desk, book = self.desk, self.desk.book

        def work(_job: Job) -> list[str]:
            receipts.write_owed(book, now=desk.believed())
            missing = [o for o in receipts.current(book) if not (folder / o.file_name).exists()]
            for one in missing:
                write_durably(folder / one.file_name, one.content)
            return [one.file_name for one in missing]

        self.desk.write(self, work, self._written)

    def choose_folder(self) -> None:
        """Ask where the receipts go."""
        words = t("Ghi giấy báo vào thư mục hoặc USB")
        folder = QFileDialog.getExistingDirectory(self, words, str(self._place()))
        if folder:
            self.write_receipts(Path(folder))

    def _show(self, outcome: Outcome[list[Owed]]) -> None:
        found = outcome.value if isinstance(outcome, Ok) else []
        edition = self.desk.book.office.edition
        self.model.show([_entry(one, edition) for one in found])
        self.table.setVisible(bool(found))
        self.table.fit(SHOWN)
        self.say.setText(
            t("Mỗi đơn vị một tệp. Ghi ra USB của đơn vị, hoặc gửi tệp cho họ.")
            if found
            else t("Mọi đơn vị đã được trả lời. Mất tệp thì ghi lại được bất cứ lúc nào.")
        )
        self.counted.emit(len(found))

    def _written(self, outcome: Outcome[list[str]]) -> None:
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
        elif outcome.value:
            self.banner.ok(
                t("Đã ký và ghi {n} giấy báo. Chuyển về từng đơn vị.", n=len(outcome.value))
            )
        else:
            self.banner.ok(t("Không còn giấy báo nào phải ghi: mọi đơn vị đã được trả lời."))


def _entry(one: Owed, edition: str) -> Entry:
    name = units.find(edition, one.unit).name
    return Entry((name, number_words(one.packets), number_words(one.remarks)), one)
