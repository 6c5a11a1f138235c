"""How the window was arranged is remembered for each book, and tells nothing of what is in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication

from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs, Outcome
from desktop.ui.locking import USUAL, Idle, command, keep_minutes, minutes
from desktop.ui.look import theme
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.district import PASSPHRASE
from tests.ui.conftest import NOW
from tests.ui.hands import Hands


def opened(window: Window, book: Book, hands: Hands) -> Work:
    window.work(book)
    hands.settle()
    work = window.centralWidget()
    assert isinstance(work, Work)
    return work


def test_the_screen_in_front_comes_back(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    remember = Remember(tmp_path / "r.ini")
    first = hands.show(Work(desk, remember, lambda: None))
    first.go("sites")
    hands.settle()
    second = hands.show(Work(desk, Remember(tmp_path / "r.ini"), lambda: None))
    assert second.here == "sites"
    other = remember.habits(tmp_path / "another book")
    assert other.get("screen") == ""


def test_the_file_names_no_screen(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    remember = Remember(tmp_path / "r.ini")
    work = hands.show(Work(desk, remember, lambda: None))
    for name in work.navigation.entries:
        work.go(name)
        hands.settle()
    remember.theme = "dark"  # writes the file
    text = (tmp_path / "r.ini").read_text("utf-8")
    assert "dark" in text and work.habits.mark("screen") in text
    assert not [name for name in (*REGISTERS, *work.screens) if name in text]


def test_the_place_of_the_window_comes_back_onto_the_screen(
    book: Book, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    remember = Remember(tmp_path / "r.ini")
    window = hands.show(Window(jobs, remember, lambda: NOW, tmp_path / "practice"))
    opened(window, book, hands)
    window.setGeometry(QRect(40, 50, 700, 420))
    hands.settle()
    far = Window(jobs, remember, lambda: NOW, tmp_path / "practice")
    far.setGeometry(QRect(9000, 9000, 700, 420))
    folder = book.folder
    window.close()
    remember.habits(tmp_path / "far").place = far.saveGeometry()
    again = Window(jobs, Remember(tmp_path / "r.ini"), lambda: NOW, tmp_path / "practice")
    again.start(folder)
    assert again.size().toTuple() == (700, 420)
    again.restoreGeometry(remember.habits(tmp_path / "far").place)
    assert QGuiApplication.primaryScreen().availableGeometry().intersects(again.geometry())
    assert remember.habits(tmp_path / "none").place == QByteArray()


def form_in(work: Work, hands: Hands) -> RegisterPage:
    work.go("outreach+")
    hands.settle()
    page = work.pages["outreach"]
    assert isinstance(page, RegisterPage) and page.record
    return page


def test_the_window_follows_the_rest_of_the_screen_while_somebody_types(
    book: Book, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    remember = Remember(tmp_path / "r.ini")
    window = hands.show(Window(jobs, remember, lambda: NOW, tmp_path / "practice"))
    page = form_in(opened(window, book, hands), hands)
    assert page.record
    place = page.record.form.boxes["place"].editor
    place.restore("Thôn Khâu Đấng")
    glass = page.search.actions()[0]
    light = glass.icon().pixmap(16).toImage()
    told = QGuiApplication.styleHints().colorSchemeChanged
    try:
        told.emit(Qt.ColorScheme.Dark)
        assert theme.colours() is theme.DARK
        assert window.grab().toImage().pixelColor(600, 300).lightness() < 80
        assert glass.icon().pixmap(16).toImage() != light
        assert page.record.form.boxes["place"].editor is place
        assert place.raw() == "Thôn Khâu Đấng"
        remember.theme = "dark"
        told.emit(Qt.ColorScheme.Light)
        assert theme.colours() is theme.DARK, "chosen, so it stays"
    finally:
        remember.theme = "system"
        told.emit(Qt.ColorScheme.Light)
    assert theme.colours() is theme.LIGHT
    assert glass.icon().pixmap(16).toImage() == light


def test_the_width_of_the_form_comes_back(desk: Desk, hands: Hands, tmp_path: Path) -> None:
    first = Work(desk, Remember(tmp_path / "r.ini"), lambda: None)
    page = form_in(hands.show(first), hands)
    assert page.record and page.record.width() == theme.FORM
    edge = page.sides.handle(1)
    middle = edge.rect().center()
    hands.qtbot.mousePress(edge, Qt.MouseButton.LeftButton, pos=middle)
    hands.qtbot.mouseMove(edge, middle - QPoint(80, 0))
    hands.qtbot.mouseRelease(edge, Qt.MouseButton.LeftButton, pos=middle)
    wide = page.record.width()
    assert wide == theme.FORM + 80
    remember = Remember(tmp_path / "r.ini")
    again = form_in(hands.show(Work(desk, remember, lambda: None)), hands)
    assert again.record and again.record.width() == wide
    again.new()
    assert again.record.width() == wide, "one form after the other"
    remember.habits(desk.book.folder).put("form", "9000")
    assert again.sides.wide == theme.MOST_FORM


def test_the_book_says_after_how_many_minutes(book: Book) -> None:
    assert minutes(book.settings) == USUAL == 10
    keep_minutes(book.settings, 30)
    assert minutes(book.settings) == 30
    book.settings.put(lock_minutes="-1")
    assert minutes(book.settings) == USUAL


def test_nobody_there_for_so_long_locks(qapp: QGuiApplication) -> None:
    told: list[None] = []
    idle = Idle(10)
    idle.passed.connect(lambda: told.append(None))
    slept, set_ahead = idle._touched
    idle.look((slept + 599, set_ahead + 599))
    assert told == []
    idle.look((slept + 1, set_ahead + 601))
    assert told == [None], "the laptop slept: only one of the clocks went on"
    idle.look()
    assert told == [None]


def test_a_lock_waits_for_work_and_hands_over_the_path_only(
    book: Book, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    asked: list[Path | None] = []

    def restart(folder: Path | None) -> None:
        asked.append(folder)
        assert window.desk is None, "the book is closed before another process may want it"

    window = hands.show(
        Window(jobs, Remember(tmp_path / "r.ini"), lambda: NOW, tmp_path / "practice", restart)
    )
    work = opened(window, book, hands)
    done: list[Outcome[None]] = []
    assert window.desk
    window.desk.write(window, lambda _job: book.settings.put(office_place="Bộc Bố"), done.append)
    window.lock()
    window.lock()
    assert not work.isVisible()
    hands.until(lambda: bool(asked))
    assert asked == [book.folder] and len(done) == 1
    with Book.open(book.folder, PASSPHRASE) as again:
        assert again.settings.get("office_place") == "Bộc Bố"


def test_how_the_program_is_started_anew(tmp_path: Path) -> None:
    program, arguments = command(tmp_path)
    assert Path(program).name.startswith("python")
    assert arguments == ["-m", "desktop.ui", "--book", str(tmp_path)]
