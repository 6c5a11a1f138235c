"""WebDAV against real servers: odd ones, full ones, pretended ones, and cut lines."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from desktop.records.errors import InputError
from sync.channels import davxml, names
from sync.channels.account import Account
from sync.channels.channel import Put
from sync.channels.problems import ChannelError, Problem
from sync.channels.schemes import open_channel
from tests.sync.channels import certificates
from tests.sync.channels.conftest import on, tried
from tests.sync.channels.proxy import Break, Line, line
from tests.sync.channels.servers import Place, Wsgi, dav_server, login_page, refusing

CONTENT = os.urandom(150_000)
NAME = names.packet("01864", "ab12cd34ab12cd34", 3, sha256(CONTENT).hexdigest())


def problem(account: Account) -> Problem:
    """What keeps the file from being delivered."""
    with pytest.raises(ChannelError) as stopped, open_channel(account) as channel:
        channel.put(NAME, CONTENT)
    return stopped.value.problem


def via(account: Account, port: int) -> Account:
    """The same place through another port."""
    path = account.address.path.replace(" ", "%20")
    return replace(account, url=f"{account.address.scheme}://127.0.0.1:{port}{path}")


@pytest.fixture
def cut(dav: Place) -> Iterator[Line]:
    with line(dav.port) as made:
        yield made


def test_login_page_of_a_strange_network(webdav: Account) -> None:
    with login_page() as portal:
        assert problem(via(webdav, portal.port)) is Problem.PORTAL
        with pytest.raises(ChannelError) as stopped:
            tried(via(webdav, portal.port))
        assert stopped.value.problem is Problem.PORTAL


def test_a_redirect_is_not_followed(webdav: Account) -> None:
    with login_page(302) as portal:
        assert problem(via(webdav, portal.port)) is Problem.PORTAL


def test_nobody_there(webdav: Account) -> None:
    with login_page() as portal:
        gone = portal.port
    assert problem(via(webdav, gone)) is Problem.OFFLINE
    assert problem(replace(webdav, url="webdav://so-ban.invalid/kho")) is Problem.OFFLINE


def test_wrong_password(webdav: Account) -> None:
    assert problem(replace(webdav, password="khac")) is Problem.LOGIN
    assert problem(replace(webdav, user="")) is Problem.LOGIN


@pytest.mark.parametrize(
    ("verb", "status", "expected"),
    [
        ("PUT", "507 Insufficient Storage", Problem.FULL),
        ("PUT", "403 Forbidden", Problem.FORBIDDEN),
        ("PUT", "200 OK", Problem.PORTAL),
        ("PUT", "202 Accepted", Problem.PORTAL),
        ("PUT", "503 Service Unavailable", Problem.SERVER),
        ("HEAD", "403 Forbidden", Problem.FORBIDDEN),
        ("MKCOL", "507 Insufficient Storage", Problem.FULL),
        ("MOVE", "507 Insufficient Storage", Problem.FULL),
    ],
)
def test_servers_that_refuse(tmp_path: Path, verb: str, status: str, expected: Problem) -> None:
    with dav_server(tmp_path, refusing(verb, status)) as server:
        assert problem(on(server, "webdav", "1111aaaa")) is expected
    assert not list(tmp_path.rglob("*.xlsx"))


@pytest.mark.parametrize("status", ["502 Bad Gateway", "400 Bad Request", "403 Forbidden"])
def test_a_server_that_cannot_move(tmp_path: Path, status: str) -> None:
    """An https Destination behind a plain backend: 502 on Apache, 400 on nginx."""
    with dav_server(tmp_path, refusing("MOVE", status)) as server:
        account = on(server, "webdav", "1111aaaa")
        with open_channel(account) as channel:
            assert channel.put(NAME, CONTENT) is Put.CARRIED
            assert channel.get(NAME) == CONTENT
        known = tried(account)
        assert known.abilities == {"move": "no"}
        with open_channel(known) as channel:
            channel.delete(NAME)
            assert channel.put(NAME, CONTENT) is Put.CARRIED
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [NAME.rpartition("/")[2]]


def test_a_server_that_keeps_less_than_it_was_sent(tmp_path: Path) -> None:
    def around(app: Wsgi) -> Wsgi:
        def answer(environ: dict[str, Any], start: Any) -> Any:
            told = list(app(environ, start))
            if environ["REQUEST_METHOD"] == "PUT":
                os.truncate(str(tmp_path) + environ["PATH_INFO"], 1000)
            return told

        return answer

    with dav_server(tmp_path, around) as server:
        assert problem(on(server, "webdav", "1111aaaa")) is Problem.DIFFERENT
    assert not list(tmp_path.rglob("*.xlsx"))


def test_the_folder_on_the_server_is_gone(webdav: Account) -> None:
    nowhere = replace(webdav, url=webdav.url + "/khac")
    assert problem(nowhere) is Problem.NOT_THERE
    with pytest.raises(ChannelError) as stopped:
        tried(nowhere)
    assert stopped.value.problem is Problem.NOT_THERE


# --- cut lines ----------------------------------------------------------------------------------


def test_a_line_cut_upwards_leaves_nothing_under_the_name(
    webdav: Account, cut: Line, dav: Place
) -> None:
    breaks = iter([Break(), Break(up=60_000), *[Break()] * 9])
    cut.next_break = lambda: next(breaks)
    far = via(webdav, cut.port)
    place = dav.folder / webdav.address.path[1:] / NAME

    assert problem(far) is Problem.CUT
    assert cut.broken == 1
    assert not place.exists()
    with open_channel(far) as channel:
        assert channel.put(NAME, CONTENT) is Put.CARRIED
    assert place.read_bytes() == CONTENT


def test_an_acknowledgement_that_is_lost_is_found_again(
    webdav: Account, cut: Line, dav: Place
) -> None:
    """All that is sent arrives, and the answers end after so many bytes."""
    far, lost = via(webdav, cut.port), 0
    for down in range(0, 2_400, 100):
        content = CONTENT[down:]
        name = names.packet("01864", "ab12cd34ab12cd34", 3, sha256(content).hexdigest())
        place = dav.folder / webdav.address.path[1:] / name
        cut.next_break = lambda down=down: Break(down=down)  # type: ignore[misc]
        with suppress(ChannelError), open_channel(far) as channel:
            channel.put(name, content)
        lost += place.exists()
        assert not place.exists() or place.read_bytes() == content
        cut.next_break = Break
        with open_channel(far) as channel:
            assert (channel.put(name, content) is Put.THERE) == place.exists() or not lost
            assert channel.get(name) == content
    assert 0 < lost < 24


# --- who is there -------------------------------------------------------------------------------


@pytest.fixture
def hidden(tmp_path: Path) -> Iterator[tuple[Account, certificates.Pair]]:
    """A server that speaks TLS with a certificate that no system trusts."""
    pair = certificates.make(tmp_path / "tls")
    (tmp_path / "dav").mkdir()
    with dav_server(tmp_path / "dav", secret=pair) as server:
        yield on(server, "webdavs", "1111aaaa"), pair


def test_an_unknown_certificate_is_refused_and_a_pinned_one_believed(
    hidden: tuple[Account, certificates.Pair], tmp_path: Path
) -> None:
    account, pair = hidden
    assert problem(account) is Problem.CERTIFICATE
    stranger = certificates.make(tmp_path / "stranger")
    assert problem(replace(account, ca=stranger.pem)) is Problem.CERTIFICATE
    with open_channel(replace(account, ca=pair.pem)) as channel:
        assert channel.put(NAME, CONTENT) is Put.CARRIED


@pytest.mark.parametrize(
    ("address", "starts", "ends", "expected"),
    [
        ("127.0.0.2", -1, 30, Problem.CERTIFICATE),
        ("127.0.0.1", 10, 30, Problem.CLOCK),
        ("127.0.0.1", -30, -10, Problem.CLOCK),
    ],
)
def test_a_certificate_for_another_name_or_time(
    tmp_path: Path, address: str, starts: int, ends: int, expected: Problem
) -> None:
    pair = certificates.make(tmp_path / "tls", address, starts=starts, ends=ends)
    (tmp_path / "dav").mkdir()
    with dav_server(tmp_path / "dav", secret=pair) as server:
        account = replace(on(server, "webdavs", "1111aaaa"), ca=pair.pem)
        assert problem(account) is expected
    assert list((tmp_path / "dav").rglob("*.xlsx")) == []


def test_a_file_that_is_no_certificate(hidden: tuple[Account, certificates.Pair]) -> None:
    with pytest.raises(InputError):
        open_channel(replace(hidden[0], ca="-----BEGIN CERTIFICATE-----\nx\n"))


# --- what a server lists ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html><body>Xin moi</body></html>",
        b"<multistatus xmlns='DAV:'>",
        b"<!DOCTYPE m [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><multistatus xmlns='DAV:'>"
        b"<response><href>/x/&a;</href></response></multistatus>",
    ],
)
def test_what_is_no_listing_is_not_read(answer: bytes) -> None:
    with pytest.raises(ValueError, match="no "):
        list(davxml.entries(answer, inside=True))


def test_a_listing_may_name_its_paths_in_any_way() -> None:
    def one(href: str, kind: str = "") -> str:
        return (
            f"<response><href>{href}</href><propstat><prop><resourcetype>{kind}</resourcetype>"
            "</prop></propstat></response>"
        )

    listed = (
        "<multistatus xmlns='DAV:'>"
        + one("/kho/in/01864/", "<collection/>")
        + one("https://cloud.example/kho/in/01864/a.xlsx")
        + one(" /kho/in/01864/g%C3%B3i.xlsx ")
        + one("/kho/in/01864/..%2F..%2Fb.xlsx")
        + one("b.xlsx")
        + "</multistatus>"
    ).encode()

    assert list(davxml.entries(listed, inside=True)) == ["a.xlsx", "gói.xlsx", "b.xlsx", "b.xlsx"]
    assert list(davxml.entries(listed, inside=False)) == ["01864"]
