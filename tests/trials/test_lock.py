"""S5: once a book is locked, or left for the practice books, no process holds its key, its
passphrase or a row; Linux only."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from desktop.records import vault
from tests.district import NOW, PASSPHRASE, District, record
from tests.trials.canaries import spellings

ROOT = Path(__file__).resolve().parents[2]
CANARY = "Nhà văn hóa Khuổi Bốc Q7X2"
ASKS = {"lock": "24 từ khôi phục đã chép", "practise": "Anh chị muốn tập làm việc gì?"}
"""What the screen that comes next has in memory once it is there."""
ENOUGH = 300
"""Seconds after which a window will not come any more."""
TIMES = 3
ADOPTS = 36
"""PR_SET_CHILD_SUBREAPER: who is left alone by its parent becomes a child of this process, whose
memory it may read."""
EVENT: dict[str, object] = {
    "date": "5/5/2024",
    "form": "HOI_NGHI",
    "topics": "PHAP_LUAT",
    "audiences": "NHAN_DAN",
    "place": CANARY,
    "attendees": "42",
}


class Trial:
    """All processes that come of one window: they carry its mark in their environment."""

    def __init__(self, folder: Path, home: Path, how: str) -> None:
        self.mark = f"SOBAN_TRIAL={uuid4()}"
        name, _, value = self.mark.partition("=")
        around = os.environ | {name: value, "QT_QPA_PLATFORM": "offscreen"}
        around |= {"XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home)}
        command = [sys.executable, "-m", "tests.trials.locked_window", str(folder), how]
        self.first = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, env=around
        )
        assert self.first.stdin
        self.first.stdin.write(f"{PASSPHRASE}\n".encode())
        self.first.stdin.close()

    def alive(self) -> list[int]:
        """The processes that carry the mark."""
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                state = (place / "stat").read_text().rpartition(")")[2].split()[0]
                if state != "Z" and self.mark.encode() in (place / "environ").read_bytes():
                    found.append(int(place.name))
        return found

    def end(self) -> None:
        """Let none of them be left."""
        for process in self.alive():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.first.wait()
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass


@contextmanager
def window(folder: Path, home: Path, how: str) -> Iterator[Trial]:
    ctypes.CDLL(None).prctl(ADOPTS, 1, 0, 0, 0)
    trial = Trial(folder, home, how)
    try:
        yield trial
    finally:
        trial.end()
        ctypes.CDLL(None).prctl(ADOPTS, 0, 0, 0, 0)


def memory(process: int) -> Iterator[bytes]:
    """All that a process holds and may write to."""
    maps = Path(f"/proc/{process}/maps").read_text().splitlines()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as source:
        for line in maps:
            place, rights = line.split()[:2]
            first, last = (int(edge, 16) for edge in place.split("-"))
            if rights.startswith("rw"):
                source.seek(first)
                with suppress(OSError):
                    yield source.read(last - first)


def held(process: int, signs: dict[str, bytes]) -> set[str]:
    """Which of the signs a process holds."""
    return {name for part in memory(process) for name, sign in signs.items() if sign in part}


def secrets(folder: Path) -> dict[str, bytes]:
    key = vault.unlock(folder, PASSPHRASE)
    signs = {"key": key, "key in hex": key.hex().encode(), "KEY": key.hex().upper().encode()}
    signs |= {f"row in {form}": sign for form, sign in spellings(CANARY).items()}
    return signs | {f"passphrase in {form}": sign for form, sign in spellings(PASSPHRASE).items()}


def asks(process: int, how: str) -> bool:
    with suppress(OSError):
        return any(ASKS[how].encode("utf-16-le") in part for part in memory(process))
    return False


@pytest.fixture
def folder(district: District) -> Path:
    office = district.communes[0]
    with office.open() as book:
        record(book, "outreach", EVENT, now=NOW)
    return office.folder


@pytest.mark.parametrize(("how", "times"), [("lock", TIMES), ("practise", 1)])
def test_nothing_is_left_in_memory(folder: Path, tmp_path: Path, how: str, times: int) -> None:
    signs = secrets(folder)
    for _ in range(times):
        with window(folder, tmp_path, how) as trial:
            assert trial.first.wait(ENOUGH) == 0
            until = time.monotonic() + ENOUGH
            while not (left := trial.alive()) or not any(asks(one, how) for one in left):
                assert time.monotonic() < until, "no fresh process goes on"
                time.sleep(0.1)
            assert trial.first.pid not in left
            for one in left:
                told = Path(f"/proc/{one}/cmdline").read_bytes()
                told += Path(f"/proc/{one}/environ").read_bytes()
                assert not {name for name, sign in signs.items() if sign in told}
                assert held(one, signs) == set()


@pytest.mark.parametrize("how", ["lock", "practise"])
def test_a_window_that_does_not_end_still_holds_them(
    folder: Path, tmp_path: Path, how: str
) -> None:
    with window(folder, tmp_path, f"{how} inside") as trial:
        assert trial.first.stdout
        assert trial.first.stdout.readline() == b"stayed\n"
        found = held(trial.first.pid, secrets(folder))
    assert any(name.startswith("row") for name in found)
    assert any(name.startswith("key") for name in found)
