"""Every screen as a picture, from the practice district: ``python -m tests.ui.screenshots DIR``.

Both languages and both looks at 1366×768; Vietnamese once more at 200 % in a process of its own,
since Qt takes its scale at the start.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desktop.records import language
from desktop.records.book import Book
from desktop.records.clock import VIETNAM
from desktop.records.recovery import to_words
from desktop.records.registers import REGISTERS
from desktop.ui.app import dress
from desktop.ui.first_run.entrance import Entrance
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from desktop.ui.first_run.recovery import Recovery
from desktop.ui.jobs import Jobs
from desktop.ui.pages.packets import Receiving
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from sync import demo, send
from sync.entry import save_raw
from sync.practice import YEAR
from sync.practice.commune import PracticeYear, Temper

NOW = datetime(YEAR, 12, 10, 9, 15, tzinfo=VIETNAM)
LATER = demo.NOW + timedelta(days=2)
CALM = 25
"""Rounds of events without work after which a screen counts as finished."""
COMMUNE, DISTRICT = "xa-boc-bo", "huyen-pac-nam"


class Studio:
    """One window, put into each state in turn and photographed."""

    def __init__(self, app: QApplication, folder: Path, out: Path, tongue: str, look: str) -> None:
        self.app, self.folder, self.out = app, folder, out
        self.mark = f"{tongue}-{look}-{round(app.devicePixelRatio() * 100)}"
        self.jobs = Jobs()
        remember = Remember(folder / f"{self.mark}.ini")
        remember.language, remember.theme = tongue, look
        language.use(tongue)
        dress(app, look)
        self.now = NOW
        self.window = Window(self.jobs, remember, lambda: self.now)
        self.window.show()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        calm = 0
        while calm < CALM:
            self.app.processEvents()
            calm = 0 if self.jobs.busy else calm + 1
            time.sleep(0.004)

    def take(self, name: str) -> None:
        """Photograph the window as it is now."""
        self.settle()
        self.window.grab().save(str(self.out / f"{name}-{self.mark}.png"))

    def work(self) -> Work:
        """The open book."""
        found = self.window.centralWidget()
        assert isinstance(found, Work)
        return found

    def open(self, name: str) -> None:
        """Open a practice book."""
        self.window.work(Book.open(next(self.folder.glob(name)), demo.PASSPHRASE))
        self.settle()

    def close(self) -> None:
        """Close the book."""
        if self.window.desk:
            self.window.desk.close()
            self.window.desk = None


def prepare(folder: Path) -> None:
    """The practice district, and one more packet on its way to it."""
    for _ in demo.play(folder, demo.Outcome(folder)):
        pass
    with Book.open(folder / COMMUNE, demo.PASSPHRASE) as book:
        later = PracticeYear(9, Temper(steady=True, school=True, model=True))
        save_raw(book, REGISTERS["outreach"], later.outreach()[:4], now=LATER)
        send.export(book, now=LATER, out=folder / "usb")


def entrance(studio: Studio) -> None:
    """The way in."""
    studio.window.start(None)
    studio.take("01-welcome")
    steps = studio.window.centralWidget()
    assert isinstance(steps, Entrance)
    steps.ask_office()
    office = steps.currentWidget()
    assert isinstance(office, Office)
    office.words.setText("boc bo")
    studio.take("02-office")
    office.go.click()
    passphrase = steps.currentWidget()
    assert isinstance(passphrase, Passphrase)
    passphrase.first.setText("một câu dễ nhớ")
    passphrase.second.setText("một câu dễ nhớ hơn")
    passphrase.next()
    studio.take("03-passphrase")
    words = to_words(bytes(range(32)))
    steps.addWidget(recovery := Recovery(words, lambda: None, asks=True))
    steps.setCurrentWidget(recovery)
    studio.take("04-recovery")
    studio.window.start(studio.folder / COMMUNE)
    studio.take("05-unlock")


def commune(studio: Studio) -> None:
    """A commune's screens."""
    studio.open(COMMUNE)
    studio.take("10-overview")
    for number, name in enumerate(("outreach", "sites", "reach", "models", "referrals")):
        studio.work().go(name)
        studio.take(f"1{number + 1}-{name}")
    page = studio.work().pages["outreach"]
    assert isinstance(page, RegisterPage)
    studio.work().go("outreach")
    studio.settle()
    page.table.activated.emit(page.rows.index(2, 0))
    studio.take("20-form")
    assert page.record
    page.record.form.boxes["women"].editor.restore("450")
    page.record.save()
    studio.take("21-problem")
    page.search.setText("khuoi boc")
    time.sleep(0.2)
    studio.take("22-search")
    studio.work().go("referrals+")
    studio.take("23-referral")
    for number, name in enumerate(("reports", "packets", "settings")):
        studio.work().go(name)
        studio.take(f"3{number}-{name}")
    studio.close()


def district(studio: Studio) -> None:
    """A district's screens."""
    studio.open(DISTRICT)
    studio.take("40-district-overview")
    studio.work().go("outreach")
    studio.take("41-district-outreach")
    studio.work().go("packets")
    page = studio.work().pages["packets"]
    assert isinstance(page, Receiving)
    studio.take("42-district-packets")
    studio.now = LATER
    page.inbox.check(sorted((studio.folder / "usb").glob("*.xlsx")))
    studio.settle()
    page.inbox.table.selectRow(0)
    studio.take("43-district-inbox")
    studio.now = NOW
    studio.work().go("reports")
    studio.take("44-district-reports")
    studio.close()


PARTS: tuple[Callable[[Studio], None], ...] = (entrance, commune, district)


def shoot(folder: Path, out: Path, pairs: Sequence[tuple[str, str]]) -> None:
    """Photograph every screen in each language and look."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for tongue, look in pairs:
        studio = Studio(app, folder, out, tongue, look)
        for part in PARTS:
            part(studio)
        studio.window.close()


def main(argv: Sequence[str] | None = None) -> int:
    """Returns the exit code."""
    parser = argparse.ArgumentParser(prog="screenshots")
    parser.add_argument("out", type=Path, metavar="DIR")
    parser.add_argument("--practice", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    options.out.mkdir(parents=True, exist_ok=True)
    if options.practice:
        shoot(options.practice, options.out, [("vi", "light")])
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "practice"
        prepare(folder)
        shoot(folder, options.out, [("vi", "light"), ("en", "light"), ("vi", "dark")])
        command = [sys.executable, "-m", "tests.ui.screenshots", str(options.out)]
        large = os.environ | {"QT_SCALE_FACTOR": "2"}
        command += ["--practice", str(folder)]
        return subprocess.run(command, env=large, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
