"""Books that the tests of enrolment share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.sync.enrolment.books import Offices, Pool


@pytest.fixture(scope="package")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    with ExitStack() as stack:
        yield Pool(tmp_path_factory.mktemp("offices"), stack)


@pytest.fixture
def offices(pool: Pool) -> Iterator[Offices]:
    yield pool.lend
    pool.take_back()
