"""The plug is pulled at some moment while somebody types: all but the last moments are there again.

How long a moment is hangs on the machine, so nothing here is measured. After every key a writing is
due within the pause between two, and one follows the other while keys come; what has been written
is there after the plug was pulled. The control types into the same window with the writing of
drafts switched off, and loses it all.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.records import drafts
from desktop.records.book import Book
from desktop.ui.drafts import PAUSE
from tests.district import PASSPHRASE
from tests.ui.conftest import NOW

WRITINGS = 2
"""Writings before the plug is pulled, so that one was made of keys that came after another."""
KEYS = 60
"""Keys of the control: each is followed by 20 ms, all by more than two pauses."""
TYPIST = """
import os
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from desktop.records import drafts
from desktop.records.book import Book
from desktop.ui.app import dress
from desktop.ui.drafts import PAUSE, Drafts
from desktop.ui.jobs import Jobs
from desktop.ui.remember import Remember
from desktop.ui.window import Window

def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

def write(db, kept, gone):
    written(db, kept, gone)
    say("written", kept[0].raw["note"].split()[-1])

book, passphrase, now, kept = sys.argv[1:]
written, drafts.write = drafts.write, write
if kept == "no":
    Drafts._soon = lambda self: None
app = QApplication([])
dress(app, "light")
moment = datetime.fromisoformat(now)
window = Window(Jobs(), Remember(Path(book) / "remembered.ini"), lambda: moment)
window.work(Book.open(Path(book), passphrase))
window.show()
work = window.centralWidget()
work.go("outreach+")
line = work.stack.currentWidget().record.form.boxes["note"].editor.input
kept = window.desk.drafts

def due():
    return not kept._unwritten or (kept._pause.isActive() and kept._pause.interval() <= PAUSE)

for number in range(10_000):
    QTest.keyClicks(line, f"{number} ")
    say("typed", number, "due" if due() else "not due")
    QTest.qWait(20)
"""


def typed_until_killed(folder: Path, last: tuple[str, int], seconds: float, *, kept: str) -> str:
    """All the typist said until the process was gone: so long after saying a word so often."""
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(folder), PASSPHRASE, NOW.isoformat(), kept],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert typist.stdout
    word, times = last
    said = ""
    while said.count(word) < times:
        line = typist.stdout.readline()
        assert line, f"the typist ended after {said!r}"
        said += line
    time.sleep(seconds)
    typist.kill()
    said += typist.stdout.read()
    typist.wait()
    return said


def left(folder: Path) -> list[int]:
    """The numbers that the draft in the book holds."""
    with Book.open(folder, PASSPHRASE) as book:
        found = drafts.waiting(book.db)
    return [int(number) for draft in found for number in str(draft.raw["note"]).split()]


@pytest.mark.parametrize("seed", range(3))
def test_all_but_the_last_moments(seed: int, written: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "book"))
    seconds = random.Random(seed).uniform(0, PAUSE / 1000)
    said = typed_until_killed(folder, ("written", WRITINGS), seconds, kept="yes")
    held = left(folder)
    assert held == list(range(len(held))), "whole, from the first key on"
    writings = [int(line.split()[1]) for line in said.splitlines() if "written" in line]
    assert 0 < writings[0] < writings[-1] <= held[-1]
    assert "not due" not in said, "after every key the next writing is near"


def test_control_without_drafts_all_is_lost(written: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "book"))
    said = typed_until_killed(folder, ("typed", KEYS), 0, kept="no")
    assert "not due" in said
    assert left(folder) == []
