"""What every test may count on: Vietnamese, whatever the test before it spoke, and a district."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from desktop.records import language
from tests import keys

if TYPE_CHECKING:
    from sync.sandbox import Sandbox
    from tests.district import District


settings.register_profile(
    "busy machine", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("busy machine")


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    language.use("vi")
    yield
    language.use("vi")


@pytest.fixture(scope="session", autouse=True)
def cheap_keys() -> Iterator[None]:
    with keys.cheap():
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
