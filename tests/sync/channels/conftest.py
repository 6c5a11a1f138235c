"""Servers that stay up for all tests here, and an empty place on each for every test."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from sync.channels.account import Account
from sync.channels.schemes import open_channel
from tests.sync.channels.servers import PASSWORD, USER, Place, dav_server, sftp_server

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def dav(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with dav_server(tmp_path_factory.mktemp("dav")) as place:
        yield place


@pytest.fixture(scope="session")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with sftp_server(tmp_path_factory.mktemp("ssh")) as place:
        yield place


@pytest.fixture
def webdav(dav: Place) -> Account:
    return on(dav, "webdav", "1111aaaa")


@pytest.fixture
def sftp(ssh: Place) -> Account:
    return replace(on(ssh, "sftp", "1111aaaa"), host_key=ssh.facts["keys"][0])


@pytest.fixture
def stick(tmp_path: Path) -> Account:
    (tmp_path / "USB của huyện").mkdir()
    return Account(str(tmp_path / "USB của huyện"), "1111aaaa")


@pytest.fixture(params=["stick", "webdav", "sftp"])
def ready(request: pytest.FixtureRequest) -> Account:
    """An account of each kind whose place has been tried out."""
    account: Account = request.getfixturevalue(request.param)
    return tried(account)


def on(place: Place, scheme: str, device: str) -> Account:
    """An account for a new, empty folder on a server."""
    name = f"kho {next(_NUMBERS)}"
    (place.folder / name).mkdir()
    return Account(
        f"{scheme}://127.0.0.1:{place.port}/kho%20{name[4:]}", device, user=USER, password=PASSWORD
    )


def tried(account: Account) -> Account:
    with open_channel(account) as channel:
        return replace(account, abilities=channel.probe())
