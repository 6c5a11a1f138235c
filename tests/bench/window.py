"""F1, F8: how soon the window is there, and what it holds while nobody uses it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

from desktop.records import vault
from tests.bench.measure import Pair, seconds
from tests.bench.workshop import Workshop
from tests.district import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
BARE = ("tests.bench.bare_window",)


@contextmanager
def starting(shop: Workshop) -> Iterator[Pair]:
    """From the start of the process to the open book on the screen beside an empty window."""
    product, asked, unlocked = _product(shop, shop.year), list[float](), list[float]()

    def ours() -> float:
        heard = _watch("painted", *product)
        asked.append(heard["asked"])
        unlocked.append(seconds(lambda: vault.unlock(shop.year, PASSPHRASE)))
        return heard["painted"]

    def note() -> str:
        return (
            f"asks for the passphrase after {1000 * median(asked):.0f} ms; "
            f"Argon2id takes {1000 * median(unlocked):.0f} ms of the rest on purpose"
        )

    yield Pair(ours, lambda: _watch("painted", *BARE)["painted"], note)


@contextmanager
def resting(shop: Workshop) -> Iterator[Pair]:
    """Resident memory with the crowded book open beside that of an empty window."""
    product = _product(shop, shop.crowded)
    yield Pair(lambda: _memory(*product), lambda: _memory(*BARE))


def _product(shop: Workshop, book: Path) -> tuple[str, ...]:
    return ("tests.bench.book_window", str(book), PASSPHRASE, str(shop.folder / "settings"))


def _memory(*command: str) -> float:
    return float(next(word for word in _watch("", *command) if word.isdecimal()))


def _watch(last: str, *command: str) -> dict[str, float]:
    """What a window told, with the seconds since its process was started, up to ``last``."""
    started, heard = perf_counter(), dict[str, float]()
    with subprocess.Popen(
        [sys.executable, "-m", *command], stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT
    ) as child:
        for line in child.stdout or ():
            word = line.strip()
            heard[word] = perf_counter() - started
            if word == last:
                child.kill()
                return heard
    if child.returncode or not heard:
        raise AssertionError(f"{command[0]} ended with {child.returncode}, told {list(heard)}")
    return heard
