"""What every test may count on: Vietnamese, whatever the test before it spoke, and a district."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from desktop.records import language
from tests import keys, nursery

if TYPE_CHECKING:
    from sync.sandbox import Sandbox
    from tests.district import District


HERE = Path(__file__).parent
LONGEST = (
    *("trials/test_kill.py", "commands/test_process.py", "sync/package/test_mutations.py"),
    *("ui/test_work.py", "trials/test_firewall.py", "trials/test_any_order.py", "test_frame.py"),
    *("ui/test_packets.py", "ui/test_first_run_killed.py", "bench/test_bench.py"),
    *("trials/test_lock.py", "trials/test_plaintext.py", "trials/test_disk.py"),
    *("trials/test_no_network.py", "journey/test_journey.py", "ui/test_reports.py"),
    *("ui/test_accessible.py", "ui/test_tab_order.py", "trials/test_typing_killed.py"),
    *("ui/test_history.py", "sync/test_handover.py", "sync/test_forward.py"),
    "commands/test_bad_input.py",
)
"""They begin before the others, so that no core waits for the last of them at the end."""

settings.register_profile(
    "busy machine", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy machine")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    turns = {HERE / name: turn for turn, name in enumerate(LONGEST)}
    items.sort(key=lambda item: turns.get(item.path, len(LONGEST)))


def pytest_collection_finish() -> None:
    """What has been collected stays to the end: no garbage collection goes through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    language.use("vi")
    yield
    language.use("vi")


@pytest.fixture(scope="session", autouse=True)
def cheap_keys() -> Iterator[None]:
    with keys.cheap(), keys.ready():
        yield


@pytest.fixture(scope="session", autouse=True)
def ready_children() -> Iterator[None]:
    with nursery.ready():
        yield


@pytest.fixture(scope="module")
def fresh_children() -> Iterator[None]:
    """For tests of the children themselves."""
    with nursery.fresh():
        yield


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> District:
    """A district as it was just after enrolment; a test that writes takes `district`."""
    from tests.district import District  # brings all of sync, which most tests do without

    return District.found(tmp_path_factory.mktemp("founded") / "district")


@pytest.fixture
def district(founded: District, tmp_path: Path) -> District:
    """A district of its own for one test."""
    return founded.copy(tmp_path / "district")


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    """One child process that opens the packets of many tests."""
    from sync.sandbox import Sandbox

    with Sandbox() as child:
        yield child
