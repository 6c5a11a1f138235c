"""N3: the whole journey where there is no network at all.

The journey always runs with every use of a socket forbidden from inside. Where the system lets us
(as root, or with user namespaces) it also runs in an empty network namespace, in which there is not
even a loopback. The report says which of the two has run.
"""

import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which

import pytest

from tests.district import District

ROOT = Path(__file__).parents[2]
WAYS: tuple[list[str], ...] = (["unshare", "--net"], ["unshare", "--map-root-user", "--net"], [])
"""From the hardest isolation to none but the one from inside."""


@pytest.fixture(scope="module")
def isolation() -> list[str]:
    """The words before a command that take it out of every network; none where that is refused."""
    for words in WAYS:
        if not words or (which(words[0]) and _runs([*words, "true"])):
            return words
    raise AssertionError


@pytest.fixture
def outside() -> Iterator[int]:
    """A server that waits on this machine's loopback."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def _runs(words: list[str]) -> bool:
    return subprocess.run(words, capture_output=True, check=False).returncode == 0


def test_the_whole_journey_without_a_network(
    district: District,
    tmp_path: Path,
    isolation: list[str],
    outside: int,
    record_property: Callable[[str, object], None],
) -> None:
    stick = tmp_path / "USB"
    stick.mkdir()
    island = [sys.executable, "-m", "tests.trials.islanders"]
    done = subprocess.run(
        [*isolation, *island, str(district.folder), str(stick), str(outside)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    ran = "sockets forbidden, " + (" ".join(isolation) or "no namespace: not permitted here")
    record_property("isolation", ran)
    print(f"N3 ran with {ran}")

    assert (told["outside"] == "reached") == (not isolation), "the control"
    assert told["blocked"] == "OSError" if not isolation else told["blocked"] != "reached"
    assert told["tried"] == []
    assert told["set"] == [0, 0]
    assert told["push"] == ["copied"]
    assert told["pull"] == ["fetched", "accepted", "copied"]
    assert told["back"] == ["copied", "read"]
    assert (told["receipt"], told["rows"]) == ("received", 2)
    assert (told["targets"], told["check"]) == (0, 0)
