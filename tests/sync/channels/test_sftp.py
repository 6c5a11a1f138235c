"""SFTP against a real server: whose key, which account, uploads that go on where they stopped."""

import os
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest

from sync.channels import names
from sync.channels.account import Account
from sync.channels.channel import Put
from sync.channels.problems import ChannelError, Problem, UnknownHostKey
from sync.channels.schemes import open_channel
from sync.channels.watch import Progress, Watch
from tests.sync.channels.conftest import on, tried
from tests.sync.channels.proxy import Break, Line, line
from tests.sync.channels.servers import Place, login_page

CONTENT = os.urandom(400_000)
NAME = names.packet("01864", "ab12cd34ab12cd34", 3, sha256(CONTENT).hexdigest())


def problem(account: Account, watch: Watch | None = None) -> Problem:
    with pytest.raises(ChannelError) as stopped, open_channel(account) as channel:
        channel.put(NAME, CONTENT, watch or Watch())
    return stopped.value.problem


@pytest.fixture
def cut(ssh: Place) -> Iterator[Line]:
    with line(ssh.port) as made:
        yield made


def test_a_key_that_nobody_has_compared_is_not_believed(ssh: Place) -> None:
    with pytest.raises(UnknownHostKey) as shown:
        tried(on(ssh, "sftp", "1111aaaa"))
    assert shown.value.host_key in ssh.facts["keys"]


@pytest.mark.parametrize(("key", "family"), [(0, "ed25519"), (1, "ecdsa")])
def test_whichever_key_was_read_out_is_found(ssh: Place, key: int, family: str) -> None:
    account = replace(on(ssh, "sftp", "1111aaaa"), host_key=ssh.facts["keys"][key])
    known = tried(account)
    assert known.abilities == {"host_key_family": family}
    with open_channel(known) as channel:
        assert channel.put(NAME, CONTENT) is Put.CARRIED


def test_another_key_stops_everything(sftp: Account) -> None:
    other = "SHA256:" + "A" * 43
    assert problem(replace(sftp, host_key=other)) is Problem.HOST_KEY
    known = replace(tried(sftp), host_key=other)
    assert problem(known) is Problem.HOST_KEY
    gone = replace(sftp, abilities={"host_key_family": "rsa"})
    assert problem(gone) is Problem.HOST_KEY


def test_wrong_password(sftp: Account) -> None:
    assert problem(replace(sftp, password="khac")) is Problem.LOGIN


def test_nobody_there_or_somebody_else(sftp: Account) -> None:
    path = sftp.address.path.replace(" ", "%20")
    with login_page() as portal:
        strange = replace(sftp, url=f"sftp://127.0.0.1:{portal.port}{path}")
        assert problem(strange) is Problem.CUT
    assert problem(strange) is Problem.OFFLINE


def test_a_folder_that_is_not_there(sftp: Account) -> None:
    assert problem(replace(sftp, url=sftp.url + "/khac")) is Problem.NOT_THERE


def test_a_cut_upload_goes_on_where_it_stopped(sftp: Account, cut: Line, ssh: Place) -> None:
    breaks = iter([Break(up=250_000), Break()])
    cut.next_break = lambda: next(breaks)
    path = sftp.address.path.replace(" ", "%20")
    far = replace(tried(sftp), url=f"sftp://127.0.0.1:{cut.port}{path}")
    place = ssh.folder / sftp.address.path[1:] / NAME

    assert problem(far) is Problem.CUT
    assert not place.exists()
    seen: list[Progress] = []
    with open_channel(far) as channel:
        assert channel.put(NAME, CONTENT, Watch(progress=seen.append)) is Put.CARRIED
    assert place.read_bytes() == CONTENT
    assert seen[0].done > 100_000


def test_the_home_of_the_user(sftp: Account, ssh: Place) -> None:
    home = replace(
        sftp, url=f"sftp://127.0.0.1:{ssh.port}/~{sftp.address.path.replace(' ', '%20')}"
    )
    with open_channel(home) as channel:
        assert channel.put(NAME, CONTENT) is Put.CARRIED
    assert (ssh.folder / sftp.address.path[1:] / NAME).is_file()
