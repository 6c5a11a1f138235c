"""A real window on a real screen (Xvfb), worked by real keys (xdotool), and pulled out of the wall.

Where a machine has neither program, nothing is tried and the report says so.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

from desktop.records import units, vault
from desktop.records.book import FILE, Book
from desktop.records.cipher import connect
from tests.district import NOW

ROOT = Path(__file__).parents[2]
PASSPHRASE = "ruong bac thang 9"
PATIENCE = 300
"""Seconds that a busy machine may take for one step."""
FIELDS = ("5/5/2024", "hoi nghi", "chinh sach", "nhan dan", "", "Khuoi Boc", "", "42")
"""What is typed from the first field of an event to the number of people; Enter chooses."""


@contextmanager
def screen() -> Iterator[str]:
    """The name of a screen that nobody sees."""
    ours, theirs = os.pipe()
    words = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(words, pass_fds=[theirs], stdout=quiet, stderr=quiet) as server:
        os.close(theirs)
        try:
            with os.fdopen(ours) as told:
                yield f":{told.readline().strip()}"
        finally:
            server.terminate()


class Person:
    """Somebody who has only a keyboard."""

    def __init__(self, display: str, home: Path, book: Path) -> None:
        self.book = book
        own = {"DISPLAY": display, "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
        self._env = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"} | own
        words = [sys.executable, "-m", "desktop.ui", "--book", str(book)]
        self.program = subprocess.Popen(words, cwd=ROOT, env=self._env)

    def find_the_window(self) -> None:
        self._do("search", "--sync", "--onlyvisible", "--name", "Sổ công tác", "windowfocus")

    def type(self, text: str) -> None:
        self._do("type", "--delay", "15", text)

    def press(self, *keys: str) -> None:
        self._do("key", "--delay", "40", *keys)

    def unlock(self) -> None:
        """Give the passphrase until the book is open."""
        lock = self.book / "book.lock"
        until(lambda: self.program.poll() is None)
        self.type(PASSPHRASE)
        self.press("Return")
        until(lambda: lock.exists())

    def begin(self) -> None:
        """Open an empty form and type its date; a key that came too early is pressed again."""
        for _ in range(20):
            self.press("ctrl+n")
            time.sleep(1)
            self.type(FIELDS[0])
            self.press("Tab")
            if soon(lambda: self.count("drafts") == 1):
                return
        raise AssertionError("no form came up")

    def fill(self) -> None:
        """Type the rest of the form and save it."""
        for text in FIELDS[1:]:
            self.type(text)
            self.press(*(["Return"] if text and text[0].islower() else []), "Tab")
        self.press("ctrl+s")

    def pull_the_plug(self) -> None:
        self.program.send_signal(signal.SIGKILL)
        self.program.wait()

    def count(self, table: str) -> int:
        """Rows of a table, read beside the program."""
        db = connect(self.book / FILE, vault.unlock(self.book, PASSPHRASE))
        try:
            return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        finally:
            db.close()

    def _do(self, *words: str) -> None:
        done = ["xdotool", *words]
        subprocess.run(done, env=self._env, check=True, timeout=PATIENCE, capture_output=True)


def soon(done: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not (found := done()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def until(done: Callable[[], bool]) -> None:
    assert soon(done, PATIENCE)


def test_keys_alone_record_an_event_and_a_pulled_plug_loses_nothing(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    tools = bool(which("Xvfb") and which("xdotool"))
    record_property("screen", "Xvfb and xdotool" if tools else "not on this machine")
    if not tools:
        return
    folder = tmp_path / "book"
    Book.create(folder, PASSPHRASE, units.find("2021", "01864"), now=NOW)[0].close()
    with screen() as display:
        officer = Person(display, tmp_path, folder)
        try:
            officer.find_the_window()
            officer.unlock()
            officer.begin()
            officer.fill()
            until(lambda: officer.count("outreach") == 1)
            until(lambda: officer.count("drafts") == 0)
            officer.begin()
        finally:
            officer.pull_the_plug()
    with Book.open(folder, PASSPHRASE) as book:
        (row,) = book.db.execute("SELECT date, place, attendees FROM outreach").fetchall()
        assert row == ("2024-05-05", "Khuoi Boc", 42)
        assert book.db.execute("SELECT count(*) FROM drafts").fetchone() == (1,)
