"""The command search: by keyboard alone, in both languages, over screens, actions and rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

import resources
from desktop.records import language, units
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui import actions
from desktop.ui.desk import Desk
from desktop.ui.frame.finder import MATCH, Finder
from desktop.ui.frame.matches import Match, fitting
from desktop.ui.pages.intake.page import IntakePage
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.screens import screens
from desktop.ui.work import Work
from tests.district import record
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.test_work import EVENT

CTRL = Qt.KeyboardModifier.ControlModifier
SLIP: dict[str, object] = {
    "date": "2/5/2024",
    "need": "có",
    "eligible": "có",
    "service": "HIV_BXH",
    "outcome": "DA_CHUYEN",
    "consent_date": "2/5/2024",
}


@pytest.fixture
def work(book: Book, desk: Desk, hands: Hands, tmp_path: Path) -> Iterator[Work]:
    made = hands.show(Work(desk, Remember(tmp_path / "r.ini"), lambda: None))
    yield made
    hands.settle()


def search(work: Work, hands: Hands, typed: str = "") -> Finder:
    hands.press(work, Qt.Key.Key_K, CTRL)
    every = cast(list[Finder], work.findChildren(Finder))
    (finder,) = (one for one in every if one.isVisible())
    if typed:
        hands.type(finder.input, typed)
        hands.rest(finder)
    return finder


def shown(finder: Finder) -> list[Match]:
    return [finder.list.item(n).data(MATCH) for n in range(finder.list.count())]


def words(finder: Finder) -> list[str]:
    return [match.words for match in shown(finder)]


def test_a_screen_is_found_without_marks_and_gone_to(work: Work, hands: Hands) -> None:
    finder = search(work, hands, "co so cung cap")
    hands.press(finder.input, Qt.Key.Key_Down)
    hands.press(finder.input, Qt.Key.Key_Up)
    assert finder.list.currentItem().data(MATCH).words in words(finder)
    places = [w for w in words(finder) if w == REGISTERS["providers"].label]
    assert places == ["Cơ sở cung cấp dịch vụ"]
    finder.list.setCurrentRow(words(finder).index(places[0]))
    hands.press(finder.input, Qt.Key.Key_Return)
    hands.settle()
    assert work.here == "providers"
    assert not finder.isVisible()


def test_a_row_is_found_with_its_register_and_day(work: Work, book: Book, hands: Hands) -> None:
    (uid,) = record(book, "outreach", EVENT | {"place": "Đồn Khuổi Bốc"}, now=NOW)
    finder = search(work, hands, "don khuoi")
    heading, row = shown(finder)[-2:]
    assert heading == Match("Hoạt động truyền thông")
    assert row.side == "05/05/2024" and row.icon
    hands.press(finder.input, Qt.Key.Key_Return)
    hands.settle()
    page = work.pages["outreach"]
    assert isinstance(page, RegisterPage) and page.record
    assert page.record.row["uid"] == uid


def test_more_than_fit_are_looked_for_in_their_register(
    work: Work, book: Book, hands: Hands
) -> None:
    record(book, "outreach", *(EVENT | {"attendees": str(n)} for n in range(1, 7)), now=NOW)
    finder = search(work, hands, "khuoi boc")
    assert words(finder)[-1] == "Xem hết trong “Hoạt động truyền thông”"
    hands.press(finder.input, Qt.Key.Key_Up)
    hands.press(finder.input, Qt.Key.Key_Return)
    page = work.pages["outreach"]
    assert isinstance(page, RegisterPage)
    hands.rest(page)
    assert page.search.text() == "khuoi boc"
    assert page.rows.rowCount() == 6


def test_of_a_slip_nothing_is_shown_but_its_code(work: Work, book: Book, hands: Hands) -> None:
    record(book, "referrals", SLIP, now=NOW)
    (code,) = book.db.execute("SELECT code FROM referrals").fetchone()
    finder = search(work, hands, code[:4])
    rows = [m for m in shown(finder) if m.words == code]
    assert len(rows) == 1 and rows[0].side == ""
    for typed in ("xet nghiem HIV", "02/05/2024", "theo doi"):
        finder.input.setText(typed)
        hands.rest(finder)
        assert code not in " ".join(words(finder)), typed


def test_escape_goes_back_to_where_one_was(work: Work, hands: Hands) -> None:
    work.go("outreach")
    hands.settle()
    page = work.pages["outreach"]
    assert isinstance(page, RegisterPage)
    page.search.setEnabled(True)
    page.search.setFocus()
    finder = search(work, hands, "x")
    hands.press(finder.input, Qt.Key.Key_Escape)
    assert not finder.isVisible()
    assert QApplication.focusWidget() is page.search
    assert page.search.text() == ""


@pytest.mark.parametrize(("tongue", "typed"), [("vi", "nen toi"), ("en", "dark"), ("vi", "dark")])
def test_actions_are_found_in_both_languages(
    work: Work, hands: Hands, tongue: str, typed: str
) -> None:
    language.use(tongue)
    best = fitting(work, typed)[0]
    assert best.do
    best.do()
    assert work.remember.theme == "dark"


def test_rows_are_brought_into_the_register_in_front(work: Work, hands: Hands) -> None:
    for here, register in (("sites", "sites"), ("overview", "outreach"), ("referrals", "outreach")):
        work.go(here)
        do = fitting(work, "nhap tu excel")[0].do
        assert do
        do()
        hands.settle()
        assert work.here == "intake"
        assert cast(IntakePage, work.pages["intake"]).register.name == register


@pytest.mark.parametrize(
    ("tongue", "typed", "place"),
    [
        ("vi", "backup", "Cài đặt: Sao lưu"),
        ("vi", "targets", "Chỉ tiêu"),
        ("vi", "inspections", "Kiểm tra cơ sở"),
        ("en", "mat khau", "Settings: Passphrase"),
        ("en", "bao cao", "Reports"),
        ("vi", "kiem tar co so", "Kiểm tra cơ sở"),
        ("vi", "chi teu", "Chỉ tiêu"),
        ("vi", "sao luuu", "Cài đặt: Sao lưu"),
    ],
)
def test_screens_are_found_in_either_language_and_with_a_slip(
    work: Work, tongue: str, typed: str, place: str
) -> None:
    language.use(tongue)
    assert place in [match.words for match in fitting(work, typed)]
    assert not fitting(work, "xyzzy")


def test_everything_offered_says_what_it_is_and_has_its_drawing(work: Work) -> None:
    for tongue in language.LANGUAGES:
        language.use(tongue)
        offered = actions.commands(work)
        names = [command.words() for command in offered]
        assert len(names) == len(set(names)) > 25
        for command in offered:
            assert not command.icon or resources.path("icons", f"{command.icon}.svg").is_file()


@pytest.mark.parametrize("code", ["01864", "060"])
def test_every_screen_has_its_drawing(code: str) -> None:
    for screen in screens(units.find("2021", code)).values():
        assert resources.path("icons", f"{screen.icon}.svg").is_file(), screen.name
        assert screen.icon != "calendar", screen.name


def test_no_key_of_the_window_is_taken_twice(work: Work) -> None:
    keys = [key for c in actions.COMMANDS for key in c.key.split(", ") if key]
    keys += [entry.key for entry in work.navigation.entries.values() if entry.key]
    inside = {key.key for _, some in actions.KEYS.values() for key in some}
    assert len(keys) == len(set(keys))
    assert not set(keys) & inside
    assert all(QKeySequence(key).toString() for key in [*keys, *inside])


def test_every_key_there_is_can_be_read(work: Work) -> None:
    told = actions.keys(work)
    assert [title for title, _ in told][:2] == ["Ở mọi màn hình", "Đến màn hình"]
    assert ("Ctrl+L", "Khóa sổ") in told[0][1]
    assert ("Alt+1", "Tổng quan") in told[1][1]


@pytest.mark.parametrize(("width", "height"), list(product((683, 1366), (384, 768))))
def test_it_fits_into_any_window(work: Work, hands: Hands, width: int, height: int) -> None:
    work.resize(width, height)
    finder = search(work, hands)
    assert work.rect().contains(finder.geometry())
    hands.press(finder.input, Qt.Key.Key_Escape)
