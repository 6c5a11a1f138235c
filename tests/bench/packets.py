"""F2, F3, F4, F10: packets out, packets in, and how large they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop.records.book import Book
from sync import receive, send
from sync.merge import Status
from tests.bench import unsafe
from tests.bench.measure import Pair, seconds, timed
from tests.bench.rows import Year
from tests.bench.workshop import Workshop
from tests.district import NOW


@contextmanager
def exporting(shop: Workshop) -> Iterator[Pair]:
    """Export and sign beside the same cells through openpyxl."""
    cells, plain = unsafe.cells(shop.packet), shop.place("plain.xlsx")
    with shop.sender.open() as book:
        yield Pair(
            timed(lambda: send.export(book, now=NOW)), timed(lambda: unsafe.write(cells, plain))
        )


@contextmanager
def importing(shop: Workshop) -> Iterator[Pair]:
    """Verify, validate and import beside reading the same cells into a plain database."""
    packet, plain = shop.packet, shop.place("plain.xlsx")
    unsafe.write(unsafe.cells(packet), plain)
    yield Pair(
        lambda: _taken_in(shop, [packet]),
        lambda: seconds(lambda: unsafe.take_in(plain, shop.place("plain.db"))),
    )


@contextmanager
def many_packets(shop: Workshop) -> Iterator[Pair]:
    """The packets of many communes in one go beside as many times one of them alone."""
    year, files = Year(), list[Path]()
    for number in range(shop.scale.packets):
        rows = year.mixed(shop.scale.packet_rows)
        files.append(shop.commune(f"commune-{number}", number, rows).export())
    yield Pair(
        lambda: _taken_in(shop, files),
        lambda: len(files) * _taken_in(shop, files[:1]),
        lambda: "the child process that opens packets is started once, there once for each",
    )


@contextmanager
def sizes(shop: Workshop) -> Iterator[Pair]:
    """The bytes of a packet of outreach rows beside those of openpyxl's file of the same cells."""
    rows = {"outreach": Year().outreach(shop.scale.outreach)}
    packet = shop.commune("outreach", 0, rows).export()
    plain = shop.place("outreach.xlsx")
    unsafe.write(unsafe.cells(packet), plain)
    yield Pair(lambda: packet.stat().st_size, lambda: plain.stat().st_size)


def _taken_in(shop: Workshop, files: Sequence[Path]) -> float:
    """Seconds from choosing the files to the last one in the province's book, which held none."""
    receiver = shop.province.copy(shop.place("receiver") / "book")
    with receiver.open() as book:
        return seconds(lambda: _take_in(book, files))


def _take_in(book: Book, files: Sequence[Path]) -> None:
    for planned in list(receive.plan(book, files, now=NOW)):
        done = receive.apply(book, planned, now=NOW)
        if done.status is not Status.ACCEPTED:
            raise AssertionError(f"{done.file.name}: {done.status}, {done.reason}")
