"""Packets that came in together and contradict one another: a person decides, none is taken.

Which lies first in a folder proves nothing. So where two packets of one office cannot both be
right, both are held, and whatever goes on from there.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from sync.merge import Judgement, Status
from sync.packet import Header
from sync.receive import explain
from sync.receive.planned import Planned

CAUSE = "together"


def side_by_side(plans: Sequence[Planned]) -> list[Planned]:
    """The plans in their order, those that contradict another among them held as forks; the
    ``rival`` of each is one that it contradicts.

    A fork that was here before, and about which a person may have decided, contradicts nothing.
    """
    offices: dict[str, list[Planned]] = defaultdict(list)
    for one in plans:
        waits = one.status is Status.ACCEPTED or (one.status is Status.FORK and not one.entered)
        if waits and one.header:
            offices[one.header.unit].append(one)
    rivals = {id(one): other for found in offices.values() for one, other in _of_office(found)}
    return [_held(one, rivals[id(one)]) if id(one) in rivals else one for one in plans]


def _held(one: Planned, rival: Planned) -> Planned:
    if one.status is Status.FORK or one.header is None:
        return replace(one, rival=rival)
    found = Judgement(Status.FORK, cause=CAUSE)
    reason = explain.judgement(found, one.header)
    return replace(one, status=Status.FORK, cause=CAUSE, reason=reason, missing=0, rival=rival)


def _of_office(found: Sequence[Planned]) -> Iterator[tuple[Planned, Planned]]:
    runs: dict[tuple[str, str], list[Planned]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (_header(one).sequence, one.sha256)):
        runs[_header(one).device, _header(one).epoch].append(one)
    for run in runs.values():
        yield from _within(run)
    for left, right in combinations(runs.values(), 2):
        yield from _between(left, right)


def _within(run: list[Planned]) -> Iterator[tuple[Planned, Planned]]:
    """Where a run splits: two of one number, or a number that does not follow the one before it.
    What comes after goes on from one side only."""
    for at, (one, other) in enumerate(pairwise(run)):
        step = _header(other).sequence - _header(one).sequence
        same = bool(one.names & other.names)
        if (step == 0 and not same) or (step == 1 and not _follows(other, one)):
            first = _header(one).sequence
            yield from ((late, one) for late in run[at + 1 :])
            yield from (
                (early, other) for early in run[: at + 1] if _header(early).sequence == first
            )
            return


def _between(one: list[Planned], other: list[Planned]) -> Iterator[tuple[Planned, Planned]]:
    """Two devices or two epochs: only what one run had before the other branched off is common,
    and where that is all of it there is no contradiction."""
    for run, branch in ((one, other), (other, one)):
        parent = next((p for p in run if _follows(branch[0], p)), None)
        if parent:
            after = [p for p in run if _header(p).sequence > _header(parent).sequence]
            if after:
                yield from ((p, branch[-1]) for p in after)
                yield from ((p, after[-1]) for p in branch)
            return
    yield from ((p, other[-1]) for p in one)
    yield from ((p, one[-1]) for p in other)


def _follows(later: Planned, earlier: Planned) -> bool:
    return bool(_header(later).follows & earlier.names)


def _header(one: Planned) -> Header:
    assert one.header is not None
    return one.header
