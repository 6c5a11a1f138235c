"""A book that was open is left for another one, or for good, without losing what was asked for."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication

from desktop.records import drafts
from desktop.records.book import Book
from desktop.records.cipher import Database
from desktop.ui.desk import Desk
from desktop.ui.first_run.practice import Practice
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.frame.curtain import Curtain
from desktop.ui.jobs import Job, Jobs
from desktop.ui.pages.register import RegisterPage
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from tests.district import PASSPHRASE
from tests.ui.conftest import NOW
from tests.ui.hands import PATIENCE, Hands, line_of
from tests.ui.test_history import form

PLACE = "Khuổi Bốc"


@pytest.fixture
def window(
    written: Path, jobs: Jobs, hands: Hands, tmp_path: Path, next_process: list[Path | None]
) -> Iterator[Window]:
    """A book is open and somebody types into a form."""
    folder = Path(shutil.copytree(written, tmp_path / "book"))
    remember = Remember(tmp_path / "r.ini")
    made = Window(jobs, remember, lambda: NOW, tmp_path / "practice", next_process.append)
    hands.show(made)
    made.work(Book.open(folder, PASSPHRASE))
    hands.settle()
    work = made.centralWidget()
    assert isinstance(work, Work)
    work.go("outreach+")
    hands.settle()
    hands.type(line_of(form(page(work)).form.boxes["place"].editor), PLACE)
    yield made
    jobs.wait()
    if made.desk:
        made.desk.book.close()


def page(work: Work) -> RegisterPage:
    return cast(RegisterPage, work.pages["outreach"])


def typed(folder: Path) -> list[object]:
    with Book.open(folder, PASSPHRASE) as book:
        return [draft.raw["place"] for draft in drafts.waiting(book.db)]


def test_practising_goes_by_way_of_a_fresh_process(
    window: Window, hands: Hands, tmp_path: Path, next_process: list[Path | None]
) -> None:
    window.practise()
    hands.until(lambda: bool(next_process))
    assert next_process == [tmp_path / "practice"]
    assert window.desk is None and not window.isVisible()
    assert typed(tmp_path / "book") == [PLACE]
    window.start(next_process[0])
    choice = window.centralWidget()
    assert isinstance(choice, Practice), "what the fresh process begins with"
    choice.back.click()
    assert isinstance(window.centralWidget(), Unlock)


def test_another_book_is_gone_to_by_way_of_a_fresh_process(
    window: Window, hands: Hands, tmp_path: Path, next_process: list[Path | None]
) -> None:
    window.switch(tmp_path / "restored")
    hands.until(lambda: bool(next_process))
    assert next_process == [tmp_path / "restored"]
    assert typed(tmp_path / "book") == [PLACE]


def test_where_no_book_was_open_nothing_is_started_anew(
    jobs: Jobs, hands: Hands, tmp_path: Path, next_process: list[Path | None]
) -> None:
    remember = Remember(tmp_path / "r.ini")
    made = Window(jobs, remember, lambda: NOW, tmp_path / "practice", next_process.append)
    hands.show(made).start(None)
    made.practise()
    assert isinstance(made.centralWidget(), Practice)
    assert next_process == []


@pytest.mark.parametrize("way", ["practise", "lock", "close"])
def test_what_is_under_way_is_finished_first(
    window: Window, hands: Hands, tmp_path: Path, next_process: list[Path | None], way: str
) -> None:
    go = threading.Event()
    assert window.desk
    settings = window.desk.book.settings
    window.desk.write(window, lambda _job: go.wait(PATIENCE), lambda _outcome: None)
    window.desk.write(
        window, lambda _job: settings.put(office_place="Bộc Bố"), lambda _outcome: None
    )
    getattr(window, way)()
    getattr(window, way)()
    assert isinstance(window.centralWidget(), Curtain) and window.isVisible()
    assert next_process == []
    go.set()
    hands.until(lambda: not window.isVisible())
    assert len(next_process) == (0 if way == "close" else 1)
    left = [one for one in QApplication.topLevelWidgets() if isinstance(one, Window)]
    assert not [one for one in left if one.isVisible()]
    with Book.open(tmp_path / "book", PASSPHRASE) as again:
        assert again.settings.get("office_place") == "Bộc Bố"
        assert len(drafts.waiting(again.db)) == 1


def test_nobody_has_to_wait_for_long_work(window: Window, hands: Hands) -> None:
    begun = threading.Event()

    def long(job: Job) -> None:
        begun.set()
        while True:
            job.report(None)

    assert window.desk
    window.desk.write(window, long, lambda _outcome: None)
    assert begun.wait(PATIENCE)
    window.close()
    curtain = window.centralWidget()
    assert isinstance(curtain, Curtain)
    curtain.now.click()
    hands.until(lambda: not window.isVisible())


def full(window: Window) -> None:
    """From now on the disk under the book has no room for another page."""
    assert window.desk
    (pages,) = window.desk.book.db.execute("PRAGMA page_count").fetchone()
    limit(window.desk, pages)


def roomy(window: Window) -> None:
    assert window.desk
    limit(window.desk, 2**30)


def limit(desk: Desk, pages: int) -> None:
    """Each connection to the book has its own limit."""
    honest = desk.book._connect

    def connect(file: Path) -> Database:
        db = honest(file)
        db.execute(f"PRAGMA max_page_count={pages}")
        return db

    desk.book._connect = connect
    desk._put_away()
    desk.book.db.execute(f"PRAGMA max_page_count={pages}")


@pytest.fixture
def on_full_disk(window: Window, hands: Hands) -> Curtain:
    """The window is closed while what was typed has no room on the disk."""
    full(window)
    assert window.desk
    window.desk.drafts.put(("media", ""), {"title": "Loa " * 20_000})
    window.close()
    curtain = window.centralWidget()
    assert isinstance(curtain, Curtain)
    hands.until(curtain.again.isVisible)
    assert "đĩa" in curtain.words.text().lower() and "Đã lưu" in curtain.words.text()
    assert curtain.title.text() == "Chưa đóng được sổ"
    return curtain


def test_a_full_disk_loses_nothing_that_is_being_typed(
    window: Window, on_full_disk: Curtain, hands: Hands, tmp_path: Path
) -> None:
    on_full_disk.again.click()
    assert window.isVisible()
    roomy(window)
    on_full_disk.again.click()
    hands.until(lambda: not window.isVisible())
    with Book.open(tmp_path / "book", PASSPHRASE) as again:
        assert len(drafts.waiting(again.db)) == 2


@pytest.mark.parametrize("way", ["again", "without"])
def test_a_wish_that_comes_while_something_is_under_way_is_kept(
    window: Window, on_full_disk: Curtain, hands: Hands, way: str
) -> None:
    go = threading.Event()
    assert window.desk
    window.desk.use(window, lambda _job: go.wait(PATIENCE), lambda _outcome: None)
    roomy(window)
    getattr(on_full_disk, way).click()
    assert window.isVisible()
    go.set()
    hands.until(lambda: not window.isVisible())


def test_a_person_may_close_without_it(
    window: Window, on_full_disk: Curtain, hands: Hands, tmp_path: Path
) -> None:
    on_full_disk.without.click()
    hands.until(lambda: not window.isVisible())
    Book.open(tmp_path / "book", PASSPHRASE).close()
