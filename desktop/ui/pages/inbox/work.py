"""The pieces of work behind the inbox, each yielding how many there are and what came of the next.

They run away from the window and hold the book alone.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from desktop.records.book import Book
from desktop.records.mailbox import Received, originals
from sync import forward, receive
from sync.merge import Status
from sync.receive import Planned

Step = tuple[int, Planned]
"""How many files there are in all, and the plan of one of them."""


def checked(book: Book, paths: Sequence[Path], now: datetime, password: str) -> Iterator[Step]:
    """A plan for each packet; certificates that were sent along are learnt first."""
    packets, certificates = receive.gather(paths)
    for file in certificates:
        forward.take_certificates(book, receive.read_file(file))
    for planned in receive.plan(book, packets, now=now, password=password):
        yield len(packets), planned


def checked_again(book: Book, came: Sequence[Received], now: datetime) -> Iterator[Step]:
    """A plan for each file that came in before."""
    for planned in receive.again(book, came, now=now):
        yield len(came), planned


def opened(book: Book, planned: Planned, password: str, now: datetime) -> Planned:
    """The plan of one packet again, with the password that its sender has told."""
    (found,) = receive.plan(book, [planned.file], now=now, password=password)
    return found


def carried_out(book: Book, plans: Sequence[Planned], now: datetime) -> Iterator[Step]:
    """Each plan as it was carried out; what was fetched from a channel is then no longer new."""
    for planned in receive.carry_out(book, plans, now=now):
        _no_longer_new(book, planned)
        yield len(plans), planned


def decided(
    book: Book,
    planned: Planned,
    others: Sequence[Planned],
    accept: bool,
    because: str,
    now: datetime,
) -> tuple[list[Planned], list[Planned]]:
    """What became of a fork by a person's decision, and of the one that claims the same place where
    this one was taken; then the ``others`` as they stand now. Raises InputError without a reason.
    """
    if accept:
        done = [receive.apply(book, planned, now=now, accept_fork=True, because=because)]
        beaten = [one for one in others if one.sha256 == same_place(planned)]
        done += [receive.keep_held(book, one, now=now, because=because) for one in beaten]
    else:
        done, beaten = [receive.keep_held(book, planned, now=now, because=because)], []
    for one in done:
        _no_longer_new(book, one)
    return done, [_as_it_stands(book, one, planned, now) for one in others if one not in beaten]


def same_place(planned: Planned) -> str:
    """The digest of the packet that came in together with this one and claims the same number."""
    rival = planned.rival
    if rival is None or rival.header is None or planned.header is None:
        return ""
    return rival.sha256 if rival.header.sequence == planned.header.sequence else ""


def _as_it_stands(book: Book, one: Planned, decided: Planned, now: datetime) -> Planned:
    """A fork of the office about which something was decided, weighed again."""
    units = {head.unit for head in (one.header, decided.header) if head}
    again = one.status is Status.FORK and one.header and len(units) == 1
    return receive.weigh_again(book, one, now=now) if again else one


def taken(done: Sequence[Planned]) -> int:
    """How many of them are in the book now."""
    return sum(planned.status is Status.ACCEPTED for planned in done)


def _no_longer_new(book: Book, planned: Planned) -> None:
    if planned.content and planned.file.parent == originals.fetched(book.folder):
        planned.file.unlink(missing_ok=True)
