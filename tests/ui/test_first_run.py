"""The way in, through the real widgets: a new book, its words, and back into it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QRadioButton

from desktop.records.language import current
from desktop.ui.first_run.choices import Choices, strength
from desktop.ui.first_run.entrance import Entrance
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from desktop.ui.first_run.recovery import Recovery
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.first_run.welcome import Welcome
from desktop.ui.jobs import Jobs
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.district import PASSPHRASE
from tests.ui.conftest import NOW
from tests.ui.hands import Hands

SECRET = "nước suối Sông Năng"


@pytest.fixture
def window(jobs: Jobs, hands: Hands, tmp_path: Path) -> Iterator[Window]:
    made = hands.show(Window(jobs, Remember(tmp_path / "remembered.ini"), lambda: NOW))
    yield made
    made.close()


@pytest.fixture
def there(written: Path, tmp_path: Path) -> Path:
    """A folder that holds a book."""
    return Path(shutil.copytree(written, tmp_path / "there"))


def step(window: Window) -> object:
    return cast(Entrance, window.centralWidget()).currentWidget()


def unlocking(window: Window) -> Unlock:
    found = window.centralWidget()
    assert isinstance(found, Unlock)
    return found


def new_book(window: Window, hands: Hands, folder: Path, typed: str = "boc bo") -> Recovery:
    """From the welcome to the 24 words."""
    window.start(None)
    welcome = step(window)
    assert isinstance(welcome, Welcome)
    welcome.go.click()
    office = step(window)
    assert isinstance(office, Office)
    hands.type(office.words, typed)
    assert office.found.currentItem().text().startswith("Xã Bộc Bố")
    hands.press(office.found, Qt.Key.Key_Return)
    passphrase = step(window)
    assert isinstance(passphrase, Passphrase)
    passphrase.choices = Choices(office=passphrase.choices.office, folder=folder)
    hands.type(passphrase.first, SECRET)
    hands.type(passphrase.second, SECRET)
    passphrase.go.click()
    hands.settle()
    words = step(window)
    assert isinstance(words, Recovery)
    return words


def copied(words: Recovery) -> str:
    """The words as an officer copies them."""
    texts = [label.text() for label in cast(list[QLabel], words.findChildren(QLabel))]
    numbered = dict(text.split(". ", 1) for text in texts if text.split(".")[0].isdigit())
    return " ".join(numbered[str(number)] for number in range(1, 25))


def test_a_new_book_from_welcome_to_work(window: Window, hands: Hands, tmp_path: Path) -> None:
    folder = tmp_path / "So cong tac"
    words = new_book(window, hands, folder)
    assert not words.go.isEnabled()
    words.copied.click()
    words.go.click()
    hands.settle()
    assert isinstance(window.centralWidget(), Work)
    assert list((folder / "outbox").glob("01864_*.csr")), "the request waits to be sent"
    assert window.remember.folder == folder


def test_the_window_says_nothing_to_a_passer_by(window: Window) -> None:
    window.start(None)
    assert window.windowTitle() == "Sổ công tác xã hội"


def test_the_words_open_the_book_too(window: Window, hands: Hands, tmp_path: Path) -> None:
    words = new_book(window, hands, tmp_path / "sổ")
    text = copied(words)
    words.copied.click()
    words.go.click()
    hands.settle()
    shutil.copytree(tmp_path / "sổ", tmp_path / "bản sao")
    window.start(tmp_path / "bản sao")
    hands.type(unlocking(window).passphrase, text)
    unlocking(window).go.click()
    hands.settle()
    assert isinstance(window.centralWidget(), Work)


def test_a_wrong_passphrase_says_what_to_do(window: Window, there: Path, hands: Hands) -> None:
    window.start(there)
    hands.type(unlocking(window).passphrase, "đoán bừa xem sao")
    unlocking(window).go.click()
    hands.settle()
    assert "không đúng" in unlocking(window).problem.text()
    assert unlocking(window).problem.isVisible()
    hands.type(unlocking(window).passphrase, PASSPHRASE)
    unlocking(window).go.click()
    hands.settle()
    assert isinstance(window.centralWidget(), Work)


def test_two_passphrases_must_be_one(window: Window, hands: Hands, tmp_path: Path) -> None:
    window.start(None)
    entrance = cast(Entrance, window.centralWidget())
    entrance.ask_passphrase(Choices(folder=tmp_path / "x"))
    sheet = step(window)
    assert isinstance(sheet, Passphrase)
    hands.type(sheet.first, SECRET)
    hands.type(sheet.second, SECRET + "g")
    sheet.go.click()
    assert "không giống nhau" in sheet.problem.text()
    assert not (tmp_path / "x").exists()


def test_a_folder_in_use_is_refused_where_it_was_chosen(
    window: Window, there: Path, hands: Hands
) -> None:
    window.start(None)
    entrance = cast(Entrance, window.centralWidget())
    entrance.ask_office()
    office = cast(Office, step(window))
    hands.type(office.words, "boc bo")
    office.go.click()
    sheet = cast(Passphrase, step(window))
    sheet.choices = Choices(office=sheet.choices.office, folder=there)
    hands.type(sheet.first, SECRET)
    hands.type(sheet.second, SECRET)
    sheet.go.click()
    hands.settle()
    assert "đã có một sổ" in sheet.problem.text()
    assert sheet.go.isEnabled()


def test_enter_alone_leads_through(window: Window, hands: Hands, tmp_path: Path) -> None:
    window.start(None)
    hands.press(cast(Welcome, step(window)), Qt.Key.Key_Return)
    office = cast(Office, step(window))
    assert window.focusWidget() is office.words
    assert not office.go.isEnabled(), "nobody has said which unit"
    hands.press(office.words, Qt.Key.Key_Return)
    hands.type(office.words, "boc bo")
    hands.press(office.words, Qt.Key.Key_Return)
    sheet = cast(Passphrase, step(window))
    sheet.choices = Choices(office=sheet.choices.office, folder=tmp_path / "sổ")
    hands.type(sheet.first, SECRET)
    hands.press(sheet.first, Qt.Key.Key_Return)
    assert window.focusWidget() is sheet.second
    hands.type(sheet.second, SECRET)
    hands.press(sheet.second, Qt.Key.Key_Return)
    hands.settle()
    assert isinstance(step(window), Recovery)


def test_one_can_go_back(window: Window) -> None:
    window.start(None)
    entrance = cast(Entrance, window.centralWidget())
    entrance.ask_office()
    cast(Office, step(window)).words.setText("boc bo")
    cast(Office, step(window)).go.click()
    assert isinstance(step(window), Passphrase)
    entrance.ask_office()
    assert cast(Office, step(window)).choices.office is not None
    entrance.welcome()
    assert isinstance(step(window), Welcome)


def test_no_unit_no_way_on(window: Window, hands: Hands) -> None:
    window.start(None)
    cast(Entrance, window.centralWidget()).ask_office()
    office = cast(Office, step(window))
    hands.type(office.words, "xứ không có")
    assert not office.go.isEnabled()
    assert office.problem.isVisible()


def test_english_from_the_first_screen(window: Window, hands: Hands) -> None:
    window.start(None)
    buttons = cast(list[QRadioButton], cast(Welcome, step(window)).findChildren(QRadioButton))
    next(one for one in buttons if one.text() == "English").click()
    hands.settle()
    assert current() == "en"
    assert cast(Welcome, step(window)).go.text() == "Make a new book"


def test_a_folder_without_a_book_is_said_so(window: Window, tmp_path: Path) -> None:
    window.start(None)
    welcome = cast(Welcome, step(window))
    welcome.open(tmp_path)
    assert "không có sổ" in welcome.problem.text()


@pytest.mark.parametrize(
    ("passphrase", "state"),
    [
        ("ngan", "bad"),
        ("aaaaaaaaaaaaaaaa", "warn"),
        ("matkhau1", "warn"),
        ("nước suối Sông", "ok"),
        ("một câu đủ dài cho dễ nhớ", "ok"),
    ],
)
def test_the_strength_of_a_passphrase(passphrase: str, state: str) -> None:
    assert strength(passphrase)[0] == state
