"""``kill -9`` on the way to a new book: it goes on where it was, and the passphrase is nowhere."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import cast

import pytest

from desktop.records.book import FILE, vacant
from desktop.ui.first_run.choices import Choices
from desktop.ui.first_run.entrance import Entrance
from desktop.ui.first_run.office import Office
from desktop.ui.first_run.passphrase import Passphrase
from desktop.ui.first_run.proving import Proving
from desktop.ui.first_run.recovery import Recovery
from desktop.ui.first_run.renewing import Renewing
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.first_run.welcome import Welcome
from desktop.ui.jobs import Jobs
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.test_first_run import copied, prove, shown

SECRET = "Kwz khong ai biet Qxj"
OFFICER = """
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.ui.app import dress
from desktop.ui.jobs import Jobs
from desktop.ui.remember import Remember
from desktop.ui.window import Window

folder, secret, now, last = sys.argv[1:]
app = QApplication([])
dress(app, "light")
moment = datetime.fromisoformat(now)
jobs = Jobs()
window = Window(jobs, Remember(Path(folder) / "remembered.ini"), lambda: moment)
window.start(None)
window.show()
way = window.centralWidget()

def reached(name):
    print(name, flush=True)
    if name == last:
        while True:
            app.processEvents()

reached("welcome")
way.currentWidget().go.click()
reached("office")
way.currentWidget().words.setText("boc bo")
way.currentWidget().go.click()
step = way.currentWidget()
step.choices = replace(step.choices, folder=Path(folder) / "book")
step.first.setText(secret)
step.second.setText(secret)
reached("passphrase")
step.go.click()
print("making", flush=True)
while jobs.busy:
    app.processEvents()
reached("words")
way.currentWidget().currentWidget().go.click()
reached("check")
"""


def killed(folder: Path, last: str, seconds: float = 0) -> None:
    """Let an officer go as far as that step, and pull the plug there."""
    officer = subprocess.Popen(
        [sys.executable, "-c", OFFICER, str(folder), SECRET, NOW.isoformat(), last],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert officer.stdout
    for said in officer.stdout:
        if said.strip() == last:
            break
    time.sleep(seconds)
    officer.kill()
    officer.wait()
    written = [path for path in folder.rglob("*") if path.is_file()]
    assert not [path for path in written if SECRET.encode() in path.read_bytes()]


def again(folder: Path, jobs: Jobs, hands: Hands) -> Window:
    """The program is started once more."""
    remember = Remember(folder / "remembered.ini")
    window = hands.show(Window(jobs, remember, lambda: NOW))
    window.start(remember.folder)
    hands.settle()
    return window


@pytest.mark.parametrize(
    ("last", "step"), [("welcome", Welcome), ("office", Office), ("passphrase", Passphrase)]
)
def test_before_there_is_a_book(
    last: str, step: type, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    killed(tmp_path, last)
    window = again(tmp_path, jobs, hands)
    way = cast(Entrance, window.centralWidget())
    assert isinstance(way.currentWidget(), step)
    if isinstance(found := way.currentWidget(), Passphrase):
        assert found.choices.office and found.choices.office.name == "Xã Bộc Bố"
        assert not found.first.text()
    window.close()


@pytest.mark.parametrize("last", ["words", "check"])
def test_words_nobody_has_proven_to_have_copied_are_given_anew(
    last: str, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    killed(tmp_path, last)
    window = again(tmp_path, jobs, hands)
    unlock = cast(Unlock, window.centralWidget())
    hands.type(unlock.passphrase, SECRET)
    unlock.go.click()
    hands.settle()
    assert isinstance(window.centralWidget(), Proving)
    words = copied(shown(window))
    prove(window, hands, words).go.click()
    hands.settle()
    assert isinstance(window.centralWidget(), Work)
    assert list((tmp_path / "book" / "outbox").glob("01864_*.csr"))
    window.close()
    window = again(tmp_path, jobs, hands)
    hands.type(cast(Unlock, window.centralWidget()).passphrase, words)
    cast(Unlock, window.centralWidget()).go.click()
    hands.settle()
    assert isinstance(window.centralWidget(), Renewing), "proven once, asked no more"
    window.close()


@pytest.mark.parametrize("seconds", [0.0, 0.3, 0.6])
def test_in_the_midst_of_the_founding(
    seconds: float, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    killed(tmp_path, "making", seconds)
    folder = tmp_path / "book"
    window = again(tmp_path, jobs, hands)
    if (folder / FILE).is_file():
        hands.type(cast(Unlock, window.centralWidget()).passphrase, SECRET)
        cast(Unlock, window.centralWidget()).go.click()
    else:
        assert vacant(folder)
        step = cast(Entrance, window.centralWidget()).currentWidget()
        assert isinstance(step, Passphrase)
        assert step.choices.place == folder
        for line in step.lines:
            hands.type(line, SECRET)
        step.go.click()
    hands.settle()
    assert isinstance(shown(window), Recovery)
    assert Choices.of(window.remember.unfinished) == Choices()
    cast(Proving, shown(window).parentWidget()).book.close()
    window.close()
