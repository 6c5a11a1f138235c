"""Folders and sticks: four different troubles, links, and what is plugged in."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from shutil import which

import pytest

from sync.channels import folder as folders
from sync.channels import mounts, names
from sync.channels.account import Account
from sync.channels.channel import Put
from sync.channels.folder import FolderChannel
from sync.channels.problems import ChannelError, Problem, advice
from sync.channels.schemes import open_channel
from sync.channels.watch import Progress, Watch
from tests.sync.channels.conftest import tried

ROOT = Path(__file__).parents[3]
CONTENT = os.urandom(300_000)
NAME = names.packet("01864", "ab12cd34ab12cd34", 1, sha256(CONTENT).hexdigest())


def problem(account: Account, watch: Watch | None = None) -> Problem:
    """What keeps the file from being copied there; nothing of it may bear the final name."""
    with pytest.raises(ChannelError) as stopped, open_channel(account) as channel:
        channel.put(NAME, CONTENT, watch or Watch())
    assert not (Path(account.url) / NAME).exists()
    return stopped.value.problem


def test_no_stick(stick: Account) -> None:
    Path(stick.url).rmdir()
    assert problem(stick) is Problem.MISSING


def test_a_stick_pulled_out_in_the_middle(stick: Account) -> None:
    def pull_out(progress: Progress) -> None:
        if progress.done:
            shutil.rmtree(stick.url, ignore_errors=True)

    assert problem(stick, Watch(progress=pull_out)) is Problem.UNPLUGGED


def test_an_empty_mount_point_is_not_the_stick(stick: Account) -> None:
    """Before anything is mounted there, /media/usb is a folder of the laptop's own disk."""
    elsewhere = replace(stick, abilities={"mount": "/media/another"})
    assert problem(elsewhere) is Problem.MISSING


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        (errno.ENOSPC, Problem.FULL),
        (errno.EDQUOT, Problem.FULL),
        (errno.EROFS, Problem.READ_ONLY),
        (errno.EACCES, Problem.READ_ONLY),
        (errno.EIO, Problem.UNPLUGGED),
        (errno.ENODEV, Problem.UNPLUGGED),
        (errno.EINVAL, Problem.SERVER),
    ],
)
def test_what_the_system_reports_is_told_apart(
    stick: Account, monkeypatch: pytest.MonkeyPatch, reported: int, expected: Problem
) -> None:
    def fail(handle: int) -> None:
        raise OSError(reported, os.strerror(reported))

    monkeypatch.setattr(os, "fsync", fail)
    assert problem(stick) is expected
    assert [p for p in Path(stick.url).rglob("*") if p.is_file()] == []


def test_troubles_have_different_words() -> None:
    words = {advice(problem) for problem in Problem}
    assert len(words) == len(Problem)


def test_a_copy_that_reads_back_otherwise_is_no_copy(
    stick: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that takes everything and keeps something else."""
    monkeypatch.setattr(folders, "_settle", lambda _: (Path(stick.url) / NAME).write_bytes(b""))
    with pytest.raises(ChannelError) as stopped, open_channel(stick) as channel:
        channel.put(NAME, CONTENT)
    assert stopped.value.problem is Problem.DIFFERENT


def test_links_are_not_followed(stick: Account, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / NAME.rpartition("/")[2]).write_bytes(CONTENT)
    root = Path(stick.url)
    (root / "in").mkdir()
    (root / "in" / "01864").symlink_to(outside)
    (root / "in" / "01867").mkdir()
    other = NAME.replace("01864", "01867")
    (root / other).symlink_to(outside / NAME.rpartition("/")[2])
    with open_channel(stick) as channel:
        assert channel.list("in") == ["in/01867"]
        assert channel.list("in/01867") == []
        for name in (NAME, other):
            with pytest.raises(ChannelError):
                channel.get(name)
        with pytest.raises(ChannelError):
            channel.put(NAME, b"over another file")
    assert (outside / NAME.rpartition("/")[2]).read_bytes() == CONTENT


def test_a_folder_that_exists_is_remembered_with_its_mount(stick: Account) -> None:
    assert tried(stick).abilities == {"mount": str(mounts.mount_of(Path(stick.url)))}


def test_a_real_medium_that_is_small_read_only_and_pulled_out(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """On a file system of its own. Where the system does not permit one, only the numbers above
    have been tried, and the report says so."""
    ways = (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"])
    mountable = ["mount", "-t", "tmpfs", "tmpfs", str(tmp_path)]
    words = next((way for way in ways if which(way[0]) and _runs([*way, *mountable])), None)
    record_property("medium", " ".join(words) if words else "not permitted here")
    if words is None:
        return
    done = subprocess.run(
        [*words, sys.executable, "-m", "tests.sync.channels.medium", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "small": "delivered",
        "large": "full",
        "left": ".xlsx",
        "read_only": "read_only",
        "unplugged": "unplugged",
        "gone": "missing",
        "beneath": "",
    }


def _runs(words: list[str]) -> bool:
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


# --- what is plugged in -------------------------------------------------------------------------


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """A made-up Linux: a disk, a stick with a space in its name, a disk in a USB case, a share."""
    blocks = tmp_path / "block"
    blocks.mkdir()
    places = {
        "sda1": ("pci/sata/sda/sda1", "0"),
        "sdb1": ("pci/usb1/1-1/sdb/sdb1", "1"),
        "sdc1": ("pci/usb2/2-1/sdc/sdc1", "0"),
        "mmcblk0p1": ("platform/mmc/mmcblk0/mmcblk0p1", "1"),
    }
    for name, (place, removable) in places.items():
        block = tmp_path / "devices" / place
        block.mkdir(parents=True)
        (block.parent / "removable").write_text(removable + "\n")
        (blocks / name).symlink_to(block)
    lines = []
    for device, place, options in (
        ("/dev/sda1", "dia", "rw,relatime"),
        ("/dev/sdb1", "USB cua xa", "rw,nosuid"),
        ("/dev/sdc1", "case", "ro,nosuid"),
        ("/dev/mmcblk0p1", "card", "rw"),
        ("//huyen/chung", "share", "rw"),
        ("/dev/gone1", "gone", "rw"),
    ):
        (tmp_path / place).mkdir()
        written = str(tmp_path / place).replace(" ", "\\040")
        lines.append(f"{device} {written} vfat {options} 0 0\n")
    (tmp_path / "mounts").write_text("".join(lines))
    yield tmp_path / "mounts", blocks


def test_sticks_are_recognised(machine: tuple[Path, Path]) -> None:
    found = mounts.sticks(*machine)
    assert [(stick.path.name, stick.writable) for stick in found] == [
        ("USB cua xa", True),
        ("card", True),
        ("case", False),
    ]
    assert all(stick.free > 0 for stick in found)


def test_this_machine_can_be_asked(tmp_path: Path) -> None:
    assert isinstance(mounts.sticks(), list)
    assert mounts.sticks(tmp_path / "none") == []


def test_an_open_folder_says_it_is_copied(stick: Account) -> None:
    with FolderChannel(stick) as channel:
        assert channel.put(NAME, CONTENT) is Put.CARRIED
