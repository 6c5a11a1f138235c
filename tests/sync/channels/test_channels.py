"""What holds for every channel alike: a folder, a WebDAV server, an SFTP server."""

import os
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from sync.channels import names
from sync.channels.account import Account
from sync.channels.channel import LARGEST, Put
from sync.channels.problems import ChannelError, Problem
from sync.channels.schemes import SCHEMES, open_channel
from sync.channels.watch import Progress, Watch
from tests.sync.channels.servers import Place

CONTENT = os.urandom(200_000)
DEVICE = "ab12cd34ab12cd34"
RECEIPT = names.receipt("01864", f"ack_01864_{DEVICE}_1719822600_{'0' * 8}.xlsx")


def name(content: bytes = CONTENT, sequence: int = 7) -> str:
    return names.packet("01864", DEVICE, sequence, sha256(content).hexdigest())


def folder_of(account: Account, dav: Place, ssh: Place) -> Path:
    """Where the files of this account really lie."""
    path = account.address.path
    roots = {"folder": Path(path), "webdav": dav.folder / path[1:], "sftp": ssh.folder / path[1:]}
    return roots[account.address.scheme]


@pytest.fixture
def root(ready: Account, dav: Place, ssh: Place) -> Path:
    return folder_of(ready, dav, ssh)


def test_there_and_back(ready: Account, root: Path) -> None:
    with open_channel(ready) as channel:
        assert channel.put(name(), CONTENT) is Put.CARRIED
        assert channel.put(RECEIPT, b"receipt") is Put.CARRIED
        assert channel.get(name()) == CONTENT
        assert channel.list("in") == ["in/01864"]
        assert channel.list("in/01864") == [name()]
        assert channel.list("ack/01864") == [RECEIPT]
        channel.delete(name())
        channel.delete(name())
        assert channel.list("in/01864") == []
        assert channel.list("in/01867") == []
    assert [p.name for p in root.rglob("*") if p.is_file()] == [RECEIPT.rpartition("/")[2]]


def test_a_place_without_folders_is_empty(ready: Account) -> None:
    with open_channel(ready) as channel:
        assert channel.list("in") == []
        assert channel.list("ack/01864") == []


def test_putting_twice_is_putting_once(ready: Account, root: Path) -> None:
    with open_channel(ready) as channel:
        channel.put(name(), CONTENT)
        lying = root / name()
        first = lying.stat().st_ino
        assert channel.put(name(), CONTENT) is Put.THERE
        assert channel.put(name(), CONTENT, thorough=True) is Put.THERE
        assert lying.stat().st_ino == first


@pytest.mark.parametrize("left", [0, 1, len(CONTENT) - 1, len(CONTENT) + 1])
def test_a_file_that_was_cut_is_replaced(ready: Account, root: Path, left: int) -> None:
    (root / "in" / "01864").mkdir(parents=True)
    (root / name()).write_bytes((CONTENT + b"x")[:left])
    with open_channel(ready) as channel:
        assert channel.put(name(), CONTENT) is Put.CARRIED
    assert (root / name()).read_bytes() == CONTENT


def test_a_damaged_file_is_found_by_reading_it_back(ready: Account, root: Path) -> None:
    (root / "in" / "01864").mkdir(parents=True)
    (root / name()).write_bytes(bytes(len(CONTENT)))
    with open_channel(ready) as channel:
        assert channel.put(name(), CONTENT, thorough=True) is Put.CARRIED
    assert (root / name()).read_bytes() == CONTENT


def test_an_unfinished_file_of_an_earlier_attempt_does_no_harm(ready: Account, root: Path) -> None:
    (root / "in" / "01864").mkdir(parents=True)
    part = root / f"{name()}.{ready.device}.part"
    part.write_bytes(CONTENT[:70_001])
    with open_channel(ready) as channel:
        assert channel.list("in/01864") == []
        assert channel.put(name(), CONTENT) is Put.CARRIED
    assert (root / name()).read_bytes() == CONTENT
    assert not part.exists()


def test_two_computers_put_the_same_file(ready: Account, root: Path) -> None:
    other = replace(ready, device="2222bbbb")
    with open_channel(ready) as one, open_channel(other) as two:
        assert {one.put(name(), CONTENT), two.put(name(), CONTENT)} == {Put.CARRIED, Put.THERE}
    assert (root / name()).read_bytes() == CONTENT


def test_only_names_it_knows_are_listed(ready: Account, root: Path) -> None:
    unit = root / "in" / "01864"
    unit.mkdir(parents=True)
    (root / "in" / "..hidden").mkdir()
    (root / "in" / "AUTORUN").mkdir()
    (root / "in" / "01867").write_bytes(b"a file where a folder should be")
    for stranger in ("autorun.inf", "gói.xlsx", "a_0001_12345678.xlsx.exe", "a_0001_1234567.xlsx"):
        (unit / stranger).write_bytes(b"stranger")
    (unit / f"{DEVICE}_0009_12345678.xlsx").mkdir()
    with open_channel(ready) as channel:
        assert channel.list("in") == ["in/01864"]
        assert channel.list("in/01864") == []


@pytest.mark.parametrize(
    "stranger",
    ["in/01864/../../etc/passwd", "in/autorun.inf", "/etc/passwd", "in/01864/x.xlsx", "in", ""],
)
def test_no_other_name_is_opened(ready: Account, stranger: str) -> None:
    with open_channel(ready) as channel:
        for verb in (channel.get, channel.delete, lambda n: channel.put(n, b"")):
            with pytest.raises(ValueError, match="^" + re.escape(stranger) + "$"):
                verb(stranger)


def test_nothing_too_large_is_fetched(ready: Account, root: Path) -> None:
    (root / "in" / "01864").mkdir(parents=True)
    with (root / name()).open("wb") as file:
        file.truncate(LARGEST + 1)
    with open_channel(ready) as channel, pytest.raises(ChannelError) as refused:
        channel.get(name())
    assert refused.value.problem is Problem.DIFFERENT


def test_a_file_that_is_gone_is_no_disaster(ready: Account) -> None:
    with open_channel(ready) as channel, pytest.raises(ChannelError) as gone:
        channel.get(name())
    assert gone.value.problem in (Problem.DIFFERENT, Problem.NOT_THERE)


def test_progress_rises_to_the_end(ready: Account) -> None:
    seen: list[Progress] = []
    with open_channel(ready) as channel:
        channel.put(name(), CONTENT, Watch(progress=seen.append))
    done = [progress.done for progress in seen if progress.name == name()]
    assert done == sorted(done)
    assert (done[-1], {p.total for p in seen}) == (len(CONTENT), {len(CONTENT)})
    assert len(done) > 3


def test_a_person_can_stop_it(ready: Account, root: Path) -> None:
    asked = iter([False, False, True])
    with open_channel(ready) as channel:
        with pytest.raises(ChannelError) as stopped:
            channel.put(name(), CONTENT, Watch(cancelled=lambda: next(asked)))
        assert stopped.value.problem is Problem.STOPPED
    assert not (root / name()).exists()
    with open_channel(ready) as channel:
        assert channel.put(name(), CONTENT) is Put.CARRIED


def test_trying_a_place_out_leaves_nothing(ready: Account, root: Path) -> None:
    assert list(root.iterdir()) == []


def test_every_scheme_has_a_handler() -> None:
    assert set(SCHEMES) == {"folder", "webdav", "webdavs", "sftp"}
