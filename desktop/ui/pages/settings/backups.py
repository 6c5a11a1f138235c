"""Sao lưu: copies of the book, a check of it, and the way back from a copy."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.records import backup, safekeeping
from desktop.records.backup import Backup
from desktop.records.clock import local_day
from desktop.records.language import t
from desktop.records.safekeeping import CHOICES, Standing
from desktop.records.words import date_words, number_words
from desktop.ui.first_run.restoring import Restoring
from desktop.ui.jobs import Err, Job, Ok, Outcome
from desktop.ui.lists.listing import Column, Entry, Listing
from desktop.ui.lists.table import Table
from desktop.ui.look.problems import Mark
from desktop.ui.look.widgets import Choice, button, label, line
from desktop.ui.pages.settings.checking import Checking
from desktop.ui.pages.settings.section import Around, Section, field
from desktop.ui.paper.preview import Working

SHOWN = 6
"""Copies seen at once."""


class BackupsSection(Section):
    """What matters first: a copy that is not in this laptop."""

    def __init__(self, around: Around) -> None:
        super().__init__(
            t("Sao lưu"),
            t(
                "Bản sao được mã hóa như sổ: mở bằng mật khẩu hoặc 24 từ khôi phục. Bản ở USB cứu "
                "được số liệu khi mất máy; cất USB ở chỗ khác với máy."
            ),
        )
        self.desk, self.banner = around.desk, around.banner
        self.place = ""
        self.restoring: Restoring | None = None
        self.mark, self.state = Mark(), label("", wrap=True)
        told = line(self.mark, self.state)
        told.setStretch(1, 1)
        self.body.addLayout(told)
        self.make = button(t("Sao lưu ra USB…"), self.choose, "primary")
        self.working = Working()
        row = line(self.make, self.working)
        row.setStretch(1, 1)
        self.body.addLayout(row)
        self.remind = Choice()
        self.remind.addItems([t("sau {n} ngày", n=days) for days in CHOICES])
        self.remind.setMaximumWidth(200)
        self.remind.activated.connect(self._remind)
        self.body.addLayout(field(t("Nhắc khi chưa có bản sao mới ở ngoài máy"), self.remind))
        self._inside()
        self.checking = Checking(self.desk)
        self.heading(t("Kiểm tra và khôi phục"))
        self.body.addWidget(self.checking)
        way = button(t("Khôi phục từ bản sao lưu…"), partial(self._restore, around.switch))
        self.body.addLayout(line(way, -1))

    def refresh(self) -> None:
        folder, now = self.desk.book.folder, self.desk.now()
        self.desk.read(self, lambda db: safekeeping.standing(db, folder, now), self._show)

    def choose(self) -> None:
        """Ask for a folder, then copy the book there."""
        chosen = QFileDialog.getExistingDirectory(self, t("Chọn USB hoặc thư mục"), self.place)
        if chosen:
            self.save(Path(chosen))

    def save(self, out: Path) -> None:
        """Copy the book into that folder and read the copy back."""
        if out.resolve().is_relative_to(self.desk.book.folder.resolve()):
            self.banner.bad(
                t("Thư mục này nằm trong thư mục của sổ: mất máy là mất cả hai. Chọn USB.")
            )
            return
        book, now = self.desk.book, self.desk.now()
        self.make.setEnabled(False)
        job = self.desk.write(self, lambda _job: backup.make(book, now=now, out=out), self._saved)
        self.working.begin(t("Đang sao lưu và đọc lại…"), partial(self._stop, job))

    def _inside(self) -> None:
        self.heading(t("Bản sao tự động trong máy"))
        words = t(
            "Mỗi ngày có ghi sổ, chương trình tự sao lưu một bản vào thư mục backups: giữ {days} "
            "ngày gần nhất và {weeks} tuần gần nhất, bản quá 12 tháng tự xóa.",
            days=backup.DAILY,
            weeks=backup.WEEKLY,
        )
        self.body.addWidget(label(words, "muted", wrap=True))
        self.copies = Listing(
            (
                Column(t("Ngày"), 120, exact=True),
                Column(t("Mục nhật ký"), 120, number=True),
                Column(t("Tệp"), 240, grows=True),
            )
        )
        self.table = Table(self.copies, t("Bản sao tự động trong máy"))
        self.table.share(self.copies.columns)
        self.table.hide()
        self.body.addWidget(self.table)

    def _restore(self, opened: Callable[[Path], None]) -> None:
        self.restoring = Restoring(self, self.desk.jobs, self.desk.now, opened)
        self.restoring.open()

    def _stop(self, job: Job) -> None:
        job.cancel()
        self._over()

    def _over(self) -> None:
        self.working.end()
        self.make.setEnabled(True)

    def _saved(self, outcome: Outcome[Backup]) -> None:
        self._over()
        if isinstance(outcome, Err):
            self.banner.bad(outcome.error)
            return
        self.banner.ok(t("Đã sao lưu và đọc lại từng phần: {file}.", file=outcome.value.path))
        self.refresh()

    def _remind(self, row: int) -> None:
        settings, days = self.desk.book.settings, CHOICES[row]
        self.desk.write(
            self,
            lambda _job: safekeeping.set_remind_days(settings, days),
            lambda outcome: self.kept(self.banner, outcome),
        )

    def _show(self, outcome: Outcome[Standing]) -> None:
        if not isinstance(outcome, Ok):
            return
        found = outcome.value
        self.place = found.place
        good = found.outside is not None and not found.late
        self.mark.show_state("ok" if good else "warn")
        self.state.setText(standing_words(found))
        self.remind.setCurrentIndex(
            min(range(len(CHOICES)), key=lambda n: abs(CHOICES[n] - found.remind))
        )
        self.copies.show([_entry(one) for one in found.inside])
        self.table.setVisible(bool(found.inside))
        self.table.fit(SHOWN)


def standing_words(found: Standing) -> str:
    """When the book last left the laptop, and what has come since."""
    if found.outside is None:
        return t("Chưa có bản sao nào ở ngoài máy này. Cắm USB rồi sao lưu ngay.")
    day = date_words(local_day(found.outside).isoformat())
    words = t("Bản sao gần nhất ở ngoài máy: ngày {day}, vào {place}.", day=day, place=found.place)
    if not found.entered:
        return words + " " + t("Từ đó sổ không thay đổi.")
    since = t("Từ đó có {n} thay đổi chưa được sao.", n=number_words(found.entered))
    return f"{words} {since}"


def _entry(one: Backup) -> Entry:
    cells = (date_words(one.day.isoformat()), number_words(one.entries), one.path.name)
    return Entry(cells, one)
