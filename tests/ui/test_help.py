"""Help: a page for every screen in both languages, whose links, pictures and words are real."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import resources
from desktop.records import language, units
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui.frame import help as helping
from desktop.ui.frame.help import FIRST, Help
from desktop.ui.jobs import Jobs
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.screens import screens
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.texts import calls
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.screenshots.pictures import LARGEST, PICTURES

TONGUES = ("vi", "en")
BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")


@pytest.fixture
def window(book: Book, jobs: Jobs, hands: Hands, tmp_path: Path) -> Iterator[Window]:
    made = hands.show(Window(jobs, Remember(tmp_path / "remembered.ini"), lambda: NOW))
    made.work(book)
    hands.settle()
    yield made
    jobs.wait()
    made.desk = None


def test_an_empty_list_leads_to_its_page(window: Window, hands: Hands) -> None:
    work = window.centralWidget()
    assert isinstance(work, Work)
    work.go("media")
    hands.settle()
    page = work.pages["media"]
    assert isinstance(page, RegisterPage)
    assert page.page.empty.way.isVisible()
    page.page.empty.way.click()
    hands.settle()
    assert "Tin, bài, phát sóng" in help_of(window).browser.toPlainText()


def help_of(window: Window) -> Help:
    work = window.centralWidget()
    assert isinstance(work, Work)
    assert work._help is not None
    return work._help


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_screen_has_its_page(tongue: str) -> None:
    found = helping.pages(tongue)
    wanted = {name for code in ("01864", "060", "06") for name in screens(units.find("2021", code))}
    assert wanted | set(FIRST) == found.keys()
    assert all(len(page.text) > 40 for page in found.values())


def test_both_languages_say_the_same_pages() -> None:
    assert list(helping.pages("vi"))[: len(FIRST)] == list(helping.pages("en"))[: len(FIRST)]
    assert helping.pages("vi").keys() == helping.pages("en").keys()


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_link_and_picture_is_there(tongue: str) -> None:
    place = helping.folder(tongue)
    for page in helping.pages(tongue).values():
        for target in [*LINK.findall(page.text), *PICTURE.findall(page.text)]:
            assert (place / target).is_file(), f"{page.name}: {target}"


@pytest.mark.parametrize("tongue", TONGUES)
def test_what_is_bold_is_a_text_of_the_program(tongue: str) -> None:
    language.use(tongue)
    vi = {said.text for said in calls() if said.literal}
    real = vi if tongue == "vi" else set(language.english().values())
    real |= {register.label for register in REGISTERS.values()}
    for page in helping.pages(tongue).values():
        wrong = [words for words in BOLD.findall(page.text) if words not in real]
        assert not wrong, page.name


def test_pictures_are_small_and_each_language_has_its_own() -> None:
    place = resources.path("help", "pictures")
    for tongue in TONGUES:
        names = {file.stem for file in (place / tongue).iterdir()}
        assert names == set(PICTURES)
        shown = " ".join(page.text for page in helping.pages(tongue).values())
        assert all(f"../pictures/{tongue}/{name}.png" in shown for name in names)
    assert sum(file.stat().st_size for file in place.rglob("*.png")) < LARGEST


def test_f1_shows_the_page_of_the_screen_and_esc_closes_it(window: Window, hands: Hands) -> None:
    work = window.centralWidget()
    assert isinstance(work, Work)
    work.go("sites")
    hands.settle()
    hands.press(window, Qt.Key.Key_F1)
    shown = help_of(window)
    assert shown.isVisible() and "Nơi cần tiếp cận" in shown.browser.toPlainText()
    hands.press(shown.browser, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert work.here == "sites"


def test_search_needs_no_marks_and_links_lead_on(window: Window, hands: Hands) -> None:
    work = window.centralWidget()
    assert isinstance(work, Work)
    work.help("start")
    shown = help_of(window)
    hands.type(shown.words, "thu hoi may")
    titles = [shown.list.item(n).text() for n in range(shown.list.count())]
    assert "Khi mất máy tính" in titles and "Kinh phí" not in titles
    shown.open("journey")
    link = next(t for t in LINK.findall(shown.pages["journey"].text) if t == "packets.md")
    shown.browser.anchorClicked.emit(shown.browser.document().baseUrl().resolved(link))
    assert shown.browser.toPlainText().startswith("Gói dữ liệu\n")
    hands.type(shown.words, "zzzz")
    assert shown.list.count() == 0 and shown.none.isVisible()


def test_the_table_of_keys_is_that_of_the_window(window: Window, hands: Hands) -> None:
    work = window.centralWidget()
    assert isinstance(work, Work)
    work.help("keys")
    text = help_of(window).browser.toPlainText()
    for key in ("F1", "Ctrl+K", "Ctrl+S", "Ctrl+L", work.key_of("settings") or "Alt+1"):
        assert key in text
    hands.until(help_of(window).browser.hasFocus)
