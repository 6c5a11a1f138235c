"""What is gone ends in the window's own thread, whoever works meanwhile."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.tidying import SELDOM, Tidying


class Window:
    """Stands for one: it knows itself, so that only the collection can end it."""

    def __init__(self, ended: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: ended.append(threading.get_ident()))


@pytest.fixture(autouse=True)
def off() -> Iterator[None]:
    gc.collect()
    yield
    gc.disable()


def work() -> None:
    """A worker that makes many objects."""
    kept: list[list[object]] = [[number] for number in range(60 * SELDOM[0])]
    assert kept


def a_window_is_gone_while_a_worker_works() -> list[int]:
    """The threads in which it has ended until the work was done."""
    ended: list[int] = []
    Window(ended)
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    return ended


def test_a_worker_ends_nothing(qapp: QApplication) -> None:
    tidying = Tidying(qapp)
    ended = a_window_is_gone_while_a_worker_works()
    assert ended == []
    for _ in range(SELDOM[1] + 2):
        kept = [[number] for number in range(SELDOM[0] + 1)]
        tidying.look()
        del kept
    assert ended == [threading.get_ident()]


def test_without_it_a_worker_would() -> None:
    gc.enable()
    ended = a_window_is_gone_while_a_worker_works()
    assert ended and ended != [threading.get_ident()]
