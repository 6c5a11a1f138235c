"""What is typed and not saved outlives the process, encrypted, and goes when it is saved."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt

from desktop.records import drafts
from desktop.records.book import Book
from desktop.records.drafts import Draft
from desktop.records.registers import REGISTERS
from desktop.ui.desk import Desk
from desktop.ui.drafts import PAUSE
from desktop.ui.jobs import Jobs
from desktop.ui.look.problems import Banner
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.district import PASSPHRASE, record
from tests.trials.canaries import files
from tests.ui.conftest import NOW
from tests.ui.hands import Hands, line_of
from tests.ui.test_history import EVENT, form

PLACE = "Kwz Khau Dang Qxj"
TYPIST = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from desktop.records import clock
from desktop.records.book import Book
from desktop.ui.app import dress
from desktop.ui.jobs import Jobs
from desktop.ui.remember import Remember
from desktop.ui.window import Window

book, passphrase, now, place = sys.argv[1:]
app = QApplication([])
dress(app, "light")
moment = clock.BUILT = datetime.fromisoformat(now)
window = Window(Jobs(), Remember(Path(book) / "remembered.ini"), lambda: moment)
window.work(Book.open(Path(book), passphrase))
window.show()
work = window.centralWidget()
work.go("outreach+")
boxes = work.stack.currentWidget().record.form.boxes
QTest.keyClicks(boxes["place"].editor.findChild(QLineEdit), place)
QTest.keyClicks(boxes["attendees"].editor.findChild(QLineEdit), "chua ro")
QTimer.singleShot(int(sys.stdin.readline()), lambda: print("typed", flush=True))
app.exec()
"""


def test_what_was_typed_outlives_the_process(
    written: Path, jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    shutil.copytree(written, folder)
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(folder), PASSPHRASE, NOW.isoformat(), PLACE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert typist.stdin and typist.stdout
    typist.stdin.write(f"{PAUSE + 900}\n")
    typist.stdin.flush()
    assert typist.stdout.readline() == "typed\n"
    typist.kill()
    typist.wait()
    left = dict(files(folder))
    assert left["book.db-wal"]
    assert not [name for name, content in left.items() if PLACE.encode() in content]

    window = hands.show(Window(jobs, Remember(tmp_path / "r.ini"), lambda: NOW))
    with Book.open(folder, PASSPHRASE) as book:
        window.work(book)
        hands.settle()
        work = cast(Work, window.centralWidget())
        assert "Hoạt động truyền thông”, lúc 09:05" in work.banner.message.text()
        work.banner.action.click()
        hands.settle()
        page = work.stack.currentWidget()
        assert isinstance(page, RegisterPage)
        raw = form(page).form.raw()
        assert (raw["place"], raw["attendees"]) == (PLACE, "chua ro")
        assert "lúc 09:05" in form(page).head.state.text()
        form(page).head.action.click()
        assert form(page).form.raw()["place"] == ""
        jobs.wait()
        assert window.desk
        window.desk.drafts.close()
        assert drafts.waiting(book.db) == []
        window.desk = None


def test_a_saved_row_leaves_no_draft(desk: Desk, book: Book, hands: Hands) -> None:
    (uid,) = record(book, "outreach", EVENT, now=NOW)
    page = hands.show(RegisterPage(desk, REGISTERS["outreach"], Banner()))
    page.open(uid)
    hands.settle()
    hands.type(line_of(form(page).form.boxes["place"].editor), " và chợ")
    desk.drafts._write()
    hands.settle()
    assert [draft.uid for draft in drafts.waiting(book.db)] == [uid]
    hands.press(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert drafts.waiting(book.db) == []
    assert desk.drafts.waiting() == []


def test_closing_writes_what_no_pause_has_written(desk: Desk, book: Book) -> None:
    desk.drafts.put(("sites", ""), {"name": "Chợ", "kind": ["x"], "headcount": None})
    desk.drafts.put(("outreach", "u"), {"place": "cũ"})
    desk.drafts.drop(("outreach", "u"))
    desk.drafts.close()
    (left,) = drafts.waiting(book.db)
    assert left.raw == {"name": "Chợ", "kind": ["x"], "headcount": None}


def test_what_lay_for_a_year_is_let_go(book: Book, jobs: Jobs) -> None:
    old, fresh = Draft("sites", "", "2023-05-06T00:00:00Z", {}), "2023-05-09T00:00:00Z"
    drafts.write(book.db, [old, Draft("media", "", fresh, {})])
    assert [draft.register for draft in Desk(book, jobs, lambda: NOW).drafts.found] == ["media"]
