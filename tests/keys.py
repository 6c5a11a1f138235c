"""Keys for tests, which make and open books all the time."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desktop.records import vault

SHIPPED = vault._MEMORY_KIB, vault._ITERATIONS
"""What new slots cost outside the tests: KiB and iterations."""


@contextmanager
def cheap() -> Iterator[None]:
    """New key slots at the least that Argon2id costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault, "_MEMORY_KIB", 8)
        patch.setattr(vault, "_ITERATIONS", 1)
        yield
