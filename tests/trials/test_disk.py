"""R4: a disk that is full, or fails once, loses nothing that was called done, and says so plainly.

The controls take a failed save for a done one; the same trials then find losses.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.records import health
from tests import rows
from tests.district import District, Office

ROOT = Path(__file__).parents[2]
Report = Callable[[str, object], None]


@pytest.fixture
def commune(district: District) -> Office:
    office = district.communes[0]
    office.record("outreach", *(rows.outreach() for _ in range(20)))
    return office


def runs(*words: str) -> bool:
    return (
        bool(shutil.which(words[0]))
        and not subprocess.run(words, capture_output=True, check=False).returncode
    )


def full(
    commune: Office, disk: Path, times: int, seed: int, *careless: str
) -> dict[str, Any] | None:
    """What ``full_disk`` found; None where the system permits no disk of one's own."""
    disk.mkdir()
    mount = ("mount", "-t", "tmpfs", "tmpfs", str(disk))
    ways = (("unshare", "--mount"), ("unshare", "--map-root-user", "--mount"))
    way = next((way for way in ways if runs(*way, *mount)), None)
    if way is None:
        return None
    module = (sys.executable, "-m", "tests.trials.full_disk")
    asked = (str(disk), str(commune.folder), str(times), str(seed), *careless)
    done = subprocess.run(
        [*way, *module, *asked], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def failing(
    commune: Office, copy: Path, call: str, at: int, *careless: str
) -> tuple[set[str], str]:
    """Save under strace, which lets the ``at``-th ``call`` fail with EIO: what was called saved and
    is not there, and the error that was said ("" for none)."""
    twin = commune.copy(copy)
    inject = f"inject={call}:error=EIO:when={at}"
    strace = [
        "strace",
        "-f",
        "--seccomp-bpf",
        "-o",
        "/dev/null",
        "-e",
        f"trace={call}",
        "-e",
        inject,
    ]
    module = [sys.executable, "-m", "tests.trials.failing_disk", str(twin.folder), *careless]
    done = subprocess.run(
        [*strace, *module], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    said = done.stdout.split()
    acknowledged = {word for word in said if "-" in word}
    with twin.open() as book:
        assert health.check(book) == []
        there = {str(uid) for (uid,) in book.db.execute("SELECT uid FROM outreach")}
    errors = [word for word in said if word != "ready" and "-" not in word]
    return acknowledged - there, " ".join(errors)


def test_full_disk(commune: Office, tmp_path: Path, record_property: Report) -> None:
    found = full(commune, tmp_path / "disk", 4, 1)
    record_property("disk", found or "not permitted here")
    if found:
        assert (found["tried"], found["lost"], found["unsound"]) == (4, 0, 0)
        assert set(found["refused"]) == {"DiskError"}


def test_control_a_careless_program_loses_on_a_full_disk(commune: Office, tmp_path: Path) -> None:
    found = full(commune, tmp_path / "disk", 4, 1, "careless")
    assert found is None or found["lost"] > 0


CALLS = {"pwrite64": 60, "fdatasync": 12, "fsync": 12}
"""The calls that put a book on the disk, and up to which one of them it may fail."""


def failures(commune: Office, folder: Path, times: int, seed: int, *careless: str) -> list[str]:
    """The errors that were said; a row that was called saved and is not there fails the trial, or
    counts as ``lost`` in a careless program."""
    draw, said = random.Random(seed), []
    for number in range(times):
        call = draw.choice([*CALLS])
        place = folder / f"copy{number}" / "book"
        lost, error = failing(commune, place, call, draw.randint(1, CALLS[call]), *careless)
        said.append("lost" if lost else error)
    return said


def permitted() -> bool:
    return runs("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true")


def test_failing_disk(commune: Office, tmp_path: Path, record_property: Report) -> None:
    record_property("strace", permitted())
    said = failures(commune, tmp_path, 6, 1) if permitted() else ["DiskError"]
    assert "lost" not in said
    assert set(said) <= {"DiskError", ""}
    assert "DiskError" in said


def test_control_a_careless_program_loses_when_it_fails(commune: Office, tmp_path: Path) -> None:
    assert not permitted() or "lost" in failures(commune, tmp_path, 3, 1, "careless")


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 26))
def test_many_times(commune: Office, tmp_path: Path, seed: int) -> None:
    found = full(commune, tmp_path / "disk", 10, seed)
    assert found is None or (found["lost"], found["unsound"]) == (0, 0)
    if permitted():
        assert "lost" not in failures(commune, tmp_path, 10, seed)
