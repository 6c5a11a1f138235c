"""What every test may count on: Vietnamese, whatever the test before it spoke."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.records import language


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    language.use("vi")
    yield
    language.use("vi")
