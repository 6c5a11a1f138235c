"""Practising through the window: in from the first screen, marked, ticked, out to the real book."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from desktop.records import sheet
from desktop.records.book import FILE
from desktop.records.registers import REGISTERS
from desktop.ui.first_run.entrance import Entrance
from desktop.ui.first_run.practice import Practice
from desktop.ui.first_run.unlock import Unlock
from desktop.ui.first_run.welcome import Welcome
from desktop.ui.frame.practising import Band
from desktop.ui.jobs import Jobs
from desktop.ui.look.widgets import Badge
from desktop.ui.pages.practice import PracticePage
from desktop.ui.remember import Remember
from desktop.ui.window import Window
from desktop.ui.work import Work
from sync.entry import save_raw
from sync.practice import course
from tests.ui.hands import Hands, said

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
EVENT: dict[str, object] = {
    "date": "5/11/2026",
    "form": "LOA",
    "topics": "PHAP_LUAT",
    "audiences": "NHAN_DAN",
    "attendees": "0",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice") / "books"
    for _ in course.build(folder, NOW):
        pass
    return folder


@pytest.fixture
def window(
    built: Path, jobs: Jobs, hands: Hands, tmp_path: Path, next_process: list[Path | None]
) -> Iterator[Window]:
    practice = Path(shutil.copytree(built, tmp_path / "practice"))
    remember = Remember(tmp_path / "remembered.ini")
    made = hands.show(Window(jobs, remember, lambda: NOW, practice, next_process.append))
    yield made
    jobs.wait()
    made.close()


def practised(window: Window, hands: Hands) -> Work:
    """Into the commune's practice book from the first screen."""
    window.start(None)
    entrance = window.centralWidget()
    assert isinstance(entrance, Entrance)
    welcome = entrance.currentWidget()
    assert isinstance(welcome, Welcome)
    welcome.practise.click()
    sheet_ = window.centralWidget()
    assert isinstance(sheet_, Practice)
    sheet_.go.click()
    hands.settle()
    work = window.centralWidget()
    assert isinstance(work, Work)
    return work


def test_it_opens_without_a_passphrase_and_is_marked_everywhere(
    window: Window, hands: Hands
) -> None:
    work = practised(window, hands)
    band = cast(Band, work.findChild(Band))
    assert band.isVisible() and "Sổ thực hành" in " ".join(said(band))
    assert window.windowTitle() == "Sổ thực hành"
    for name in work.screens:
        work.go(name)
        hands.settle()
        assert band.isVisible(), name
    composed = sheet.compose(work.desk.book, "summary", "2024-H2", NOW)
    assert "BẢN THỰC HÀNH" in composed.mark


def test_leaving_it_goes_back_to_the_real_book(
    window: Window, hands: Hands, written: Path, tmp_path: Path, next_process: list[Path | None]
) -> None:
    real = Path(shutil.copytree(written, tmp_path / "real"))
    window.remember.folder = real
    before = (real / FILE).read_bytes()
    work = practised(window, hands)
    assert window.remember.folder == real
    band = cast(Band, work.findChild(Band))
    band.leave.click()
    hands.until(lambda: next_process == [real])
    assert not window.isVisible()
    window.start(next_process[0])
    unlock = window.centralWidget()
    assert isinstance(unlock, Unlock) and unlock.folder == real
    assert (real / FILE).read_bytes() == before


def test_tasks_are_ticked_as_they_are_done(window: Window, hands: Hands) -> None:
    work = practised(window, hands)
    work.go("practice")
    hands.settle()
    page = work.pages["practice"]
    assert isinstance(page, PracticePage)
    assert not any(task.done for task in page.tasks)
    book = work.desk.book
    work.desk.write(
        page, lambda _job: save_raw(book, REGISTERS["outreach"], [EVENT], now=NOW), lambda _o: None
    )
    hands.settle()
    hands.settle()
    assert [task.done for task in page.tasks] == [True, False, False, False, False]
    badges = cast(list[Badge], page.inside.findChildren(Badge))
    assert [badge.state for badge in badges].count("ok") == 1


def test_it_is_made_with_progress_and_given_up_midway(
    jobs: Jobs, hands: Hands, tmp_path: Path
) -> None:
    opened: list[Path] = []
    folder = tmp_path / "practice"
    page = hands.show(Practice(jobs, folder, lambda: NOW, opened.append, lambda: None))
    page.go.click()
    hands.until(lambda: page.progress.value() >= 2)
    assert page.step.text()
    page.back.click()
    hands.settle()
    assert not opened and not course.ready(folder)
    assert page.go.isEnabled() and not page.progress.isVisible()


def test_a_real_book_never_opens_by_itself(
    window: Window, hands: Hands, written: Path, tmp_path: Path
) -> None:
    real = Path(shutil.copytree(written, tmp_path / "real"))
    window.start(real)
    hands.settle()
    assert isinstance(window.centralWidget(), Unlock)
    assert window.desk is None
