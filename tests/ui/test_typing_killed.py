"""The plug is pulled at some moment while somebody types: all but the last moments are there again.

The control types into the same window with the writing of drafts switched off, and loses it all.
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

LATE = 2.0
"""Seconds that may lie between a key and its draft being on the disk: the pause between two
writings, and a slow disk."""
TYPIST = """
import sys
import time
from datetime import datetime
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from desktop.records.book import Book
from desktop.ui.app import dress
from desktop.ui.drafts import Drafts
from desktop.ui.jobs import Jobs
from desktop.ui.remember import Remember
from desktop.ui.window import Window

book, passphrase, now, kept = sys.argv[1:]
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
for number in range(10_000):
    QTest.keyClicks(line, f"{number} ")
    print(number, time.monotonic(), flush=True)
    QTest.qWait(20)
"""


def typed_until_killed(folder: Path, seconds: float, *, kept: str) -> list[tuple[int, float]]:
    """Every number that was typed and when, until the process is gone."""
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(folder), PASSPHRASE, NOW.isoformat(), kept],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert typist.stdout
    said = [typist.stdout.readline()]
    time.sleep(seconds)
    typist.kill()
    said += typist.stdout.readlines()
    typist.wait()
    whole = (line.split() for line in said if line.endswith("\n"))
    return [(int(number), float(at)) for number, at in whole]


def left(folder: Path) -> list[int]:
    """The numbers that the draft in the book holds."""
    with Book.open(folder, PASSPHRASE) as book:
        found = drafts.waiting(book.db)
    return [int(number) for draft in found for number in str(draft.raw["note"]).split()]


@pytest.mark.parametrize("seed", range(3))
def test_all_but_the_last_moments(seed: int, written: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "book"))
    seconds = PAUSE / 1000 + LATE + random.Random(seed).uniform(0, 1.0)
    typed = typed_until_killed(folder, seconds, kept="yes")
    held = left(folder)
    assert held == list(range(len(held))), "whole, from the first key on"
    due = [number for number, at in typed if at < typed[-1][1] - LATE]
    assert due and set(due) <= set(held)


def test_control_without_drafts_all_is_lost(written: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(written, tmp_path / "book"))
    typed = typed_until_killed(folder, PAUSE / 1000 + LATE, kept="no")
    assert typed
    assert left(folder) == []
