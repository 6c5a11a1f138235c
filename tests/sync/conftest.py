"""An office that receives, one that sends, and a child process that opens what passes."""

from collections.abc import Iterator

import pytest

from sync.sandbox import Sandbox
from tests.district import District
from tests.sync.post import Post


@pytest.fixture
def post(district: District, sandbox: Sandbox) -> Iterator[Post]:
    with district.office.open() as office, district.communes[0].open() as commune:
        yield Post(district, office, commune, sandbox)
