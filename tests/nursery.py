"""Child processes for tests, which start one all the time: where there can be, they are forked from
a server that has imported everything, instead of importing it anew."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import current_process
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from sync import confinement

METHODS = multiprocessing.get_all_start_methods()
PROCESSES: Any = multiprocessing.get_context("forkserver" if "forkserver" in METHODS else "spawn")
NEAR = "/tmp" if "forkserver" in METHODS else None
"""Where the server is reached: the path of a socket may have 107 bytes, and TMPDIR any number."""
LOADED = ["sync.intake.reading", "sync.sandbox", "sync.xlsx.wording"]
LOADED += ["tests.trials.carriers", "tests.trials.victims"]


@contextmanager
def ready() -> Iterator[None]:
    """Confined children that come from the server: they are processes of their own, which confine
    themselves as always, and nothing but what they import has ever been in its memory."""
    if "forkserver" in METHODS:
        PROCESSES.set_forkserver_preload(LOADED)
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory(dir=NEAR) as room:
        patch.setitem(vars(current_process())["_config"], "tempdir", room)
        patch.setattr(confinement, "get_context", lambda _method: PROCESSES)
        yield


@contextmanager
def fresh() -> Iterator[None]:
    """Confined children that begin as they do outside the tests: as new interpreters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(confinement, "get_context", multiprocessing.get_context)
        yield
