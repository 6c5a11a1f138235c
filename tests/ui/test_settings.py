"""The settings through their widgets, on a real encrypted book."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel

import resources
from desktop.records import audit, backup, clock, reporting, safekeeping, units, vault
from desktop.records.book import Book
from desktop.records.errors import WrongPassphrase
from desktop.records.periods import Basis
from desktop.ui import locking
from desktop.ui.desk import Desk
from desktop.ui.first_run.restoring import Restoring
from desktop.ui.first_run.unproven import words_to_prove
from desktop.ui.keeping import Keeping
from desktop.ui.look.problems import Banner
from desktop.ui.pages.settings.backups import BackupsSection
from desktop.ui.pages.settings.journal import JournalSection
from desktop.ui.pages.settings.letterhead import LetterheadSection
from desktop.ui.pages.settings.looks import LooksSection
from desktop.ui.pages.settings.passphrase import PassphraseSection
from desktop.ui.pages.settings.reporting import ReportingSection
from desktop.ui.pages.settings.section import Around, Section
from desktop.ui.pages.settings.sections import SECTIONS
from desktop.ui.remember import Remember
from tests.district import PASSPHRASE, record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.test_work import EVENT

S = TypeVar("S", bound=Section)
Open = Callable[[type[S]], S]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def around(desk: Desk, tmp_path: Path) -> Around:
    remember = Remember(tmp_path / "remembered.ini")
    nothing: Callable[[object], None] = lambda _what: None  # noqa: E731
    return Around(desk, remember, lambda: None, Banner(), nothing, nothing, lambda: None)


def opened(around: Around, hands: Hands, kind: type[S]) -> S:
    for place in SECTIONS:
        section = place.make(around)
        if isinstance(section, kind):
            hands.show(section)
            section.refresh()
            hands.settle()
            return section
    raise AssertionError(kind)


def test_the_paper_shows_what_is_typed(around: Around, hands: Hands) -> None:
    page = opened(around, hands, LetterheadSection)
    before = page.paper.accessibleDescription()
    hands.type(page.inputs["signer_name"], "Nông Văn Bàn")
    after = page.paper.accessibleDescription()
    assert "Nông Văn Bàn" in after and "Nông Văn Bàn" not in before
    assert "XÃ BỘC BỐ" in after


def test_periods_are_kept_and_explained(around: Around, book: Book, hands: Hands) -> None:
    page = opened(around, hands, ReportingSection)
    assert "15/04/2024 đến 14/05/2024" in page.example.text()
    page.bases[Basis.CALENDAR].click()
    page.days.setCurrentIndex(4)
    page.days.activated.emit(4)
    hands.settle()
    assert reporting.of(book.db) == reporting.Reporting(Basis.CALENDAR, 5)
    assert "01/05/2024 đến 31/05/2024; hạn gửi gói: 05/06/2024" in page.example.text()


def test_a_copy_outside_is_made_verified_and_told(
    around: Around, book: Book, hands: Hands, tmp_path: Path
) -> None:
    record(book, "outreach", EVENT, now=NOW)
    page = opened(around, hands, BackupsSection)
    assert "Chưa có bản sao nào ở ngoài máy" in page.state.text()
    page.save(tmp_path / "usb")
    hands.settle()
    hands.settle()
    (made,) = backup.listed(tmp_path / "usb")
    assert made.path.name in around.banner.message.text()
    assert "07/05/2024" in page.state.text() and page.mark.state == "ok"


def test_a_copy_inside_the_book_is_no_copy_outside(
    around: Around, book: Book, hands: Hands
) -> None:
    page = opened(around, hands, BackupsSection)
    page.save(book.folder / "usb")
    hands.settle()
    assert "mất cả hai" in around.banner.message.text()
    assert not (book.folder / "usb").exists()


def test_the_book_is_checked_in_words(around: Around, book: Book, hands: Hands) -> None:
    page = opened(around, hands, BackupsSection)
    page.checking.check()
    hands.settle()
    assert page.checking.result.text().startswith("Sổ nguyên vẹn")
    (book.folder / vault.COPIES[1]).write_text("{}", encoding="utf-8")
    page.checking.check()
    hands.settle()
    assert page.checking.mark.state == "bad"
    assert vault.COPIES[1] in page.checking.result.text()


def test_a_backup_is_restored_into_a_new_folder(
    around: Around, book: Book, hands: Hands, tmp_path: Path
) -> None:
    made = backup.make(book, now=NOW, out=tmp_path / "usb")
    opened_folders: list[Path] = []
    desk = around.desk
    holder = hands.show(QLabel())
    page = Restoring(holder, desk.jobs, desk.now, opened_folders.append)
    page.open()
    page.backup.setText(str(made.path))
    page.folder.setText(str(tmp_path / "again"))
    page.passphrase.setText("sai mật khẩu")
    page.restore()
    hands.settle()
    assert "Mật khẩu không đúng" in page.problem.text()
    page.passphrase.setText(PASSPHRASE)
    page.restore()
    hands.settle()
    assert "đợt số mới" in page.done_words.text()
    with Book.open(tmp_path / "again", PASSPHRASE) as again:
        assert again.office == units.find("2021", "01864") and again.epoch != book.epoch


def test_recovery_words_are_tried_and_made_anew(around: Around, book: Book, hands: Hands) -> None:
    words = vault.change_recovery(book.folder, PASSPHRASE)
    page = opened(around, hands, PassphraseSection).recovery
    page.words.setPlainText(" ".join(words[:-1]))
    page.check()
    hands.settle()
    assert "Chưa đủ 24 từ" in page.result.text()
    page.words.setPlainText(" ".join(words))
    page.check()
    hands.settle()
    assert page.result.text().startswith("Đúng")
    page.passphrase.setText(PASSPHRASE)
    page.make()
    hands.settle()
    assert page.dialog is not None and page.dialog.isVisible()
    page.dialog.close()
    hands.settle()
    with pytest.raises(WrongPassphrase):
        vault.unlock(book.folder, " ".join(words))
    assert "24 từ khác để chép" in around.banner.message.text()
    again = words_to_prove(book, PASSPHRASE)
    assert len(again) == 24 and vault.unlock(book.folder, " ".join(again))


def test_words_that_were_tried_out_are_not_asked_for_again(
    around: Around, book: Book, hands: Hands
) -> None:
    page = opened(around, hands, PassphraseSection).recovery
    page.passphrase.setText("sai mật khẩu")
    page.make()
    hands.settle()
    assert words_to_prove(book, PASSPHRASE) == [], "the old words are as good as before"
    page.passphrase.setText(PASSPHRASE)
    page.make()
    hands.settle()
    assert page.dialog is not None
    page.dialog.accept()
    hands.settle()
    assert "hủy tờ cũ" in around.banner.message.text()
    assert words_to_prove(book, PASSPHRASE) == []


def test_the_journal_tells_deeds_and_never_content(
    around: Around, book: Book, hands: Hands
) -> None:
    record(book, "outreach", EVENT, now=NOW)
    audit.note(book, "open", NOW)
    page = opened(around, hands, JournalSection)
    told = [" ".join(entry.cells) for entry in page.log.entries]
    assert any("Ghi hoặc sửa dòng" in line and "Hoạt động truyền thông" in line for line in told)
    assert any("Mở sổ" in line for line in told)
    assert not any("Khuoi Boc" in line for line in told)
    page.kind.setCurrentIndex(page.kind.findData("safety"))
    page.refresh()
    hands.settle()
    assert not any("Ghi hoặc sửa" in " ".join(entry.cells) for entry in page.log.entries)


def test_a_clock_far_ahead_is_entered_in_the_journal_as_in_doubt(
    around: Around, book: Book, hands: Hands
) -> None:
    before = clock.floor(book)
    audit.note(book, "open", book.time(NOW.replace(year=2099)))
    (deed, *_) = audit.read(book.db).deeds
    assert (deed.action, deed.at[:4], deed.doubted) == ("open", "2099", True)
    assert clock.floor(book) == before, "it is not believed from now on"
    page = opened(around, hands, JournalSection)
    assert page.log.entries[0].cells[0].endswith("2099, giờ máy không chắc")


def test_minutes_until_the_lock_are_kept(around: Around, book: Book, hands: Hands) -> None:
    page = opened(around, hands, LooksSection)
    page.minutes.setCurrentIndex(0)
    page.minutes.activated.emit(0)
    hands.settle()
    assert locking.minutes(book.settings) == locking.CHOICES[0]


def test_the_days_copy_is_made_once_and_one_elsewhere_is_asked_for(
    around: Around, book: Book, hands: Hands
) -> None:
    record(book, "outreach", EVENT | {"date": "5/4/2024"}, now=NOW - timedelta(days=9))
    banner = hands.show(Banner())
    banner.hide()
    went: list[str] = []
    keeping = Keeping(around.desk, banner, went.append)
    keeping.look()
    hands.settle()
    hands.settle()
    assert not banner.isVisible(), "nothing moves below somebody's hand"
    keeping.remind()
    assert [one.day for one in backup.listed(book.folder / "backups")] == [date(2024, 5, 7)]
    assert "9 ngày" in banner.message.text()
    banner.action.click()
    assert went == ["settings:backup"]
    assert safekeeping.daily(book, NOW) is None


def test_everything_that_is_shipped_is_named_with_its_licence() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    wanted = {line.split("==")[0] for line in lines if "==" in line}
    shipped = tomllib.loads(resources.text("shipped.toml"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert wanted <= {part["name"] for part in shipped["parts"]}
    assert all(part["licence"] and part["vi"] and part["en"] for part in shipped["parts"])
    assert shipped["version"] == project["version"]
