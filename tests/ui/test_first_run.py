"""The way in, through the real widgets: a new book, its words, and back into it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton

from desktop.records import units, vault
from desktop.records.book import vacant
from desktop.records.language import current
from desktop.records.text import unmarked
from desktop.ui.first_run.asking import Asking
from desktop.ui.first_run.choices import Choices
from desktop.ui.first_run.entrance import Entrance
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from desktop.ui.first_run.proving import Proving
from desktop.ui.first_run.recovery import Check, Recovery
from desktop.ui.first_run.renewing import Renewing
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.first_run.welcome import Welcome
from desktop.ui.jobs import Jobs
from desktop.ui.look.secret import Secret, Strength
from desktop.ui.look.strength import strength
from desktop.ui.look.widgets import Panel
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
    return shown(window)


def shown(window: Window) -> Recovery:
    """The step with the 24 words."""
    found = window.centralWidget()
    if isinstance(found, Entrance):
        found = found.currentWidget()
    assert isinstance(found, Proving)
    words = found.currentWidget()
    assert isinstance(words, Recovery)
    return words


def prove(window: Window, hands: Hands, text: str) -> Asking:
    """Copy the words, type back those that are asked for, and see the request."""
    words = shown(window)
    proving = cast(Proving, words.parentWidget())
    words.go.click()
    check = proving.currentWidget()
    assert isinstance(check, Check)
    syllables = text.split()
    for number, line in check.answers.items():
        hands.type(line, unmarked(" ".join(syllables[2 * number - 2 : 2 * number])))
    check.go.click()
    hands.settle()
    asking = proving.currentWidget()
    assert isinstance(asking, Asking)
    return asking


def copied(words: Recovery) -> str:
    """The words as an officer copies them."""
    texts = [label.text() for label in cast(list[QLabel], words.findChildren(QLabel))]
    numbered = dict(text.split(". ", 1) for text in texts if text.split(".")[0].isdigit())
    return " ".join(numbered[str(number)] for number in range(1, 25))


def test_a_new_book_from_welcome_to_work(window: Window, hands: Hands, tmp_path: Path) -> None:
    folder = tmp_path / "So cong tac"
    words = new_book(window, hands, folder)
    asking = prove(window, hands, copied(words))
    assert len(asking.words.text().split("·")) == 5
    asking.copy(tmp_path / "usb.csr")
    asking.go.click()
    hands.settle()
    assert isinstance(window.centralWidget(), Work)
    (request,) = (folder / "outbox").glob("01864_*.csr")
    assert (tmp_path / "usb.csr").read_bytes() == request.read_bytes()
    assert list((folder / "outbox").glob("01864_*.csr")), "the request waits to be sent"
    assert window.remember.folder == folder


def test_the_window_says_nothing_to_a_passer_by(window: Window) -> None:
    window.start(None)
    assert window.windowTitle() == "Sổ công tác xã hội"


def test_who_forgot_opens_by_the_words_and_sets_a_new_passphrase(
    window: Window, hands: Hands, tmp_path: Path
) -> None:
    words = new_book(window, hands, tmp_path / "sổ")
    text = copied(words)
    prove(window, hands, text).go.click()
    hands.settle()
    shutil.copytree(tmp_path / "sổ", tmp_path / "bản sao")
    window.start(tmp_path / "bản sao")
    hands.type(unlocking(window).passphrase, text)
    unlocking(window).go.click()
    hands.settle()
    renewing = cast(Renewing, window.centralWidget())
    for first, second in (("mùa nước nổi 7", "khác"), ("ngắn", "ngắn")):
        for line, typed in zip(renewing.lines, (first, second), strict=True):
            line.clear()
            hands.type(line, typed)
        renewing.go.click()
        hands.settle()
        assert renewing.problem.isVisible()
    for line in renewing.lines:
        line.clear()
        hands.type(line, "mùa nước nổi 7")
    renewing.go.click()
    hands.settle()
    assert isinstance(window.centralWidget(), Work)
    assert vault.unlock(tmp_path / "bản sao", "mùa nước nổi 7")
    assert vault.unlock(tmp_path / "bản sao", text), "the words go on opening it"


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


def test_one_can_leave_by_the_keys_before_a_book_is_open(
    window: Window, there: Path, hands: Hands
) -> None:
    for folder in (there, None):
        hands.show(window).start(folder)
        hands.settle()
        hands.press(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
        assert not window.isVisible()


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
    assert shown(window).isVisible()


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


def test_words_that_were_not_copied_are_found_out(
    window: Window, hands: Hands, tmp_path: Path
) -> None:
    words = new_book(window, hands, tmp_path / "sổ")
    proving = cast(Proving, words.parentWidget())
    words.go.click()
    check = cast(Check, proving.currentWidget())
    for line in check.answers.values():
        hands.type(line, "núi gì đó")
    check.go.click()
    hands.settle()
    assert proving.currentWidget() is check
    assert "không giống" in check.problem.text()
    texts = [one.text() for one in cast(list[QLabel], check.findChildren(QLabel))]
    assert not any(word in texts for word in copied(words).split())
    proving.show_words()
    assert isinstance(proving.currentWidget(), Recovery)


def test_a_choice_outlives_the_program_and_a_spoilt_one_does_no_harm(tmp_path: Path) -> None:
    chosen = Choices("passphrase", units.find("2025", "01864"), tmp_path / "sổ")
    assert Choices.of(chosen.text()) == chosen
    for spoilt in ("", "{", "[]", '{"step": "office", "office": ["2021", "?"], "folder": null}'):
        assert Choices.of(spoilt) == Choices()


def test_what_a_cut_off_founding_left_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "sổ"
    assert vacant(folder)
    for name in ("outbox", "inbox", "backups"):
        (folder / name).mkdir(parents=True)
    for name in ("keys.json", "keys.b.json.part", "book.lock", "new.db", "new.db-wal"):
        (folder / name).touch()
    assert vacant(folder)
    (folder / "outbox" / "gói.xlsx").touch()
    assert not vacant(folder)
    (folder / "outbox" / "gói.xlsx").unlink()
    (folder / "book.db").touch()
    assert not vacant(folder)


def test_what_is_typed_is_seen_only_while_a_person_wants_to(hands: Hands) -> None:
    line = Secret("Mật khẩu")
    page = hands.show(Panel())
    page.body.addWidget(line)
    line.setFocus()
    modes = QLineEdit.EchoMode
    hands.type(line, "mật khẩu")
    assert line.echoMode() == modes.Password
    hands.press(line, Qt.Key.Key_F2)
    assert line.echoMode() == modes.Normal and line.displayText() == "mật khẩu"
    line.hide()
    assert line.echoMode() == modes.Password


def test_the_strength_is_a_bar_and_words(hands: Hands) -> None:
    line = QLineEdit()
    shown = Strength(line)
    degrees = []
    for typed in ("", "ngắn", "aaaaaaaaaaaa", "một câu dễ nhớ", "một câu dễ nhớ và khá là dài"):
        line.setText(typed)
        degrees.append(shown.bar.value())
        assert shown.words.text() == strength(typed).words
    assert degrees == [0, 1, 2, 3, 4]
