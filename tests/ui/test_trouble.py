"""What goes wrong around the window is said calmly, keeps what was typed, and can be done again."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.records import audit, backup, clock, queries
from desktop.records.book import Book
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.first_run.practice import Practice
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.form import history
from desktop.ui.jobs import Jobs
from desktop.ui.look.problems import Banner
from desktop.ui.pages.register import RegisterPage
from desktop.ui.pages.settings.backups import BackupsSection
from desktop.ui.pages.settings.section import Around
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from sync.practice import course
from tests.district import PASSPHRASE
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.test_history import form

HOLDER = """
import sys
from pathlib import Path
from desktop.records.book import Book
with Book.open(Path(sys.argv[1]), sys.argv[2]):
    print("open", flush=True)
    sys.stdin.readline()
"""
EVENT: dict[str, object] = {
    "date": "5/5/2024",
    "form": "HOI_NGHI",
    "topics": ["PHAP_LUAT"],
    "audiences": ["NHAN_DAN"],
    "place": "Khuổi Bốc",
    "attendees": "42",
}


def test_a_stick_pulled_out_in_the_middle_of_a_backup(
    desk: Desk, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, real = tmp_path / "usb", os.fsync
    stick.mkdir()

    def pull_out(handle: int) -> None:
        if (stick / "").exists() and any(stick.glob("*.part")):
            shutil.rmtree(stick)
        real(handle)

    banner = Banner()
    ways = (lambda: None, banner, lambda _place: None, lambda _folder: None, lambda: None)
    page = hands.show(BackupsSection(Around(desk, Remember(tmp_path / "r.ini"), *ways)))
    monkeypatch.setattr(os, "fsync", pull_out)
    page.save(stick)
    hands.settle()
    monkeypatch.undo()
    assert banner.property("look") == "banner-bad"
    assert (
        "không thấy tệp hoặc thư mục" in banner.message.text()
        and "Sổ còn nguyên" in banner.message.text()
    )
    assert page.make.isEnabled(), "it can be done again"
    assert desk.book.settings.get(backup.OUTSIDE) is None, "nothing counts as a copy elsewhere"
    stick.mkdir()
    page.save(stick)
    hands.settle()
    assert len(backup.listed(stick)) == 1 and banner.property("look") == "banner-ok"


def filled(desk: Desk, hands: Hands) -> tuple[RegisterPage, Banner]:
    """A form with a whole event in it, not saved yet."""
    banner = Banner()
    page = hands.show(RegisterPage(desk, REGISTERS["outreach"], banner))
    page.new()
    hands.settle()
    form(page).form.begin(EVENT)
    return page, banner


def test_a_disk_that_takes_nothing_while_a_form_is_saved(desk: Desk, hands: Hands) -> None:
    """Full, read-only or failing: SQLite's own refusal."""
    page, banner = filled(desk, hands)
    desk.book.db.execute("PRAGMA query_only = ON")
    form(page).save()
    hands.settle()
    assert "Không ghi được vào ổ đĩa" in banner.message.text()
    assert "“Đã lưu” vẫn còn nguyên" in banner.message.text()
    assert form(page).form.raw()["place"] == "Khuổi Bốc" and form(page).foot.isEnabled()
    desk.book.db.execute("PRAGMA query_only = OFF")
    form(page).save()
    hands.settle()
    assert queries.count(desk.book.db, REGISTERS["outreach"]) == 1


@pytest.fixture
def held(written: Path, tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A book that another process of the program has open, and how that one is closed."""
    folder = Path(shutil.copytree(written, tmp_path / "held"))
    other = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder), PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert other.stdout and other.stdout.readline() == b"open\n"

    def close() -> None:
        other.communicate(b"\n")

    yield folder, close
    other.kill()
    other.wait()


def test_the_program_started_twice(
    held: tuple[Path, Callable[[], None]], jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    folder, close = held
    window = hands.show(Window(jobs, Remember(tmp_path / "r.ini"), lambda: NOW, tmp_path / "p"))
    window.start(folder)
    unlock = window.centralWidget()
    assert isinstance(unlock, Unlock)
    unlock.passphrase.setText(PASSPHRASE)
    unlock.unlock()
    hands.settle()
    assert "Sổ đang mở ở một cửa sổ khác" in unlock.problem.text()
    assert "không có gì bị mất" in unlock.problem.text()
    close()
    unlock.unlock()
    hands.settle()
    assert isinstance(window.centralWidget(), Work)
    window.close()


def test_a_practice_book_that_is_open_already_is_said_to_be(
    jobs: Jobs, hands: Hands, tmp_path: Path, written: Path
) -> None:
    place = tmp_path / "practice" / course.PLACES["commune"]
    shutil.copytree(written, place)
    remember = Remember(tmp_path / "r.ini")
    window = hands.show(Window(jobs, remember, lambda: NOW, tmp_path / "practice"))
    with Book.open(place, PASSPHRASE):
        window.start(place)
        hands.settle()
    choice = window.centralWidget()
    assert isinstance(choice, Practice)
    assert choice.problem.text() and not choice.problem.isHidden()


@pytest.mark.parametrize("jump", [timedelta(days=-16000), timedelta(days=-1)])
def test_a_clock_that_jumps_back_while_the_book_is_open(
    jump: timedelta, book: Book, jobs: Jobs, hands: Hands
) -> None:
    """A dead battery: what happened today is neither refused as future nor written down as past."""
    reads = [NOW]
    desk = Desk(book, jobs, lambda: reads[0])
    page, banner = filled(desk, hands)
    form(page).save()
    hands.settle()
    before = str(book.db.execute("SELECT max(at) FROM journal").fetchone()[0])
    reads[0] += jump
    assert clock.utc_text(desk.now()) == before and book.clock_doubted
    page.new()
    hands.settle()
    form(page).form.begin(EVENT | {"place": "Nà Lẹng", "date": "7/5/2024"})
    form(page).save()
    hands.settle()
    assert queries.count(book.db, REGISTERS["outreach"]) == 2, banner.message.text()
    deeds = audit.read(book.db, kind="rows").deeds
    assert {deed.at for deed in deeds} == {before}, "no entry before the one that was there"
    marks = [told.when.endswith(", giờ máy không chắc") for told in _told(desk)]
    assert marks == [True, False], "the newest first"
    reads[0] = NOW + timedelta(hours=1)
    assert desk.now() == reads[0] and not book.clock_doubted


def _told(desk: Desk) -> list[history.Told]:
    """The history of every row, the newest row first."""
    register = REGISTERS["outreach"]
    found = sorted(queries.rows(desk.book.db, register), key=lambda row: str(row["uid"]))
    lines = [history.tell(desk, desk.book.db, register, row) for row in reversed(found)]
    return [told for line in lines for told in line]


def test_settings_that_are_garbage_are_as_good_as_none(
    jobs: Jobs, hands: Hands, tmp_path: Path, written: Path
) -> None:
    draw, file = random.Random(5), tmp_path / "r.ini"
    folder = Path(shutil.copytree(written, tmp_path / "book"))
    good = Remember(file)
    good.folder, good.language, good.theme, good.unfinished = folder, "en", "dark", "{"
    good.habits(folder).put("place", "no base64")
    good.habits(folder).put("screen", "x")
    good.theme = "light"
    whole = file.read_bytes()
    for number in range(24):
        torn = bytearray(whole[: draw.randrange(len(whole))] if number % 2 else whole)
        for _ in range(draw.randrange(12)):
            torn[draw.randrange(len(torn)) :][:3] = draw.randbytes(3)
            torn.insert(draw.randrange(len(torn) + 1), draw.randrange(256))
        file.write_bytes(bytes(torn))
        window = Window(jobs, Remember(file), lambda: NOW, tmp_path / "practice")
        hands.qtbot.addWidget(window)
        window.start(Remember(file).folder)
        window.show()
        assert window.centralWidget() is not None
        assert Remember(file).language in ("vi", "en")
        hands.settle()


@pytest.mark.parametrize("tongue", ["xx_YY.UTF-8", "C", "vi_VN.TCVN"])
def test_a_system_in_an_unknown_language(tongue: str, tmp_path: Path, written: Path) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "Sổ của xã Bộc Bố"))
    show = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QTimer;"
        "from PySide6.QtWidgets import QApplication, QLabel; from desktop.ui import app;"
        "say = lambda: (print([one.text() for one in QApplication.activeWindow()"
        ".findChildren(QLabel)]), QApplication.exit(7));"
        "QTimer.singleShot(0, lambda: QTimer.singleShot(0, say));"
        "sys.exit(app.main(['--book', sys.argv[1]]))"
    )
    around = os.environ | {
        "LC_ALL": tongue,
        "LANG": tongue,
        "PYTHONIOENCODING": "utf-8",
        "QT_QPA_PLATFORM": "offscreen",
    }
    around |= {"XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", show, str(folder)],
        env=around,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 7, done.stderr
    assert "Mở sổ" in done.stdout and "Sổ của xã Bộc Bố" in done.stdout
