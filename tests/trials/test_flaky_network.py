"""N1: packets over lines that break at any byte: nothing partial, nothing twice, all in the end.

The control puts files under their final names at once; the same trial then finds partial ones.
"""

import contextlib
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

from desktop.records import mailbox
from sync import outbox, send
from sync.carrying.events import Event
from sync.carrying.pull import pull
from sync.carrying.push import push
from sync.carrying.trip import Direction, Trip, run
from sync.channels import account as accounts
from sync.channels import names
from sync.channels.account import Account
from sync.channels.problems import ChannelError, Problem
from sync.channels.schemes import open_channel
from sync.outbox import State
from sync.sandbox import Sandbox
from tests import rows
from tests.district import NOW, District, record, state
from tests.nursery import PROCESSES
from tests.sync.channels.conftest import on, tried
from tests.sync.channels.proxy import WHOLE, Line, line
from tests.sync.channels.servers import Place, Wsgi, dav_server, sftp_server
from tests.trials import carriers
from tests.trials.carriers import DirectSftp, DirectWebDav, Opened, Weather

DEVICE = "ab12cd34ab12cd34"
NOTHING: Mapping[str, int] = {}


@dataclass
class Server:
    """A server behind a line; while it is `full` it takes nothing."""

    place: Place
    line: Line
    account: Account
    full: bool = False

    @property
    def far(self) -> Account:
        """The account through the line."""
        port = str(self.place.port)
        return replace(self.account, url=self.account.url.replace(port, str(self.line.port)))

    def lying(self, name: str) -> bytes | None:
        """What bears the name on the server's disk."""
        file = self.place.folder / self.account.address.path[1:] / name
        return file.read_bytes() if file.exists() else None

    def files(self) -> list[str]:
        """Every file with a final name."""
        root = self.place.folder / self.account.address.path[1:]
        return sorted(file.name for file in root.rglob("*.xlsx"))

    def throttle(self, app: Wsgi) -> Wsgi:
        def answer(environ: dict[str, Any], start: Any) -> Any:
            if not (self.full and environ["REQUEST_METHOD"] == "PUT"):
                return app(environ, start)
            environ["wsgi.input"].read()
            start("507 Insufficient Storage", [("Content-Length", "0")])
            return [b""]

        return answer


@pytest.fixture
def webdav(tmp_path: Path) -> Iterator[Server]:
    nowhere: Any = None
    server = Server(nowhere, nowhere, nowhere)
    with dav_server(tmp_path, server.throttle) as place, line(place.port) as cut:
        server.place, server.line = place, cut
        server.account = tried(on(place, "webdav", "1111aaaa"))
        yield server


@pytest.fixture
def sftp(tmp_path: Path) -> Iterator[Server]:
    with sftp_server(tmp_path) as place, line(place.port) as cut:
        key = place.facts["keys"][0]
        account = tried(replace(on(place, "sftp", "1111aaaa"), host_key=key))
        yield Server(place, cut, account)


def carry(server: Server, opened: Opened, number: int, draw: Random) -> Counter[str]:
    """Carry one file over a bad line until it is delivered; what was seen under the final name
    between the attempts, and how they ended."""
    seen = Counter[str]()
    content = draw.randbytes(draw.randrange(1_000, 120_000))
    name = names.packet("01864", DEVICE, number, sha256(content).hexdigest())
    server.line.next_break = weather = Weather(draw, len(content))
    for attempt in range(60):
        weather.bad = 0.6 if attempt < 40 else 0.0
        server.full = draw.random() < 0.1
        try:
            with opened(server.far) as channel:
                channel.put(name, content)
                seen["put"] += 1
        except ChannelError as error:
            seen[error.problem] += 1
            lying = server.lying(name)
            seen["partial"] += lying is not None and lying != content
            continue
        break
    assert server.lying(name) == content
    with open_channel(replace(server.account, device="2222bbbb")) as channel:
        channel.put(name, content)
    return seen


def carried(
    server: Server, opened: Opened, times: int, seed: int, least: Mapping[str, int] = NOTHING
) -> Counter[str]:
    """Carry so many files, and more until the `least` was seen of everything: how often a break
    falls where it harms depends on the machine's load. Each is there once; what was seen."""
    draw, seen, number = Random(seed), Counter[str](), 0
    while number < times or any(seen[one] < count for one, count in least.items()):
        number += 1
        assert number <= 20 * times, seen
        seen += carry(server, opened, number, draw)
    assert len(server.files()) == seen["put"] == number
    return seen


def partial(server: Server, opened: Opened, seed: int) -> bool:
    """Carry files until a partial one bears a final name. Where in a file a break falls depends on
    the machine's load too, so the number of files until then is not known."""
    draw = Random(seed)
    return any(carry(server, opened, number, draw)["partial"] for number in range(1, 200))


def test_webdav(webdav: Server) -> None:
    seen = carried(webdav, open_channel, 50, seed=1, least={Problem.CUT: 26, Problem.FULL: 3})
    assert seen["partial"] == 0


def test_sftp(sftp: Server) -> None:
    seen = carried(sftp, open_channel, 50, seed=2, least={Problem.CUT: 26})
    assert seen["partial"] == 0
    assert not {problem for problem in Problem if problem.pauses and seen[problem]}


def test_control_without_an_unfinished_name(webdav: Server, sftp: Server) -> None:
    assert partial(webdav, DirectWebDav, seed=3)
    assert partial(sftp, DirectSftp, seed=4)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 20))
def test_many_times(webdav: Server, sftp: Server, seed: int) -> None:
    for server in (webdav, sftp):
        assert carried(server, open_channel, 50, seed)["partial"] == 0


# --- with real books ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "packets",
    [3, pytest.param(12, marks=pytest.mark.soak), pytest.param(60, marks=pytest.mark.soak)],
)
def test_packets_of_many_months(
    webdav: Server, district: District, sandbox: Sandbox, packets: int
) -> None:
    """Both offices reach the server over the bad line only; each goes again until it is through."""
    webdav.line.next_break = Weather(Random(packets), 15_000, bad=0.6)
    accounts_of: dict[str, Account] = {}
    with district.communes[0].open() as commune, district.office.open() as office:
        for book in (commune, office):
            accounts_of[book.office.code] = replace(webdav.far, device=book.device[:8])

        def go(book: Any, direction: Direction) -> None:
            trip = Trip(book, accounts_of[book.office.code], NOW, NOW, sandbox=sandbox)
            events: list[Event] = []
            for attempt in range(100):
                events = list(run(trip, direction))
                if all(event.fine for event in events):
                    return
                time.sleep(min(attempt, 40) / 100)
            raise AssertionError(events)

        number = 0
        while number < packets or webdav.line.broken <= packets:
            number += 1
            assert number <= 20 * packets, "the line hardly breaks"
            record(commune, "outreach", *(rows.outreach() for _ in range(5)))
            send.export(commune, now=NOW)
            go(commune, push)
            go(office, pull)
            go(commune, push)
            assert {item.state for item in outbox.states(commune)} == {State.RECEIVED}
        assert state(office.db, ("outreach",)) == state(commune.db, ("outreach",))
        taken = mailbox.all_received(office.db)
        assert sorted(entry.sequence for entry in taken) == list(range(1, number + 1))
        assert {entry.status for entry in taken} == {"accepted"}


def killed(folder: Path, account: Account, seconds: float) -> list[str]:
    """Let a process push for so long after its first packet and kill it; the names it said were
    delivered."""
    ours, theirs = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(
        target=carriers.push_for_ever, args=(folder, theirs, account), daemon=True
    )
    process.start()
    theirs.close()
    assert ours.recv() == "ready"
    said = [ours.recv()]
    time.sleep(seconds)
    process.kill()
    with contextlib.suppress(EOFError):
        while True:
            said.append(ours.recv())
    process.join()
    process.close()
    return said


def pushed_and_killed(server: Server, district: District, times: int, seed: int) -> None:
    draw, commune = Random(seed), district.communes[0]
    said: set[str] = set()
    for _ in range(times):
        said |= {*killed(commune.folder, server.account, draw.uniform(0, 0.3))}
        for name in said:
            content = server.lying(name)
            assert content is not None
            assert names.whole(name, content)
        lying = [f"in/01864/{name}" for name in server.files()]
        assert all(names.whole(name, server.lying(name) or b"") for name in lying)
    assert len(said) >= times
    with commune.open() as book, Sandbox() as sandbox:
        account = accounts.kept(book.settings) or server.account
        send.export(book, now=NOW)
        for _ in range(2):
            later = NOW + timedelta(hours=1)
            assert all(event.fine for event in run(Trip(book, account, later, later), push))
        with district.office.open() as office:
            events = list(run(Trip(office, server.account, NOW, NOW, sandbox=sandbox), pull))
            assert {event.state for event in events} <= {"fetched", "accepted", "sent"}
            assert state(office.db, ("outreach",)) == state(book.db, ("outreach",))


def test_a_push_that_is_killed(webdav: Server, district: District) -> None:
    pushed_and_killed(webdav, district, 6, seed=5)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(20, 30))
def test_pushes_that_are_killed(
    webdav: Server, sftp: Server, district: District, seed: int
) -> None:
    pushed_and_killed((webdav, sftp)[seed % 2], district, 50, seed)


def test_a_line_that_is_whole_carries_everything(webdav: Server) -> None:
    """The trial itself: without breaks every first attempt arrives."""
    webdav.line.next_break = lambda: WHOLE
    content = b"packet" * 1_000
    name = names.packet("01864", DEVICE, 1, sha256(content).hexdigest())
    with open_channel(webdav.far) as channel:
        channel.put(name, content)
    assert (webdav.lying(name), webdav.line.broken) == (content, 0)
