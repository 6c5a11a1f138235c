"""Whoever stops a trip does not wait for the server: a line on which nothing comes is cut."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from sync.carrying.setup import try_out
from sync.channels.account import Account
from sync.channels.problems import ChannelError, Problem
from sync.channels.schemes import open_channel
from sync.channels.watch import Stop, Watch
from tests.district import District
from tests.sync.channels.certificates import make
from tests.sync.channels.servers import Place, dav_server


@contextmanager
def silent_server() -> Iterator[tuple[int, threading.Event]]:
    """It takes every connection and never says a word; the event tells that somebody waits."""
    door, waits, lines = socket.create_server(("127.0.0.1", 0)), threading.Event(), []

    def serve() -> None:
        while True:
            try:
                line, _ = door.accept()
            except OSError:
                return
            lines.append(line)
            line.recv(1)
            waits.set()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield door.getsockname()[1], waits
    finally:
        for end in (*lines, door):
            end.close()


@pytest.mark.parametrize("scheme", ["webdav", "sftp"])
def test_a_silent_server_holds_nobody(district: District, scheme: str) -> None:
    with silent_server() as (port, waits), district.communes[0].open() as book:
        stop = Stop()
        chosen = Account(f"{scheme}://127.0.0.1:{port}/x", "1111aaaa", user="u", password="p")

        def give_up() -> None:
            waits.wait(60)
            stop.ask()

        killer = threading.Thread(target=give_up)
        killer.start()
        with pytest.raises(ChannelError) as stopped:
            try_out(book, chosen, watch=Watch(cancelled=stop.asked, wire=stop.holds))
        killer.join()
        assert waits.is_set()
        assert stopped.value.problem is Problem.STOPPED


def test_a_line_made_after_the_wish_is_cut_too(webdav: Account) -> None:
    stop = Stop()
    stop.ask()
    with open_channel(webdav, stop.holds) as channel, pytest.raises(ChannelError) as cut:
        channel.list("in")
    assert cut.value.problem in (Problem.CUT, Problem.OFFLINE)


def test_the_socket_below_tls_is_the_one_that_is_cut(
    dav: Place, tmp_path: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("tls")
    pair = make(folder / "pair")
    with dav_server(folder, secret=pair) as place:
        account = Account(
            f"webdavs://127.0.0.1:{place.port}", "1111aaaa", user="u", password="p", ca=pair.pem
        )
        lines: list[socket.socket] = []
        with open_channel(account, lines.append) as channel:
            with pytest.raises(ChannelError) as refused:
                channel.list("in")
            assert refused.value.problem is Problem.LOGIN
        assert len(lines) == 2, "first the plain one, then the one that speaks TLS"


def test_a_place_that_works_tells_every_part(ready: Account, district: District) -> None:
    told: list[str] = []
    with district.communes[0].open() as book:
        found = try_out(book, replace(ready, abilities={}), tell=told.append)
    assert told == ["list", "write", "rename", "delete"]
    assert found.abilities
