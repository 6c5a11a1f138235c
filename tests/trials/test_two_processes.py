"""R11: whoever comes second to a book is refused politely, and nothing of it changes."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from desktop.records import backup, opening, restoring
from desktop.records.book import Book
from desktop.records.errors import BookBusy
from tests.district import NOW, PASSPHRASE, District, Office
from tests.nursery import PROCESSES
from tests.trials import victims


@pytest.fixture
def commune(district: District) -> Office:
    return district.communes[0]


@pytest.fixture
def busy(commune: Office) -> Iterator[BaseProcess]:
    """Another process has the book open and saves into it all the time."""
    ours, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(
        target=victims.save, args=(commune.folder, theirs, False), daemon=True
    )
    process.start()
    assert ours.recv() == "ready"
    yield process
    process.kill()
    process.join()


def test_the_second_is_refused_until_the_first_is_gone(commune: Office, busy: BaseProcess) -> None:
    for _ in range(20):
        with pytest.raises(BookBusy, match="Đóng cửa sổ kia rồi thử lại; không có gì bị mất"):
            Book.open(commune.folder, PASSPHRASE)
    answer = commune.run("backup")
    assert (answer.code, "cửa sổ khác" in answer.json["error"]) == (1, True)
    assert busy.is_alive()
    busy.kill()
    busy.join()
    commune.open().close()


def test_nothing_is_restored_into_a_folder_that_another_is_restoring_into(
    commune: Office, tmp_path: Path
) -> None:
    with commune.open() as opened:
        made = backup.make(opened, now=NOW)
    held = opening.lock(tmp_path / "new")
    with pytest.raises(BookBusy):
        restoring.restore(made.path, tmp_path / "new", PASSPHRASE, now=NOW)
    held.release()
    restoring.restore(made.path, tmp_path / "new", PASSPHRASE, now=NOW)


class NoLock:
    def release(self) -> None:
        pass


def test_control_without_the_lock_both_have_the_book(
    commune: Office, busy: BaseProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "lock", lambda folder: NoLock())
    with commune.open() as second:
        assert busy.is_alive()
        assert second.office.code == commune.code
