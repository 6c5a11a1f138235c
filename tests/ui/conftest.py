"""A window without a screen, on a real encrypted book."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.records import clock, units
from desktop.records.book import Book
from desktop.ui.app import dress
from desktop.ui.desk import Desk
from desktop.ui.jobs import Jobs
from desktop.ui.remember import Remember
from desktop.ui.tidying import Tidying
from desktop.ui.work import Work
from tests import rows
from tests.district import PASSPHRASE, Office, record
from tests.ui.hands import Hands

NOW = datetime(2024, 5, 7, 2, 5, tzinfo=UTC)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, dressed and tidied as it is for its users."""
    Tidying(qapp)
    dress(qapp, "light")
    return qapp


@pytest.fixture(autouse=True)
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    """The year of these tests lies before this program was built: let their clock be believed."""
    monkeypatch.setattr(clock, "BUILT", datetime(2021, 1, 1, tzinfo=UTC))


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    runner = Jobs()
    yield runner
    runner.wait()
    qapp.processEvents()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty book of a commune, to be copied."""
    folder = tmp_path_factory.mktemp("books") / "book"
    book, _ = Book.create(folder, PASSPHRASE, units.find("2021", "01864"), now=NOW)
    book.close()
    return folder


@pytest.fixture
def book(written: Path, tmp_path: Path) -> Iterator[Book]:
    import shutil

    folder = tmp_path / "book"
    shutil.copytree(written, folder)
    with Book.open(folder, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def desk(book: Book, jobs: Jobs) -> Iterator[Desk]:
    made = Desk(book, jobs, lambda: NOW)
    yield made
    jobs.wait()


@pytest.fixture
def next_process() -> list[Path | None]:
    """Where each process that follows the one under test is to go on."""
    return []


@contextmanager
def at_work(office: Office, jobs: Jobs, hands: Hands, folder: Path) -> Iterator[Work]:
    """The window's screens on the book of an office that has recorded something."""
    with office.open() as book:
        record(book, "outreach", rows.outreach(), now=NOW)
        desk = Desk(book, jobs, lambda: NOW)
        yield hands.show(Work(desk, Remember(folder / "r.ini"), lambda: None))
        jobs.wait()
        QApplication.processEvents()


@pytest.fixture
def hands(qtbot: QtBot, jobs: Jobs) -> Hands:
    return Hands(qtbot, jobs)
