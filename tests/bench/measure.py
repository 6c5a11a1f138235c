"""Taking turns: the product, its peer, the product, its peer … within one run.

What else the machine does meanwhile weighs on both alike, and the ratio of the medians stays.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Sampler = Callable[[], float]
"""Does its work once; returns seconds or bytes."""


@dataclass(frozen=True)
class Pair:
    """The product's work and its peer's; ``note`` says after the run what else was seen."""

    ours: Sampler
    theirs: Sampler
    note: Callable[[], str] = str


@dataclass(frozen=True)
class Samples:
    """What both gave, round by round, in seconds or bytes."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    note: str = ""

    @property
    def medians(self) -> tuple[float, float]:
        """Of the product and of its peer."""
        return median(self.ours), median(self.theirs)

    @property
    def ratio(self) -> float:
        """How many times its peer the product needs."""
        ours, theirs = self.medians
        return ours / theirs


def alternate(pair: Pair, rounds: int, warm_up: int = 1) -> Samples:
    """``rounds`` of both by turns, after ``warm_up`` of both that do not count."""
    taken: list[tuple[float, float]] = []
    for _ in range(warm_up + rounds):
        ours = _fresh(pair.ours)
        taken.append((ours, _fresh(pair.theirs)))
    ours_all, theirs_all = zip(*taken[warm_up:], strict=True)
    return Samples(ours_all, theirs_all, pair.note())


def seconds(work: Callable[[], object]) -> float:
    """How long ``work`` takes by the wall clock."""
    started = perf_counter()
    work()
    return perf_counter() - started


def timed(work: Callable[[], object]) -> Sampler:
    """A sampler that does ``work`` and gives its seconds."""
    return lambda: seconds(work)


def _fresh(sampler: Sampler) -> float:
    """One sample that does not have to clear away what the one before left."""
    gc.collect()
    return sampler()
