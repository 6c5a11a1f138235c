"""The working window as a whole: every screen, both languages, names for those who cannot see."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from desktop.records import language, units
from desktop.records.book import Book
from desktop.records.sheets.office import OfficePaper
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.pages.overview.page import Overview
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.settings.letterhead import LetterheadSection, printed
from desktop.ui.pages.settings.looks import LooksSection
from desktop.ui.pages.settings.page import SettingsPage
from desktop.ui.pages.settings.passphrase import PassphraseSection
from desktop.ui.pages.settings.section import Section
from desktop.ui.pages.settings.sections import SECTIONS
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.district import District, record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands, said

EVENT: dict[str, object] = {
    "date": "5/5/2024",
    "form": "HOI_NGHI",
    "topics": "PHAP_LUAT",
    "audiences": "NHAN_DAN",
    "place": "Khuoi Boc",
    "attendees": "42",
}
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ]|[\u1EA0-\u1EF9]|[àáãèéìíòóõùúýÀÁÈÉÌÍÒÓÙÚÝ]")
BILINGUAL = {"Ngôn ngữ · Language", "Tiếng Việt", "English"}


@pytest.fixture
def window(book: Book, jobs: Jobs, hands: Hands, tmp_path: Path) -> Iterator[Window]:
    record(book, "outreach", EVENT, now=NOW)
    made = hands.show(Window(jobs, Remember(tmp_path / "remembered.ini"), lambda: NOW))
    made.work(book)
    hands.settle()
    yield made
    jobs.wait()
    made.desk = None


def work_of(window: Window) -> Work:
    found = window.centralWidget()
    assert isinstance(found, Work)
    return found


@dataclass
class Tour:
    """What was noted on a tour of every screen."""

    heard: dict[str, list[str]] = field(default_factory=dict)
    flashed: list[QObject] = field(default_factory=list)
    nameless: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def toured() -> Tour:
    return Tour()


@pytest.fixture
def noted(request: pytest.FixtureRequest, toured: Tour, hands: Hands, qapp: QApplication) -> Tour:
    """One tour in Vietnamese, made for the first test that asks what was noted."""
    if not toured.heard:
        window = request.getfixturevalue("window")
        watch = Watch()
        qapp.installEventFilter(watch)
        loose = QLabel("control")
        loose.show()
        toured.heard = tour(window, hands)
        qapp.removeEventFilter(watch)
        toured.flashed = [one for one in watch.seen if one is not loose]
        assert len(toured.flashed) == len(watch.seen) - 1, "the control was seen"
        loose.close()
        toured.nameless = {name: nameless(page) for name, page in work_of(window).pages.items()}
    return toured


def tour(window: Window, hands: Hands) -> dict[str, list[str]]:
    """Go to every screen, open a form where there is one, and note what is said there."""
    heard: dict[str, list[str]] = {}
    work = work_of(window)
    for name in list(work.navigation.entries):
        work.go(name)
        hands.settle()
        page = work.pages[name]
        if isinstance(page, RegisterPage):
            page.new()
            hands.settle()
        heard[name] = said(page)
    for place in SECTIONS:
        work.go(f"settings:{place.name}")
        hands.settle()
    heard["settings"] = said(work.pages["settings"])
    heard["frame"] = said(work.navigation) + said(work.status)
    return heard


def test_a_cursor_in_the_navigation_goes_along(window: Window, hands: Hands) -> None:
    work = work_of(window)
    entries = work.navigation.entries
    entries["overview"].setFocus()
    work.go("reports")
    assert work.focusWidget() is entries["reports"], "a letter typed now begins from here"
    hands.settle()


def test_every_screen_is_reached_by_key(window: Window, hands: Hands) -> None:
    work = work_of(window)
    names = list(work.navigation.entries)
    for number, name in enumerate(names[:9], start=1):
        hands.press(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        assert work.stack.currentWidget() is work.pages[name]
        assert work.navigation.entries[name].isChecked()
    hands.press(window, Qt.Key.Key_F6)
    hands.press(focus(), Qt.Key.Key_Home)
    for name in names:
        hands.press(focus(), Qt.Key.Key_Return)
        assert work.stack.currentWidget() is work.pages[name]
        hands.press(window, Qt.Key.Key_F6)
        hands.press(focus(), Qt.Key.Key_Down)
    for letter, name in (("K", "inspections"), ("K", "budget"), ("B", "reports")):
        hands.press(focus(), Qt.Key[f"Key_{letter}"])
        assert focus() is work.navigation.entries[name]


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


class Watch(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_no_loose_piece_flashes_up(noted: Tour) -> None:
    assert noted.flashed == []


def test_registers_of_other_tiers_are_not_shown(window: Window) -> None:
    entries = set(work_of(window).navigation.entries)
    assert {"outreach", "referrals"} <= entries
    assert not {"referral_months", "referral_years"} & entries


def test_counts_and_bottom_line_follow_the_book(window: Window, book: Book, hands: Hands) -> None:
    work = work_of(window)
    assert work.navigation.entries["outreach"].number == 1
    assert work.status.waits.text().startswith("1 dòng chưa")
    assert work.status.saved.text().endswith("09:05 07/05/2024")
    assert "15/4–14/5" in work.status.period.text()
    work.go("outreach+")
    page = work.pages["outreach"]
    assert isinstance(page, RegisterPage) and page.record
    page.record.form.put(
        {
            "date": "2024-05-06",
            "form": "LOA",
            "topics": ["PHAP_LUAT"],
            "audiences": ["NHAN_DAN"],
            "attendees": 0,
        }
    )
    page.record.save()
    hands.settle()
    assert work.navigation.entries["outreach"].number == 2
    assert work.status.waits.text().startswith("2 dòng chưa")


def test_english_leaves_no_vietnamese(window: Window, hands: Hands, book: Book) -> None:
    looks(window, hands).speak("en")
    hands.settle()
    names = {unit.name for unit in (book.office, units.find("2021", "060"))}
    paper = OfficePaper.of(book.office, book.settings.get)  # sheets are always in Vietnamese
    allowed = BILINGUAL | names | {str(book.folder), *printed(paper).values()}
    names.add("Sổ Bản")
    for screen, texts in tour(window, hands).items():
        left = {
            text
            for text in texts
            if VIETNAMESE.search(text.replace("đồng", "").replace("Bắc Kạn", ""))
            and text not in allowed
        }
        left = {text for text in left if not any(name in text for name in names)}
        assert left == set(), screen


def test_vietnamese_leaves_no_english(noted: Tour) -> None:
    english = {
        text
        for vi, text in language.english().items()
        if text != vi and len(text) > 3 and "{" not in text
    }
    assert sum(len(texts) for texts in noted.heard.values()) > 150
    for screen, texts in noted.heard.items():
        assert set(texts) & english - BILINGUAL == set(), screen


def test_the_language_can_be_changed_back(window: Window, hands: Hands) -> None:
    for tongue, word in (("en", "Overview"), ("vi", "Tổng quan")):
        looks(window, hands).speak(tongue)
        hands.settle()
        assert work_of(window).navigation.entries["overview"].text() == word


def test_the_dark_look_is_remembered(window: Window, hands: Hands) -> None:
    looks(window, hands).dress("dark")
    hands.settle()
    assert window.remember.theme == "dark"
    looks(window, hands).dress("light")


def test_everything_that_takes_the_focus_has_a_name(noted: Tour) -> None:
    assert len(noted.nameless) > 10
    assert {name: widgets for name, widgets in noted.nameless.items() if widgets} == {}


def nameless(page: QWidget) -> list[str]:
    """What takes the focus and has no name."""
    inside = cast(list[QWidget], page.findChildren(QWidget))
    return [
        repr(w)
        for w in inside
        if isinstance(w, QAbstractButton | QLineEdit | QComboBox)
        and w.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not (w.accessibleName() or getattr(w, "text", str)())
        and not isinstance(w.parent(), QComboBox | QAbstractSpinBox)
    ]


def test_letterhead_settings_are_kept(window: Window, hands: Hands, book: Book) -> None:
    page = settings(window, hands, "letterhead")
    assert isinstance(page, LetterheadSection)
    line = page.inputs["signer_name"]
    hands.type(line, "Nông Văn Bàn")
    page.save()
    hands.settle()
    assert book.settings.get("signer_name") == "Nông Văn Bàn"


def test_the_passphrase_can_be_changed(window: Window, hands: Hands, book: Book) -> None:
    from desktop.records import vault
    from tests.district import PASSPHRASE

    page = settings(window, hands, "passphrase")
    assert isinstance(page, PassphraseSection)
    for line, text in ((page.old, PASSPHRASE), (page.new, "câu mới dài hơn"), (page.again, "khác")):
        hands.type(line, text)
    page.change()
    assert "không giống nhau" in page.banner.message.text()
    page.again.clear()
    hands.type(page.again, "câu mới dài hơn")
    page.change()
    hands.settle()
    assert vault.unlock(book.folder, "câu mới dài hơn")


def settings(window: Window, hands: Hands, section: str) -> Section:
    work_of(window).go(f"settings:{section}")
    hands.settle()
    page = work_of(window).pages["settings"]
    assert isinstance(page, SettingsPage)
    return page.section


def looks(window: Window, hands: Hands) -> LooksSection:
    section = settings(window, hands, "looks")
    assert isinstance(section, LooksSection)
    return section


def test_a_district_sees_its_area(
    district: District, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    with district.office.open() as book:
        page = hands.show(Overview(Desk(book, jobs, lambda: NOW), lambda _name: None, None))  # type: ignore[arg-type]
        page.refresh()
        hands.settle()
        texts = said(page)
        assert any("10 trên 10 đơn vị chưa gửi" in text for text in texts)
        assert page.matrix
        cell = page.matrix.model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)
        assert cell == "Xã An Thắng, tháng 4 năm 2024: chưa có, đã quá hạn"
        jobs.wait()


def test_a_narrow_window_shows_one_thing_at_a_time(window: Window, hands: Hands) -> None:
    work_of(window).go("outreach")
    page = work_of(window).pages["outreach"]
    assert isinstance(page, RegisterPage)
    page.new()
    assert page.page.isVisible()
    window.resize(683, 384)
    hands.settle()
    assert page.record is not None and page.record.isVisible()
    assert not page.page.isVisible()
    page.record.leave()
    assert page.page.isVisible()
    assert window.width() == 683, "nothing forces the window wider than the screen at 200 %"


def test_opening_packets_needs_no_screen() -> None:
    code = "import sys, desktop.ui.__main__; print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_first_event_is_one_key_away_from_the_overview(window: Window, hands: Hands) -> None:
    work = work_of(window)
    work.go("overview")
    hands.settle()

    hands.qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    hands.settle()

    page = work.stack.currentWidget()
    assert isinstance(page, RegisterPage)
    assert page.register.name == "outreach"


def test_after_a_way_in_a_page_enter_presses_nothing_by_chance(
    window: Window, hands: Hands
) -> None:
    work = work_of(window)
    for place in ("outreach+", "packets", "overview", "sites"):
        work.go(place)
        hands.settle()
        here = QApplication.focusWidget()
        page = work.stack.currentWidget()
        assert here is page or (here is not None and page.isAncestorOf(here)), place
        assert not isinstance(here, QAbstractButton), place
    hands.press(window, Qt.Key.Key_Tab)
    here = QApplication.focusWidget()
    assert here is not None and work.stack.currentWidget().isAncestorOf(here)


def test_who_walks_through_the_navigation_stays_there(window: Window, hands: Hands) -> None:
    work = work_of(window)
    work.walk()
    work.go("sites")
    hands.settle()
    here = QApplication.focusWidget()
    assert here is not None and work.navigation.isAncestorOf(here)
